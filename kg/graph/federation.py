"""SERVICE, answered without the engine: what the other endpoint says takes its place as VALUES.

The engine would follow any address. Here the pattern within SERVICE is asked of the endpoint by
whoever calls, if it is one of those allowed by name, and the rows stand in the query instead:
SERVICE gives rows that are joined with the rest, and so does VALUES.

An endpoint is told what the rest of the query knows already: the values of variables that both
bind. That leaves out rows that would find no partner, and no others; `_known` says of where.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.errors import ForbiddenError, QueryError, ServiceError
from kg.graph import groups, guard
from kg.graph.groups import Element, Group
from kg.graph.operations import Operation
from kg.graph.tokens import Token, plain, position

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]
_PREFIX: Final = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)
MOST: Final = 20_000
"""Rows of one service, and values that are sent to it."""
_BATCH: Final = 400
"""Values sent at once."""


@dataclass(frozen=True, slots=True)
class Table:
    """What an endpoint answers: the names of the columns, and the rows."""

    names: tuple[str, ...]
    rows: list[Row]


Fetch = Callable[[str, str], Table]
"""Asks the endpoint at an address a SELECT query; ServiceError when it gives no rows."""
Look = Callable[[str], QuerySolutions]
"""Asks the dataset a SELECT query, in the scope of the query that is made ready."""


@dataclass(frozen=True, slots=True)
class Services:
    """The endpoints that may be asked, by their exact addresses, and who asks them."""

    allowed: frozenset[str] = frozenset()
    fetch: Fetch | None = None

    def answered(self, text: str, prefixes: Mapping[str, str], look: Look) -> str:
        """Return a query without its SERVICE clauses.

        Raises ForbiddenError for an endpoint that is not allowed, QueryError where SERVICE stands
        at a place where this cannot be done, ServiceError when an endpoint fails.
        """
        tokens = self._tokens(text)
        within = groups.pattern(text, tokens)
        head = _Head(text[: _declared(tokens)], prefixes, _sources(text, tokens))
        return self._filled(text, tokens, within, head, look)

    def operation(self, operation: Operation, prefixes: Mapping[str, str], look: Look) -> Operation:
        """Return an operation of an update without its SERVICE clauses; raises as `answered`."""
        if not operation.pattern or "SERVICE" not in operation.pattern.upper():
            return operation
        tokens = self._tokens(operation.pattern)
        within = groups.group(operation.pattern, tokens)
        using = " ".join(f"FROM {'NAMED ' if x else ''}{term}" for x, term in operation.using)
        head = _Head(operation.prologue, prefixes, using)
        return operation.looking(self._filled(operation.pattern, tokens, within, head, look))

    def _tokens(self, text: str) -> list[Token]:
        tokens = list(plain(text))
        for token in tokens:
            if guard.is_service(text, token) and token.word != "SERVICE":
                raise QueryError(f"{position(text, token.start)}: write a space after SERVICE")
        return tokens

    def _filled(
        self, text: str, tokens: list[Token], within: Group, head: "_Head", look: Look
    ) -> str:
        found = list(groups.services(within))
        for token in tokens:
            if token.word == "SERVICE" and not any(
                x.start <= token.start < x.end for x, _ in found
            ):
                where = position(text, token.start)
                raise QueryError(f"{where}: SERVICE cannot be asked from within EXISTS")
        addresses = [self._address(text, element, head) for element, _ in found]
        if not found:
            return text
        (element, path), address = found[0], addresses[0]
        values = self._values(text, element, path, _Asked(address, head, look))
        rest = text[: element.start] + values + text[element.end :]
        if len(found) == 1:
            return rest
        again = list(plain(rest))  # what was answered is known to those that follow
        start = next(n for n, x in enumerate(again) if x.start >= within.start)
        return self._filled(rest, again, groups.group(rest, again[start:]), head, look)

    def _address(self, text: str, element: Element, head: "_Head") -> str:
        where = position(text, element.start)
        if element.term[:1] in "?$":
            raise QueryError(f"{where}: SERVICE needs the address of an endpoint, not a variable")
        address = head.resolved(element.term)
        if address not in self.allowed or self.fetch is None:
            allowed = ", ".join(sorted(self.allowed)) or "none"
            raise ForbiddenError(
                f"{where}: not allowed: SERVICE would send a request to another address,"
                f" <{address}> (allowed by name: {allowed})"
            )
        return address

    def _values(
        self, text: str, element: Element, path: list[tuple[Group, Element]], asked: "_Asked"
    ) -> str:
        assert element.group is not None  # noqa: S101 (a service has one)
        assert self.fetch is not None  # noqa: S101 (the address was allowed)
        inner = text[element.group.start : element.group.end]
        known = _known(text, element, path)
        tables = []
        try:
            for given in asked.given(known):
                query = f"{asked.head.declared(inner)} SELECT * WHERE {{ {given} {inner} }}"
                tables.append(self.fetch(asked.address, query))
                if sum(len(x.rows) for x in tables) > MOST:
                    raise QueryError(
                        f"<{asked.address}> has over {MOST:,} rows for SERVICE: let it say less,"
                        " or let the query first find the few things that it is about"
                    )
        except ServiceError:
            if element.silent:
                return "{ }"
            raise
        return _written(tables)


NO_SERVICES: Final = Services()


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the pattern of a query."""

    prologue: str
    prefixes: Mapping[str, str]
    sources: str
    """FROM clauses."""

    def declared(self, text: str) -> str:
        """Return the declarations that `text` needs elsewhere, where nothing goes without."""
        own = _PREFIX.findall(self.prologue)
        ours = (
            f"PREFIX {name}: <{iri}>"
            for name, iri in self.prefixes.items()
            if name not in own and f"{name}:" in text
        )
        return " ".join((*ours, self.prologue))

    def resolved(self, term: str) -> str:
        """Return the IRI that a term stands for; QueryError when it is none."""
        try:
            rows = Store().query(f"{self.declared(term)} SELECT ({term} AS ?x) {{}}")
        except SyntaxError as error:
            raise QueryError(f"not the address of an endpoint: {term}") from error
        assert isinstance(rows, QuerySolutions)  # noqa: S101 (a SELECT query)
        return str(next(rows)["x"].value)


