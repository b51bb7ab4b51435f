"""Who holds what, as of any day and as known on any day, by whose word and which rule."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Dataset
from kg.graph.views import Views
from kg.pipeline.history import History, Known, timeline
from kg.settings import Settings
from tests.scenarios.corpora import HERE, Scenario, scenarios

Built = Callable[[Path], Scenario]
Kg = Callable[..., tuple[int, str, str]]

pytestmark = [pytest.mark.model, pytest.mark.slow]
FILES = scenarios("control")
ANSWERS = ("status", "holders", "extents", "rule", "settled_by", "doubted_by")


@pytest.mark.parametrize("path", FILES)
def test_every_answer_is_right(path: Path, built: Built) -> None:
    """Status, holders and, where the scenario names them, the rules that decided."""
    told, dataset = built(path)
    for ask in told["ask"]:
        by = {x: ask.get(x) for x in ("as_of", "known", "entered")}
        found = timeline(dataset, ask["place"], **by)
        asked = [x for x in ANSWERS if x in ask]
        assert {x: found[x] for x in asked} == {x: ask[x] for x in asked}, ask["because"]
        assert found["rule"]
        assert not found["disputed_by"] or found["settled_by"] or found["status"] == "contested"


@pytest.mark.parametrize("path", FILES)
def test_a_timeline_has_no_gap_and_no_overlap(path: Path, built: Built) -> None:
    """Each interval ends where the next begins, unless a beginning is not known."""
    told, dataset = built(path)
    for place in {x["place"] for x in told["ask"]}:
        found = timeline(dataset, place)["intervals"]
        for one, other in pairwise(found):
            assert other["since"] in (one["until"], None)
        assert found[-1]["until"] is None


@pytest.mark.parametrize("path", FILES)
def test_weighing_anew_gives_what_the_graph_says(path: Path, built: Built) -> None:
    """The claims of one place, fused by themselves, make the facts that the whole corpus made."""
    told, dataset = built(path)
    with Dataset(dataset) as opened:
        views = Views(opened.store)
        for place in {x["place"] for x in told["ask"]}:
            history = History(opened, place, Settings(), Known())
            for fact in history.facts:
                if fact.predicate != "holds":
                    continue
                published = views.fact(f"{opened.base}fact/{fact.key}")
                assert published.belief == pytest.approx(fact.belief, abs=0.001)
                assert published.since == (fact.interval.since or "")
                assert published.until == (fact.interval.until or "")
                assert published.rule == fact.rule


def test_there_are_enough_of_them() -> None:
    """As many as were asked for, each with a reason for each answer."""
    assert len(FILES) + len(scenarios("figures")) >= 25


class TestCommands:
    """`kg timeline` and `kg disputes` on the denial of a loss."""

    @pytest.fixture
    def dataset(self, built: Built) -> Path:
        """Return the dataset of the denial."""
        return built(HERE / "control" / "denial.toml")[1]

    def test_an_answer_in_json_has_the_keys_of_the_contract(self, dataset: Path, kg_: Kg) -> None:
        """And the sentences for and against, with the characters where they stand."""
        code, out, _ = kg_("timeline", dataset, "hajin", "--as-of", "2018-12-16", "-f", "json")
        found: dict[str, Any] = json.loads(out)
        assert code == 0
        assert {"place", "as_of", "status", "holders", "since", "belief", "rule"} <= set(found)
        (against,) = found["disputed_by"]
        assert against["speaker"] == "Islamic State"
        assert found["supported_by"][0]["text"].startswith("The Syrian Democratic Forces captured")

    def test_tables_are_for_reading(self, dataset: Path, kg_: Kg) -> None:
        """One line an interval; of a day, the sentences."""
        _, out, _ = kg_("timeline", dataset, "Hajin")
        assert [x.split()[0] for x in out.splitlines()[:1]] == ["since"]
        assert "2018-12-14" in out
        _, out, _ = kg_("timeline", dataset, "Hajin", "--as-of", "2018-12-16")
        assert out.startswith("Hajin on 2018-12-16: held by Syrian Democratic Forces since")
        assert "against: “The Islamic State group denied" in out

    def test_disputes_name_their_rule_and_show_both_sides(self, dataset: Path, kg_: Kg) -> None:
        """For people and for programs."""
        code, out, _ = kg_("disputes", dataset)
        assert code == 0
        assert "stands, by independent-over-party" in out
        assert "against: “" in out
        _, out, _ = kg_("disputes", dataset, "--format", "json")
        found = [json.loads(x) for x in out.splitlines()]
        assert {x["rule"] for x in found} == {"independent-over-party"}
        assert all(x["stands"] and x["supported_by"] and x["disputed_by"] for x in found)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("timeline", "Hajin", "--as-of", "2018-13-01"), "is no date"),
            (("timeline", "Hajin", "--known", "soon"), "is no date"),
            (("timeline", "Hajin", "-f", "xml"), "no format"),
            (("timeline", "Atlantis"), "no entity called"),
            (("timeline", "Islamic State"), "is no place"),
        ],
    )
    def test_what_cannot_be_answered_is_told(
        self, arguments: tuple[str, ...], message: str, dataset: Path, kg_: Kg
    ) -> None:
        """With the exit code of unusable arguments."""
        verb, *rest = arguments
        code, out, err = kg_(verb, dataset, *rest)
        assert (code, out) == (2, "")
        assert message in err
