"""Updates change the graphs of people, and never what is built from reports."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import ForbiddenError, QueryError
from kg.graph import Dataset, writing
from kg.graph.edits import Edit
from kg.graph.updates import Update, Updater, own_quads

BASE = "http://built/"
S, P = NamedNode("http://x/s"), NamedNode("http://x/p")
NOTES = NamedNode("http://mine/notes")
BUILT = {
    Quad(S, P, Literal("fact"), DefaultGraph()),
    Quad(S, P, Literal("claim"), NamedNode(f"{BASE}document/1")),
}
OWN = {Quad(S, P, Literal("note"), NOTES)}
ANY = "GRAPH ?g { ?s ?p ?o }"
SEEN = "GRAPH ?g { ?s ?p 'seen' }"
TRIPLE = f"{S} {P} 'new'"


def store() -> Store:
    made = Store()
    made.extend([*BUILT, *OWN])
    return made


def updated(text: str, **more: object) -> Store:
    made = store()
    Updater(made, BASE, {"built": BASE}).apply(Update(text, **more))  # type: ignore[arg-type] # of it
    return made


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ {TRIPLE} }}",
        f"INSERT DATA {{ GRAPH {NOTES} {{ {TRIPLE} }} {TRIPLE} }}",
        f"INSERT DATA {{ GRAPH <{BASE}document/1> {{ {TRIPLE} }} }}",
        f"INSERT DATA {{ GRAPH built:new {{ {TRIPLE} }} }}",
        f"PREFIX n: <{BASE}> INSERT DATA {{ GRAPH n:new {{ {TRIPLE} }} }}",
        f"BASE <{BASE}> INSERT DATA {{ GRAPH <new> {{ {TRIPLE} }} }}",
        f"INSERT DATA {{ GRAPH <http://b\\u0075ilt/x> {{ {TRIPLE} }} }}",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DELETE { ?s ?p ?o } INSERT { ?s <http://x/q> ?o } WHERE { ?s ?p ?o }",
        f"DELETE {{ {ANY} }} INSERT {{ GRAPH ?g {{ ?s <http://x/q> ?o }} }} WHERE {{ {ANY} }}",
        f"WITH <{BASE}document/1> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT {{ GRAPH ?g {{ {TRIPLE} }} }} WHERE {{ BIND(IRI('{BASE}new') AS ?g) }}",
        f"COPY {NOTES} TO DEFAULT",
        f"ADD {NOTES} TO <{BASE}document/1>",
        f"MOVE DEFAULT TO {NOTES}",
        f"CREATE GRAPH <{BASE}new>",
        "CLEAR ALL",
        "CLEAR NAMED",
        "DROP DEFAULT",
        f"DROP SILENT GRAPH <{BASE}document/1>",
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <http://127.0.0.1/> INTO GRAPH <urn:x>",
        "LOADSILENT<http://127.0.0.1/>",
        f"INSERT DATA {{ GRAPH {NOTES} {{ {TRIPLE} }} }} ; LOAD <http://127.0.0.1/>",
        f"INSERT {{ GRAPH {NOTES} {{ {TRIPLE} }} }} WHERE {{ SERVICE <http://127.0.0.1/> {{}} }}",
    ],
)
def test_what_reports_say_is_not_changed(text: str) -> None:
    with pytest.raises(ForbiddenError):
        updated(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"INSERT DATA {{ GRAPH {NOTES} {{ {TRIPLE} }} }}", {"note", "new"}),
        (
            "PREFIX m: <http://mine/> ; WITH m:notes DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
            set(),
        ),
        (f"DELETE WHERE {{ GRAPH {NOTES} {{ ?s ?p ?o }} }}", set()),
        (f"COPY DEFAULT TO {NOTES}", {"fact"}),
        (f"ADD <{BASE}document/1> TO {NOTES}", {"claim", "note"}),
        (f"MOVE {NOTES} TO <urn:other>", {"note"}),
        (f"CLEAR GRAPH {NOTES}", set()),
        ("DROP SILENT GRAPH <urn:none> ; # nothing\n INSERT DATA {}", {"note"}),
        (
            f"INSERT {{ GRAPH {NOTES} {{ {S} {P} ?o }} }} WHERE {{ ?s ?p ?o FILTER(?o = 'fact') }}",
            {"note", "fact"},
        ),
        (
            f"DELETE {{ {ANY} }} INSERT {{ {SEEN} }} WHERE {{ {ANY} FILTER(?o = 'note') }}",
            {"seen"},
        ),
        (
            f"WITH {NOTES} INSERT {{ {S} {P} ?x }} WHERE {{ ?s ?p ?o BIND(CONCAT(?o,'!') AS ?x) }}",
            {"note", "note!"},
        ),
    ],
)
def test_graphs_of_people_are(text: str, values: set[str]) -> None:
    made = updated(text)
    assert {x.object.value for x in own_quads(made, BASE)} == values
    assert set(made) >= BUILT


def test_graphs_of_the_request_are_those_that_are_looked_into() -> None:
    copy = f"INSERT {{ GRAPH {NOTES} {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    made = updated(copy, using=[f"{BASE}document/1"])
    assert {x.object.value for x in own_quads(made, BASE)} == {"note", "claim"}
    assert set(updated(copy, using_named=[f"{BASE}document/1"])) == BUILT | OWN
    gone = updated("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", using_named=[NOTES.value])
    assert set(gone) == BUILT
    for text in (f"WITH {NOTES} {copy}", copy.replace("WHERE", f"USING {NOTES} WHERE")):
        with pytest.raises(QueryError, match="not by both"):
            updated(text, using=[NOTES.value])


GRAPHS = st.sampled_from(
    ["", f"GRAPH {NOTES}", f"GRAPH <{BASE}document/1>", "GRAPH ?g", "GRAPH _:b"]
)
WITH = st.sampled_from(["", f"WITH {NOTES}", f"WITH <{BASE}document/1>", f"WITH # \n {NOTES}"])
BOX = GRAPHS.map(lambda x: f"{x} {{ ?s ?p ?o }}" if x else "?s ?p ?o")
PART = st.lists(BOX, min_size=1, max_size=2).map(" . ".join)
CHANGE = st.tuples(WITH, PART, PART, PART).map(
    lambda x: (
        f"{x[0]} DELETE {{ {x[1]} }} INSERT {{ {x[2].replace('?p', str(P))} }} WHERE {{ {x[3]} }}"
    )
)
PLACE = st.sampled_from([str(NOTES), f"GRAPH <{BASE}document/1>", "DEFAULT", "GRAPH <urn:new>"])
MOVE = st.tuples(st.sampled_from(["COPY", "MOVE", "ADD"]), PLACE, PLACE).map(
    lambda x: f"{x[0]} {x[1]} TO {x[2]}"
)


@given(st.lists(CHANGE | MOVE, max_size=3).map(" ; ".join))
def test_no_update_that_passes_touches_what_is_built(text: str) -> None:
    made = store()
    with suppress(QueryError):
        Updater(made, BASE, {}).apply(Update(text))
        assert {x for x in made if x not in set(own_quads(made, BASE))} == BUILT


def test_what_people_add_outlives_builds(tmp_path: Path) -> None:
    path = tmp_path / "d"
    with writing(path, BASE) as writer:
        writer.publish("01", BUILT, {})
        writer.revise(lambda x: x.extend(OWN), lambda: None)
    for digest in ("02", "03"):
        with writing(path, None) as writer:
            if digest == "02":
                writer.change(digest, [Edit(graph=NamedNode(f"{BASE}document/1"))], {})
            else:
                writer.publish(digest, BUILT, {})
        with Dataset(path) as dataset:
            assert set(dataset.store) >= OWN
            assert dataset.found["quads"] == len(dataset.store)
            assert len(set(dataset.store) & BUILT) == int(digest) - 1


def test_a_change_that_fails_leaves_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "d"

    def fail() -> None:
        raise KeyboardInterrupt

    with writing(path, BASE) as writer:
        writer.publish("01", BUILT, {})
        with pytest.raises(KeyboardInterrupt):
            writer.revise(lambda x: x.extend(OWN), fail)
    with Dataset(path) as dataset:
        assert set(dataset.store) == BUILT
    with writing(path, BASE):
        pass
    assert len(list(path.glob("store-*"))) == 1
