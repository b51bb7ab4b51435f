"""Which stretches of one document stand for the same entity.

Names first (one known entity, one spelling, acronym and definition, surname, part of a longer
name), then descriptions and pronouns in the order of the text, each looking back for what it can
refer to. Rules, not a model: each step is a pure decision that a reader can follow.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from kg.annotate.chunks import Chunk
from kg.lexicon.names import KnownEntity, normalise
from kg.model import Parse

_ACTORS = frozenset(
    {"ArmedGroup", "StateForce", "Coalition", "State", "Organisation", "MediaOutlet"}
)
_DIVERSE = frozenset(
    {
        "forces",
        "force",
        "troops",
        "troop",
        "soldiers",
        "soldier",
        "army",
        "military",
        "trooper",
        "serviceman",
    }
)
_CIVIL_GROUP = re.compile(
    r"\b(monitor|monitoring|rights|aid|advocacy|relief|research|human|war|charity|think|student|support|security firm|research)\b",
    re.I,
)
_ARMED_GROUP = re.compile(
    r"\b(armed|militant|rebel|jihadi|jihadist|insurgent|terror|terrorist|extremist|islamist|guerrilla|separatist|paramilitary|embattled|shadowy)\b",
    re.I,
)
_APART = frozenset(
    {
        "affiliate",
        "offshoot",
        "splinter",
        "faction",
        "commander",
        "franchise",
        "supporter",
        "wing",
        "branch",
        "dissident",
        "network",
        "captor",
        "brigade",
        "battalion",
        "unit",
        "regiment",
    }
)
_ALIKE = 86  # percent of equal letters from which two name words are spellings of one
_QUARTERS = frozenset({"district", "suburb", "neighbourhood", "neighborhood", "quarter"})
_NAMED_OF = frozenset(
    "city town village hamlet settlement province region governorate municipality commune locality"
    " township port hub stronghold bastion island state department canton oblast county prefecture"
    " enclave camp territory fortress base emirate pocket".split()
)  # nouns whose "of X" gives the place's own name
_ANSWERED = frozenset(
    "city town village hamlet settlement capital district province region governorate area island port"
    " municipality commune locality township enclave department canton oblast county territory state".split()
)  # nouns by which a place named before is meant again
_REACH = 8  # sentences a description may look back


@dataclass(slots=True)
class Cluster:
    """What one document says stands for one entity."""

    index: int
    type: str
    chunks: list[Chunk] = field(default_factory=list)
    key: tuple[str, ...] = ()
    plural: bool = False
    last_sentence: int = -99
    last_subject: int = -99
    last_dep: str = ""

    @property
    def known(self) -> KnownEntity | None:
        """Return the known entity its names were recognised as, if any."""
        return next((c.known for c in self.chunks if c.known is not None), None)

    @property
    def named(self) -> bool:
        """Tell whether the entity has a proper name in the document."""
        return any(c.kind == "name" for c in self.chunks)

    def names(self) -> list[str]:
        """Return its distinct names, the fullest first."""
        found = dict.fromkeys(c.text for c in self.chunks if c.kind == "name")
        return sorted(found, key=lambda n: (-len(n.split()), -len(n), n))


class Coreference:
    """Cluster the chunks of one document."""

    def __init__(self, parse: Parse, text: str) -> None:
        self._parse = parse
        self._text = text
        self.clusters: list[Cluster] = []
        self._by_key: dict[tuple[str, ...], Cluster] = {}
        self._at: dict[int, Chunk] = {}

    def resolve(self, names: list[Chunk], others: list[Chunk]) -> list[Cluster]:
        """Give every chunk a cluster (pronouns may keep none) and return the clusters."""
        for chunk in (*names, *others):
            self._at[chunk.head] = chunk
            for i in range(chunk.first, chunk.last):
                self._at.setdefault(i, chunk)
        for chunk in sorted(names, key=lambda c: (-len(c.text.split()), c.first)):
            self._name(chunk)
        self._acronyms(names)
        for chunk in sorted((*names, *others), key=lambda c: (c.first, -c.last)):
            if chunk.kind == "description":
                self._description(chunk)
            elif chunk.kind == "pronoun":
                self._pronoun(chunk)
            self._touch(chunk)
        return [c for c in self.clusters if c.chunks]

    # -- names ------------------------------------------------------------------------------

    def _name(self, chunk: Chunk) -> None:
        key = ("known", chunk.known.iri) if chunk.known else ("name", normalise(chunk.text))
        cluster = self._by_key.get(key) or self._variant(chunk)
        if cluster is None:
            cluster = self._new(chunk.type, key)
        self._by_key.setdefault(key, cluster)
        self._join(cluster, chunk)

    def _variant(self, chunk: Chunk) -> Cluster | None:
        """Return the cluster of a longer name that `chunk` is a part or a spelling of."""
        if chunk.known is not None and chunk.form != "name":
            return None
        words = normalise(chunk.text).split()
        for cluster in self.clusters:
            if not cluster.named:
                continue
            if chunk.known is not None and cluster.known not in (None, chunk.known):
                continue
            for name in cluster.names():
                if self._part(words, normalise(name).split(), chunk, cluster):
                    return cluster
        return None

    def _part(self, words: list[str], full: list[str], chunk: Chunk, cluster: Cluster) -> bool:
        if cluster.type == "Person" and chunk.type in ("Person", "Organisation", "Place"):
            if chunk.known is not None and chunk.type != "Person":
                return False
            tail = full[-len(words) :]
            return (
                len(words) < len(full) + 1
                and len(words) <= len(tail)
                and all(fuzz.ratio(a, b) >= _ALIKE for a, b in zip(words, tail, strict=True))
            )
        if chunk.type == cluster.type and len(words) == len(full) > 1:
            return (
                all(fuzz.ratio(a, b) >= _ALIKE for a, b in zip(words, full, strict=True))
                and words[0][0] == full[0][0]
            )
        if (
            cluster.type in ("Organisation", "ArmedGroup", "StateForce", "Coalition", "MediaOutlet")
            and chunk.known is None
        ):
            return (
                len(words) == 1
                and len(full) > 2
                and words[0] in full
                and len(words[0]) > 4
                and chunk.type == cluster.type
            )  # noqa: PLR2004
        return False

    def _acronyms(self, names: list[Chunk]) -> None:
        """Join a name and the acronym that follows it in brackets, or the other way round."""
        for chunk in names:
            before = self._bracketed(chunk)
            if before is None or before.cluster == chunk.cluster or before.cluster < 0:
                continue
            short, long = (chunk, before) if len(chunk.text) < len(before.text) else (before, chunk)
            if short.known is not None and long.known is not None and short.known is not long.known:
                if short.form != "acronym" or not _initials(short.text, long.text):
                    continue
            if "Person" in (short.type, long.type) or not _abbreviates(short.text, long.text):
                continue
            self._merge(self.clusters[long.cluster], self.clusters[short.cluster])

    def _bracketed(self, chunk: Chunk) -> Chunk | None:
        parse, i = self._parse, chunk.first
        if (
            i < 2
            or parse.words[i - 1] not in ("(", "[")
            or chunk.last >= len(parse.words)
            or parse.words[chunk.last] not in (")", "]", ",", "or")
        ):  # noqa: PLR2004
            return None
        previous = self._at.get(i - 2)
        return previous if previous is not None and previous.kind == "name" else None

    # -- descriptions -----------------------------------------------------------------------

    def _description(self, chunk: Chunk) -> None:
        cluster = self._by_syntax(chunk) or self._by_modifier(chunk) or self._by_reference(chunk)
        if cluster is None:
            kind = self._described_type(chunk)
            key = (
                "description",
                chunk.lemma,
                *sorted(normalise(m.text) for m in chunk.modifiers),
                *self._adjectives(chunk),
            )
            cluster = (
                self._by_key.get(key)
                if chunk.plural and not self._counted(chunk) and kind != "Person"
                else None
            )
            if cluster is None:
                cluster = self._new(kind, key)
                self._by_key[key] = cluster
        self._join(cluster, chunk)

    def _by_syntax(self, chunk: Chunk) -> Cluster | None:
        """Return the entity named beside: title, apposition, "town of X", "X is the leader"."""
        parse, head = self._parse, chunk.head
        beside = self._beside(chunk)
        if beside is not None and beside.cluster >= 0 and self._agrees(chunk, beside):
            return self.clusters[beside.cluster]
        if chunk.noun is not None and chunk.noun.type == "Place":
            place = self._place_of(chunk)
            if place is not None:
                return place
        known_as = self._called(head)
        if known_as is not None and self._agrees(chunk, known_as):
            return self.clusters[known_as.cluster]
        if parse.deps[head] == "attr" and parse.lemmas[parse.heads[head]] == "be":
            for i in parse.children[parse.heads[head]]:
                subject = self._at.get(i)
                if (
                    parse.deps[i] == "nsubj"
                    and subject is not None
                    and subject.cluster >= 0
                    and self._agrees(chunk, subject)
                ):
                    return self.clusters[subject.cluster]
        return None

    def _beside(self, chunk: Chunk) -> Chunk | None:
        """Return the name a description stands in apposition to, on either side."""
        parse, head = self._parse, chunk.head
        following = self._at.get(chunk.last)
        if following is not None and following.kind == "name" and following.first == chunk.last:
            same = parse.heads[head] == following.head or parse.heads[following.head] in (
                head,
                parse.heads[head],
            )
            if (
                same
                or not chunk.plural
                and parse.sentence_of[head] == parse.sentence_of[following.head]
            ):
                return following
        if parse.deps[head] == "appos":
            before = self._at.get(parse.heads[head])
            if before is not None and before.cluster >= 0:
                return before
        for i in parse.children[head]:
            after = self._at.get(i)
            if parse.deps[i] == "appos" and after is not None and after.kind == "name":
                return after
        if chunk.first > 1 and parse.words[chunk.first - 1] == ",":
            before = self._at.get(chunk.first - 2)
            if before is not None and before.kind == "name" and self._apposed(chunk, before):
                return before
        return None

    def _apposed(self, chunk: Chunk, name: Chunk) -> bool:
        """Tell whether a description after a comma can only mean the name before it."""
        parse, noun = self._parse, chunk.noun
        if noun is not None and noun.person:
            return name.type == "Person"
        after = parse.words[chunk.last] if chunk.last < len(parse.words) else "."
        superlative = parse.tags[chunk.first] == "JJS" or parse.words[chunk.first].lower() in ("a", "an")
        return superlative and not chunk.plural and after not in ("and", "or", "-")

    def _place_of(self, chunk: Chunk) -> Cluster | None:
        """Return the place of "the town of X"; "the edge of X" is a place of its own."""
        for name in self._of(chunk.head):
            if name.kind != "name" or name.type not in ("Place", "Person", "Organisation", "State"):
                continue
            quarter = chunk.lemma in _QUARTERS and name.known is None and not chunk.modifiers
            if quarter and name.type != "Person":
                return self.clusters[name.cluster]
            if chunk.lemma in _NAMED_OF:
                if name.known is None:
                    self.clusters[name.cluster].type = name.type = "Place"
                if name.type == "Place":
                    return self.clusters[name.cluster]
        return None

    def _called(self, head: int) -> Chunk | None:
        """Return the name of "fighters known as Wazalendo", "a group called X"."""
        parse = self._parse
        for verb in parse.children[head]:
            if parse.deps[verb] in ("acl", "relcl") and parse.lemmas[verb] in (
                "know",
                "call",
                "dub",
                "name",
                "style",
            ):
                inner = [i for c in parse.children[verb] for i in (c, *parse.children[c])]
                for i in inner:
                    name = self._at.get(i)
                    if name is not None and name.kind == "name" and name.head == i and i > verb:
                        return name
        verb = parse.heads[head]
        if parse.deps[head] == "nsubjpass" and parse.lemmas[verb] in ("refer", "know", "call"):
            for i in range(verb + 1, parse.sentences[parse.sentence_of[verb]][1]):
                name = self._at.get(i)
                if parse.tags[i] in (",", ":") and i > verb + 2:
                    break
                if name is not None and name.kind == "name":
                    return name
        return None

    def _agrees(self, chunk: Chunk, other: Chunk) -> bool:
        noun, kind = (
            chunk.noun,
            self.clusters[other.cluster].type if other.cluster >= 0 else other.type,
        )
        if noun is None or other.form == "demonym":
            return False
        if noun.person:
            return kind == "Person"
        if kind == "Person":
            return False
        if noun.type == "Place":
            return kind in ("Place", "State")
        if kind == "Place":
            return False
        if noun.type in ("MediaOutlet", "Organisation", "ArmedGroup") and kind in (
            "Organisation",
            "MediaOutlet",
            "ArmedGroup",
            "Coalition",
        ):
            return True
        return kind == noun.type or noun.type == "Coalition"

    def _by_modifier(self, chunk: Chunk) -> Cluster | None:
        """Return the entity a name inside the phrase makes it: "IS fighters", "Iraqi troops"."""
        noun = chunk.noun
        if noun is None:
            return None
        owner = self._owner(chunk) or self._of_side(chunk)
        if owner is None or owner.cluster < 0:
            return None
        cluster = self.clusters[owner.cluster]
        if (
            noun.armed
            and not noun.person
            and cluster.type in ("ArmedGroup", "Coalition", "StateForce")
            and chunk.lemma not in _APART
        ):
            return cluster
        if noun.type == "StateForce" and noun.armed and cluster.type == "State":
            bucket = (
                "army"
                if chunk.lemma in _DIVERSE or chunk.text.lower().split()[-1] in _DIVERSE
                else chunk.lemma
            )
            if any(
                w in ("police", "special", "air", "border", "counter-terrorism", "artillery")
                for w in chunk.text.lower().split()[:-1]
            ):
                bucket = chunk.text.lower().split(maxsplit=1)[-1]
            key = ("force", str(owner.cluster), bucket)
            if key not in self._by_key:
                self._by_key[key] = self._new("StateForce", key)
            chunk.kind = "name"
            chunk.type = "StateForce"
            return self._by_key[key]
        if noun.type == "State" and cluster.type == "State" and noun.name == "government":
            return cluster
        if (
            noun.type == "Place"
            and noun.populated
            and chunk.lemma in ("city", "town", "village")
            and cluster.type == "Place"
            and self._parse.deps[owner.head] in ("compound", "nmod")
        ):
            return cluster
        if (
            noun.type in ("Place", "Organisation", "ArmedGroup", "Coalition", "MediaOutlet")
            and cluster.type in ("Place", "Organisation", "State")
            and self._parse.deps[owner.head] in ("compound", "nmod")
            and owner.form != "demonym"
            and noun.type == "Place"
        ):
            key = ("place", normalise(chunk.text))
            if key not in self._by_key:
                self._by_key[key] = self._new("Place", key)
            if owner.first == chunk.first or chunk.first + 1 == owner.first:
                chunk.kind = "name"
                start = self._parse.starts[owner.first]
                chunk.text = self._text[start : self._parse.ends[chunk.head]]
                chunk.first = owner.first
            return self._by_key[key]
        return None

    def _owner(self, chunk: Chunk) -> Chunk | None:
        """Return the name that owns or qualifies the head: the closest one before it."""
        for modifier in reversed(chunk.modifiers):
            node = modifier.head
            dep = self._parse.deps[node]
            if self._parse.heads[node] == chunk.head or dep in (
                "compound",
                "poss",
                "nmod",
                "amod",
                "npadvmod",
            ):
                after = (
                    self._parse.words[modifier.last]
                    if modifier.last < len(self._parse.words)
                    else ""
                )
                if after != "-":
                    return modifier
        if chunk.first < chunk.head and self._parse.tags[chunk.first] == "PRP$":
            pronoun = self._at.get(chunk.first)
            if pronoun is not None and pronoun.kind == "pronoun":
                if pronoun.cluster < 0:
                    self._pronoun(pronoun)
                return pronoun
        return None

    def _of_side(self, chunk: Chunk) -> Chunk | None:
        """Return the side of "gunmen of the cartel", "fighters from the SDF alliance"."""
        noun = chunk.noun
        if noun is None or not chunk.plural or not noun.armed or noun.person:
            return None
        found = [*self._of(chunk.head), *self._of(chunk.head, "from")]
        named = [n for c in found for n in (c, *c.modifiers) if n.kind == "name"]
        sides = [n for n in named if n.type in ("ArmedGroup", "StateForce", "Coalition")]
        return sides[0] if sides else None

    def _by_reference(self, chunk: Chunk) -> Cluster | None:
        """Return what a definite description ("the group") or an epithet ("jihadists") means."""
        noun = chunk.noun
        if noun is None:
            return None
        if (
            self._counted(chunk)
            and not chunk.definite
            and not (
                noun.armed
                and not noun.person
                and chunk.plural
                and not chunk.modifiers
                and self._adjectives(chunk) == []
            )
        ):
            return None
        if noun.person:
            return self._person(chunk) if chunk.definite and not chunk.plural else None
        if not noun.generic or noun.type == "Place" and chunk.plural:
            return None
        best, best_score = None, 0.0
        for cluster in self.clusters:
            score = self._fit(chunk, cluster)
            if score > best_score:
                best, best_score = cluster, score
        return best

    def _fit(self, chunk: Chunk, cluster: Cluster) -> float:
        """Return how well `cluster` answers a generic description; 0 when it cannot."""
        here = self._parse.sentence_of[chunk.head]
        distance = here - cluster.last_sentence
        if (
            not cluster.chunks
            or distance < 0
            or distance > _REACH
            or not self._compatible(chunk, cluster)
        ):
            return 0.0
        known = cluster.known
        epithets = getattr(known, "epithets", ())
        said = any(c.lemma == chunk.lemma and c.kind == "description" for c in cluster.chunks)
        epithet = chunk.lemma in epithets or any(w in epithets for w in chunk.text.lower().split())
        soldiers = self._counted(chunk) and cluster.type == "StateForce"
        if not chunk.definite and not (epithet or said and chunk.plural or soldiers):
            return 0.0
        if not said and any(not self._joined(m) for m in chunk.modifiers):
            return 0.0
        noun = chunk.noun
        if (
            noun is not None
            and noun.name in ("organisation", "media")
            and not (said or epithet or self._in_name(chunk.lemma, cluster))
        ):
            return 0.0
        if (
            noun is not None
            and noun.name == "government"
            and chunk.lemma not in ("country", "nation")
        ):
            return self._ruling(cluster)
        subject = 1.5 if here - cluster.last_subject <= 1 else 0.0
        return (
            10
            - distance
            + 4 * epithet
            + 3 * said
            + subject
            + min(len(cluster.chunks), 8) * 0.3
            + (1 if cluster.named else 0)
        )

    def _joined(self, chunk: Chunk) -> bool:
        """Tell whether a name is joined by a hyphen ("Britain-based")."""
        words = self._parse.words
        return chunk.last < len(words) and words[chunk.last] == "-"

    def _in_name(self, lemma: str, cluster: Cluster) -> bool:
        return any(lemma in n.lower().split() for n in cluster.names())

    def _ruling(self, cluster: Cluster) -> float:
        """Return how likely a state is the one whose government is meant: the one most spoken of."""
        states = [c for c in self.clusters if c.type == "State" and c.chunks]
        if len(cluster.chunks) < 2 and len(states) > 1:  # noqa: PLR2004
            return 0.0
        return float(len(cluster.chunks))

    def _compatible(self, chunk: Chunk, cluster: Cluster) -> bool:
        noun = chunk.noun
        kind = self._described_type(chunk)
        if noun is None:
            return False
        if noun.type == "Place":
            if cluster.type == "State":
                return chunk.lemma in ("country", "nation", "state", "republic", "kingdom")
            if cluster.type != "Place" or chunk.lemma in (
                "border",
                "area",
                "ground",
                "front",
                "soil",
                "road",
                "street",
                "house",
                "home",
                "south",
                "north",
                "east",
                "west",
            ):
                return False
            return cluster.named and self._place_kind(chunk, cluster)
        if chunk.lemma in ("country", "nation"):
            return (
                cluster.type == "State"
                or cluster.type == "Place"
                and bool(getattr(cluster.known, "demonyms", ()))
            )
        if noun.type == "State":
            return (
                cluster.type == "State"
                and noun.name == "government"
                and chunk.lemma in ("government", "regime", "kingdom", "republic", "authority")
            )
        if kind == "StateForce":
            return cluster.type == "StateForce" and (chunk.lemma in _DIVERSE) == any(
                c.lemma in _DIVERSE or c.text.lower().split()[-1] in _DIVERSE
                for c in cluster.chunks
            )
        return cluster.type == kind

    def _place_kind(self, chunk: Chunk, cluster: Cluster) -> bool:
        """A city answers "the city", a facility only its own noun."""
        noun = chunk.noun
        own = {c.lemma for c in cluster.chunks if c.lemma}
        if chunk.lemma in own:
            return True
        if noun is not None and (noun.facility or chunk.lemma not in _ANSWERED):
            return any(chunk.lemma in n.lower() for n in cluster.names())
        heads = {n.split()[-1].lower() for n in cluster.names()}
        if chunk.lemma in heads:
            return True
        area = heads & {
            "province",
            "governorate",
            "region",
            "state",
            "river",
            "valley",
            "desert",
            "border",
            "district",
            "island",
        }
        directional = any(
            n.lower().startswith(("north", "south", "east", "west", "central"))
            for n in cluster.names()
        )
        if noun is not None and noun.populated:
            return not area and not directional
        return bool(area)

    def _person(self, chunk: Chunk) -> Cluster | None:
        """Return the person a definite singular description means: one so called before."""
        for cluster in sorted(self.clusters, key=lambda c: -c.last_sentence):
            if cluster.type == "Person" and any(
                c.lemma == chunk.lemma or chunk.lemma in c.text.lower().split()
                for c in cluster.chunks
            ):
                return cluster
        return None

    def _pronoun(self, chunk: Chunk) -> None:
        if chunk.cluster >= 0 or chunk.lemma in (
            "who",
            "which",
            "that",
            "i",
            "me",
            "my",
            "we",
            "our",
            "us",
        ):
            return
        here = self._parse.sentence_of[chunk.head]
        best, best_score = None, 0.0
        barred = self._own_subject(chunk)
        for cluster in self.clusters:
            if not cluster.chunks or cluster.index == barred:
                continue
            score = self._pronoun_fit(chunk, cluster, here)
            if score > best_score:
                best, best_score = cluster, score
        if best is not None:
            self._join(best, chunk)

    def _own_subject(self, chunk: Chunk) -> int:
        """Return the cluster of the subject of the pronoun's own verb, which an object is not."""
        parse = self._parse
        if parse.deps[chunk.head] not in ("dobj", "pobj"):
            return -1
        verb = parse.heads[chunk.head]
        for _ in range(4):
            if parse.tags[verb].startswith("VB"):
                subjects = [
                    i for i in parse.children[verb] if parse.deps[i] in ("nsubj", "nsubjpass")
                ]
                if subjects:
                    found = self._at.get(subjects[0])
                    return found.cluster if found is not None else -1
                if parse.deps[verb] not in ("conj", "xcomp", "advcl"):
                    return -1
            verb = parse.heads[verb]
        return -1

    def _pronoun_fit(self, chunk: Chunk, cluster: Cluster, here: int) -> float:
        distance = here - cluster.last_sentence
        if distance < 0 or distance > 2:  # noqa: PLR2004
            return 0.0
        singular = chunk.lemma in ("it", "its", "itself")
        if chunk.type == "Person":
            if cluster.type != "Person" or cluster.plural:
                return 0.0
        elif singular:
            if cluster.type not in _ACTORS and cluster.type != "Place" or cluster.type == "Person":
                return 0.0
            if cluster.plural and not cluster.named:
                return 0.0
        elif not (cluster.plural or cluster.type in ("ArmedGroup", "StateForce", "Coalition")):
            return 0.0
        parallel = cluster.last_dep == self._parse.deps[chunk.head] == "dobj" and distance == 0
        place = 2.5 if cluster.type == "Place" and not parallel else 0.0
        subject = 2.0 if here - cluster.last_subject <= 1 else 0.0
        if here == cluster.last_subject:
            subject += 0.5
        return max(0.1, 5 - 1.5 * distance + subject - place + (0.5 if cluster.named else 0))

    # -- small parts ------------------------------------------------------------------------

    def _of(self, head: int, preposition: str = "of") -> list[Chunk]:
        """Return the chunks governed by a preposition at `head`."""
        parse = self._parse
        found = []
        for prep in parse.children[head]:
            if parse.lemmas[prep] == preposition and parse.deps[prep] == "prep":
                found += [self._at[i] for i in parse.children[prep] if i in self._at]
        return found

    def _described_type(self, chunk: Chunk) -> str:
        noun = chunk.noun
        if noun is None:
            return "Organisation"
        if (
            noun.name == "armed group"
            and _CIVIL_GROUP.search(chunk.text)
            and not _ARMED_GROUP.search(chunk.text)
        ):
            return "Organisation"
        if noun.name == "attacker":
            return "Person"
        if (
            noun.type == "StateForce"
            and re.search(
                r"\b(rebel|opposition|kurdish|militia|tribal|separatist|insurgent|islamist|kurdish-led|rebel-held|anti-government|allied|paramilitary|jihadist|anti-regime|peshmerga|ground|loyalist|shi[’']?ite|sunni|regional|southern|northern)",
                chunk.text,
                re.I,
            )
            and not re.search(r"\b(government|security|state|federal)\b", chunk.text, re.I)
        ):
            return "ArmedGroup"
        return noun.type

    def _adjectives(self, chunk: Chunk) -> list[str]:
        parse = self._parse
        return sorted(
            parse.lemmas[i]
            for i in range(chunk.first, chunk.head)
            if parse.tags[i] in ("JJ", "NN", "VBN", "VBG", "NNP")
            and i not in {m.head for m in chunk.modifiers}
        )

    def _counted(self, chunk: Chunk) -> bool:
        return any(self._parse.tags[i] == "CD" for i in range(chunk.first, chunk.head))

    def _new(self, kind: str, key: tuple[str, ...]) -> Cluster:
        cluster = Cluster(len(self.clusters), kind, key=key)
        self.clusters.append(cluster)
        return cluster

    def _join(self, cluster: Cluster, chunk: Chunk) -> None:
        chunk.cluster = cluster.index
        cluster.chunks.append(chunk)
        if chunk.kind == "description" and chunk.plural and not cluster.named:
            cluster.plural = True

    def _merge(self, kept: Cluster, other: Cluster) -> None:
        for chunk in other.chunks:
            chunk.cluster = kept.index
        kept.chunks += other.chunks
        other.chunks = []
        for key, cluster in self._by_key.items():
            if cluster is other:
                self._by_key[key] = kept

    def _touch(self, chunk: Chunk) -> None:
        """Note where a cluster was last spoken of, for what comes after."""
        if chunk.cluster < 0:
            return
        cluster = self.clusters[chunk.cluster]
        if (
            chunk.form == "demonym"
            or self._parse.words[min(chunk.last, len(self._parse.words) - 1)] == "-"
        ):
            return  # "Malian", "US-backed": in the background
        sentence = self._parse.sentence_of[chunk.head]
        cluster.last_sentence = sentence
        cluster.last_dep = self._parse.deps[chunk.head]
        if self._parse.deps[chunk.head] in ("nsubj", "nsubjpass"):
            cluster.last_subject = sentence


def _initials(short: str, long: str) -> bool:
    letters = [
        w[0].lower()
        for w in re.findall(r"\w+", long)
        if w.lower() not in ("of", "the", "for", "and")
    ]
    return "".join(c for c in short.lower() if c.isalpha()) == "".join(letters)


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` can be an acronym of `long`, in whatever language it was formed."""
    letters = [c for c in short if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return (
        len(long.split()) > 1
        and len(short.split()) == 1
        and len(letters) < 12
        and capitals > len(letters) / 2
    )  # noqa: PLR2004


def vote(cluster: Cluster) -> str:
    """Return the type most names of a cluster have; its own when it has no names."""
    types = Counter(c.type for c in cluster.chunks if c.kind == "name")
    return types.most_common(1)[0][0] if types else cluster.type
