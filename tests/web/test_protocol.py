"""The W3C's tests of protocols.

They are of the SPARQL 1.1 Protocol, the Graph Store Protocol and the Service Description.
Each case bears the name it has in the manifests of the W3C (github.com/w3c/rdf-tests). All of the
SPARQL Protocol are run: queries on a server that only reads, updates on one that takes them too.
Of the Graph Store Protocol those that write are left out, in `LEFT_OUT` with the reason; the
refusals they rest on are tested.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat, parse, parse_query_results
from servers import Answer, Running, publish, serving

from kg.vocabulary import ID, PREFIXES

DATA = [f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in range(4)]
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

WRITES = "it begins by writing a graph, and the Graph Store Protocol is for reading here (405)"
LEFT_OUT = dict.fromkeys(
    (
        "put_get_repeat_indirect",
        "put_get_default",
        "put_delete_get_delete_indirect",
        "post_get_post_get_indirect",
        "post_get_new_graph",
        "put_get_uri_pct_encoded_indirect",
    ),
    f"{WRITES}; GET and HEAD are tested with a graph that is there",
)


def uris(**lists: list[str]) -> str:
    """Return graphs as parameters of an address."""
    return "&".join(
        f"{name.replace('_', '-')}={quote(uri, safe='')}"
        for name, chosen in lists.items()
        for uri in chosen
    )


@dataclass(frozen=True)
class Case:
    """A request of the manifest, and what its answer must be."""

    name: str
    method: str = "GET"
    query: str = ""
    """Of the address."""
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    expected: object = "refused"
    """"yes": an ASK that is true; a set: one of these media types; "refused": a status of 4xx."""


def typed(numbers: tuple[int, ...]) -> str:
    return " ".join(f"<{DATA[n]}> a ?type{n} ." for n in numbers)


def in_graphs() -> str:
    return f"GRAPH ?g1 {{ <{DATA[1]}> a ?type }} GRAPH ?g2 {{ <{DATA[2]}> a ?type }}"


def get(name: str, text: str, graphs: str = "", expected: object = "yes") -> Case:
    return Case(name, query=f"query={quote(text)}&{graphs}".strip("&"), expected=expected)


def post(name: str, text: str, graphs: str = "", expected: object = "yes") -> Case:
    return Case(name, "POST", graphs, text.encode(), {"Content-Type": QUERY}, expected)


def bad(name: str, body: str, media_type: str = "", charset: str = "utf-8") -> Case:
    headers = {"Content-Type": media_type} if media_type else {}
    return Case(name, "POST", body=body.encode(charset), headers=headers)


ROWS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
YES_NO = {"application/sparql-results+json", "application/sparql-results+xml"}
TRIPLES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/xhtml+xml"}
ONE = uris(default_graph_uri=DATA[:1])
BOTH = uris(default_graph_uri=DATA[1:3])
NAMED = uris(named_graph_uri=DATA[1:3])
FULL = uris(default_graph_uri=DATA[3:], named_graph_uri=DATA[1:3])

CASES = [
    Case("query_post_form", "POST", ONE, b"query=ASK%20%7B%7D", {"Content-Type": FORM}, "yes"),
    get("query_dataset_default_graphs_get", f"ASK {{ {typed((1, 2))} }}", BOTH),
    post("query_dataset_default_graphs_post", f"ASK {{ {typed((1, 2))} }}", BOTH),
    post("query_dataset_named_graphs_post", f"ASK {{ {in_graphs()} }}", NAMED),
    get("query_dataset_named_graphs_get", f"ASK {{ {in_graphs()} }}", NAMED),
    post("query_dataset_full", f"ASK {{ {typed((3,))} {in_graphs()} }}", FULL),
    post("query_multiple_dataset", f"ASK FROM <{DATA[3]}> {{ {in_graphs()} }}", NAMED),
    get("query_get", "ASK {}", ONE),
    post("query_content_type_select", "SELECT (1 AS ?value) {}", ONE, ROWS),
    post("query_content_type_ask", "ASK {}", ONE, YES_NO),
    post("query_content_type_describe", "DESCRIBE <http://example.org/>", ONE, TRIPLES),
    post("query_content_type_construct", "CONSTRUCT { <s:> <p:> 1 } WHERE {}", ONE, TRIPLES),
    post("query_post_direct", "ASK {}"),
    Case(
        "bad_query_method",
        "PUT",
        "query=ASK%20%7B%7D",
        headers={"Content-Type": FORM},
        expected="refused",
    ),
    Case("bad_multiple_queries", query="query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"),
    bad("bad_query_wrong_media_type", "ASK {}", "text/plain"),
    bad("bad_query_missing_form_type", "query=ASK%20%7B%7D"),
    bad("bad_query_missing_direct_type", "ASK {}"),
    bad("bad_query_non_utf8", "ASK {}", f"{QUERY}; charset=UTF-16", "utf-16"),
    get("bad_query_syntax", "ASK {", expected="refused"),
]


BAD_UPDATES = [
    Case("bad_update_get", query="update=CLEAR%20ALL", expected="refused"),
    bad("bad_multiple_updates", "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM),
    bad("bad_update_wrong_media_type", "CLEAR NAMED", "text/plain"),
    bad("bad_update_missing_form_type", "update=CLEAR%20NAMED"),
    bad("bad_update_non_utf8", "CLEAR NAMED", f"{UPDATE}; charset=UTF-16", "utf-16"),
    bad("bad_update_syntax", "update=CLEAR%20XYZ", FORM),
    Case(
        "bad_update_dataset_conflict",
        "POST",
        "using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople",
        b"PREFIX foaf:  <http://xmlns.com/foaf/0.1/> WITH <http://example/addresses>"
        b" DELETE { ?person foaf:givenName 'Bill' } INSERT { ?person foaf:givenName 'William' }"
        b" WHERE { ?person foaf:givenName 'Bill' }",
        {"Content-Type": UPDATE},
    ),
]
DC = "http://purl.org/dc/terms/"
MADE = "http://example.org/protocol-update-dataset-test/"


def filled(verb: str, *numbers: int) -> str:
    """Return the beginning of the updates: the graphs of these numbers have one document each."""
    graphs = "".join(f"GRAPH <{DATA[n]}> {{ <{DATA[n]}> a foaf:Document }} " for n in numbers)
    declared = f"PREFIX dc: <{DC}> PREFIX foaf: <http://xmlns.com/foaf/0.1/>"
    return f"{declared} {verb} ALL ; INSERT DATA {{ {graphs} }} ; "


def noted(number: int, value: str = f"a <{DC}BibliographicResource>") -> str:
    return f"GRAPH <{MADE}> {{ <{DATA[number]}> {value} }}"


RESOURCE = f"INSERT {{ GRAPH <{MADE}> {{ ?s a dc:BibliographicResource }} }}"
ONLY_TWO = f"ASK {{ {noted(1)} {noted(2)} FILTER NOT EXISTS {{ {noted(3)} }} }}"
IN = f"INSERT {{ GRAPH <{MADE}> {{ ?s <http://example.org/in> ?in }} }}"
FROM_DEFAULT = '<http://example.org/in> "default"'
FROM_NAMED = f"<http://example.org/in> <{DATA[2]}>"
WITHOUT_THREE = f"FILTER NOT EXISTS {{ {noted(3, '?p ?o')} }}"
BASE_TEST = "http://example.org/protocol-base-test/"
SP = "<http://example.org/s> <http://example.org/p>"
BASED = f"GRAPH <{BASE_TEST}> {{ {SP} <test> }}"
EMPTY = "ASK { FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
UPDATES = {
    "update_dataset_default_graph": (
        uris(using_graph_uri=DATA[1:2]),
        filled("CLEAR", 1) + f"{RESOURCE} WHERE {{ ?s a foaf:Document }}",
        f"ASK {{ {noted(1)} }}",
    ),
    "update_dataset_default_graphs": (
        uris(using_graph_uri=DATA[1:3]),
        filled("DROP", 1, 2, 3) + f"{RESOURCE} WHERE {{ ?s a foaf:Document }}",
        ONLY_TWO,
    ),
    "update_dataset_named_graphs": (
        uris(using_named_graph_uri=DATA[1:3]),
        filled("DROP", 1, 2, 3) + f"{RESOURCE} WHERE {{ GRAPH ?g {{ ?s a foaf:Document }} }}",
        ONLY_TWO,
    ),
    "update_dataset_full": (
        uris(using_graph_uri=DATA[1:2], using_named_graph_uri=DATA[2:3]),
        filled("DROP", 1, 2, 3)
        + f"{IN} WHERE {{ {{ GRAPH ?g {{ ?s a foaf:Document }} BIND(?g AS ?in) }}"
        ' UNION { ?s a foaf:Document . BIND("default" AS ?in) } }',
        f"ASK {{ {noted(1, FROM_DEFAULT)} {noted(2, FROM_NAMED)} {WITHOUT_THREE} }}",
    ),
    "update_post_form": ("", "update=CLEAR+ALL", EMPTY),
    "update_post_direct": ("", "CLEAR ALL", EMPTY),
    "update_base_uri": (
        "",
        f"CLEAR SILENT GRAPH <{BASE_TEST}> ; INSERT DATA {{ {BASED} }}",
        f'ASK {{ GRAPH <{BASE_TEST}> {{ {SP} ?o FILTER (isIRI(?o) && STR(?o) != "test") }} }}',
    ),
}
TOKEN = "correct-horse-battery"  # noqa: S105 (of a test)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset of three graphs of one statement each, none of them made by a build."""
    path: Path = tmp_path_factory.mktemp("w3c") / "w3c.kg"
    kind, document = PREFIXES["rdf"] + "type", "http://xmlns.com/foaf/0.1/Document"
    nodes = [NamedNode(x) for x in DATA[1:]]
    publish(path, [Quad(x, NamedNode(kind), NamedNode(document), x) for x in nodes])
    return path


