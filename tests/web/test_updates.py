"""Updates by HTTP: only with the token, whole or not at all, within their limits, seen at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import Answer, Running, publish, serving

from kg.graph import writing

pytestmark = pytest.mark.slow

TOKEN = "correct-horse-battery"  # noqa: S105 (of a test)
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
NOTES = "<urn:analyst:notes>"
NOTE = f"INSERT DATA {{ GRAPH {NOTES} {{ id:river <urn:analyst:seen> 'twice' }} }}"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {NOTES} {{ ?s ?p ?o }} }}"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture(scope="module")
def copy(campaign: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("updates")
    shutil.copytree(campaign, folder / "d")
    (folder / "token").write_text(TOKEN)
    return folder / "d"


@pytest.fixture(scope="module")
def open_(copy: Path) -> Iterator[Running]:
    token = copy.parent / "token"
    strict = ("--seconds", 1.5, "--memory", 64)
    with serving(copy, "--token-file", token, "--updates", *strict) as running:
        yield running


def post(running: Running, text: str, token: str = TOKEN, media_type: str = UPDATE) -> Answer:
    body = f"update={quote(text)}" if media_type == FORM else text
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return running.ask("/sparql", "POST", body.encode(), Content_Type=media_type, **headers)


def notes(running: Running) -> int:
    (row,) = running.query(COUNT).json["results"]["bindings"]
    return int(row["n"]["value"])


def test_a_note_is_seen_at_once_and_can_be_taken_back(open_: Running) -> None:
    before = open_.query(COUNT).headers["etag"]
    for media_type in (UPDATE, FORM):
        assert notes(open_) == 0
        made = post(open_, NOTE, media_type=media_type)
        assert (made.status, made.body) == (204, b"")
        assert notes(open_) == 1
        assert open_.query(COUNT).headers["etag"] != before
        found = open_.query("SELECT ?n ?seen { ?x skos:prefLabel ?n GRAPH ?g { ?x ?p ?seen } }")
        assert "twice" in found.body.decode()
        assert post(open_, f"DROP GRAPH {NOTES}").status == 204


def test_nobody_updates_without_the_token(open_: Running, server: Running) -> None:
    for media_type in (UPDATE, FORM):
        for token in ("", "wrong", TOKEN[:-1], f"{TOKEN}x"):
            answer = post(open_, NOTE, token, media_type)
            assert answer.status == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        assert post(server, NOTE, media_type=media_type).status == 403
    assert open_.get("/sparql", update=NOTE).status == 400
    assert notes(open_) == notes(server) == 0


def test_a_token_alone_lets_nobody_update(copy: Path) -> None:
    with serving(copy, "--token-file", copy.parent / "token") as running:
        assert post(running, NOTE).status == 403
        assert b"SPARQL11Update" not in running.ask("/sparql").body
    with pytest.raises(AssertionError, match="needs a token"), serving(copy, "--updates"):
        pass


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA { <urn:s> <urn:p> 1 }", 403),
        ("DELETE WHERE { ?s ?p ?o }", 403),
        ("INSERT DATA { GRAPH id:document%2Fx { <urn:s> <urn:p> 1 } }", 403),
        ("CLEAR ALL", 403),
        ("LOAD <http://127.0.0.1:1/>", 403),
        (f"INSERT {{ GRAPH {NOTES} {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://x/> {{}} }}", 403),
        ("INSERT DATA { GRAPH <urn:x> { 1 } }", 400),
        ("SELECT * { ?s ?p ?o }", 400),
        (f"INSERT {{ GRAPH {NOTES} {{ ?a ?b ?l }} }} WHERE {{ {EVERYTHING} }}", 504),
    ],
)
def test_what_is_refused_or_stopped_changes_nothing(
    open_: Running, copy: Path, text: str, status: int
) -> None:
    pointer = (copy / "current.json").read_bytes()
    answer = post(open_, f"{NOTE} ; {text}" if status != 400 else text)
    assert answer.status == status, answer.body
    assert answer.json["detail"]
    assert (copy / "current.json").read_bytes() == pointer
    assert notes(open_) == 0


def test_an_update_that_needs_too_much_memory_changes_nothing(copy: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    text = (
        f"INSERT {{ GRAPH {NOTES} {{ <a:> <b:> ?x40 }} }} WHERE {{ BIND('0123' AS ?x0) {doubled} }}"
    )
    token = copy.parent / "token"
    with serving(copy, "--token-file", token, "--updates", "--memory", 64) as running:
        answer = post(running, text)
        assert answer.status == 503, answer.body
        assert "64 MB" in answer.json["detail"]
        assert notes(running) == 0
        assert post(running, NOTE).status == 204
        assert post(running, f"DROP GRAPH {NOTES}").status == 204


def test_another_writer_is_waited_for_by_the_client(open_: Running, copy: Path) -> None:
    with writing(copy, None):
        assert post(open_, NOTE).status == 409
    assert notes(open_) == 0


def test_notes_outlive_a_build(tmp_path: Path) -> None:
    path = tmp_path / "d"
    node = NamedNode("http://x/")
    publish(path, [Quad(node, node, Literal(1))], "01")
    (tmp_path / "token").write_text(TOKEN)
    with serving(path, "--token-file", tmp_path / "token", "--updates") as running:
        assert post(running, NOTE).status == 204
        publish(path, [Quad(node, node, Literal(2))], "02")
        assert notes(running) == 1
        assert b'"2"' in running.query("SELECT ?o { ?s ?p ?o }").body
        assert b"SPARQL11Update" in running.ask("/sparql").body
