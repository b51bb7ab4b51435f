"""rdflib sees the same graph, reads it with the store's engine and cannot change it."""

import pytest
import rdflib
from pyoxigraph import Quad
from rdflib import RDF, Literal, Namespace, URIRef

from kg.errors import DatasetError, QueryError
from kg.graph import Dataset
from kg.graph.view import to_rdflib, to_store
from kg.vocabulary import AG, ID

# rdflib warns of a property that it uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

A, X = Namespace(AG), Namespace(ID)


def test_the_view_holds_every_statement(dataset: Dataset, quads: list[Quad]) -> None:
    view = dataset.rdflib()
    copy = rdflib.Dataset()
    copy.parse(data=str(dataset.store), format="nquads")
    assert set(view.quads()) == set(copy.quads())
    assert len(view.graph(X["doc-1"])) == len([x for x in quads if "doc-1" in str(x.graph_name)])


def test_patterns_and_membership(dataset: Dataset) -> None:
    view = dataset.rdflib()
    assert set(view.objects(X.river, A.holds)) == {X.tamar}
    assert (X.rahal, RDF.type, A.Person) in view
    assert not list(view.triples((Literal("x"), None, None))), "a literal is no subject"
    assert view.value(X.river, A.linkScore) == Literal("0.97", datatype=rdflib.XSD.decimal)


def test_queries_run_in_the_store(dataset: Dataset) -> None:
    view = dataset.rdflib()
    rows = view.query("SELECT ?x ?y { ?x ag:backedBy id:arda OPTIONAL { ?x ag:no ?y } }")
    assert [tuple(x) for x in rows] == [(X.river, None)]
    assert view.query("ASK { GRAPH id:doc-1 { ?x ?y ?z } }").askAnswer
    graph = view.query("CONSTRUCT { ?x a ag:Person } WHERE { ?x ag:leads ?y }").graph
    assert graph is not None
    assert set(graph) == {(X.rahal, RDF.type, A.Person)}
    inside = view.graph(X["doc-2"]).query("SELECT ?x { ?x a ag:Claim }")
    assert len(list(inside)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
        "SELECT * FROM <http://[::1]/> {?s ?p ?o}",
    ],
)
def test_no_file_or_address_is_opened(dataset: Dataset, text: str) -> None:
    assert list(dataset.rdflib().query(text)) == []


def test_the_engine_of_rdflib_is_never_used(dataset: Dataset) -> None:
    view = dataset.rdflib()
    with pytest.raises(QueryError, match="VALUES"):
        view.query("SELECT * { ?s ?p ?o }", initBindings={"s": X.river})
    with pytest.raises(QueryError, match="changes data"):
        view.query("INSERT DATA { <a:b> <a:b> <a:b> }")


def test_nothing_can_be_changed(dataset: Dataset) -> None:
    view = dataset.rdflib()
    with pytest.raises(DatasetError, match="read-only"):
        view.add((X.river, RDF.type, A.Place))
    with pytest.raises(DatasetError, match="read-only"):
        view.remove((None, None, None))
    with pytest.raises(DatasetError, match="read-only"):
        view.update("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    "term",
    [
        URIRef("http://x/é"),
        Literal("a"),
        Literal("a", lang="en-gb"),
        Literal("2018-12", datatype=rdflib.XSD.gYearMonth),
        Literal("01", datatype=rdflib.XSD.integer, normalize=False),
        rdflib.BNode("b1"),
    ],
    ids=repr,
)
def test_terms_come_back_as_they_were(term: rdflib.term.Node) -> None:
    back = to_rdflib(to_store(term))
    assert (back, str(back)) == (term, str(term))
