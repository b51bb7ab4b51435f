"""SERVICE gives what it would if the other endpoint's statements stood here."""

from collections import Counter

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import ForbiddenError, QueryError, ServiceError
from kg.graph.federation import MOST, Services, Table
from kg.graph.query import Scope, ask
from kg.graph.updates import Update, Updater
from kg.vocabulary import PREFIXES

HERE = "http://remote/sparql"
GRAPH = NamedNode(HERE)
SAME, NAME, SEAT = (NamedNode(f"http://p/{x}") for x in ("same", "name", "seat"))


def node(name: str) -> NamedNode:
    return NamedNode(f"http://n/{name}")


class Remote:
    """An endpoint in this process, that notes what it was asked."""

    def __init__(self) -> None:
        self.store = Store()
        self.asked: list[str] = []
        for number in range(1200):
            self.store.add(Quad(node(f"w{number}"), SEAT, node(f"seat{number % 3}")))
        self.store.add(Quad(node("w3"), NAME, Literal('a "name"\n')))

    def fetch(self, address: str, query: str) -> Table:
        """Answer a query, unless it names a variable `fail`."""
        assert address == HERE
        self.asked.append(query)
        if "fail" in query:
            raise ServiceError("no answer")
        rows = self.store.query(query)
        assert isinstance(rows, QuerySolutions)
        return Table(tuple(x.value for x in rows.variables), [tuple(x) for x in rows])

    @property
    def services(self) -> Services:
        """What allows this endpoint."""
        return Services(frozenset({HERE}), self.fetch)


@pytest.fixture
def remote() -> Remote:
    return Remote()


@pytest.fixture
def here(remote: Remote) -> Store:
    """Return a store that has the other's statements in a graph with its address."""
    store = Store()
    for number in range(6):
        store.add(Quad(node(f"l{number}"), SAME, node(f"w{number * 3}"), DefaultGraph()))
        store.add(Quad(node(f"l{number}"), NAME, Literal(f"name {number}"), DefaultGraph()))
    store.add(Quad(BlankNode(), SAME, BlankNode(), DefaultGraph()))
    store.extend(Quad(*x.triple, GRAPH) for x in remote.store)
    return store


QUERIES = [  # @ is SERVICE of the endpoint, @@ that with SILENT
    "SELECT * { ?l p:same ?w . @ { ?w p:seat ?seat } }",
    "SELECT ?n ?seat { @ { ?w p:seat ?seat } ?l p:same ?w OPTIONAL { ?l p:name ?n } }",
    "SELECT * { ?l p:same ?w OPTIONAL { @ { ?w p:name ?x } } }",
    "SELECT * { ?l p:same ?w OPTIONAL { @ { ?w p:seat ?x FILTER(?x = <http://n/none>) } } }",
    "SELECT * { ?l p:same ?w OPTIONAL { @ { ?w p:name ?n } } ?l p:name ?n }",
    "SELECT * { ?l p:same ?w @ { { ?w p:seat ?seat } UNION { ?w p:name ?seat } } }",
    "SELECT * { ?l p:same ?w { @ { ?w p:name ?x } } UNION { ?l p:name ?x } }",
    "SELECT * { ?l p:same ?w MINUS { @ { ?w p:name ?x } } }",
    "SELECT * { VALUES ?w { n:w3 n:w4 } @ { ?w p:seat ?seat OPTIONAL { ?w p:name ?x } } }",
    "SELECT * { VALUES (?w ?y) { (n:w3 UNDEF) (UNDEF 1) } @ { ?w p:name ?y } }",
    "SELECT ?seat (COUNT(*) AS ?n) { @ { ?w p:seat ?seat } } GROUP BY ?seat",
    "SELECT * { ?l p:same ?w { SELECT ?w { @ { ?w p:seat ?x } } ORDER BY ?w LIMIT 1200 } }",
    "SELECT * { ?l p:same ?w @ { SELECT ?w (COUNT(*) AS ?n) { ?w p:seat ?x } GROUP BY ?w } }",
    "SELECT * { ?l p:same ?w @ { ?w p:seat ?x } @ { ?v p:name ?n ; p:seat ?x } }",
    "SELECT * { @@ { n:w3 p:seat n:seat0 } ?l p:same n:w3 }",
    "SELECT * { @ { n:w3 p:seat n:seat1 } ?l p:same n:w3 }",
    "SELECT * { ?l p:same ?w @ { ?w p:name ?x FILTER(STRLEN(?x) > 3 && ?w != n:w6) } }",
]


