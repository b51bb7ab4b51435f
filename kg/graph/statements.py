"""Walking a store in an order that depends on nothing but its statements."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.vocabulary import PREFIXES

Graph = NamedNode | BlankNode | DefaultGraph
_TYPE: Final = PREFIXES["rdf"] + "type"


def default_graph(store: Store) -> Iterator[Quad]:
    """Stream the statements of the default graph: entities, direct triples and facts."""
    return graph(store, DefaultGraph())


def named_graphs(store: Store) -> list[NamedNode | BlankNode]:
    """Return the names of the named graphs, sorted."""
    return sorted(store.named_graphs(), key=str)


def everything(store: Store) -> Iterator[Quad]:
    """Stream the default graph, then every named graph."""
    yield from default_graph(store)
    for name in named_graphs(store):
        yield from graph(store, name)


def graph(store: Store, name: Graph) -> Iterator[Quad]:
    """Stream one graph by subject; in memory stand its subjects and one subject's statements."""
    for subject in subjects(store, name):
        found = store.quads_for_pattern(subject, None, None, name)
        yield from sorted(found, key=_order)


def subjects(store: Store, name: Graph) -> list[NamedNode | BlankNode]:
    """Return the subjects of one graph, sorted."""
    found: dict[NamedNode | BlankNode, None] = {}
    for quad in store.quads_for_pattern(None, None, None, name):
        if isinstance(quad.subject, NamedNode | BlankNode):
            found[quad.subject] = None
    return sorted(found, key=str)


def _order(quad: Quad) -> tuple[bool, str, str]:
    return quad.predicate.value != _TYPE, quad.predicate.value, str(quad.object)
