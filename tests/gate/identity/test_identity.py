"""One entity, one node: what `floors.toml` asks, of variants that are what they say."""

import tomllib
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from kg.resolve.spelling import family
from tests.gate.identity.against_list import mixed
from tests.gate.identity.cases import HALVES, cases, records
from tests.gate.identity.measure import BASELINES, compared, lists, merged_rivals, resolved, score
from tests.gate.identity.table import GROUPS, lines
from tests.golden import readme

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("identity")]
"""One process resolves the variants, once."""


@pytest.mark.parametrize("group", FLOORS["recall"])
def test_entities_are_held_together_and_told_apart(group: str) -> None:
    found = score(resolved("withheld"), GROUPS[group])
    assert found.precision >= FLOORS["precision"][group]
    assert found.recall >= FLOORS["recall"][group]


@pytest.mark.parametrize("which", ["shipped", "withheld"])
def test_no_rivals_are_merged(which: str) -> None:
    assert len(merged_rivals(resolved(which), lambda _: True)) <= FLOORS["rivals"]


def test_the_rules_of_graph_builders_do_worse() -> None:
    ours = score(resolved("withheld"), GROUPS["all"]).f1
    assert all(score(compared(rule), GROUPS["all"]).f1 < ours for rule in BASELINES)


def test_floors_belong_to_the_variants_they_were_measured_on() -> None:
    digest = sha256((HERE / "entities.toml").read_bytes()).hexdigest()[:16]
    assert FLOORS["variants"] == digest, "variants have changed: measure anew"


def test_the_variants_are_enough_and_of_every_kind() -> None:
    assert len(cases()) == len({x.id for x in cases()}) >= 60
    assert sum(len(x.variants) for x in cases()) >= 300
    assert set(Counter(family(x.type) for x in cases())) == {"group", "person", "place"}
    assert {x.half for x in cases()} == set(HALVES)
    assert all(foe in {x.id for x in cases()} for case in cases() for foe in case.rivals)
    assert len({r.document.key for _, r in records()}) == sum(len(x.variants) for x in cases())


def test_what_is_withheld_is_not_in_the_list_and_the_rest_is() -> None:
    left = lists()["withheld"].entities
    assert 60 < len(lists()["shipped"].entities) - len(left) < 400
    assert {x.label for x in left.values()} >= {"Syrian Democratic Forces", "Boko Haram"}
    assert "Balochistan Liberation Army" not in {x.label for x in left.values()}


def test_few_of_all_listed_entities_are_mixed_when_nothing_is_listed() -> None:
    """Most of those that are share a name in the list, or a town with its province."""
    found, every = mixed()
    assert every > 4000
    assert sum(map(len, found)) / every <= FLOORS["mixed"]


def test_the_readme_shows_what_is_measured() -> None:
    assert readme.part("identity") == "\n".join(lines())