def rows(store: Store, text: str, services: Services) -> Counter[frozenset[tuple[str, str]]]:
    found = ask(store, text, {**PREFIXES, "p": "http://p/", "n": "http://n/"}, Scope(), services)
    assert isinstance(found, QuerySolutions)
    names = [x.value for x in found.variables]
    return Counter(
        frozenset((x, str(y)) for x, y in zip(names, row, strict=True) if y) for row in found
    )


@pytest.mark.parametrize("text", QUERIES)
def test_a_service_is_as_good_as_a_graph(here: Store, remote: Remote, text: str) -> None:
    silent = text.replace("@@", f"SERVICE SILENT <{HERE}>")
    asked = rows(here, silent.replace("@", f"SERVICE <{HERE}>"), remote.services)
    local = text.replace("@@", "@").replace("@", f"GRAPH <{HERE}>")
    assert asked == rows(here, local, remote.services)
    assert asked or "seat1" in text or "UNDEF" in text
    assert remote.asked


def test_an_endpoint_is_told_what_is_known(here: Store, remote: Remote) -> None:
    text = f"SELECT * {{ SERVICE <{HERE}> {{ ?w p:seat ?x . ?w skos:note ?y }} ?l p:same ?w }}"
    rows(here, text, remote.services)
    (sent,) = remote.asked
    assert sent.count("<http://n/w") == 6
    assert "PREFIX p: <http://p/>" in sent
    assert "PREFIX skos: <" in sent
    assert "PREFIX ag:" not in sent


def test_what_cannot_be_asked_is_said(here: Store, remote: Remote) -> None:
    for text, error, words in (
        ("SELECT * { SERVICE <http://other/> { ?w ?p ?x } }", ForbiddenError, "http://other/"),
        ("SELECT * { SERVICE SILENT <http://other/> { ?w ?p ?x } }", ForbiddenError, "not allowed"),
        (f"SELECT * {{ SERVICE <{HERE}/> {{ ?w ?p ?x }} }}", ForbiddenError, "not allowed"),
        (f"SELECT * {{ SERVICESILENT<{HERE}> {{ ?w ?p ?x }} }}", QueryError, "write a space"),
        ("SELECT * { ?s p:same ?x SERVICE ?x { ?w ?p ?y } }", QueryError, "not a variable"),
        (f"ASK {{ FILTER EXISTS {{ SERVICE <{HERE}> {{ ?w ?p ?x }} }} }}", QueryError, "EXISTS"),
        (f"SELECT * {{ SERVICE <{HERE}> {{ ?fail ?p ?x }} }}", ServiceError, "no answer"),
        (
            f"SELECT * {{ SERVICE <{HERE}> {{ ?a ?b ?c . ?d ?e ?f }} }}",
            QueryError,
            f"{MOST:,} rows",
        ),
        ("SELECT * { ?s ?p ?o FILTER(?o<?p#>'''\n) SERVICE <x:y> {} #'''\n}", QueryError, "space"),
    ):
        with pytest.raises(error, match=words):
            rows(here, text, remote.services)
    silent = f"SELECT * {{ ?l p:name 'name 1' SERVICE SILENT <{HERE}> {{ ?fail ?p ?x }} }}"
    assert len(rows(here, silent, remote.services)) == 1


def test_blank_nodes_of_elsewhere_get_names(here: Store, remote: Remote) -> None:
    remote.store.add(Quad(node("w0"), NAME, BlankNode("b")))
    text = f"SELECT ?x {{ SERVICE <{HERE}> {{ <http://n/w0> p:name ?x }} }}"
    ((x,),) = rows(here, text, remote.services)
    assert x == ("x", "<urn:blank:0:b>")


def test_an_update_may_ask_what_a_query_may(here: Store, remote: Remote) -> None:
    text = (
        "PREFIX p: <http://p/> INSERT { GRAPH <urn:notes> { ?l p:seat ?x } }"
        f" WHERE {{ ?l p:same ?w SERVICE <{HERE}> {{ ?w p:seat ?x }} }}"
    )
    Updater(here, "http://built/", {}, remote.services).apply(Update(text))
    assert len(list(here.quads_for_pattern(None, SEAT, None, NamedNode("urn:notes")))) == 6
    with pytest.raises(ForbiddenError):
        Updater(here, "http://built/", {}).apply(Update(text))
