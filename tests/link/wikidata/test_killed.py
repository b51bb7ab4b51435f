"""A run of the real command, killed: it goes on where it was, and no file is half-written."""

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from small_wikidata import Service, body, entity

ROOT = Path(__file__).parents[3]
GROUPS = 400
pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path, service: Service) -> Path:
    """Return a folder whose ontology names entities with a title that the service knows."""
    lines = ["@prefix ag: <https://w3id.org/armed-groups/ontology#> ."]
    lines += ["@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."]
    for n in range(GROUPS):
        iri = f"<https://w3id.org/armed-groups/id/group-{n}>"
        lines.append(f'{iri} a ag:ArmedGroup ; skos:prefLabel "Group {n}"@en ;')
        lines.append(f'  ag:wikipediaTitle "Group {n}" .')
        service.add(entity(f"Q{1000 + n}", f"Group {n}", title=f"Group {n}"))
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "names.ttl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def start(home: Path, service: Service, **more: str) -> "subprocess.Popen[str]":
    more.setdefault("KG_SHIPPED", str(home))
    return command(home, service, "names", "refresh", **more)


def command(home: Path, service: Service, *words: str, **more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "kg", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "KG_DATA_FOLDER": str(home / "data"),
            "KG_WIKIDATA_API": f"{service.url}/w/api.php",
            "KG_WIKIDATA_QUERY": f"{service.url}/sparql",
            "KG_PAUSE_SECONDS": "0.05",
            "KG_CONTACT": "desk@monitor.example",
            **more,
        },
    )


def asked(service: Service) -> list[str]:
    return [params["titles"].split("|")[0] for _, params, _ in service.asked]


def test_a_killed_refresh_goes_on_where_it_was(home: Path, service: Service) -> None:
    service.pause = 0.15
    names = home / "data" / "names.ttl"
    kills = 0
    for stop in (2, 5):
        with start(home, service) as run:
            until = time.monotonic() + 30
            while len(service.asked) < stop and time.monotonic() < until:
                time.sleep(0.01)
            run.kill()
            run.communicate()
        kills += 1
        assert not names.exists()
    before = len(service.asked)
    service.pause = 0
    with start(home, service) as run:
        out, err = run.communicate()
        assert (run.returncode, out.splitlines()[-1]) == (0, f"written to {names}"), err
    assert f"{GROUPS} items found" in out
    assert len(list(parse(path=names, format=RdfFormat.TURTLE))) == 3 * GROUPS
    batches = GROUPS // 50
    assert before < batches + kills
    assert len(service.asked) <= batches + kills, "what was kept was asked for again"
    assert len(set(asked(service))) == batches
    service.asked.clear()
    with start(home, service) as run:
        out, _ = run.communicate()
    assert "nothing has changed" in out
    assert service.asked == []


def test_trouble_is_told_and_a_service_that_stays_away_ends_the_run(
    home: Path, service: Service
) -> None:
    service.trouble.append(body(b"", 503, Retry_After="0"))
    with start(home, service) as run:
        out, err = run.communicate()
        assert run.returncode == 0
    assert "127.0.0.1: HTTP 503 Service Unavailable; asking again in 0.05 s" in err
    assert f"{GROUPS} items found" in out
    service.trouble.append(body(b"", 403))
    with start(home, service, KG_DATA_FOLDER=str(home / "other")) as run:
        out, err = run.communicate()
        assert (run.returncode, out) == (2, "")
    assert "kg: 127.0.0.1 refuses: HTTP 403 Forbidden" in err
    assert not (home / "other" / "names.ttl").exists()


@pytest.mark.model
def test_a_killed_search_for_links_goes_on_where_it_was(tmp_path: Path, service: Service) -> None:
    groups = [f"{x} Brigade" for x in ("Karun", "Badran", "Zallaf", "Qursan", "Tamrit", "Wadan")]
    text = " ".join(f"The {a} attacked the {b}." for a, b in itertools.pairwise(groups))
    (tmp_path / "report.txt").write_text(text)
    for number, group in enumerate(groups):
        service.add(entity(f"Q{500 + number}", group))
        service.classes[f"Q{500 + number}"] = {"Q17149090"}
    dataset = str(tmp_path / "war.kg")
    with command(tmp_path, service, "build", str(tmp_path / "report.txt"), "-o", dataset) as run:
        run.communicate()
        assert (run.returncode, service.asked) == (0, [])
    service.pause = 0.2
    with command(tmp_path, service, "link", dataset, "--live") as run:
        until = time.monotonic() + 60
        while len(service.asked) < 4 and time.monotonic() < until:
            time.sleep(0.01)
        run.kill()
        run.communicate()
    assert not (Path(dataset) / "judgements.jsonl").exists()
    known = [params["search"] for _, params, _ in service.asked][:3]
    service.asked.clear()
    with command(tmp_path, service, "link", dataset, "--live") as run:
        out, err = run.communicate()
        assert run.returncode == 0, err
    searched = [params["search"] for _, params, _ in service.asked if "search" in params]
    assert set(known) & set(searched) == set(), "what was kept was asked for again"
    assert len({*known, *searched}) == len(groups)
    assert all(f"Q{500 + number}" in out for number in range(len(groups)))