@dataclass(frozen=True, slots=True)
class _Known:
    """Parts of a query that bind variables which a service binds, too."""

    parts: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    address: str
    head: _Head
    look: Look

    def given(self, known: _Known) -> Iterable[str]:
        """Yield what the endpoint is told of the rest: VALUES, or once nothing."""
        if not known.names:
            yield ""
            return
        names = " ".join(f"?{x}" for x in known.names)
        parts = " ".join(f"{{ {x} }}" for x in known.parts)
        rows: list[Row] = list(
            self.look(
                f"{self.head.prologue} SELECT DISTINCT {names} {self.head.sources}"
                f" {{ {parts} }} LIMIT {MOST + 1}"
            )
        )
        if len(rows) > MOST:
            raise QueryError(
                f"over {MOST:,} values of {names} would be sent to <{self.address}>: let the"
                " query first find the few things that it is about"
            )
        sent = [x for x in rows if not any(isinstance(term, BlankNode) for term in x)]
        for start in range(0, len(sent), _BATCH):  # of none nothing is asked: none has a partner
            some = sent[start : start + _BATCH]
            yield f"VALUES ({names}) {{ {' '.join(f'({_terms(x)})' for x in some)} }}"


def _known(text: str, element: Element, path: list[tuple[Group, Element]]) -> _Known:
    """Return what a service may be told.

    Its rows are joined with the triples and VALUES of its own group, and its group, if it stands in
    another one or in OPTIONAL or UNION there, with those before it: a row that agrees with none of
    them is in no answer. Not so beyond a query within the query, MINUS and GRAPH. Only variables
    count that the pattern of the service binds in any case.
    """
    assert element.group is not None  # noqa: S101 (a service has one)
    bound = {x for y in element.group.elements if y.kind == "triples" for x in y.variables}
    parts, names = [], set[str]()
    for depth, (group, own) in enumerate(reversed(path)):
        if depth and own.kind not in ("group", "optional", "union"):
            break
        for x in group.elements:
            before = x.end <= own.start
            shared = x.variables & bound
            if x.kind in ("triples", "values") and shared and (before or not depth):
                parts.append(text[x.start : x.end])
                names |= shared
    return _Known(tuple(parts), tuple(sorted(names)))


def _written(tables: list[Table]) -> str:
    """Return rows as a group of a query."""
    names = list(dict.fromkeys(x for table in tables for x in table.names))
    count = sum(len(x.rows) for x in tables)
    if not names:
        return "{ }" if count else "{ FILTER(false) }"
    lines = []
    for number, table in enumerate(tables):
        for row in table.rows:
            terms = dict(zip(table.names, row, strict=True))
            lines.append(f"({_terms([_named(terms.get(x), number) for x in names])})")
    return f"{{ VALUES ({' '.join(f'?{x}' for x in names)}) {{ {' '.join(lines)} }} }}"


def _named(term: Term | None, number: int) -> Term | None:
    """Return a term that can stand in VALUES: a blank node of elsewhere gets a name."""
    if isinstance(term, BlankNode):
        return NamedNode(f"urn:blank:{number}:{term.value}")
    return term


def _terms(row: Iterable[Term | None]) -> str:
    return " ".join("UNDEF" if x is None else str(x) for x in row)


def _declared(tokens: list[Token]) -> int:
    """Return where the declarations of a query end."""
    at = end = 0
    while at < len(tokens) and tokens[at].word in ("PREFIX", "BASE"):
        at += 3 if tokens[at].word == "PREFIX" else 2
        end = tokens[min(at, len(tokens)) - 1].end
    return end


def _sources(text: str, tokens: list[Token]) -> str:
    """Return the FROM clauses of a query."""
    found, depth = [], 0
    for number, token in enumerate(tokens):
        if depth == 0 and token.kind == "word" and token.word == "FROM":
            last = tokens[min(number + 1 + (tokens[number + 1].word == "NAMED"), len(tokens) - 1)]
            found.append(text[token.start : last.end])
        depth += (token.kind == "open") - (token.kind == "close")
    return " ".join(found)
