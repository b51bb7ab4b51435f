"""One reading, indexed for extraction: which entity a token stands for, and what a phrase means.

Tokens are indices into the parse; entities are local ids ("e4").
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from kg.lexicon.frames import CarrierVerbs
from kg.lexicon.nouns import NounClass
from kg.model import Mention, Participant, Reading, Span

ACTORS = frozenset(
    {"ArmedGroup", "StateForce", "Coalition", "State", "Organisation", "MediaOutlet", "Person"}
)
FIGHTERS = frozenset({"ArmedGroup", "StateForce", "Coalition", "State"})
PLACES = frozenset({"Place", "State"})
_SIDES = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_PEOPLE = frozenset(
    ["people", "person", "man", "woman", "child", "victim", "individual", "relative", "life"]
)
_COUNTING = frozenset({"several", "many", "some", "numerous"})
_DEPTH = 4


class View:
    """A reading with look-ups by token."""

    def __init__(
        self, reading: Reading, nouns: Mapping[str, NounClass], carriers: CarrierVerbs
    ) -> None:
        self.reading = reading
        self.parse = reading.parse
        self.text = reading.document.text
        self.nouns = nouns
        self.carriers = carriers
        self.entities: dict[str, Participant] = {e.id: e for e in reading.entities}
        self.mentions = reading.mentions
        self._at: dict[int, Mention] = {}
        self._covering: dict[int, Mention] = {}
        for mention in reading.mentions:
            if mention.entity is not None:
                self._at.setdefault(mention.head, mention)
            for i in range(mention.first, mention.last):
                kept = self._covering.get(i)
                if kept is None or mention.last - mention.first < kept.last - kept.first:
                    self._covering[i] = mention

    # -- tokens and entities ----------------------------------------------------------------

    def mention(self, i: int) -> Mention | None:
        """Return the mention headed by token `i`, if any."""
        return self._at.get(i)

    def covering(self, i: int) -> Mention | None:
        """Return the smallest mention that covers token `i`."""
        return self._covering.get(i)

    def entity(self, i: int) -> str | None:
        """Return the entity whose mention is headed by token `i`."""
        mention = self._at.get(i)
        return mention.entity if mention else None

    def type(self, entity: str | None) -> str:
        """Return the type of an entity; "" for None."""
        return self.entities[entity].type if entity else ""

    def noun(self, i: int) -> NounClass | None:
        """Return the class of a common noun."""
        return self.nouns.get(self.parse.lemmas[i])

    def is_machine(self, entity: str) -> bool:
        """Tell whether an entity is a machine of war alone, with nobody's name on it."""
        said = [m for m in self.mentions if m.entity == entity and m.kind != "pronoun"]
        bare = bool(said) and not self.entities[entity].names
        return bare and all(self._mere_machine(m) for m in said)

    def _mere_machine(self, mention: Mention) -> bool:
        """Tell whether no force is named before a machine, as in "army helicopters"."""
        noun = self.noun(mention.head)
        senders = (self.noun(i) for i in range(mention.first, mention.head))
        sent = any(n is not None and n.generic and n.name != "machine" for n in senders)
        return noun is not None and noun.name == "machine" and not sent

    def is_mere_count(self, entity: str) -> bool:
        """Tell whether an entity is but a number of people: "44 people" are nobody's losses."""
        heads = [m.head for m in self.mentions if m.entity == entity and m.kind == "description"]
        if not heads or self.entities[entity].names:
            return False
        counts = self.children(heads[0], "nummod", "amod")
        return self.parse.lemmas[heads[0]] in _PEOPLE and any(
            self.parse.tags[c] == "CD" or self.parse.lemmas[c] in _COUNTING for c in counts
        )

    def children(self, i: int, *deps: str) -> list[int]:
        """Return the dependents of `i` with one of `deps`, in the order of the text."""
        labels = self.parse.deps
        return [c for c in self.parse.children[i] if labels[c] in deps]

    def objects_of(self, prep: int) -> list[int]:
        """Return the objects of a preposition, with their conjuncts."""
        found = []
        for i in self.children(prep, "pobj", "pcomp"):
            found += self.conjuncts(i)
        return found

    def conjuncts(self, i: int) -> list[int]:
        """Return `i` and what is coordinated with it (nouns only)."""
        found, queue = [], [i]
        while queue:
            node = queue.pop(0)
            found.append(node)
            if len(found) < 8:
                queue += [
                    c
                    for c in self.children(node, "conj")
                    if self.parse.tags[c][:2] in ("NN", "PR", "CD", "DT", "JJ")
                ]
        return found

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """Yield (preposition, token) of what hangs on `i`; "out of" and the like are joined."""
        parse = self.parse
        for child in parse.children[i]:
            joined = parse.deps[child] == "conj" and parse.tags[child] in ("IN", "TO")
            if parse.deps[child] not in ("prep", "agent", "dative") and not joined:
                continue
            word = parse.words[child].lower()
            inner = [c for c in self.children(child, "prep") if c == child + 1]
            if inner and not self.children(child, "pobj"):
                yield f"{word} {parse.words[inner[0]].lower()}", inner[0]
            else:
                yield word, child
            for other in self.children(child, "conj"):
                if parse.tags[other] in ("IN", "TO"):
                    yield parse.words[other].lower(), other

    def fillers(self, i: int, depth: int = 0) -> list[str]:
        """Return the entities a noun phrase headed by `i` stands for, with conjuncts.

        "members of X" and "dozens of Y" stand for X and Y when they name nothing themselves.
        """
        found: list[str] = []
        for node in self.conjuncts(i):
            found += self._sharers(node)
            found += self._filler(node, depth)
        return list(dict.fromkeys(found))

    def _filler(self, i: int, depth: int) -> list[str]:
        parse = self.parse
        if any(parse.words[c].lower() in ("no", "neither") for c in self.children(i, "det")):
            return []
        mention = self._at.get(i)
        partitive = parse.lemmas[i] in self.carriers.partitives or parse.tags[i] in ("CD", "DT")
        if (
            mention is not None
            and mention.kind == "description"
            and parse.tags[i] == "NNS"
            and self.type(mention.entity) == "Place"
        ):
            named = [
                e for e in self.owners(i) if self.type(e) == "Place" and self.entities[e].names
            ]
            if named:  # "Sirwah and Rahabah districts"
                return named
        if (
            mention is not None
            and mention.entity
            and not (
                partitive
                and mention.kind == "description"
                and not self.entities[mention.entity].names
            )
        ):
            return [mention.entity]
        if partitive and depth < _DEPTH:
            inner = [
                x
                for p, t in self.prepositions(i)
                if p in ("of", "from", "in", "between")
                for o in self.objects_of(t)
                for x in self.fillers(o, depth + 1)
            ]
            if inner:
                return inner
        if mention is not None and mention.entity:
            return [mention.entity]
        return []

    def _sharers(self, i: int) -> list[str]:
        """Return the forces that share the noun `i`: "Mozambican and Rwandan soldiers"."""
        if self.parse.tags[i] not in ("NNS", "NNPS"):
            return []
        rows = (self.conjuncts(c) for c in self.children(i, "amod", "nmod", "compound"))
        found = [self.entity(j) for row in rows if len(row) > 1 for j in row]
        return [e for e in found if e and self.type(e) in _SIDES]

    def owners(self, i: int) -> list[str]:
        """Return the actors that own or qualify the noun `i` ("IS positions", "Turkey's raid")."""
        found = []
        for child in self.children(i, "poss", "compound", "nmod", "amod", "npadvmod"):
            for node in self.conjuncts(child):
                entity = self.entity(node)
                if entity is None and self.covering(node) is not None:
                    entity = self.covering(node).entity  # type: ignore[union-attr]
                if entity and self.hyphened(node) is False:
                    found.append(entity)
        return list(dict.fromkeys(found))

    def joined_before(self, i: int) -> Mention | None:
        """Return the name joined to token `i` by a hyphen ("US" before "backed"), if any.

        A hyphen without a name before it gives the mention of nothing: None.
        """
        if (
            i < 2
            or self.parse.words[i - 1] != "-"
            or self.parse.ends[i - 1] != self.parse.starts[i]
        ):
            return None
        return self.covering(i - 2)

    def hyphened(self, i: int) -> bool:
        """Tell whether `i` is the first part of a compound ("US" in "US-backed")."""
        return (
            i + 1 < len(self.parse.words)
            and self.parse.words[i + 1] == "-"
            and self.parse.ends[i] == self.parse.starts[i + 1]
        )

    def relative_head(self, i: int) -> int | None:
        """Return the noun a relative or reduced relative clause headed by `i` is about."""
        return self.parse.heads[i] if self.parse.deps[i] in ("relcl", "acl") else None

    # -- text -------------------------------------------------------------------------------

    def span(self, first: int, last: int) -> Span:
        """Return the text from token `first` to `last` (exclusive) without outer white space."""
        return self._span(self.parse.starts[first], self.parse.ends[last - 1])

    def _span(self, start: int, end: int) -> Span:
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = max(start, end - len(text) + len(text.rstrip()))
        return Span(start, end, self.text[start:end])

    def is_headline(self, sentence: int) -> bool:
        """Tell whether a sentence is the headline, which names no speaker for what it says."""
        first, last = self.parse.sentences[sentence]
        text = self.span(first, last).text
        title = self.reading.document.title or ""
        return sentence == 0 and (text == title or text[-1:] not in '.!?”"’')

    def sentence(self, i: int) -> Span:
        """Return the sentence of token `i`."""
        first, last = self.parse.sentences[self.parse.sentence_of[i]]
        start = self.parse.ends[first - 1] if first else 0  # an article may lie before a name
        return self._span(start, self.parse.ends[last - 1])

    @cached_property
    def states(self) -> dict[str, str]:
        """IRIs of known states in the document → entity."""
        return {e.known: e.id for e in self.reading.entities if e.type == "State" and e.known}
