"""Which candidate an entity is, and how sure that is: one score, from reasons that can be told.

The score is the quality of the best candidate (name and type), less what its competitors take
(their share), less a deduction when the company lies elsewhere. Below `MARGIN` nothing is linked.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kg.link.candidates import Candidate
from kg.link.company import Surroundings
from kg.link.gathering import Subject

MARGIN = 0.65
"""Share of the evidence that the best candidate must hold against the others."""
_AT_HOME = 6.0  # weight of a candidate at home where all of the company is
_ENOUGH = 0.3  # share of the company from which its weight is full
_SOME = 0.05  # share of the company below which a thing of that country is far from home
_FAR = 0.3  # weight of a candidate whose countries nobody else belongs to
_HINT = 4.0  # weight of the entry that reading took it for
_OF_KIND = 3.0  # weight of a region where the report speaks of a region
_OTHER_KIND = 0.15  # weight of the town of its name there
_NEAR = 50.0  # kilometres from the places around at which a town has half its weight
_HERE = 0.3  # closeness from which a village is that of the places around
_FEW = 3  # so many of the places around, the nearest, tell where a town lies
_CONFIRMED = 0.6  # of what was missing to certainty remains when the company agrees
_ABROAD_SHORT = 0.75  # factor for an acronym or single word far from its home
_ABROAD_PERSON = 0.75  # many people share a name
_ABROAD = 0.93
_NOT_OF_KIND = 0.8  # factor for the town where the report speaks of a region
_DEGREE = 111.2  # kilometres


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, with its score (0…1) and the share it holds against the others."""

    candidate: Candidate
    score: float
    share: float


def choose(
    subject: Subject, candidates: Iterable[Candidate], around: Surroundings
) -> Choice | None:
    """Return which of `candidates` `subject` most likely is in its company, or None.

    None means that nothing bears the name, or that several bear it and nothing decides.
    """
    ranked = _ranked(candidates, subject, around)
    if not ranked:
        return None
    weight, best = ranked[0]
    share = weight / sum(weight for weight, _ in ranked)
    if share < MARGIN:
        return None
    score = _confirmed(best, subject, around) * share**0.5
    if best.small and len(ranked) > 1 and _closeness(best, around) < _HERE:
        score *= _ABROAD_SHORT  # it may be one more village of the name, which is not listed
    return Choice(best, round(score, 4), round(share, 4))


def _ranked(
    candidates: Iterable[Candidate], subject: Subject, around: Surroundings
) -> list[tuple[float, Candidate]]:
    """Return (weight, candidate), the heaviest first; equal weights in the order of their keys."""
    kind = subject.kind
    weighed = [
        (
            c.prior
            * c.quality**4
            * _home_weight(c, around)
            * _closeness(c, around)
            * (_HINT if c.known is not None and c.known == subject.hint else 1.0)
            * (_kind_weight(c, kind[0]) if kind else 1.0),
            c,
        )
        for c in candidates
    ]
    return sorted(weighed, key=lambda x: (-x[0], x[1].key))


def _kind_weight(candidate: Candidate, kind: str) -> float:
    if not candidate.kinds:
        return 1.0
    return _OF_KIND if kind in candidate.kinds else _OTHER_KIND


def _home_weight(candidate: Candidate, around: Surroundings) -> float:
    near = _nearness(candidate, around)
    if near < _SOME and around.countries and not candidate.roams:
        return _FAR
    return 1 + (_AT_HOME - 1) * min(1.0, near / _ENOUGH)


def _closeness(candidate: Candidate, around: Surroundings) -> float:
    """Return 1 for a town beside places named with it in its country, less far from them.

    Villages of one name lie all over a country at war. Without such places nothing is known: 1.
    """
    if candidate.geonames is None or candidate.point is None or not candidate.countries:
        return 1.0
    points = around.places.get(candidate.countries[0], ())
    nearest = sorted(kilometres(candidate.point, point) for point in points)[:_FEW]
    return 1 / (1 + (sum(nearest) / len(nearest) / _NEAR) ** 2) if nearest else 1.0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude) on a plane fitted between them."""
    wide = math.cos(math.radians((one[0] + other[0]) / 2))
    return _DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * wide)


def _nearness(candidate: Candidate, around: Surroundings) -> float:
    return max((around.countries.share(c) for c in candidate.countries), default=0.0)


def _confirmed(best: Candidate, subject: Subject, around: Surroundings) -> float:
    """Return the quality of `best`, raised when the company agrees, lowered when it is far."""
    kind = subject.kind
    other = kind is not None and best.kinds and kind[0] not in best.kinds
    return _placed(best, subject, around) * (_NOT_OF_KIND if other else 1.0)


def _placed(best: Candidate, subject: Subject, around: Surroundings) -> float:
    far = bool(around.countries and best.countries) and _nearness(best, around) < _SOME
    if far and not best.roams:
        if best.short:
            return best.quality * _ABROAD_SHORT
        return best.quality * (_ABROAD_PERSON if subject.type == "Person" else _ABROAD)
    if best.small and around.countries.leader() not in best.countries:
        return best.quality * _ABROAD_SHORT
    hinted = best.known is not None and best.known == subject.hint
    agrees = bool(around.countries and best.countries) and not far
    return 1 - (1 - best.quality) * _CONFIRMED if hinted or agrees else best.quality
