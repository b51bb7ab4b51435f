"""Definite descriptions, epithets and pronouns: what a reader takes them to mean.

Every earlier entity is weighed: kind, distance, whether it was the subject, whether it was
called so before. The best answer wins; without a fitting one there is none.
"""

from kg.annotate.chunks import Chunk
from kg.annotate.coreference.clusters import Cluster, Clusters
from kg.annotate.coreference.senses import described_type

_ACTORS = frozenset(
    {"ArmedGroup", "StateForce", "Coalition", "State", "Organisation", "MediaOutlet"}
)
_FORCES = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_ARMY = frozenset(["forces", "force", "troops", "troop", "soldiers", "soldier", "army", "military"])
_ANSWERED = frozenset(
    """
    city town village hamlet settlement capital district province region governorate area island
    port municipality commune locality township enclave department canton oblast county territory
    state
    """.split()
)
"""Nouns by which a place named before is meant again."""
_OPEN_PLACES = frozenset(
    """
    border area ground front soil road street house home south north east west
    """.split()
)
_AREAS = frozenset(
    """
    province governorate region state river valley desert border district island
    """.split()
)
_DIRECTIONS = ("north", "south", "east", "west", "central")
_COUNTRY = frozenset({"country", "nation"})
_GOVERNMENT = frozenset(["government", "regime", "kingdom", "republic", "authority"])
_SILENT = frozenset(["who", "which", "that", "i", "me", "my", "we", "our", "us"])
_LEADING = frozenset({"lead", "led", "back", "backed", "dominate", "dominated"})
_UNIONS = frozenset({"alliance", "coalition"})
_REACH = 8  # sentences a description may look back
_PRONOUN_REACH = 2
_SPEECH_REACH = 4
_OFTEN = 8  # mentions beyond which more do not make an entity likelier


def refer(clusters: Clusters, chunk: Chunk) -> None:
    """Give a pronoun the cluster it most likely means, if any."""
    if chunk.cluster >= 0 or chunk.lemma in _SILENT:
        return
    before = _spoken_before(clusters, chunk)
    if before is not None:
        clusters.join(before, chunk)
        return
    barred = _own_subject(clusters, chunk)
    weighed = [(_pronoun_weight(clusters, chunk, c), c) for c in clusters if c.index != barred]
    best = max(weighed, key=lambda w: w[0], default=(0.0, None))
    if best[1] is not None and best[0] > 0:
        clusters.join(best[1], chunk)


def _spoken_before(clusters: Clusters, chunk: Chunk) -> Cluster | None:
    """Return who "he" of "he said" is: who spoke last, not one who was spoken of since."""
    if not clusters.speaks(chunk) or not clusters.speakers:
        return None
    last, here = clusters.speakers[-1], clusters.parse.sentence_of[chunk.head]
    near = 0 <= here - last.last_sentence <= _SPEECH_REACH and last.chunks
    if not near or not _pronoun_agrees(chunk, last):
        return None
    since = range(last.last_sentence + 1, here)
    others = (c for c in clusters if c.last_subject in since)
    return None if any(_pronoun_agrees(chunk, c) for c in others) else last


def referent(clusters: Clusters, chunk: Chunk) -> Cluster | None:
    """Return what a definite description ("the group") or an epithet ("jihadists") means."""
    noun = chunk.noun
    if noun is None or not _may_refer(clusters, chunk):
        return None
    if noun.person:
        return _person(clusters, chunk) if chunk.definite and not chunk.plural else None
    if not noun.generic or (noun.type == "Place" and chunk.plural):
        return None
    if noun.type == "Place" and any(c.kind == "name" for c in clusters.governed(chunk.head)):
        return None  # "the capital of X" is not the capital spoken of before
    weighed = [(_weight(clusters, chunk, c), c) for c in clusters]
    best = max(weighed, key=lambda w: w[0], default=(0.0, None))
    return best[1] if best[0] > 0 else None


def _may_refer(clusters: Clusters, chunk: Chunk) -> bool:
    """A counted description is new ("two groups") unless it is plain: "41 soldiers"."""
    noun = chunk.noun
    if noun is None or chunk.definite or not clusters.counted(chunk):
        return noun is not None
    plain = not chunk.modifiers and not clusters.adjectives(chunk)
    return noun.armed and not noun.person and chunk.plural and plain


def _weight(clusters: Clusters, chunk: Chunk, cluster: Cluster) -> float:
    """Return how well `cluster` answers a description; 0 when it cannot."""
    here = clusters.parse.sentence_of[chunk.head]
    distance = here - cluster.last_sentence
    if not 0 <= distance <= _REACH or not _compatible(chunk, cluster):
        return 0.0
    epithets = _epithets(cluster)
    said = cluster.called(chunk.lemma)
    epithet = not {chunk.lemma, *chunk.text.lower().split()}.isdisjoint(epithets)
    soldiers = clusters.counted(chunk) and cluster.type == "StateForce"
    union = said and chunk.lemma in _UNIONS and chunk.first == chunk.head  # "coalition strikes"
    if not chunk.definite and not (epithet or (said and chunk.plural) or soldiers or union):
        return 0.0
    if not said and any(not clusters.joined(m) for m in chunk.modifiers):
        return 0.0
    leading = _LEADING.intersection(clusters.adjectives(chunk))
    if leading and not said and chunk.lemma not in _UNIONS:
        return 0.0  # "Kurdish-led fighters" are not just any fighters spoken of
    if leading & {"led", "lead"} and not _led_alike(chunk, cluster):
        return 0.0  # "the US-led coalition" is not the Kurdish-led one, nor an armed group
    name = chunk.noun.name if chunk.noun is not None else ""
    named_so = any(chunk.lemma in n.lower().split() for n in cluster.names())
    if name in ("organisation", "media") and not (said or epithet or named_so):
        return 0.0
    if name == "government" and chunk.lemma not in _COUNTRY:
        return _ruling(clusters, cluster)
    subject = 1.5 if here - cluster.last_subject <= 1 else 0.0
    often = min(len(cluster.chunks), _OFTEN) * 0.3
    return 10 - distance + 4 * epithet + 3 * said + subject + often + cluster.named


