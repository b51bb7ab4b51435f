"""Descriptions that a name inside them identifies: "IS fighters", "Iraqi troops", "its men"."""

from kg.annotate.chunks import Chunk
from kg.annotate.coreference.clusters import Cluster, Clusters
from kg.annotate.coreference.reference import refer

_SIDES = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_LINKS = frozenset({"compound", "poss", "nmod", "amod", "npadvmod"})
DIVERSE = frozenset(
    """
    forces force troops troop soldiers soldier army military trooper serviceman
    """.split()
)
"""Words for the regular forces of a state as a whole."""
_AGAINST = frozenset(
    """
    opposition rebel insurgent separatist dissident breakaway anti-government jihadist
    """.split()
)
"""Words by which the forces of a country are not its government's."""
_SPECIAL = frozenset(["police", "special", "air", "border", "counter-terrorism", "artillery"])
_APART = frozenset(
    """
    affiliate offshoot splinter faction commander franchise supporter wing branch dissident captor
    brigade battalion unit regiment
    """.split()
)
"""Nouns that name a body of its own beside the one that qualifies it."""
_KINDS = frozenset(
    ["group", "movement", "militia", "organisation", "organization", "network", "cartel", "gang"]
)


def owned(clusters: Clusters, chunk: Chunk, text: str) -> Cluster | None:
    """Return the entity that the name inside a description makes it, if that decides it."""
    noun = chunk.noun
    name = owner(clusters, chunk) or _side_of(clusters, chunk)
    cluster = clusters.of(name) if name is not None else None
    if noun is None or name is None or cluster is None:
        return None
    link = clusters.parse.deps[name.head]
    if cluster.type in _SIDES and chunk.lemma not in _APART:
        kind = chunk.lemma in _KINDS and link in ("compound", "nmod") and not chunk.plural
        if (noun.armed and not noun.person) or kind:
            return cluster
    against = not _AGAINST.isdisjoint(chunk.text.lower().split())
    if cluster.type == "State" and noun.type == "StateForce" and noun.armed and not against:
        return _force(clusters, chunk, (name, cluster))
    if cluster.type == "State" and noun.name == "government":
        return cluster
    if noun.type == "Place" and link in ("compound", "nmod") and name.form != "demonym":
        return _place(clusters, chunk, (name, cluster), text)
    return None


def share(clusters: Clusters, chunk: Chunk) -> None:
    """Let names that share a force's head be forces: "Mozambican and Rwandan soldiers"."""
    for name in chunk.sharing:
        state = clusters.of(name)
        if state is not None and state.type == "State":
            words = chunk.text.lower().split()
            clusters.move(name, _bucket(clusters, state, chunk))
            name.type, name.known = "StateForce", None
            name.text = f"{name.text} {words[-1]}"


def owner(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    """Return the name or pronoun that owns or qualifies the head: the closest before it."""
    parse = clusters.parse
    for modifier in reversed(chunk.modifiers):
        linked = parse.heads[modifier.head] == chunk.head or parse.deps[modifier.head] in _LINKS
        linked = linked or bool(chunk.sharing)
        if linked and not clusters.joined(modifier) and not _opposed(clusters, modifier):
            return modifier
    if chunk.first == chunk.head:
        return None
    if parse.tags[chunk.first] == "PRP$":
        pronoun = clusters.at(chunk.first)
        if pronoun is not None and pronoun.kind == "pronoun":
            refer(clusters, pronoun)
            return pronoun
    return _relative_owner(clusters, chunk) if parse.tags[chunk.first] == "WP$" else None


def _opposed(clusters: Clusters, name: Chunk) -> bool:
    """Tell whether a name is what the phrase is against or for: "anti-Houthi", "pro-Assad"."""
    words, i = clusters.parse.words, name.first
    return i > 1 and words[i - 1] == "-" and words[i - 2].lower() in ("anti", "pro", "non", "ex")


def _relative_owner(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    """Return what "whose" refers to: the noun its relative clause hangs on."""
    parse, node = clusters.parse, chunk.head
    for _ in range(4):
        if parse.deps[node] == "relcl":
            return clusters.at(parse.heads[node])
        node = parse.heads[node]
    return None


def _side_of(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    """Return the side of "gunmen of the cartel", "fighters from the SDF alliance"."""
    noun = chunk.noun
    if noun is None or not chunk.plural or not noun.armed or noun.person:
        return None
    found = [*clusters.governed(chunk.head), *clusters.governed(chunk.head, "from")]
    named = (n for c in found for n in (c, *c.modifiers) if n.kind == "name")
    return next((n for n in named if n.type in _SIDES), None)


def _force(clusters: Clusters, chunk: Chunk, owned_by: tuple[Chunk, Cluster]) -> Cluster:
    """Return the forces of a state: one for army, troops and soldiers, others by their noun.

    What says whose they are names them; "its troops" does not.
    """
    name, cluster = owned_by
    chunk.kind = "name" if name.kind == "name" else chunk.kind
    chunk.type = "StateForce"
    return _bucket(clusters, cluster, chunk)


def _bucket(clusters: Clusters, state: Cluster, chunk: Chunk) -> Cluster:
    """Return the cluster of one kind of forces of a state; its machines are its army's."""
    words = chunk.text.lower().split()
    machine = chunk.noun is not None and chunk.noun.name == "machine"
    general = machine or chunk.lemma in DIVERSE or words[-1] in DIVERSE
    bucket = "army" if general else chunk.lemma
    if _SPECIAL & set(words[:-1]):
        bucket = " ".join(words[1:])
    key = ("force", str(state.index), bucket)
    found = clusters.get(key) or clusters.begin("StateForce", key)
    found.state = state if general else None
    return found


def _place(
    clusters: Clusters, chunk: Chunk, owned_by: tuple[Chunk, Cluster], text: str
) -> Cluster | None:
    """Return the place of "Hajin town" (the town) or "the Hajin pocket" (a name of its own)."""
    (name, cluster), parse = owned_by, clusters.parse
    if cluster.type == "Place" and chunk.lemma in ("city", "town", "village"):
        return cluster
    if cluster.type not in ("Place", "Organisation", "State"):
        return None
    if chunk.first <= name.first <= chunk.first + 1:
        chunk.kind, chunk.first = "name", name.first
        chunk.text = text[parse.starts[name.first] : parse.ends[chunk.head]]
    key = ("place", chunk.text.casefold())
    return clusters.get(key) or clusters.begin("Place", key)
