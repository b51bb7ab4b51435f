"""Queries only read, stay in the dataset and cannot end the process."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError
from kg.graph import guard
from kg.graph.query import ask

SERVICE = [
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?p)SERVICE?x#>\n{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?p)SERVICE$x#>\n{ ?a ?b ?c } }",
    "SELECT * { <http://x\\u0041#>SERVICE<http://y>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 'it\\'s' . SERVICE <http://y> { ?a ?b ?c } }",
    'SELECT * { ?s ?p """a"b""" . SERVICE <http://y> { ?a ?b ?c } }',
    "PREFIX service: <http://y/> SELECT * { SERVICE service:a { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?o<'>') SERVICE <http://y> { ?a ?b 'x' } }",
    "SELECT * { ?s ?p ?o FILTER(?o<?p#>'''\n) SERVICE <http://y> { ?a ?b ?c } #'''\n}",
    "SELECT * { SERVICESILENT<http://y> { ?a ?b ?c } }",
    "PREFIX : <http://y/> SELECT * { SERVICE:x { ?a ?b ?c } }",
    "PREFIX : <http://y/> SELECT * { SERVICESILENT:x # here\n { ?a ?b ?c } }",
    "PREFIX x: <http://y/> SELECT * { ?s ?p trueSERVICEx:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1e1SERVICE<http://y> { ?a ?b ?c } }",
    "PREFIX a: <a:> SELECT * { ?s ?p a:.SERVICE<http://y> { ?a ?b ?c } }",
    "PREFIX a: <a:> SELECT * { ?s ?p a:b\u0300\\' SERVICE<http://y> { ?a ?b 'c' } }",
]
HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <http://y>' } # SERVICE of the army",
    "PREFIX service: <http://y/> SELECT * { ?service service:service ?o }",
    "SELECT * { <http://example.org/service> ?p ?o }",
    "SELECT * { <http://example.org/it's#service> ?p 'SERVICE \\u0041' }",
    "SELECT * { <urn:x#1> ?p 'in the service of' }",
    "SELECT * { ?s ?p ?insert FILTER(?insert < 3) }",
    "PREFIX load: <http://y/> ASK { ?s load:delete ?o }",
]
UPDATES = [
    "INSERT DATA { <a:b> <a:b> <a:b> }",
    "LOAD <file:///etc/passwd>",
    "DROP ALL",
    "CLEAR ALL",
]
BOMBS = [
    "SELECT * " + "{" * 3000 + "?s ?p ?o" + "}" * 3000,
    "SELECT * {?s ?p " + "(" * 500 + "1" + ")" * 500 + "}",
    "SELECT * {?s " + "/".join(["<a:p>"] * 500) + " ?o}",
    "SELECT * {?s ?p ?o " + "OPTIONAL{?s ?p ?o}" * 500 + "}",
    "SELECT * {?s ?p ?o FILTER(" + "||".join(["?o=1"] * 30_000) + ")}",
]


@pytest.mark.parametrize("text", SERVICE)
def test_no_query_reaches_another_address(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would send a request"):
        guard.check(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_like_keywords_pass(text: str) -> None:
    ask(Store(), text)


@pytest.mark.parametrize("text", UPDATES)
def test_updates_are_refused_by_name(text: str) -> None:
    with pytest.raises(QueryError, match="changes data; queries only read"):
        guard.check(text)


@pytest.mark.parametrize("text", BOMBS)
def test_what_overflows_the_parser_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"brackets|clauses|characters"):
        guard.check(text)


def test_errors_tell_line_and_column() -> None:
    with pytest.raises(QueryError, match=r"^line 2, column 3: not allowed"):
        guard.check("SELECT * {\n  SERVICE <http://y> {} }")
    with pytest.raises(QueryError, match=r"^line 2, column \d+: expected"):
        ask(Store(), "SELECT * {\n ?s ?p }")


PIECES = st.sampled_from(
    ["SELECT", "{", "}", "<", ">", "?x", "'", '"', "#", "\n", "\\", "service", ":", " "]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_answered_or_refused(text: str) -> None:
    with suppress(QueryError):
        ask(Store(), text)
