"""Programs that others use for SPARQL endpoints work with this one."""

import json
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from servers import Running
from SPARQLWrapper import CSV, JSON, POST, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.graph import Dataset, library
from kg.graph.query import serialise
from kg.vocabulary import AG, ID

pytestmark = pytest.mark.slow

HOLDERS = f"SELECT ?who ?place {{ ?who <{AG}holds> ?place }} ORDER BY ?who"


def wrapper(server: Running, text: str, form: str) -> SPARQLWrapper:
    made = SPARQLWrapper(f"{server.url}/sparql", agent="test")
    made.setQuery(text)
    made.setReturnFormat(form)
    return made


def test_sparqlwrapper(server: Running) -> None:
    rows = wrapper(server, HOLDERS, JSON).queryAndConvert()["results"]["bindings"]
    assert [x["who"]["value"].removeprefix(ID) for x in rows] == ["banner", "river"]
    assert wrapper(server, HOLDERS, CSV).queryAndConvert().startswith(b"who,place")
    document = wrapper(server, HOLDERS, XML).queryAndConvert()
    assert len(document.getElementsByTagName("result")) == 2
    made = wrapper(server, f"CONSTRUCT WHERE {{ ?s <{AG}holds> ?o }}", TURTLE).queryAndConvert()
    assert f"{AG}holds".encode() in made or b"ag:holds" in made
    posted = wrapper(server, HOLDERS, JSON)
    posted.setMethod(POST)
    posted.setRequestMethod(URLENCODED)
    assert posted.queryAndConvert()["results"]["bindings"] == rows
    with pytest.raises(QueryBadFormed, match="column"):
        wrapper(server, "SELECT ?", JSON).query()


def test_sparqlstore_of_rdflib(server: Running) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    river = URIRef(f"{ID}river")
    assert str(graph.value(river, SKOS.prefLabel)) == "River Brigade"
    assert {str(x) for x in graph.objects(river, URIRef(f"{AG}holds"))} == {f"{ID}tamar"}
    assert len(list(graph.query(HOLDERS))) == 2
    assert (river, SKOS.prefLabel, None) in graph


def test_curl(server: Running, curl: str) -> None:
    def run(*arguments: str) -> bytes:
        command = [curl, "--silent", "--show-error", "--fail", *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 (curl)

    got = run(f"{server.url}/sparql", "--get", "--data-urlencode", f"query={HOLDERS}")
    posted = run(f"{server.url}/sparql", "--data-urlencode", f"query={HOLDERS}", "--compressed")
    assert len(json.loads(got)["results"]["bindings"]) == 2
    assert got == posted
    assert b"Tamar" in run(f"{server.url}/graphs?default")


@pytest.mark.model
def test_every_shipped_question_has_the_answer_of_the_embedded_engine(
    demo: Path, demo_server: Running
) -> None:
    with Dataset(demo) as dataset:
        fact = next(iter(dataset.query("SELECT ?f { ?f a ag:RelationFact } ORDER BY ?f")))["f"]  # type: ignore[arg-type, index] # rows
        given = {"actor": "SDF", "place": "Hajin", "date": "2018-12-20", "source": "Amaq"}
        given["fact"] = fact.value
        questions = library.load(Path(__file__).parent.parent.parent / "queries")
        assert len(questions) >= 17
        some = 0
        for name, question in questions.items():
            values = {x.name: given.get(x.name, x.default or x.example) for x in question.params}
            text = question.bind(values)
            for form, accept in (("csv", "text/csv"), ("json", "application/json")):
                local = serialise(dataset.query(text), form)
                assert demo_server.query(text, accept).body == local, name
                shown = demo_server.get(f"/api/v1/questions/{name}", format=form, **values)
                assert shown.body == local, name
            some += local.count(b"\n") > 1 or b'"bindings":[{' in local
        assert some > 12
