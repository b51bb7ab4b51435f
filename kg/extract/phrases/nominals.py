"""Noun phrases: where they begin and end, what qualifies them, and whom they describe.

The parser is small, so a phrase is read off tags and neighbourhood first and off the tree where
the two agree. Tokens are indices into the parse; entities are local ids.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.extract.view import View
from kg.model import Mention

_INSIDE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "POS", "HYPH", "AFX"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_OPENERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_DASHES = frozenset({",", "—", "–", "--", "(", "-"})
_CLOSERS = frozenset(
    {",", ".", ")", "—", "–", "--", ";", ":", "”", '"', "''", "and", "who", "whose", "which"}
)
_REACH = 4


@dataclass(frozen=True, slots=True)
class Qualifier:
    """An entity named before a noun in its phrase: its possessor or part of a compound."""

    entity: str
    mention: Mention
    possessive: bool


class Nominals:
    """Read the noun phrases of one document."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._parse = view.parse
        self._words = [w.lower() for w in view.parse.words]

    # -- extent -----------------------------------------------------------------------------

    def start(self, i: int) -> int:
        """Return the first token of the phrase headed by `i`, possessors included."""
        floor = self._parse.sentences[self._parse.sentence_of[i]][0]
        first = i
        while first > floor and self._extends(first - 1, first):
            first -= 1
            if self._parse.tags[first] in _OPENERS:
                break
        return first

    def _extends(self, left: int, right: int) -> bool:
        parse, tag = self._parse, self._parse.tags[left]
        if tag in _INSIDE or tag in _OPENERS or self._words[left] in ("-", "[", "]"):
            return True
        if tag in _PARTICIPLES:
            return parse.deps[left] in ("amod", "compound") or self._words[left - 1] == "-"
        if tag == "CC":
            return parse.deps[left - 1] in ("amod", "compound", "nmod", "poss") and parse.tags[
                left - 1
            ] in ("JJ", "NNP", "NN")
        return tag == "RB" and parse.tags[right] == "JJ"

    def end(self, i: int) -> int:
        """Return where the phrase headed by `i` ends (exclusive), prepositional chains included."""
        parse = self._parse
        stop = parse.sentences[parse.sentence_of[i]][1]
        last, heads = i + 1, {i}
        while last < stop:
            if self._words[last] == "(":
                closing = next(
                    (k for k in range(last, min(last + 8, stop)) if self._words[k] == ")"), None
                )
                if closing is None:
                    break
                last = closing + 1
            elif (
                parse.tags[last] in ("IN", "TO")
                and parse.heads[last] in heads
                and parse.deps[last] == "prep"
            ):
                objects = self._view.objects_of(last)
                if not objects:
                    break
                heads |= set(objects)
                last = max(objects) + 1
            else:
                break
        return last

    def modifiers(self, i: int) -> list[str]:
        """Return the words before `i` in its phrase, in lower case."""
        return self._words[self.start(i) : i]

    # -- what qualifies a noun --------------------------------------------------------------

    def qualifiers(self, i: int, since: int = 0) -> list[Qualifier]:
        """Return the entities named before `i` in its phrase, the nearest first.

        First parts of compounds like "US-backed" qualify the participle, not the noun.
        """
        found: list[Qualifier] = []
        for k in range(i - 1, max(self.start(i), since) - 1, -1):
            mention = self._view.mention(k) or self._view.covering(k)
            if mention is None or not mention.entity or mention.last > i or mention.head != k:
                continue
            if not self._first_of_compound(mention.last, i):
                found.append(Qualifier(mention.entity, mention, self._possesses(k, mention.last)))
        return found or self._whose(i)

    def _first_of_compound(self, after: int, i: int) -> bool:
        """Tell whether the word before token `after` is the "US" of "US-backed"."""
        hyphen = (
            after < i
            and self._words[after] == "-"
            and self._parse.ends[after - 1] == self._parse.starts[after]
        )
        return hyphen and not self._parse.words[after + 1][:1].isupper()

    def _possesses(self, k: int, after: int) -> bool:
        tags = self._parse.tags
        return tags[k] == "PRP$" or (after < len(tags) and tags[after] == "POS")

    def _whose(self, i: int) -> list[Qualifier]:
        """Return the group of "the group, whose leader ..." as the possessor of the leader."""
        parse, start = self._parse, self.start(i)
        if parse.tags[start] != "WP$":
            return []
        node = i
        for _ in range(_REACH):
            if parse.deps[node] == "relcl":
                owner = self._view.mention(parse.heads[node])
                return (
                    [Qualifier(owner.entity, owner, possessive=True)]
                    if owner is not None and owner.entity
                    else []
                )
            node = parse.heads[node]
        return []

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

    # -- whom a noun describes --------------------------------------------------------------

    def described(self, i: int, kinds: Collection[str]) -> list[str]:
        """Return the named entities of `kinds` that the noun `i` is a title, an apposition or a
        predicate of; else the entity of its own mention.
        """
        for found in (
            self._titled(i, kinds),
            self._apposed_after(i, kinds),
            self._apposed_before(i, kinds),
        ):
            if found is not None and found.entity:
                return [found.entity]
        if (subjects := self._subjects(i, kinds)) or (own := self._view.mention(i)) is None:
            return subjects
        return [own.entity] if own.entity and self._view.type(own.entity) in kinds else []

    def _name(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return the name of one of `kinds` that covers token `i`."""
        if not 0 <= i < len(self._words):
            return None
        mention = self._view.covering(i)
        fits = mention is not None and mention.kind == "name" and mention.entity
        return mention if fits and self._view.type(mention.entity) in kinds else None  # type: ignore[union-attr]

    def _titled(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return the name that `i` stands before as a title ("spokesman Navy Capt. Jeff Davis")."""
        j = i + 3 if self._words[i + 1 : i + 3] == ["of", "state"] else i + 1
        while j < len(self._words) and j - i < 2 * _REACH:
            name = self._name(j, kinds)
            if name is not None:
                return name if name.first == j and self._joined(i, name) else None
            body = self._view.covering(j)
            noun = self._view.noun(j)
            if (noun is not None and noun.relation is not None) or self._words[j] in (
                "alias",
                "“",
                "``",
            ):
                j += 1
            elif body is not None and body.kind == "name" and "Person" in kinds:
                j = body.last
            else:
                return None
        return None

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
        end = self.end(i)
        if end >= len(self._words) or self._words[end] not in _DASHES:
            return None
        j = end + 1
        while (
            j < len(self._words)
            and (noun := self._view.noun(j)) is not None
            and noun.relation is not None
        ):
            j += 1
        name = self._name(j, kinds)
        if name is None or name.first != j:
            return None
        linked = self._parse.deps[name.head] == "appos" or (
            name.last < len(self._words) and self._words[name.last] in _CLOSERS
        )
        return name if linked and self._parse.tags[i] in ("NN", "NNP") else None

    def _apposed_before(self, i: int, kinds: Collection[str]) -> Mention | None:
        """Return Z of "Z, the leader of the group," also with an age between."""
        before = self.start(i) - 1
        if before < 1 or self._words[before] not in _DASHES:
            return None
        if self._parse.tags[before - 1] == "CD" and before > 2 and self._words[before - 2] == ",":  # noqa: PLR2004
            before -= 2
        name = self._name(before - 1, kinds)
        if name is None or name.last != before or self._parse.tags[i] not in ("NN", "NNP"):
            return None
        end = self.end(i)
        closed = (
            end >= len(self._words)
            or self._words[end] in _CLOSERS
            or self._parse.deps[i] == "appos"
        )
        return name if closed else None

    def _subjects(self, i: int, kinds: Collection[str]) -> list[str]:
        """Return X of "X is the leader of the group"."""
        parse, verb = self._parse, self._parse.heads[i]
        if parse.deps[i] != "attr" or parse.lemmas[verb] != "be":
            return []
        subjects = self._view.children(verb, "nsubj")
        return [e for s in subjects for e in self._view.fillers(s) if self._view.type(e) in kinds]
