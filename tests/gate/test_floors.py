"""Quality may rise and never falls: what `floors.toml` asks of each half of our own reports.

`python -m tests.gate` says which floors could be raised. Never lower one to let a change through.
"""

import re

import pytest

from tests.gate.scores import floors, measured, scored
from tests.gate.sets import HALVES, HERE, digest, names
from tests.gate.tables import quality
from tests.golden import readme

ASKED = floors()
CASES = [(half, path) for half in HALVES for path in ASKED["halves"][half]["floors"]]

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("gate")]
"""One process reads the reports, once."""


@pytest.mark.parametrize(("half", "path"), CASES)
def test_quality_does_not_fall(half: str, path: str) -> None:
    assert measured(half, path) >= ASKED["halves"][half]["floors"][path]


@pytest.mark.parametrize("half", HALVES)
def test_confidence_keeps_its_meaning(half: str) -> None:
    assert scored(half)["ece"] <= ASKED["calibration"]


def test_reading_the_unseen_is_not_far_from_reading_the_seen() -> None:
    assert measured("tune", "headline") - measured("held", "headline") <= ASKED["gap"]


@pytest.mark.parametrize("half", HALVES)
def test_floors_belong_to_the_annotations_they_were_measured_on(half: str) -> None:
    assert ASKED["halves"][half]["annotations"] == digest(half), (
        "annotations have changed: measure anew and say in the change what was annotated otherwise"
    )


def test_the_readme_promises_what_is_measured() -> None:
    promised, found = (
        [float(x) for x in re.findall(r"[01]\.\d+", text)]
        for text in (readme.part("quality"), "\n".join(quality()))
    )
    assert promised == pytest.approx(found, abs=0.02)


def test_no_report_is_on_both_halves_and_all_are_annotated() -> None:
    tune, held = set(names("tune")), set(names("held"))
    assert not tune & held
    assert tune | held == {p.stem for p in (HERE / "gold").glob("*.json")}
