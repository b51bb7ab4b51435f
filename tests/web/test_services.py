"""SERVICE over HTTP: an endpoint that was allowed by name is asked, and nothing else is."""

import http.server
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store
from servers import ROOT, Answer, Running, serving

from kg.errors import InputError
from kg.web.courier import checked

pytestmark = pytest.mark.slow

WIKIDATA = "https://query.wikidata.org/sparql"
ITEM = NamedNode("http://www.wikidata.org/entity/Q900000001")
SEAT = NamedNode("http://www.wikidata.org/prop/direct/P159")
TOWN = NamedNode("http://www.wikidata.org/entity/Q900000077")


class StandIn(http.server.BaseHTTPRequestHandler):
    """Answers as Wikidata would, or badly: by the path."""

    asked: list[tuple[str, dict[str, str], str]]
    store: Store

    def do_POST(self) -> None:
        """Answer a query."""
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        query = parse_qs(body)["query"][0]
        self.asked.append((self.path, dict(self.headers), query))
        match self.path:
            case "/redirect":
                self._send(302, b"", location="http://127.0.0.1:9/sparql")
            case "/broken":
                self._send(200, b"<html>")
            case "/yes":
                self._send(200, json.dumps({"head": {}, "boolean": True}).encode())
            case "/busy":
                self._send(429, b"")
            case "/large":
                self._send(200, b" " * (17 << 20))
            case "/slow":
                time.sleep(3)
            case _:
                rows = self.store.query(query)
                assert isinstance(rows, QuerySolutions)
                self._send(200, rows.serialize(format=QueryResultsFormat.JSON) or b"")

    do_GET = do_POST  # noqa: N815 (the name it is called by)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Say nothing."""


@pytest.fixture(scope="module")
def wikidata() -> Iterator[http.server.ThreadingHTTPServer]:
    StandIn.asked, StandIn.store = [], Store()
    StandIn.store.add(Quad(ITEM, SEAT, TOWN))
    for number in range(50):
        other = NamedNode(f"{ITEM.value}{number}")
        StandIn.store.add(Quad(other, SEAT, TOWN))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as stand_in:
        threading.Thread(target=stand_in.serve_forever, daemon=True).start()
        yield stand_in
        stand_in.shutdown()


def address(stand_in: http.server.ThreadingHTTPServer, path: str = "sparql") -> str:
    return f"http://127.0.0.1:{stand_in.server_port}/{path}"


PATHS = ("sparql", "redirect", "broken", "yes", "busy", "large", "slow")


@pytest.fixture(scope="module")
def federated(campaign: Path, wikidata: http.server.ThreadingHTTPServer) -> Iterator[Running]:
    allowed = [x for path in PATHS for x in ("--service", address(wikidata, path))]
    with serving(campaign, "--seconds", 2, "--workers", 1, *allowed) as running:
        yield running


def cookbook() -> str:
    """Return the query of the README that asks Wikidata."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sparql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (found,) = [x for x in blocks if WIKIDATA in x]
    return found


def test_the_query_of_the_cookbook(
    federated: Running, wikidata: http.server.ThreadingHTTPServer
) -> None:
    StandIn.asked.clear()
    answer = federated.query(cookbook().replace(WIKIDATA, address(wikidata)))
    assert answer.status == 200, answer.body
    rows = answer.json["results"]["bindings"]
    assert [x["headquarters"]["value"] for x in rows] == [TOWN.value]
    assert rows[0]["group"]["value"] == "River Brigade"
    ((_, headers, sent),) = StandIn.asked
    assert str(ITEM) in sent
    assert "Authorization" not in headers
    assert "Cookie" not in headers
    assert b"BasicFederatedQuery" in federated.ask("/sparql").body


def asked(running: Running, url: str, keyword: str = "SERVICE") -> Answer:
    return running.query(f"SELECT * {{ {keyword} <{url}> {{ ?item {SEAT} ?seat }} }}")


@pytest.mark.parametrize("path", PATHS[1:-1])
def test_an_endpoint_that_fails_is_named(
    federated: Running, wikidata: http.server.ThreadingHTTPServer, path: str
) -> None:
    answer = asked(federated, address(wikidata, path))
    assert answer.status == 502
    assert address(wikidata, path) in answer.json["detail"]
    silent = asked(federated, address(wikidata, path), "SERVICE SILENT")
    assert silent.json["results"]["bindings"] == [{}]


def test_an_endpoint_that_is_slow_is_cut(
    federated: Running, wikidata: http.server.ThreadingHTTPServer
) -> None:
    start = time.monotonic()
    assert asked(federated, address(wikidata, "slow")).status in (502, 504)
    assert time.monotonic() - start < 2.9
    assert asked(federated, address(wikidata)).status == 200


def test_nothing_else_is_asked(
    federated: Running, server: Running, wikidata: http.server.ThreadingHTTPServer
) -> None:
    StandIn.asked.clear()
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        other = f"http://127.0.0.1:{trap.getsockname()[1]}/sparql"
        named = address(wikidata)
        for url in (
            other,
            other.replace("127.0.0.1", "localhost"),
            f"{named}/",
            f"{named}?x",
            named.replace("http:", "HTTP:"),
            named.replace("127.0.0.1", "localhost"),
            named.replace("http://", "http://user:secret@"),
        ):
            assert asked(federated, url).status == 403, url
            assert asked(federated, url, "SERVICE SILENT").status == 403, url
        variable = f"SELECT * {{ VALUES ?x {{ <{other}> }} SERVICE ?x {{ ?s ?p ?o }} }}"
        assert federated.query(variable).status == 400
        assert asked(server, named).status == 403
        with pytest.raises(TimeoutError):
            trap.accept()
    assert StandIn.asked == []


def test_a_name_that_leads_home_is_not_followed(campaign: Path) -> None:
    name = "http://localhost.localdomain:9/sparql"
    try:
        socket.getaddrinfo("localhost.localdomain", 9)
    except OSError:
        name = f"http://{socket.gethostname()}:9/sparql"
    with serving(campaign, "--service", name) as running:
        answer = asked(running, name)
        assert answer.status == 502
        assert "private address" in answer.json["detail"] or "not known" in answer.json["detail"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x/", "sparql", "http://a:b@x/", "http://x/#y", "http:///x"]
)
def test_only_plain_web_addresses_can_be_allowed(url: str) -> None:
    with pytest.raises(InputError):
        checked([url])
