"""Sponsors, parts and wholes as of a day: said, or followed from two others by a named rule."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

import kg
from tests.scenarios.corpora import Scenario, scenarios

Built = Callable[[Path], Scenario]

pytestmark = [pytest.mark.model, pytest.mark.slow]
COLUMNS = ("tie", "other", "since", "until", "how")


@pytest.mark.parametrize("path", scenarios("networks"))
def test_the_network_of_a_day_is_right_and_says_why(path: Path, built: Built) -> None:
    """All ties of the actor, with their intervals, and whether they are said or follow."""
    told, dataset = built(path)
    with kg.Dataset(dataset) as opened:
        for ask in told["ask"]:
            rows = opened.ask("network", {"actor": ask["actor"], "date": ask["date"]})
            assert isinstance(rows, QuerySolutions)
            found = [[getattr(row[x], "value", "") for x in COLUMNS] for row in rows]
            assert sorted(found) == sorted(ask["ties"]), ask["because"]


@pytest.mark.parametrize("path", scenarios("networks"))
def test_what_follows_stays_apart_and_is_believed_less(path: Path, built: Built) -> None:
    """No plain triple states it, and both of its premises are believed more."""
    _, dataset = built(path)
    with kg.Dataset(dataset) as opened:
        rows = opened.query(
            """SELECT ?plain ?belief ?sure { GRAPH ?drawn { ?fact a ag:DerivedFact ;
            ag:subject ?s ; ag:predicate ?p ; ag:object ?o ; ag:belief ?belief ; ag:premise ?why }
            { ?why ag:belief ?sure } UNION { GRAPH ?drawn { ?why ag:belief ?sure } }
            BIND(EXISTS { ?s ?p ?o } AS ?plain) }"""
        )
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            assert row["plain"].value == "false"
            assert float(row["belief"].value) < float(row["sure"].value)
