"""A dataset linked by live Wikidata: kept as judgements, taken back by undo, killed and resumed."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_stages import STAGES, Clock, run

import kg.pipeline
from kg.errors import InputError, ServiceError
from kg.graph import Dataset
from kg.graph.search import find
from kg.graph.views import properties
from kg.lexicon import names
from kg.link.wikidata import Cache, Time, connected
from kg.ontology import load_alignments
from kg.pipeline import corpus, version
from kg.pipeline.live import Asked, ask
from kg.settings import Settings, shipped
from kg.vocabulary import PREFIXES

sys.path.insert(0, str(Path(__file__).parents[1] / "link" / "wikidata"))

from small_wikidata import Service, body, entity

CORPUS = replace(STAGES, combine=corpus.combine, code=version.digests)
A, B = "a|Karunmen fights Greens", "b|Riverfolk fights Greens"
GROUP = "Q17149090"


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    running.add(
        entity("Q401", "Karunmen", "Men of Karun"),
        entity("Q402", "Riverfolk", description="song"),
    )
    running.classes = {"Q401": {GROUP}}
    yield running
    running.close()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kg.pipeline, "real_stages", lambda: CORPUS)
    replace(run(), stages=CORPUS).build([A, B], tmp_path / "d")
    return tmp_path / "d"


def asked(path: Path, service: Service, cache: Cache) -> Asked:
    settings = Settings(
        wikidata_api=f"{service.url}/w/api.php",
        wikidata_query=f"{service.url}/sparql",
        link_threshold=0.7,
    )
    time = Time(lambda: datetime(2026, 3, 1, tzinfo=UTC), lambda _: None)
    known = names.known(settings)
    aligned = load_alignments(shipped() / "ontology")
    with Dataset(path, settings) as dataset:
        return ask(dataset, connected(cache, time, settings), known, aligned, settings)


def linked(path: Path, name: str) -> dict[str, list[str]]:
    with Dataset(path) as dataset:
        own = properties(dataset.store, find(dataset.store, name)[0])
    wanted = (PREFIXES["owl"] + "sameAs", PREFIXES["skos"] + "closeMatch")
    return {k.rsplit("#", 1)[1]: v for k, v in own.items() if k in wanted}


def test_what_is_found_binds_every_build_and_can_be_taken_back(
    path: Path, service: Service
) -> None:
    with Cache(None) as cache:
        found = asked(path, service, cache)
        assert [(name, x.item.id) for name, x in found.matches] == [("Karunmen", "Q401")]
        assert found.entities == 3
        kg.pipeline.link(path, Settings(), links=found.links, clock=Clock())
        item = ["http://www.wikidata.org/entity/Q401"]
        assert list(linked(path, "Karunmen").values()) == [item]
        replace(run(), stages=CORPUS).build(["c|Karunmen backedBy Riverfolk"], path)
        assert list(linked(path, "Karunmen").values()) == [item]
        assert asked(path, service, cache).links == ()
    with Dataset(path) as dataset:
        (line,) = dataset.journal
        assert str(line).startswith("“Karunmen” is Q401, score 0.")
        assert "revision 1000; name 'Karunmen', class fits" in line.note
    kg.pipeline.judge(path, "undo", "1", by="Ana")
    assert linked(path, "Karunmen") == {}


def test_a_person_may_say_which_item_it_is(path: Path) -> None:
    kg.pipeline.judge(path, "link", "Riverfolk", "Q77", by="Ana")
    assert linked(path, "Riverfolk") == {"sameAs": ["http://www.wikidata.org/entity/Q77"]}
    with pytest.raises(InputError, match="this contradicts what was judged"):
        kg.pipeline.judge(path, "link", "Riverfolk", "Q78", by="Ana")
    with pytest.raises(InputError, match="judgement 1 says so already"):
        kg.pipeline.judge(path, "link", "Riverfolk", "Q77", by="Ben")
    for item in ("77", "Q0", "Q1|Q2", "wd:Q1"):
        with pytest.raises(InputError, match="link takes an item of Wikidata"):
            kg.pipeline.judge(path, "link", "Riverfolk", item, by="Ana")


def test_a_service_that_fails_changes_nothing_and_is_asked_for_the_rest_later(
    path: Path, service: Service
) -> None:
    with Cache(None) as cache:
        service.trouble.append(lambda h: h.reply(service.answer(service.asked[-1][1])))
        service.trouble.append(body(b"", 403))
        with pytest.raises(ServiceError, match="HTTP 403"):
            asked(path, service, cache)
        before = [p["search"] for _, p, _ in service.asked]
        assert len(asked(path, service, cache).links) == 1
    after = [p["search"] for _, p, _ in service.asked[2:] if "search" in p]
    assert before[0] not in after
    with Dataset(path) as dataset:
        assert dataset.journal == []
