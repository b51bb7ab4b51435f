"""Noun phrases: where they begin and end, what qualifies and what completes them.

The parser is small, so a phrase is read off tags and neighbourhood first and off the tree where
the two agree. Tokens are indices into the parse; entities are local ids.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.view import View
from kg.model import Mention

_INSIDE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", "AFX"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_OPENERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_BEFORE = frozenset({"amod", "compound", "nmod", "poss"})
_BRACKETED = 8  # tokens that brackets may hold inside a phrase
_REACH = 4


@dataclass(frozen=True, slots=True)
class Qualifier:
    """An entity named before a noun in its phrase: its possessor or part of a compound."""

    entity: str
    mention: Mention
    possessive: bool


class Nominals:
    """Read the noun phrases of one document."""

    def __init__(self, view: View, lower: Sequence[str]) -> None:
        """Look at the parse and the mentions of `view`; `lower` are its words in lower case."""
        self._view = view
        self._parse = view.parse
        self._words = lower
        self._nominal = [tag in _INSIDE or tag in _OPENERS for tag in view.parse.tags]
        self._starts: dict[int, int] = {}
        self._qualifiers: dict[int, list[Qualifier]] = {}

    # -- extent -----------------------------------------------------------------------------

    def start(self, i: int) -> int:
        """Return the first token of the phrase headed by `i`, possessors included."""
        first = self._starts.get(i)
        if first is None:
            floor = self._parse.sentences[self._parse.sentence_of[i]][0]
            first = i
            while first > floor and (self._nominal[first - 1] or self._extends(first - 1, first)):
                first -= 1
                if self._parse.tags[first] in _OPENERS:
                    break
            self._starts[i] = first
        return first

    def _extends(self, left: int, right: int) -> bool:
        """Tell whether a token that is no noun, adjective or article belongs to a phrase."""
        parse, tag = self._parse, self._parse.tags[left]
        if self._words[left] in ("-", "[", "]"):
            return True
        if tag in _PARTICIPLES:
            return parse.deps[left] in ("amod", "compound") or self._words[left - 1] == "-"
        if tag == "CC":
            joined = parse.tags[left - 1] in ("JJ", "NNP", "NN")
            return joined and parse.deps[left - 1] in _BEFORE
        return tag == "RB" and (parse.tags[right] == "JJ" or self._words[right] == "-")

    def end(self, i: int) -> int:
        """Return where the phrase headed by `i` ends (exclusive), prepositional chains included."""
        parse = self._parse
        stop = parse.sentences[parse.sentence_of[i]][1]
        last, heads = i + 1, {i}
        while last < stop:
            if self._words[last] == "(":
                last = self._closing(last, stop)
            elif parse.tags[last] in ("IN", "TO") and parse.heads[last] in heads:
                objects = self._view.objects_of(last)
                if not objects:
                    break
                heads |= set(objects)
                last = max(objects) + 1
            else:
                break
        return min(last, stop)

    def _closing(self, opening: int, stop: int) -> int:
        ahead = range(opening, min(opening + _BRACKETED, stop))
        return next((k + 1 for k in ahead if self._words[k] == ")"), stop)

    def modifiers(self, i: int) -> Sequence[str]:
        """Return the words before `i` in its phrase, in lower case."""
        return self._words[self.start(i) : i]

    # -- what qualifies a noun --------------------------------------------------------------

    def qualifiers(self, i: int, since: int = 0) -> list[Qualifier]:
        """Return the entities named before `i` in its phrase, the nearest first.

        First parts of compounds like "US-backed" qualify the participle, not the noun. With
        `since`, only those from that token on.
        """
        found = self._qualifiers.get(i)
        if found is None:
            found = self._qualifiers[i] = list(self._named_before(i)) or self._whose(i)
        return [q for q in found if q.mention.head >= since] if since else found

    def _named_before(self, i: int) -> Iterator[Qualifier]:
        for k in range(i - 1, self.start(i) - 1, -1):
            mention = self._view.mention(k) or self._view.covering(k)
            if mention is None or not mention.entity or mention.last > i or mention.head != k:
                continue
            if not self._first_of_compound(mention.last, i):
                yield Qualifier(mention.entity, mention, self._possesses(k, mention.last))

    def _first_of_compound(self, after: int, i: int) -> bool:
        """Tell whether the word before token `after` is the "US" of "US-backed"."""
        if after >= i or self._words[after] != "-":
            return False
        close = self._parse.ends[after - 1] == self._parse.starts[after]
        return close and not self._parse.words[after + 1][:1].isupper()

    def _possesses(self, k: int, after: int) -> bool:
        tags = self._parse.tags
        return tags[k] == "PRP$" or (after < len(tags) and tags[after] == "POS")

    def _whose(self, i: int) -> list[Qualifier]:
        """Return the group of "the group, whose leader ..." as the possessor of the leader."""
        parse, node = self._parse, i
        if parse.tags[self.start(i)] != "WP$":
            return []
        for _ in range(_REACH):
            owner = self._view.mention(parse.heads[node]) if parse.deps[node] == "relcl" else None
            if owner is not None and owner.entity:
                return [Qualifier(owner.entity, owner, possessive=True)]
            node = parse.heads[node]
        return []

    # -- what completes a noun --------------------------------------------------------------

    def complements(self, i: int, words: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """Yield (preposition, its token, object token) of the prepositions `words` at `i`."""
        seen: set[int] = set()
        for word, token in self._view.prepositions(i):
            if word in words:
                seen.add(token)
                for o in self._view.objects_of(token):
                    yield word, token, o
        after = i + 1
        if after < len(self._words) and after not in seen and self._words[after] in words:
            for o in self._view.objects_of(after):
                yield self._words[after], after, o
