"""A user's own word on sources: it flips a decision, is kept, and is forgotten when told to."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import Dataset
from kg.pipeline.history import timeline
from tests.scenarios.corpora import HERE, Scenario, scenarios

Built = Callable[[Path], Scenario]
Kg = Callable[..., tuple[int, str, str]]

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(params=scenarios("sources"))
def scenario(request: pytest.FixtureRequest, built: Built, tmp_path: Path) -> Scenario:
    """Return a scenario with a dataset of its own, and the user's file beside it."""
    told, dataset = built(request.param)
    (tmp_path / "own.ttl").write_text(told["own"], encoding="utf-8")
    shutil.copytree(dataset, tmp_path / "war.kg")
    return told, tmp_path / "war.kg"


def answers(told: dict[str, Any], dataset: Path, *, own: bool) -> None:
    """Hold the answers against those expected with or without the user's file."""
    for ask in told["ask"]:
        if ask.get("own", False) is own:
            found = timeline(dataset, ask["place"], as_of=ask["as_of"])
            wanted = {x: ask[x] for x in ("status", "holders", "rule", "settled_by")}
            assert {x: found[x] for x in wanted} == wanted, ask["because"]


def graph(dataset: Path) -> set[object]:
    """Return all statements of the graph."""
    with Dataset(dataset) as opened:
        return set(opened.store)


def test_a_changed_prior_flips_the_decision_and_can_be_taken_back(
    scenario: Scenario, kg_: Kg
) -> None:
    """The graph is decided anew without reading a report; the file is kept, and forgotten."""
    told, dataset = scenario
    before = graph(dataset)
    answers(told, dataset, own=False)
    code, _, err = kg_("sources", dataset, "--use", dataset.parent / "own.ttl")
    assert code == 0
    assert "no report was read again" in err
    answers(told, dataset, own=True)
    after = graph(dataset)
    assert after != before
    (dataset.parent / "own.ttl").unlink()
    more = dataset.parent / "more.jsonl"
    text = "The Syrian Observatory for Human Rights said shelling hit Homs on Friday."
    more.write_text(json.dumps({"id": "more", "text": text, "published": "2013-11-16"}))
    kg.build([more], dataset)
    answers(told, dataset, own=True)
    assert kg_("remove", dataset, "more")[0] == 0
    assert graph(dataset) == after
    assert kg_("sources", dataset, "--shipped")[0] == 0
    answers(told, dataset, own=False)
    assert graph(dataset) == before


def test_a_build_takes_the_file_and_says_so(scenario: Scenario, kg_: Kg) -> None:
    """As `kg sources` does; whose number it is stands in the table and in JSON."""
    told, dataset = scenario
    reports = dataset.parent / "none.jsonl"
    reports.write_text(json.dumps({"id": "x", "text": "Rain fell.", "published": "2013-11-16"}))
    own = dataset.parent / "own.ttl"
    code, out, _ = kg_("build", reports, "-o", dataset, "--sources", own)
    assert code == 0
    assert "2 own sources" in out
    answers(told, dataset, own=True)
    _, out, _ = kg_("sources", dataset, "--format", "json")
    rows = {x["name"]: x for x in map(json.loads, out.splitlines())}
    assert (rows["Levant Courier"]["prior"], rows["Levant Courier"]["given"]) == (0.95, "own")
    assert (rows["United Nations"]["prior"], rows["United Nations"]["given"]) == (0.3, "own")
    _, out, _ = kg_("sources", dataset)
    assert out.splitlines()[0].split()[:3] == ["source", "kind", "prior"]


BROKEN = [
    ("0.95 .", "1.95 .", "line 3: the prior '1.95' is no number from 0 to 1"),
    ("ag:prior 0.3", "ag:trust 0.3", "line 4: ag:trust says nothing of a source"),
    ("0.95 .", "0.95", "line 4: "),
    ('"Levant Courier" ; ag:prior 0.95', '"Courier"', "line 3: a new source needs ag:prior"),
]


def test_a_broken_file_is_refused_with_its_line(built: Built, tmp_path: Path, kg_: Kg) -> None:
    """And the dataset stays as it is."""
    told, dataset = built(HERE / "sources" / "better-supported.toml")
    before = graph(dataset)
    broken = tmp_path / "own.ttl"
    for old, new, message in BROKEN:
        broken.write_text(told["own"].replace(old, new).lstrip(), encoding="utf-8")
        code, out, err = kg_("sources", dataset, "--use", broken)
        assert (code, out) == (2, "")
        assert message in err
    assert graph(dataset) == before
    with Dataset(dataset) as opened:
        assert opened.sources_file is None
