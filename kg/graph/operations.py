"""A SPARQL update, told apart into its operations and the graphs that each of them writes to.

This is no parser: the engine has one, and refuses what is no update. It is as much as must be known
before the engine may run an operation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.errors import ForbiddenError, QueryError
from kg.graph.tokens import Token, plain, position

DEFAULT: Final = ""
"""The default graph, as a place that is written to."""
_FORMS: Final = ("INSERT", "DELETE", "WITH", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")
_TERMS: Final = ("iri", "name", "variable")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update; terms are as they are written: <IRI>, prefix:name, ?variable."""

    prologue: str
    """The declarations that stand before it and before those that came earlier."""
    text: str
    places: frozenset[str] = frozenset()
    """The graphs it writes to, `DEFAULT` among them; CLEAR and DROP of ALL and the like: none."""
    pattern: str = ""
    """Of one that looks before it writes: the group after WHERE, with its braces."""
    graph: str = ""
    """The graph it names by WITH."""
    using: tuple[tuple[bool, str], ...] = ()
    """The graphs it looks into: whether as a named one, and which."""
    where: int = -1
    """Where WHERE stands in `text`."""

    def within(self, using: Sequence[tuple[bool, str]]) -> "Operation":
        """Return the same, looking into the graphs given by the protocol.

        Raises QueryError when it names graphs itself.
        """
        if not using or self.where < 0:
            return self
        if self.using or self.graph:
            raise QueryError("graphs are given by the request or by USING and WITH, not by both")
        named = " ".join(f"USING {'NAMED ' if x else ''}{term}" for x, term in using)
        head = f"{self.text[: self.where]}{named} "
        return replace(
            self, text=f"{head}WHERE {self.pattern}", using=tuple(using), where=len(head)
        )

    def looking(self, pattern: str) -> "Operation":
        """Return the same with another pattern."""
        return replace(self, text=f"{self.text[: self.where]}WHERE {pattern}", pattern=pattern)


def operations(text: str) -> Iterator[Operation]:
    """Yield the operations of an update; QueryError (also ForbiddenError, LOAD) as it is read."""
    prologue: list[str] = []
    for part in _parts(text, list(plain(text))):
        end = _declarations(part)
        if end:
            prologue.append(text[part[0].start : part[end - 1].end])
        if part[end:]:
            yield _Reader(text, part[end:], " ".join(prologue)).operation()


def _parts(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield what stands between semicolons outside of all brackets."""
    depth, part = 0, list[Token]()
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "escape" or depth < 0:
            raise _at(text, token, "this does not belong here")
        if depth == 0 and token.word == ";":
            yield part
            part = []
        else:
            part.append(token)
    if depth:
        raise QueryError("a bracket is not closed")
    yield part


def _declarations(part: list[Token]) -> int:
    """Return how many tokens at the beginning declare prefixes and the base."""
    end = 0
    while end < len(part) and part[end].word in ("PREFIX", "BASE"):
        end += 3 if part[end].word == "PREFIX" else 2
    return end


def _at(text: str, token: Token, reason: str) -> QueryError:
    return QueryError(f"{position(text, token.start)}: {reason}")


@dataclass(slots=True)
class _Reader:
    source: str
    tokens: list[Token]
    prologue: str
    at: int = 0
    graph: str = ""
    places: set[str] = field(default_factory=set)

    def operation(self) -> Operation:
        first = self.tokens[0]
        start, end = first.start, self.tokens[-1].end
        text = self.source[start:end]
        if first.word.startswith("LOAD"):
            told = position(self.source, start)
            raise ForbiddenError(f"{told}: LOAD would fetch from another address")
        if first.kind != "word" or first.word not in _FORMS:
            raise _at(self.source, first, f"expected one of {', '.join(_FORMS)}")
        if first.word not in ("INSERT", "DELETE", "WITH"):
            self._graphs(first.word)
            return Operation(self.prologue, text, frozenset(self.places))
        if self._take("WITH"):
            self.graph = self._term()
        if self._take("DELETE") and self._peek() == "WHERE":  # the pattern is its own template
            _, pattern = self._where()
            self._targets(self.tokens[2:])
            text = f"DELETE {pattern} WHERE {pattern}"
            return self._made(text, pattern, len(text) - len(pattern) - len("WHERE "))
        if self._take("DATA"):
            self._template()
            return self._made(text)
        using, where, pattern = self._change()
        return self._made(text, pattern, where - start if pattern else -1, using)

    def _made(
        self, text: str, pattern: str = "", where: int = -1, using: Sequence[tuple[bool, str]] = ()
    ) -> Operation:
        places = frozenset((self.graph or x) if x == DEFAULT else x for x in self.places)
        return Operation(self.prologue, text, places, pattern, self.graph, tuple(using), where)

    def _change(self) -> tuple[list[tuple[bool, str]], int, str]:
        """Read templates, then what is looked into: graphs, where WHERE stands, the pattern."""
        if self._peek() == "{":
            self._template()
        if self._take("INSERT"):
            if self._take("DATA"):
                self._template()
                return [], -1, ""
            self._template()
        using = []
        while self._take("USING"):
            named = self._take("NAMED")
            using.append((named, self._term()))
        return (using, *self._where())

    def _where(self) -> tuple[int, str]:
        where = self._next()
        if where.word != "WHERE":
            raise _at(self.source, where, "expected WHERE")
        group = self._group()
        return where.start, self.source[group[0].start : group[-1].end]

    def _template(self) -> None:
        self._targets(self._group())

    def _group(self) -> list[Token]:
        first, depth = self.at, 0
        while True:
            token = self._next()
            if self.at == first + 1 and token.word != "{":
                raise _at(self.source, token, "expected {")
            depth += (token.kind == "open") - (token.kind == "close")
            if not depth:
                return self.tokens[first : self.at]

    def _targets(self, group: list[Token]) -> None:
        """Note which graphs a template writes to."""
        inner = _Reader(self.source, group[1:-1], "")
        while inner.at < len(inner.tokens):
            if inner._take("GRAPH"):
                self.places.add(inner._term())
                inner._group()
            elif inner._next().word != ".":
                self.places.add(DEFAULT)

    def _graphs(self, verb: str) -> None:
        """Note which graphs an operation on whole graphs writes to."""
        self._next()
        self._take("SILENT")
        one = self._whole()
        if verb in ("COPY", "MOVE", "ADD"):
            if not self._take("TO"):
                raise QueryError(f"{verb} needs TO and a graph")
            self.places.add(self._whole())
        if verb not in ("COPY", "ADD"):
            self.places.add(one)
        self.places -= {"NAMED", "ALL"}

    def _whole(self) -> str:
        for word in ("NAMED", "ALL"):
            if self._take(word):
                return word
        if self._take("DEFAULT"):
            return DEFAULT
        self._take("GRAPH")
        return self._term()

    def _peek(self) -> str:
        return self.tokens[self.at].word if self.at < len(self.tokens) else ""

    def _take(self, word: str) -> bool:
        taken = self._peek() == word
        self.at += taken
        return taken

    def _next(self) -> Token:
        if self.at >= len(self.tokens):
            raise QueryError("the update ends too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def _term(self) -> str:
        token = self._next()
        if token.kind not in _TERMS:
            raise _at(self.source, token, "expected a graph")
        return self.source[token.start : token.end]
