"""How well reports are read, by the scorer of `kg.evaluation`, and what the floors ask."""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from kg.evaluation.scoring import score
from kg.evaluation.tally import Tally
from tests.gate.reliability import reliability
from tests.gate.sets import HERE, Report, own

MARGIN: Final = 0.02
"""How far below the measure a floor is set."""
STEP: Final = 0.005
"""Floors are multiples of it."""


def tally(reports: Iterable[Report]) -> Tally:
    """Return the counts over reports."""
    total = Tally()
    for report in reports:
        total.update(score(report.gold, report.record))
    return total


def summary(reports: Iterable[Report]) -> dict[str, Any]:
    """Return all rates over reports, and the calibration error of confidence ("ece")."""
    reports = list(reports)
    return tally(reports).summary() | {"ece": reliability(reports).error}


@cache
def scored(half: str) -> dict[str, Any]:
    """Return the rates of a half of our own reports."""
    return summary(x for x in own() if x.half == half)


def measured(half: str, path: str) -> float:
    """Return one rate of a half: "relations.p", or "headline"."""
    found: Any = scored(half)
    for key in path.split("."):
        found = found[key]
    return float(found)


def floors() -> dict[str, Any]:
    """Return what `floors.toml` asks."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def rises() -> list[str]:
    """Return the lines of `floors.toml` that could be raised, with what they could be."""
    found = []
    for half, asked in floors()["halves"].items():
        for path, floor in asked["floors"].items():
            possible = round(STEP * int((measured(half, path) - MARGIN) / STEP), 3)
            if possible > floor:
                found.append(f"{half}: {path} = {floor} could be {possible}")
    return found
