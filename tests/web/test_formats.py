"""Each format is written, is what it says it is, and is found by what a client accepts."""

import contextlib
import gzip
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results
from servers import Running

from kg.web.exchange import pairs
from kg.web.negotiation import QUADS, ROWS, TRIPLES, Written, accepts, choose
from kg.web.problems import Problem

ALL = "SELECT ?s ?name { ?s skos:prefLabel ?name } ORDER BY ?s"


@pytest.mark.slow
@pytest.mark.parametrize("written", ROWS, ids=lambda x: x.short)
@pytest.mark.parametrize("by", ["accept", "name"])
def test_rows(server: Running, written: Written, by: str) -> None:
    accept = written.asked[0] if by == "accept" else "*/*"
    params = {"query": ALL} | ({"format": written.short} if by == "name" else {})
    answer = server.get("/sparql", **params) if by == "name" else server.query(ALL, accept)
    assert answer.headers["content-type"] == written.sent
    rows = answer.body.count(b"https://w3id.org/armed-groups/id/")
    if written.short in ("json", "xml", "tsv"):
        assert isinstance(written.format, QueryResultsFormat)
        assert len(list(parse_query_results(answer.body, written.format))) == rows  # type: ignore[arg-type] # rows
    assert rows > 10


@pytest.mark.slow
@pytest.mark.parametrize("written", TRIPLES, ids=lambda x: x.short)
def test_triples(server: Running, written: Written) -> None:
    answer = server.query("CONSTRUCT WHERE { ?s skos:prefLabel ?o }", written.asked[0])
    assert answer.headers["content-type"] == written.sent
    assert isinstance(written.format, RdfFormat)
    told = {Triple(*list(x)[:3]) for x in parse(answer.body, written.format)}
    plain = server.query("CONSTRUCT WHERE { ?s skos:prefLabel ?o }", "application/n-triples")
    assert told == {Triple(*list(x)[:3]) for x in parse(plain.body, RdfFormat.N_TRIPLES)}


@pytest.mark.slow
@pytest.mark.parametrize("written", QUADS, ids=lambda x: x.short)
def test_quads(server: Running, written: Written, quads: list[object]) -> None:
    answer = server.ask("/graphs", Accept=written.asked[0])
    assert isinstance(written.format, RdfFormat)
    assert set(parse(answer.body, written.format)) == set(quads)


@pytest.mark.slow
def test_yes_and_no_in_every_format(server: Running) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        assert b"true" in server.query("ASK { ?s ?p ?o }", accept).body
        assert b"false" in server.query("ASK { ?s <http://none/> ?o }", accept).body


@pytest.mark.slow
def test_what_no_format_fits_is_not_acceptable(server: Running) -> None:
    assert server.query("ASK {}", "image/png").status == 406
    assert server.get("/sparql", query="ASK {}", format="turtle").status == 406
    assert server.query("ASK {}", "image/png, */*;q=0.1").status == 200


@pytest.mark.slow
def test_compression_and_tags(server: Running) -> None:
    plain = server.query(ALL)
    packed = server.ask(
        "/sparql", "POST", ALL.encode(), Content_Type="application/sparql-query",
        Accept="application/sparql-results+json", Accept_Encoding="br, gzip;q=0.5",
    )  # fmt: skip
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"] == server.query(ALL).headers["etag"]
    known = {"If_None_Match": plain.headers["etag"], "Accept": "application/sparql-results+json"}
    address = f"/sparql?query={ALL.replace(' ', '%20').replace('?', '%3F')}"
    again = server.ask(address, **known)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == plain.headers["etag"]
    assert "etag" not in server.query("SELECT (NOW() AS ?now) {}").headers


def test_the_best_liked_format_is_chosen() -> None:
    def chosen(accept: str) -> str:
        return choose(TRIPLES, accept).short

    assert chosen("") == chosen("*/*") == chosen("text/*") == "turtle"
    assert chosen("application/rdf+xml;q=0.5, application/n-triples;q=0.9") == "ntriples"
    assert chosen("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8") == "rdfxml"
    assert chosen("text/turtle;q=0, */*") == "ntriples"
    with pytest.raises(Problem):
        chosen("text/turtle;q=0")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_any_fields_arrive_as_they_were_sent(fields: list[tuple[str, str]]) -> None:
    assert pairs(urlencode(fields).encode()) == fields
    assert pairs(urlencode(fields, quote_via=quote).encode()) == fields


@given(st.binary(max_size=200))
def test_any_bytes_are_fields_or_refused(text: bytes) -> None:
    with contextlib.suppress(Problem):
        assert all(isinstance(x, str) for field in pairs(text) for x in field)


@given(st.text(max_size=200))
def test_any_header_is_read(header: str) -> None:
    accepts(header, "gzip")
    with contextlib.suppress(Problem):
        assert choose(ROWS, header) in ROWS
