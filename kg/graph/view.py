"""A store as rdflib sees it: read-only, nothing copied, queries run by the store itself.

rdflib's own query engine would open files and addresses named in FROM, so it is never used here.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import NoReturn

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Graph
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import BNode, Identifier, Literal, Node, URIRef, Variable

from kg.errors import DatasetError, QueryError
from kg.graph import query as queries

Pattern = tuple[Node | None, Node | None, Node | None]


def view(store: ox.Store, prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """Return an rdflib Dataset over `store`: its default graph and a graph per document."""
    dataset = rdflib.Dataset(store=View(store))
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


class View(Store):
    """Answers what rdflib asks of a store; every change raises DatasetError."""

    context_aware = True
    graph_aware = True

    def __init__(self, store: ox.Store) -> None:
        """Show `store`."""
        super().__init__()
        self._store = store
        self._namespaces: dict[str, URIRef] = {}

    def triples(
        self, triple_pattern: Pattern, context: Graph | None = None
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[Graph]]]:
        """Yield the matching statements, each with the graphs it stands in."""
        s, p, o = (None if x is None else to_store(x) for x in triple_pattern)
        if isinstance(s, ox.Literal) or not isinstance(p, ox.NamedNode | None):
            return
        for quad in self._store.quads_for_pattern(s, p, o, self._graph(context)):
            yield _triple(quad), iter((self._context(quad.graph_name),))

    def __len__(self, context: Graph | None = None) -> int:
        """Return the number of statements of one graph, or of all."""
        if context is None:
            return len(self._store)
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, self._graph(context)))

    def contexts(
        self, triple: tuple[Node, Node, Node] | None = None
    ) -> Generator[Graph, None, None]:
        """Yield the named graphs, or the graphs a statement stands in."""
        if triple is None:
            yield from (self._context(x) for x in self._store.named_graphs())
        else:
            for _, graphs in self.triples(triple):
                yield from graphs

    def query(
        self,
        query: object,
        initNs: Mapping[str, object],  # noqa: N803 (rdflib's name)
        initBindings: Mapping[str, Identifier],  # noqa: N803 (rdflib's name)
        queryGraph: str,  # noqa: N803 (rdflib's name)
        **kwargs: object,
    ) -> Result:
        """Run a query text in the store; QueryError for prepared queries and bindings."""
        del kwargs
        if not isinstance(query, str) or initBindings:
            raise QueryError("this view takes the text of a query, its values in VALUES clauses")
        union, graph = queryGraph == "__UNION__", None
        if not union and str(queryGraph) != str(DATASET_DEFAULT_GRAPH_ID):
            graph = ox.NamedNode(str(queryGraph))
        prefixes = {name: str(iri) for name, iri in {**self._namespaces, **initNs}.items()}
        scope = queries.Scope(default=graph and [graph], union=union)
        return to_result(queries.ask(self._store, query, prefixes, scope))

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:  # noqa: FBT001, FBT002 (rdflib's signature)
        """Remember a prefix for this view."""
        if override or prefix not in self._namespaces:
            self._namespaces[prefix] = namespace

    def namespace(self, prefix: str) -> URIRef | None:
        """Return the namespace of a prefix."""
        return self._namespaces.get(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        """Return the prefix of a namespace."""
        return next((p for p, n in self._namespaces.items() if n == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Yield prefixes and namespaces."""
        yield from self._namespaces.items()

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: rdflib calls it when it looks a graph up."""

    def add(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        del args, kwargs
        raise DatasetError("this view is read-only; kg build and kg remove change a dataset")

    addN = remove = update = remove_graph = create = destroy = add  # noqa: N815 (rdflib's names)

    def _graph(self, context: Graph | None) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None:
        if context is None:
            return None
        if context.identifier == DATASET_DEFAULT_GRAPH_ID:
            return ox.DefaultGraph()
        name = to_store(context.identifier)
        return name if isinstance(name, ox.NamedNode | ox.BlankNode) else ox.DefaultGraph()

    def _context(self, name: object) -> Graph:
        default = isinstance(name, ox.DefaultGraph)
        identifier = DATASET_DEFAULT_GRAPH_ID if default else to_rdflib(name)
        return Graph(store=self, identifier=identifier)


def to_store(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return the store's form of an rdflib term; ValueError when it has none."""
    match term:
        case URIRef():
            return ox.NamedNode(str(term))
        case BNode():
            return ox.BlankNode(str(term))
        case Literal(language=str(language)):
            return ox.Literal(str(term), language=language)
        case Literal(datatype=URIRef() as datatype):
            return ox.Literal(str(term), datatype=ox.NamedNode(str(datatype)))
        case Literal():
            return ox.Literal(str(term))
    raise ValueError(f"not a term of the store: {term!r}")


def to_rdflib(term: object) -> Identifier:
    """Return rdflib's form of a term of the store."""
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal(language=str(language)):
            return Literal(term.value, lang=language)
        case ox.Literal():
            kind = term.datatype.value
            datatype = None if kind == str(rdflib.XSD.string) else URIRef(kind)
            return Literal(term.value, datatype=datatype, normalize=False)
    raise ValueError(f"not a term of rdflib: {term!r}")


def to_result(answer: queries.Answer) -> Result:
    """Return rdflib's form of an answer."""
    if isinstance(answer, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(answer)
    elif isinstance(answer, ox.QuerySolutions):
        result = Result("SELECT")
        result.vars = [Variable(x.value) for x in answer.variables]
        result.bindings = _bindings(result.vars, answer)
    else:
        result = Result("CONSTRUCT")
        result.graph = Graph()
        for triple in answer:
            result.graph.add(_triple(triple))
    return result


def _triple(x: ox.Quad | ox.Triple) -> tuple[Node, Node, Node]:
    return to_rdflib(x.subject), to_rdflib(x.predicate), to_rdflib(x.object)


def _bindings(
    names: Iterable[Variable], rows: ox.QuerySolutions
) -> list[Mapping[Variable, Identifier]]:
    columns = list(names)
    return [
        {name: to_rdflib(value) for name, value in zip(columns, row, strict=True) if value}
        for row in rows
    ]