@pytest.fixture(scope="module")
def w3c(dataset: Path) -> Iterator[Running]:
    with serving(dataset) as running:
        yield running


@pytest.fixture(scope="module")
def updated(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve a copy of it that takes updates."""
    folder = tmp_path_factory.mktemp("updated")
    shutil.copytree(dataset, folder / "d")
    (folder / "token").write_text(TOKEN)
    with serving(folder / "d", "--token-file", folder / "token", "--updates") as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("case", BAD_UPDATES, ids=lambda x: x.name)
def test_what_is_no_update_is_refused(updated: Running, case: Case) -> None:
    headers = {name.replace("-", "_"): value for name, value in case.headers.items()}
    headers["Authorization"] = f"Bearer {TOKEN}"
    answer = updated.ask(f"/sparql/?{case.query}", case.method, case.body, **headers)
    assert answer.status in (400, 415), answer.body
    assert answer.json["detail"]


@pytest.mark.slow
@pytest.mark.parametrize("name", UPDATES)
def test_update(updated: Running, name: str) -> None:
    graphs, text, expected = UPDATES[name]
    media_type = FORM if name == "update_post_form" else UPDATE
    answer = updated.ask(
        f"/sparql/?{graphs}",
        "POST",
        text.encode(),
        Content_Type=media_type,
        Authorization=f"Bearer {TOKEN}",
    )
    assert 200 <= answer.status < 300, answer.body
    assert yes(updated.query(expected))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda x: x.name)
def test_protocol(w3c: Running, case: Case) -> None:
    headers = {name.replace("-", "_"): value for name, value in case.headers.items()}
    answer = w3c.ask(f"/sparql/?{case.query}", case.method, case.body, **headers)
    if case.expected == "refused":
        assert 400 <= answer.status < 500
        assert answer.json["detail"]
        return
    assert answer.status == 200, answer.body
    if case.expected == "yes":
        assert answer.type in YES_NO
        assert yes(answer)
    else:
        assert isinstance(case.expected, set)
        assert answer.type in case.expected


def yes(answer: Answer) -> bool:
    return bool(parse_query_results(answer.body, QueryResultsFormat.JSON))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "media_type"), [(b"CLEAR ALL", UPDATE), (b"update=CLEAR+ALL", FORM)]
)
def test_an_update_is_refused_and_changes_nothing(
    w3c: Running, body: bytes, media_type: str
) -> None:
    answer = w3c.ask("/sparql", "POST", body, Content_Type=media_type)
    assert answer.status == 403
    assert yes(w3c.query("ASK { GRAPH ?g { ?s ?p ?o } }"))


@pytest.mark.slow
def test_graphs_given_by_the_protocol_are_the_only_ones(w3c: Running) -> None:
    assert not yes(w3c.ask(f"/sparql?query={quote('ASK { GRAPH ?g { ?s ?p ?o } }')}&{BOTH}"))
    assert not yes(w3c.ask(f"/sparql?query={quote('ASK { ?s ?p ?o }')}&{NAMED}"))


def graph(running: Running, uri: str, method: str = "GET", **headers: str) -> Answer:
    return running.ask(f"/graphs?graph={quote(uri, safe='')}", method, **headers)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graph_store_refuses_to_change(w3c: Running, method: str) -> None:
    answer = graph(w3c, DATA[1], method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert graph(w3c, DATA[1]).status == 200


@pytest.mark.slow
def test_graph_store_head_existing_and_non_existing_indirect(w3c: Running) -> None:
    there = graph(w3c, DATA[1], "HEAD", Accept="text/turtle")
    whole = graph(w3c, DATA[1], Accept="text/turtle")
    assert (there.status, there.body) == (200, b"")
    assert there.headers["content-type"] == "text/turtle; charset=utf-8"
    assert there.headers["content-length"] == str(len(whole.body))
    assert graph(w3c, "http://www.example/none", "HEAD").status == 404
    assert graph(w3c, "http://www.example/none").status == 404
    assert graph(w3c, "none").status == 400


@pytest.mark.slow
def test_graph_store_get_default_direct_and_percent_encoded(tmp_path: Path) -> None:
    made = (NamedNode("http://example.org/s"), NamedNode("http://example.org/p"))
    odd = NamedNode(f"{ID}document/a%2Fb%20c")
    publish(tmp_path / "d", [Quad(*made, made[0]), Quad(*made, made[1], odd)])
    with serving(tmp_path / "d") as running:
        default = running.ask("/graphs?default", Accept="application/n-triples").body
        assert default == f"{made[0]} {made[1]} {made[0]} .\n".encode()
        for answer in (graph(running, odd.value), running.ask("/graphs/document/a%2Fb%20c")):
            assert answer.status == 200
            assert len(list(parse(answer.body, RdfFormat.TURTLE))) == 1
        whole = running.ask("/graphs", Accept="application/n-quads").body
        assert len(whole.splitlines()) == 2
        assert running.ask("/graphs?default&graph=http://example.org/s").status == 400


@pytest.mark.slow
def test_service_description_has_endpoint_triple_returns_rdf_conforms_to_schema(
    w3c: Running,
) -> None:
    answer = w3c.ask("/sparql", Accept="application/n-triples")
    assert answer.type == "application/n-triples"
    triples = list(parse(answer.body, RdfFormat.N_TRIPLES))
    sd, void = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
    objects = {(x.predicate.value, x.object.value) for x in triples}
    assert (f"{sd}endpoint", f"{w3c.url}/sparql") in objects
    assert (PREFIXES["rdf"] + "type", f"{sd}Service") in objects
    assert (f"{sd}supportedLanguage", f"{sd}SPARQL11Query") in objects
    assert (f"{void}triples", "3") in objects
    formats = [o for p, o in objects if p == f"{sd}resultFormat"]
    assert len(formats) == 11
    resources = {x.subject for x in triples}
    for name in ("defaultDataset", "defaultGraph"):
        assert all(x.object in resources for x in triples if x.predicate.value == sd + name)


def test_every_case_of_the_manifests_is_tested_or_left_out_for_a_reason() -> None:
    names = [*(x.name for x in (*CASES, *BAD_UPDATES)), *UPDATES]
    assert len(names) == len(set(names)) == 34
    assert not LEFT_OUT.keys() & set(names)
