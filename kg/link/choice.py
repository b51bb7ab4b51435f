"""Which candidate an entity is, and how sure that is: one score, from reasons that can be told.

The score is the quality of the best candidate (name and type), less what its competitors take
(their share), less a deduction when the company lies elsewhere. Below `MARGIN` nothing is linked.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.lexicon.names import Names
from kg.lexicon.places import Places
from kg.link.candidates import Candidate, city_candidates, known_candidates
from kg.link.shares import Shares

MARGIN = 0.65
"""Share of the evidence that the best candidate must hold against the others."""
_AT_HOME = 6.0  # weight of a candidate at home where all of the company is
_ENOUGH = 0.3  # share of the company from which its weight is full
_FAR = 0.3  # weight of a candidate whose countries nobody else belongs to
_HINT = 4.0  # weight of the entry that reading took it for
_CONFIRMED = 0.6  # of what was missing to certainty remains when the company agrees
_ABROAD_SHORT = 0.75  # factor for an acronym or single word far from its home
_ABROAD_PERSON = 0.75  # many people share a name
_ABROAD = 0.93
_COUNTS = {"Place": 240, "ArmedGroup": 240, "StateForce": 120, "State": 120}


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity or participant as the scorer sees it."""

    type: str
    names: tuple[str, ...]
    hint: str | None = None
    """IRI of the known entity that reading or resolution took it for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, with its score (0…1) and the share it holds against the others."""

    candidate: Candidate
    score: float
    share: float


def choose(subject: Subject, company: Shares, names: Names, places: Places) -> Choice | None:
    """Return what `subject` most likely is in `company` (countries by share), or None.

    None means that nothing bears the name, or that several bear it and nothing decides.
    """
    ranked = _ranked(_gathered(subject, company, names, places), subject, company)
    if not ranked:
        return None
    weight, best = ranked[0]
    share = weight / sum(weight for weight, _ in ranked)
    if share < MARGIN:
        return None
    score = _confirmed(best, subject, company) * share**0.5
    return Choice(best, round(score, 4), round(share, 4))


class Company:
    """The countries that entities given together are at home in.

    Only what is named without ambiguity counts, and a thing of several countries counts for
    each in part. Persons, outlets and world bodies, heard everywhere, do not count.
    """

    def __init__(self, subjects: Sequence[Subject], names: Names) -> None:
        """Weigh the countries of `subjects`."""
        self._own = [homes_of(subject, names) for subject in subjects]
        self._total: Counter[str] = Counter()
        for homes in self._own:
            self._total.update(homes)

    def of(self, position: int, *, whole: bool = False) -> Shares:
        """Return the countries of all but the subject at `position`, as `Shares.of`."""
        return Shares.of(self._total, self._own[position], whole=whole)


def homes_of(subject: Subject, names: Names) -> Counter[str]:
    """Return the countries that an entity brings to the company of others, with their weight."""
    homes: Counter[str] = Counter()
    if subject.type in _COUNTS:
        found = known_candidates(subject.names, subject.type, names)
        if len(found) == 1:
            (only,) = found.values()
            for country in only.countries:
                homes[country] += _COUNTS[subject.type] // len(only.countries)
    return homes


def _gathered(subject: Subject, company: Shares, names: Names, places: Places) -> list[Candidate]:
    known = list(known_candidates(subject.names, subject.type, names).values())
    if subject.type != "Place":
        return known
    near = company.main()
    cities = {c.key: c for c in city_candidates(subject.names, near, places, names)}
    for city in cities.values():
        twins = [i for i, c in enumerate(known) if set(c.countries) & set(city.countries)]
        if not twins:
            known.append(city)
        else:
            twin = known[twins[0]]
            known[twins[0]] = replace(
                twin, point=twin.point or city.point, prior=max(twin.prior, city.prior)
            )
    return known


def _ranked(
    candidates: Iterable[Candidate], subject: Subject, company: Shares
) -> list[tuple[float, Candidate]]:
    """Return (weight, candidate), the heaviest first; equal weights in the order of their keys."""
    weighed = [
        (
            c.prior
            * c.quality**4
            * _home_weight(c, company)
            * (_HINT if c.known is not None and c.known == subject.hint else 1.0),
            c,
        )
        for c in candidates
    ]
    return sorted(weighed, key=lambda x: (-x[0], x[1].key))


def _home_weight(candidate: Candidate, company: Shares) -> float:
    near = _nearness(candidate, company)
    if near == 0 and company and not candidate.roams:
        return _FAR
    return 1 + (_AT_HOME - 1) * min(1.0, near / _ENOUGH)


def _nearness(candidate: Candidate, company: Shares) -> float:
    return max((company.share(c) for c in candidate.countries), default=0.0)


def _confirmed(best: Candidate, subject: Subject, company: Shares) -> float:
    """Return the quality of `best`, raised when the company agrees, lowered when it is far."""
    if best.known is not None and best.known == subject.hint:
        return 1 - (1 - best.quality) * _CONFIRMED
    if not company or not best.countries:
        return best.quality
    if _nearness(best, company) > 0:
        return 1 - (1 - best.quality) * _CONFIRMED
    if best.roams:
        return best.quality
    if best.short:
        return best.quality * _ABROAD_SHORT
    return best.quality * (_ABROAD_PERSON if subject.type == "Person" else _ABROAD)
