"""The pages and the API tell who had a place as `kg timeline` does."""

from collections.abc import Iterator
from datetime import date
from math import ceil, log
from pathlib import Path
from typing import Any

import pytest

from kg.fuse.dates import first_day
from kg.fuse.persistence import HALF_LIFE
from kg.graph import Dataset
from kg.pipeline.history import timeline
from kg.settings import Settings
from kg.web.shown import places
from kg.web.shown.seen import Seen

pytestmark = [pytest.mark.slow, pytest.mark.model]


@pytest.fixture(scope="module")
def seen(demo: Path) -> Iterator[Seen]:
    with Dataset(demo, Settings()) as dataset:
        yield Seen(dataset)


@pytest.fixture(scope="module")
def sites(seen: Seen) -> list[str]:
    rows = seen.rows("SELECT DISTINCT ?p { { ?p a ag:Place } UNION { ?p a ag:State } } ORDER BY ?p")
    return [str(x["p"].value) for x in rows]


def near(one: str | None, other: str, belief: float) -> bool:
    """Tell whether two dates are one.

    Beliefs are published rounded to a thousandth; that moves the day on which one has faded by a
    day, and a faint one by more: by as many half-lives as half a thousandth is of it, over ln 2.
    """
    days = max(1, ceil(HALF_LIFE / log(2) * 0.0005 / max(belief, 0.0005)))
    if not one or not other or len(one) < 10 or len(other) < 10:
        return (one or "") == other
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= days


def test_the_states_of_every_place(seen: Seen, sites: list[str], demo: Path) -> None:
    told = 0
    for iri in sites:
        theirs: list[dict[str, Any]] = timeline(demo, iri, Settings())["intervals"]
        ours = places.states(seen).of(iri)
        assert [(x["status"], x["holders"], x["rule"]) for x in theirs] == [
            (x.status, [y.name for y in x.holders], x.rule) for x in ours
        ]
        for x, y in zip(theirs, ours, strict=True):
            assert near(x["since"], y.since, y.belief)
            assert near(x["until"], y.until, y.belief)
            assert x["belief"] == pytest.approx(y.belief, abs=0.002)
            assert (len(x["supported_by"]) > 0) == (y.supported > 0)
        told += len(ours)
    assert told > 20


@pytest.mark.parametrize("day", ["2014-06", "2018-11-30", "2018-12-13", "2018-12-14", "2019"])
def test_a_day_of_every_place(seen: Seen, sites: list[str], demo: Path, day: str) -> None:
    for iri in sites:
        theirs = timeline(demo, iri, Settings(), as_of=day)
        ours = places.control(seen, {"iri": iri, "as_of": day})
        assert (theirs["status"], theirs["holders"]) == (
            ours.status,
            [x.name for x in ours.state.holders],
        )


def test_the_map_follows_the_states(seen: Seen) -> None:
    shown = places.points(seen, {})
    assert shown.days == sorted(shown.days)
    assert {x.first for spot in shown.spots for x in spot.states} == set(shown.days)
    for day in shown.days:
        for spot in places.points(seen, {"as_of": day}).spots:
            last = [x for x in spot.states if x.first <= day]
            status = last[-1].status if last else "unknown"
            assert spot.status == ("unknown" if status == "lost" else status)


def test_every_state_that_names_a_holder_leads_to_a_fact(seen: Seen, sites: list[str]) -> None:
    for iri in sites:
        for state in places.states(seen).of(iri):
            assert bool(state.facts) or not state.holders
            assert all(first_day(x) for x in (state.since, state.until) if x)
            assert all(seen.fact(x).supported for x in state.facts)
