"""The pattern of a query as nested groups: as much of its form as moving a part of it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.errors import QueryError
from kg.graph.tokens import Token, position

_BEFORE_GROUP: Final = ("OPTIONAL", "MINUS", "UNION", "LATERAL")
_WORDS: Final = (*_BEFORE_GROUP, "GRAPH", "SERVICE", "FILTER", "BIND", "VALUES")


@dataclass(slots=True)
class Element:
    """A part of a group; `start` and `end` are offsets in the text."""

    kind: str
    """triples, group, or a keyword in small letters; a select is a query within the query."""
    start: int
    end: int
    group: "Group | None" = None
    term: str = ""
    """Of graph and service: which one, as it is written."""
    silent: bool = False
    variables: frozenset[str] = frozenset()
    """Of triples and values: those that they bind, without their sign."""


@dataclass(slots=True)
class Group:
    """What stands between two braces, which are at `start` and before `end`."""

    start: int
    end: int
    elements: list[Element] = field(default_factory=list)


def pattern(text: str, tokens: list[Token]) -> Group:
    """Return the pattern of a query; QueryError when there is none."""
    depth, before = 0, ""
    for number, token in enumerate(tokens):
        if token.word == "{" and depth == 0 and before != "CONSTRUCT":
            return group(text, tokens[number:])
        depth += (token.kind == "open") - (token.kind == "close")
        before = token.word
    raise QueryError("the query has no pattern")


def group(text: str, tokens: list[Token]) -> Group:
    """Return the group that begins with the first of `tokens`."""
    return _Reader(text, tokens).group()


def services(within: Group) -> Iterator[tuple[Element, list[tuple[Group, Element]]]]:
    """Yield each service of a pattern, in its order, with the groups and elements around it.

    The last of them is its own. What stands in a service is the other endpoint's.
    """
    for element in within.elements:
        if element.kind == "service":
            yield element, [(within, element)]
        elif element.group is not None and element.kind != "values":
            for found, path in services(element.group):
                yield found, [(within, element), *path]


class _Reader:
    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0

    def group(self) -> Group:
        first = self._next()
        if first.word != "{":
            raise self._wrong(first)
        found = Group(first.start, first.end)
        while (token := self._peek()).word != "}":
            if token.word == "SELECT" and not found.elements:
                found.elements.append(self._select())
            else:
                found.elements.append(self._element())
        found.end = self._next().end
        return found

    def _element(self) -> Element:
        token = self._peek()
        kind = token.word.lower()
        if token.word == "{":
            return self._grouped("group", token)
        if token.kind != "word" or token.word not in _WORDS:
            return self._triples()
        self._next()
        if token.word in _BEFORE_GROUP:
            return self._grouped(kind, token)
        if token.word in ("GRAPH", "SERVICE"):
            silent = self._peek().word == "SILENT"
            if silent:
                self._next()
            term = self._next()
            made = self._grouped(kind, token)
            made.term, made.silent = self._text[term.start : term.end], silent
            return made
        if token.word == "VALUES":
            return self._values(token)
        return self._expression(kind, token)

    def _grouped(self, kind: str, first: Token) -> Element:
        group = self.group()
        return Element(kind, first.start, group.end, group)

    def _select(self) -> Element:
        """Read a query within the query: its pattern, and what stands around that."""
        first = self._next()
        while self._peek().word != "{":
            self._skip()
        group = self.group()
        end = group.end
        while self._peek().word != "}":
            end = self._skip()
        return Element("select", first.start, end, group)

    def _values(self, first: Token) -> Element:
        names: set[str] = set()
        while (token := self._next()).word != "{":
            if token.kind == "variable":
                names.add(self._name(token))
        self._at -= 1
        end = self._skip()
        text = self._text[first.start : end].upper()
        known = frozenset() if "UNDEF" in text else frozenset(names)
        return Element("values", first.start, end, variables=known)

    def _expression(self, kind: str, first: Token) -> Element:
        """Read FILTER or BIND: to the end of its brackets, or of the group after EXISTS."""
        while self._peek().kind != "open":
            self._next()
        return Element(kind, first.start, self._skip())

    def _triples(self) -> Element:
        start = self._peek().start
        end, names = start, set[str]()
        while True:
            token = self._peek()
            if token.word in ("{", "}") or (token.kind == "word" and token.word in _WORDS):
                break
            begun = self._at
            end = self._skip()
            names |= {self._name(x) for x in self._tokens[begun : self._at] if x.kind == "variable"}
        return Element("triples", start, end, variables=frozenset(names))

    def _skip(self) -> int:
        """Pass a token, or all that stands in brackets; return where it ends."""
        token, depth = self._next(), 0
        while True:
            depth += (token.kind == "open") - (token.kind == "close")
            if depth < 0:
                raise self._wrong(token)
            if not depth:
                return token.end
            token = self._next()

    def _name(self, token: Token) -> str:
        return self._text[token.start + 1 : token.end]

    def _peek(self) -> Token:
        if self._at >= len(self._tokens):
            raise QueryError("a bracket is not closed")
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _wrong(self, token: Token) -> QueryError:
        return QueryError(f"{position(self._text, token.start)}: this does not belong here")
