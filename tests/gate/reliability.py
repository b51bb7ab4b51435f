"""Whether confidence means something: of a hundred claims given 0.7, seventy should be right."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.evaluation import verdicts
from tests.gate.sets import Report

BINS: Final = 10
_LISTS: Final = {"relation": "relations", "event": "events"}
"""The kinds of claims that are looked at."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies between two bounds."""

    low: float
    high: float
    claims: int
    confidence: float
    """Mean confidence."""
    right: float
    """Share that the annotation has."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold claims, and the expected calibration error over them."""

    bins: tuple[Bin, ...]

    @property
    def claims(self) -> int:
        """Return how many claims were looked at."""
        return sum(x.claims for x in self.bins)

    @property
    def error(self) -> float:
        """Return the mean distance of confidence from the share that is right, by claims."""
        far = sum(x.claims * abs(x.confidence - x.right) for x in self.bins)
        return round(far / self.claims, 3) if self.claims else 0.0


def reliability(reports: Iterable[Report]) -> Reliability:
    """Compare the confidence of relations and events with whether they are right."""
    seen: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for report in reports:
        for verdict in verdicts(report.gold, report.record) if report.record else ():
            if verdict.kind in _LISTS:
                claim = report.record[_LISTS[verdict.kind]][verdict.index]
                number = min(BINS - 1, int(claim["confidence"] * BINS))
                seen[number].append((claim["confidence"], verdict.right))
    return Reliability(tuple(_bin(number, seen[number]) for number in sorted(seen)))


def _bin(number: int, claims: list[tuple[float, bool]]) -> Bin:
    count = len(claims)
    mean = sum(x for x, _ in claims) / count
    right = sum(right for _, right in claims) / count
    return Bin(number / BINS, (number + 1) / BINS, count, mean, right)