def _led_alike(chunk: Chunk, cluster: Cluster) -> bool:
    """Tell whether a cluster can be what a state leads: a coalition, called so or by a name."""
    states = {m.text for m in chunk.modifiers if m.type == "State"}
    leaders = {m.text for c in cluster.chunks for m in c.modifiers if m.type == "State"}
    coalition = cluster.type == "Coalition" and (cluster.named or bool(states & leaders))
    return coalition or not states


def _ruling(clusters: Clusters, cluster: Cluster) -> float:
    """Return how likely a state is the one whose government is meant: the one most spoken of."""
    states = [c for c in clusters if c.type == "State"]
    spoken_of = len(cluster.chunks)
    return float(spoken_of) if spoken_of > 1 or len(states) == 1 else 0.0


def _compatible(chunk: Chunk, cluster: Cluster) -> bool:
    noun = chunk.noun
    if noun is None:
        return False
    if noun.type == "Place":
        if cluster.type == "State":
            return chunk.lemma in (*_COUNTRY, "state", "republic", "kingdom")
        open_place = chunk.lemma in _OPEN_PLACES
        return (
            cluster.type == "Place" and cluster.named and not open_place and _place(chunk, cluster)
        )
    if chunk.lemma in _COUNTRY:
        state = cluster.known is not None and bool(cluster.known.demonyms)
        return cluster.type == "State" or (cluster.type == "Place" and state)
    if noun.type == "State":
        return cluster.type == "State" and chunk.lemma in _GOVERNMENT
    kind = described_type(chunk)
    if kind == "StateForce" and cluster.type == kind:
        army = any(c.lemma in _ARMY or c.text.lower().split()[-1] in _ARMY for c in cluster.chunks)
        return (chunk.lemma in _ARMY) == army
    return cluster.type == kind or (
        {cluster.type, kind} <= _FORCES and chunk.lemma in _epithets(cluster)
    )


def _epithets(cluster: Cluster) -> tuple[str, ...]:
    return cluster.known.epithets if cluster.known is not None else ()


def _place(chunk: Chunk, cluster: Cluster) -> bool:
    """A city answers "the city", a province "the province", a facility only its own noun."""
    noun, names = chunk.noun, [n.lower() for n in cluster.names()]
    if any(c.lemma == chunk.lemma for c in cluster.chunks):
        return True
    if noun is None or noun.facility or chunk.lemma not in _ANSWERED:
        return any(chunk.lemma in n for n in names)
    heads = {n.split()[-1] for n in names}
    if chunk.lemma in heads:
        return True
    area = not heads.isdisjoint(_AREAS)
    directed = any(n.startswith(_DIRECTIONS) for n in names)
    return not area and not directed if noun.populated else area


def _person(clusters: Clusters, chunk: Chunk) -> Cluster | None:
    """Return the person a definite singular description means: one so called before."""
    people = [c for c in clusters if c.type == "Person"]
    for cluster in sorted(people, key=lambda c: -c.last_sentence):
        words = {w for c in cluster.chunks for w in (c.lemma, *c.text.lower().split())}
        if chunk.lemma in words:
            return cluster
    return None


def _own_subject(clusters: Clusters, chunk: Chunk) -> int:
    """Return the cluster of the subject of the pronoun's own verb, which an object is not."""
    parse = clusters.parse
    verb = parse.heads[chunk.head]
    if parse.deps[chunk.head] not in ("dobj", "pobj"):
        return -1
    for _ in range(4):
        if parse.tags[verb].startswith("VB"):
            subjects = [i for i in parse.children[verb] if parse.deps[i] in ("nsubj", "nsubjpass")]
            if subjects:
                found = clusters.at(subjects[0])
                return found.cluster if found is not None else -1
            if parse.deps[verb] not in ("conj", "xcomp", "advcl"):
                return -1
        verb = parse.heads[verb]
    return -1


def _pronoun_weight(clusters: Clusters, chunk: Chunk, cluster: Cluster) -> float:
    here = clusters.parse.sentence_of[chunk.head]
    distance = here - cluster.last_sentence
    if not 0 <= distance <= _PRONOUN_REACH or not _pronoun_agrees(chunk, cluster):
        return 0.0
    parallel = cluster.last_dep == clusters.parse.deps[chunk.head] == "dobj" and distance == 0
    place = 2.5 if cluster.type == "Place" and not parallel else 0.0
    subject = 2.0 if here - cluster.last_subject <= 1 else 0.0
    subject += 0.5 if here == cluster.last_subject else 0.0
    return max(0.1, 5 - 1.5 * distance + subject - place + 0.5 * cluster.named)


def _pronoun_agrees(chunk: Chunk, cluster: Cluster) -> bool:
    if chunk.type == "Person":
        return cluster.type == "Person" and not cluster.plural
    if chunk.lemma in ("it", "its", "itself"):
        single = cluster.named or not cluster.plural
        return single and (cluster.type in _ACTORS or cluster.type == "Place")
    return cluster.plural or cluster.type in _FORCES
