"""What people add to a finished graph: statements in graphs of their own.

All that reports say stands in the default graph and in graphs below the base of the dataset; a
build makes these, and would undo whatever else were written there. Every other named graph belongs
to the people who keep the dataset: an update may change those, and builds leave them as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.errors import ForbiddenError, QueryError
from kg.graph.federation import NO_SERVICES, Services
from kg.graph.operations import DEFAULT, Operation, operations
from kg.graph.query import explain

_HELP: Final = "write to a graph of your own, as in WITH <urn:x:notes> or GRAPH <urn:x:notes> { … }"


@dataclass(frozen=True, slots=True)
class Update:
    """A request to change: its text, and what the protocol says of graphs and relative IRIs."""

    text: str
    base: str = ""
    """What relative IRIs are relative to."""
    using: Sequence[str] = ()
    using_named: Sequence[str] = ()


def own_graphs(store: Store, base: str) -> list[NamedNode]:
    """Return the graphs of people: named ones outside of the namespace `base`."""
    graphs = (x for x in store.named_graphs() if isinstance(x, NamedNode))
    return [x for x in graphs if not x.value.startswith(base)]


def own_quads(store: Store, base: str) -> Iterator[Quad]:
    """Yield what stands in the graphs of people."""
    for graph in own_graphs(store, base):
        yield from store.quads_for_pattern(None, None, None, graph)


class Updater:
    """Applies updates to a store that nobody reads yet."""

    def __init__(
        self,
        store: Store,
        base: str,
        prefixes: dict[str, str],
        services: Services = NO_SERVICES,
    ) -> None:
        """Guard what stands in the default graph and below `base`; `prefixes` need no words."""
        self._store = store
        self._base = base
        self._prefixes = prefixes
        self._services = services

    def apply(self, update: Update) -> None:
        """Apply an update.

        Raises QueryError for a text that is none, ForbiddenError when it would change what is
        built from reports or fetch from elsewhere. The store is then to be thrown away.
        """
        using = [(False, str(_node(x))) for x in update.using]
        using += [(True, str(_node(x))) for x in update.using_named]
        before = self._built()
        for operation in operations(update.text):
            self._apply(operation.within(using), update.base)
        if self._built() != before:
            raise ForbiddenError(f"this would change what reports say: {_HELP}")

    def _apply(self, operation: Operation, base: str) -> None:
        self._check(operation, base)
        operation = self._services.operation(
            operation, self._prefixes, lambda x: self._seen(operation, x, base)
        )
        for variable in sorted(x for x in operation.places if x[:1] in ("?", "$")):
            self._look(operation, variable, base)
        text = f"{operation.prologue} {operation.text}"
        try:
            self._store.update(text, base_iri=base or None, prefixes=self._prefixes)
        except SyntaxError as error:
            raise QueryError(explain(str(error))) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the update cannot be run: {error}") from error

    def _check(self, operation: Operation, base: str) -> None:
        """Raise ForbiddenError when a place is named that is not the writer's own."""
        if DEFAULT in operation.places:
            raise ForbiddenError(f"the default graph is what reports say: {_HELP}")
        terms = sorted(x for x in operation.places if x[:1] not in ("?", "$"))
        chosen = " ".join(f"({x} AS ?x{n})" for n, x in enumerate(terms))
        if not chosen:
            return
        (row,) = self._rows(f"{operation.prologue} SELECT {chosen} {{}}", base, Store())
        for node in row:
            if isinstance(node, NamedNode) and node.value.startswith(self._base):
                raise ForbiddenError(f"the graph {node} is what reports say: {_HELP}")

    def _look(self, operation: Operation, variable: str, base: str) -> None:
        """Raise ForbiddenError when a graph that is found is not the writer's own."""
        using = " ".join(f"FROM {'NAMED ' if x else ''}{term}" for x, term in operation.using)
        text = (
            f"{operation.prologue} SELECT {variable} {using} {{ {operation.pattern}"
            f' FILTER(STRSTARTS(STR({variable}), "{self._base}")) }} LIMIT 1'
        )
        for row in self._seen(operation, text, base):
            raise ForbiddenError(f"the graph {row[0]} is what reports say: {_HELP}")

    def _seen(self, operation: Operation, text: str, base: str) -> QuerySolutions:
        """Ask a query as the pattern of an operation is asked: in the graph after WITH."""
        if operation.graph and not operation.using:
            head = f"{operation.prologue} SELECT ({operation.graph} AS ?x) {{}}"
            (row,) = self._rows(head, base, Store())
            return self._rows(text, base, self._store, row[0])
        return self._rows(text, base, self._store)

    def _rows(
        self, text: str, base: str, store: Store, default: NamedNode | None = None
    ) -> QuerySolutions:
        try:
            rows = store.query(
                text, base_iri=base or None, prefixes=self._prefixes, default_graph=default
            )
        except SyntaxError as error:
            raise QueryError(f"not an update: {error}") from error
        assert isinstance(rows, QuerySolutions)  # noqa: S101 (they are SELECT queries)
        return rows

    def _built(self) -> int:
        """Return how many statements stand where only builds may write."""
        own = 0
        for graph in own_graphs(self._store, self._base):
            own += sum(1 for _ in self._store.quads_for_pattern(None, None, None, graph))
        return len(self._store) - own


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"a graph is named by an absolute IRI: {error}") from error
