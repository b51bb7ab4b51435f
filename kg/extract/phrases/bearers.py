"""Whom a noun describes: the name it is a title, an apposition or a predicate of."""

from collections.abc import Collection, Sequence

from kg.extract.phrases.nominals import Nominals
from kg.extract.view import View
from kg.model import Mention

_OPENING = frozenset({",", "(", "-", "--", "\u2014", "\u2013"})
_CLOSING = _OPENING | {".", ")", ";", ":", "\u201d", '"', "''", "and", "who", "whose", "which"}
_QUOTED = frozenset({"alias", "\u201c", "``"})
_ADVERBS = frozenset({"once", "formerly", "now", "also", "long", "still"})
_SINGULAR = ("NN", "NNP")
_REACH = 4


class Bearers:
    """Find the bearers of nouns in one document."""

    def __init__(
        self, view: View, nominals: Nominals, lower: Sequence[str], honorifics: Collection[str]
    ) -> None:
        """Look at the mentions of `view` and its phrases; `honorifics` may precede a name."""
        self._view = view
        self._nominals = nominals
        self._parse = view.parse
        self._words = lower
        self._honorifics = honorifics

    def of(self, i: int, kinds: Collection[str]) -> list[str]:
        """Return the entities of `kinds` that the noun `i` describes.

        A name beside it counts before its own mention, which may be a reference gone astray.
        """
        if i + 1 < len(self._words) and self._parse.tags[i + 1] == "POS":
            return []  # "the president's adviser" describes no president
        for construction in (self._titled, self._apposed_after, self._apposed_before):
            name = construction(i, kinds)
            if name is not None and name.entity:
                return [name.entity]
        own = self._view.entity(i)
        if subjects := self._subjects(i, kinds):
            return subjects
        return [own] if own is not None and self._view.type(own) in kinds else []

    def name(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return the name of one of `kinds` that covers token `i`."""
        if not 0 <= i < len(self._words):
            return None
        mention = self._view.covering(i)
        if mention is None or mention.kind != "name" or not mention.entity:
            return None
        return mention if self._view.type(mention.entity) in kinds else None

    def _titled(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return the name after a title: "Pentagon spokesman Navy Capt. Jeff Davis"."""
        j = i + 3 if self._words[i + 1 : i + 3] == ("of", "state") else i + 1
        while j < len(self._words) and j - i < 2 * _REACH:
            name = self.name(j, kinds)
            if name is not None:
                return name if name.first == j and self._joined(i, name) else None
            if self._is_title(j) or self._words[j] in _QUOTED:
                j += 1
                continue
            body = self._view.covering(j)
            if body is None or body.kind != "name" or "Person" not in kinds:
                return None
            j = body.last
        return None

    def _is_title(self, j: int) -> bool:
        noun = self._view.noun(j)
        honoured = self._words[j].rstrip(".") in self._honorifics
        return honoured or (noun is not None and noun.relation is not None)

    def _joined(self, i: int, name: Mention) -> bool:
        """Tell whether the tree joins a noun and the name after it."""
        heads, node = self._parse.heads, i
        for _ in range(_REACH):
            if name.first <= node < name.last or heads[name.head] == node:
                return True
            node = heads[node]
        return False

    def _apposed_after(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return Z of "the group's leader, Z,"."""
        end = self._nominals.end(i)
        if self._parse.tags[i] not in _SINGULAR or self._word(end) not in _OPENING:
            return None
        j = end + 1
        while j < len(self._words) and self._is_title(j):
            j += 1
        name = self.name(j, kinds)
        if name is None or name.first != j:
            return None
        apposed = self._parse.deps[name.head] == "appos" or self._word(name.last) in _CLOSING
        return name if apposed else None

    def _apposed_before(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return Z of "Z, the leader of the group," also with an age between."""
        before = self._nominals.start(i) - 1
        before -= before > 0 and self._words[before] in _ADVERBS
        if before < 1 or self._words[before] not in _OPENING:
            return None
        if self._parse.tags[before - 1] == "CD" and self._words[before - 2] == ",":
            before -= 2
        name = self.name(before - 1, kinds)
        if name is None or name.last != before or self._parse.tags[i] not in _SINGULAR:
            return None
        closed = self._word(self._nominals.end(i)) in _CLOSING
        return name if closed or self._parse.deps[i] == "appos" else None

    def _word(self, i: int) -> str:
        return self._words[i] if i < len(self._words) else "."

    def _subjects(self, i: int, kinds: Collection[str]) -> list[str]:
        """Return X of "X is the leader of the group", also of "X grew and is the wing"."""
        parse, verb = self._parse, self._parse.heads[i]
        if parse.deps[i] != "attr" or parse.lemmas[verb] != "be":
            return []
        subjects = self._view.children(verb, "nsubj")
        if not subjects and parse.deps[verb] == "conj":
            subjects = self._view.children(parse.heads[verb], "nsubj")
        found = [e for s in subjects for e in self._view.fillers(s)]
        return [e for e in found if self._view.type(e) in kinds]
