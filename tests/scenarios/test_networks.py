"""Sponsors, parts and wholes as of a day: said, or followed from two others by a named rule."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

import kg
from kg.cli.relating import ties
from tests.scenarios.corpora import HERE, Scenario, scenarios

Built = Callable[[Path], Scenario]
Kg = Callable[..., tuple[int, str, str]]

pytestmark = [pytest.mark.model, pytest.mark.slow]
COLUMNS = ("tie", "other", "since", "until", "how")


@pytest.mark.parametrize("path", scenarios("networks"))
def test_the_network_of_a_day_is_right_and_says_why(path: Path, built: Built) -> None:
    """All ties of the actor, with their intervals, and whether they are said or follow."""
    told, dataset = built(path)
    with kg.Dataset(dataset) as opened:
        for ask in told["ask"]:
            found = [[x[y] for y in COLUMNS] for x in ties(opened, ask["actor"], ask["date"])]
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


def test_the_command_shows_both_and_names_the_rule(built: Built, kg_: Kg) -> None:
    """In a table for people, and in JSON with the fact."""
    _, dataset = built(HERE / "networks" / "part-of-a-part.toml")
    code, out, _ = kg_("network", dataset, "Northern Storm Brigade", "--as-of", "2015-08")
    assert code == 0
    assert "part-of-a-part" in out
    _, out, _ = kg_("network", dataset, "northern storm brigade", "--format", "json")
    rows = [json.loads(x) for x in out.splitlines()]
    assert {x["how"] for x in rows} == {"said", "part-of-a-part", "backing-of-the-whole"}
    assert all(x["sentence"] for x in rows if x["how"] == "said")
    code, out, err = kg_("network", dataset, "Northern Storm Brigade", "--as-of", "soon")
    assert (code, out) == (2, "")
    assert "is not a date" in err
    _, _, err = kg_("network", dataset, "Nobody")
    assert "no ties" in err
