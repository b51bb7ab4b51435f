"""Changing a finished graph unit by unit: what is counted, and what stands in the end."""

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.graph.edits import Edit, apply

A, B, C, P = (NamedNode(f"http://example.org/{x}") for x in "abcp")
GRAPH = NamedNode("http://example.org/g")
PLAIN = Quad(A, P, B, DefaultGraph())


def holding(*quads: Quad) -> Store:
    store = Store()
    store.extend(quads)
    return store


def test_an_edit_replaces_what_stood_in_its_place() -> None:
    store = holding(Quad(C, P, A, DefaultGraph()), Quad(A, P, C, GRAPH))
    new = Quad(C, P, B, DefaultGraph())
    assert apply([Edit(subject=C, added=(new,)), Edit(graph=GRAPH)], store) == -1
    assert set(store) == {new}


def test_what_is_gone_already_is_not_counted() -> None:
    store = holding(Quad(C, P, A, DefaultGraph()))
    assert apply([Edit(subject=C, removed=(PLAIN,))], store) == -1
    assert len(store) == 0


def test_a_plain_triple_passes_from_one_fact_to_another() -> None:
    for order in (1, -1):
        store = holding(PLAIN, Quad(B, P, B, DefaultGraph()))
        edits = [
            Edit(subject=B, removed=(PLAIN,)),
            Edit(subject=C, added=(Quad(C, P, C, DefaultGraph()), PLAIN)),
        ][::order]
        assert apply(edits, store) == 0
        assert set(store) == {PLAIN, Quad(C, P, C, DefaultGraph())}
