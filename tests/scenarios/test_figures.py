"""How many, of whom, by whose count: tolls of incidents, running totals, revisions, copies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph.views import FactView, Views, properties
from kg.pipeline.history import timeline
from kg.vocabulary import AG
from tests.scenarios.corpora import HERE, Scenario, scenarios

Built = Callable[[Path], Scenario]

pytestmark = [pytest.mark.model, pytest.mark.slow]


def figures(path: Path) -> list[dict[str, Any]]:
    """Return the figures of a dataset as rows."""
    with kg.Dataset(path) as opened:
        views = Views(opened.store)
        facts = [x for x in views.facts() if x.kind == "Figure"]
        return [_row(views, x) for x in facts]


def _row(views: Views, fact: FactView) -> dict[str, Any]:
    own = properties(views.store, fact.iri)
    numbers = {x: int(own[AG + x][0]) for x in ("lowest", "best", "highest") if AG + x in own}
    return {
        "kind": fact.predicate,
        "who": fact.who,
        "of": [views.label(x) for x in fact.roles.get("of", ())],
        "since": fact.since,
        "rule": fact.rule,
        "reports": len(fact.supported_by) + len(fact.disputed_by),
        **numbers,
    }


@pytest.mark.parametrize("path", scenarios("figures"))
def test_lowest_best_and_highest_are_right_and_say_why(path: Path, built: Built) -> None:
    """And nobody is counted twice: there is no other figure."""
    told, dataset = built(path)
    found = figures(dataset)
    for wanted in told["figure"]:
        because = wanted.pop("because")
        fitting = [x for x in found if x["since"] == wanted.get("since", "")]
        assert [{y: x[y] for y in wanted} for x in fitting] == [wanted], because
    assert len(found) == len(told["figure"])


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dataset of the sample reports."""
    path = tmp_path_factory.mktemp("hajin") / "war.kg"
    kg.build([HERE.parent / "reports"], path)
    return path


class TestHajin:
    """The sample reports, against what a reader works out from them by hand."""

    def test_the_figures_of_the_campaign(self, dataset: Path) -> None:
        """Three counts of the Observatory, each revised twice: 15 December, 10 January, 23 March.

        civilians  320+, then 360+, then about 630
        fighters of the Islamic State  900+, then about 1,050, then 1,600
        fighters of the SDF  500+, then 600, then 750
        """
        totals = [x for x in figures(dataset) if x["since"] == "2018-09"]
        table = {(x["who"], *x["of"]): (x["best"], x["reports"], x["rule"]) for x in totals}
        assert table == {
            ("civilians",): (630, 3, "revised-by-its-source"),
            ("fighters", "Islamic State"): (1600, 3, "revised-by-its-source"),
            ("fighters", "Syrian Democratic Forces"): (750, 3, "revised-by-its-source"),
        }

    @pytest.mark.parametrize(
        ("day", "known", "status", "holders"),
        [
            ("2018-11-15", None, "held", ["Islamic State"]),
            ("2018-11-15", "2018-12-10", "held", ["Islamic State"]),
            ("2018-12-13", None, "contested", ["Islamic State", "Syrian Democratic Forces"]),
            ("2018-12-14", None, "held", ["Syrian Democratic Forces"]),
            ("2018-12-16", None, "held", ["Syrian Democratic Forces"]),
            ("2019-03-23", None, "held", ["Syrian Democratic Forces"]),
            ("2026-01-01", None, "unknown", []),
        ],
    )
    def test_the_timeline_of_the_town(
        self, day: str, known: str | None, status: str, holders: list[str], dataset: Path
    ) -> None:
        """The Islamic State's until the battle of 12 December, the SDF's from the 14th on."""
        found = timeline(dataset, "Hajin", as_of=day, known=known)
        assert (found["status"], found["holders"]) == (status, holders)

    def test_the_loss_is_disputed_and_the_rule_is_named(self, dataset: Path) -> None:
        """Only the loser denies it, on 15 December; not to recognise it is no denial."""
        found = timeline(dataset, "Hajin", as_of="2018-12-16")
        assert "Islamic State" in {x["speaker"] for x in found["disputed_by"]}
        assert found["rule"] == "capture-starts-holds"
        assert found["settled_by"] == "independent-over-party"
