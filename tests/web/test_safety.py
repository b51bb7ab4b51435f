"""The server outlives what its users do to it, and gives nothing away."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from servers import HOSTILE, ROOT, Answer, Running, serving

sys.path.insert(0, str(ROOT / "benchmarks"))

from hostile import attack
from hostility import Targets, attacks, posted

pytestmark = pytest.mark.slow

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SECONDS = 1.0


@pytest.fixture(scope="module")
def strict(campaign: Path) -> Iterator[Running]:
    with serving(campaign, "--seconds", SECONDS, "--memory", 64, "--result", 1) as running:
        yield running


def well(running: Running) -> bool:
    """Tell whether the server lives and answers."""
    answer = running.query("ASK { ?s ?p ?o }")
    return running.process.poll() is None and b"true" in answer.body


def test_a_query_without_end_is_stopped_at_its_limit(strict: Running) -> None:
    start = time.monotonic()
    answer = strict.query(ENDLESS)
    assert answer.status == 504
    assert time.monotonic() - start < 1.5 * SECONDS
    assert "1 s" in answer.json["detail"]
    assert well(strict)


def test_a_query_that_needs_too_much_memory_ends_its_worker_only(strict: Running) -> None:
    steps = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    answer = strict.query(f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("0123456789" AS ?x0) {steps} }}')
    assert answer.status == 503
    assert "64 MB" in answer.json["detail"]
    assert well(strict)


def test_an_answer_that_is_too_large_is_refused_whole(strict: Running) -> None:
    answer = strict.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
    assert answer.status == 413
    assert "1 MB" in answer.json["detail"]
    assert strict.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000").status == 200


def test_queries_of_any_length_and_depth_are_refused_before_they_are_parsed(
    strict: Running,
) -> None:
    for depth in (61, 10_000, 40_000, 500_000):
        text = "SELECT * " + "{" * depth + "}" * depth
        answer = strict.ask(
            "/sparql", "POST", text.encode(), Content_Type="application/sparql-query"
        )
        assert answer.status == (400 if len(text) <= 20_000 else 413), depth
    assert well(strict)


def test_more_at_once_than_one_address_may_have_is_refused(strict: Running) -> None:
    with ThreadPoolExecutor(80) as threads:
        answers = list(threads.map(lambda _: strict.query(ENDLESS), range(80)))
    counts = {status: [x.status for x in answers].count(status) for status in (429, 503, 504)}
    assert sum(counts.values()) == 80
    assert counts[429] >= 16
    assert counts[504] >= 2
    refused = next(x for x in answers if x.status == 429)
    assert refused.headers["retry-after"]
    assert well(strict)


def test_a_worker_killed_from_outside_is_replaced(strict: Running) -> None:
    for _ in range(3):
        for worker in workers(strict):
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.3)
        assert well(strict)
        assert strict.get("/api/v1/overview").status == 200


def workers(running: Running) -> list[int]:
    def children(pid: int) -> list[int]:
        return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    (nursery,) = children(running.process.pid)
    return children(nursery)


def test_no_process_outlives_a_server_that_is_killed(campaign: Path) -> None:
    with serving(campaign, "--workers", 1) as running:
        born = workers(running)
        assert len(born) == 2
        running.process.kill()
        running.process.wait()
        until = time.monotonic() + 5
        while (alive := [x for x in born if Path(f"/proc/{x}").exists()]) and (
            time.monotonic() < until
        ):
            time.sleep(0.1)
        assert alive == []


def test_a_client_that_goes_away_frees_its_worker(campaign: Path) -> None:
    with serving(campaign, "--workers", 1, "--seconds", 20) as running:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", running.port)) as connection:
                connection.sendall(posted(ENDLESS))
                time.sleep(0.3)
            start = time.monotonic()
            assert well(running)
            assert time.monotonic() - start < 5


def test_requests_meant_for_another_host_are_turned_away(server: Running) -> None:
    for host in (
        "attacker.example",
        "localhost.attacker.example",
        "",
        "127.0.0.1.attacker.example",
    ):
        assert server.ask("/sparql", Host=host).status == 421, host
    for host in ("localhost", "LOCALHOST:99", "127.0.0.1:8080", "[::1]", "192.0.2.7"):
        assert server.ask("/sparql", Host=host).status == 200, host


def test_only_origins_allowed_by_name_may_read_answers(campaign: Path, server: Running) -> None:
    site = "https://yasgui.example"
    assert "access-control-allow-origin" not in server.ask("/sparql", Origin=site).headers
    with serving(campaign, "--allow-origin", site, "--allow-host", "kg.example") as running:
        preflight = running.ask("/sparql", "OPTIONS", Origin=site)
        assert preflight.status == 204
        assert preflight.headers["access-control-allow-origin"] == site
        answer = running.ask("/api/v1/overview", Origin=site, Host="kg.example")
        assert answer.headers["access-control-allow-origin"] == site
        assert "origin" in answer.headers["vary"]
        other = running.ask("/sparql", Origin="https://attacker.example")
        assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=" + quote("SELECT ?n { ?s skos:prefLabel ?n }"),
        "/graphs?default",
        "/api/v1/search?text=script",
        "/api/v1/entity?iri=" + quote(HOSTILE),
        "/api/v1/entity?iri=" + quote("<script>alert(1)</script>"),
        "/api/v1/none<script>",
        "/sparql?query=" + quote("<script>alert(1)</script>"),
    ],
)
def test_hostile_names_are_data_that_no_browser_runs(server: Running, path: str) -> None:
    answer = server.ask(path)
    assert answer.type not in ("text/html", "application/xhtml+xml", "image/svg+xml")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_hostile_names_arrive_whole(server: Running) -> None:
    found: Answer = server.get("/api/v1/search", text="onerror")
    assert [x["name"] for x in found.json["items"]] == [HOSTILE]


def test_an_attack_of_each_kind(strict: Running, tmp_path: Path) -> None:
    kinds: dict[str, list[object]] = {}
    secret = tmp_path / "secret.nt"
    secret.write_text("<http://a/> <http://b/> <http://c/> .\n")
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.1)
        for x in attacks(Targets(str(secret), trap.getsockname()[1])):
            chosen = kinds.setdefault(x.name.split("-")[0], [])
            if x.limit == "seconds" and (len(chosen) < 3 or x.name.startswith("reaching")):
                chosen.append(x)
                status, seconds = attack(strict.port, x)
                assert status != "500", x.name
                assert seconds < 1.5 * SECONDS, x.name
                assert not x.name.startswith("reaching") or status in ("200", "400", "403")
        with pytest.raises(TimeoutError):
            trap.accept()
    assert well(strict)
