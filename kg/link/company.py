"""The company an entity keeps: in which countries, and where there, it is named.

Only what is named without ambiguity counts, and a thing of several countries counts for each in
part. Persons, outlets and world bodies, heard everywhere, do not count.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.link.shares import Shares

_COUNTS: Final = {"Place": 240, "ArmedGroup": 240, "StateForce": 120, "State": 120}
"""How much a thing of a type says about where a report is; parts of it are whole numbers."""
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Home:
    """What one entity tells about where its reports are."""

    countries: Mapping[str, int] = field(default_factory=dict)
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where an entity is named: shares of countries, and the places named with it."""

    countries: Shares
    places: Mapping[str, frozenset[Point]] = field(default_factory=dict)
    """Points of places by their country."""


def home_of(kind: str, countries: Sequence[str], point: Point | None) -> Home:
    """Return the home of a thing of type `kind` that is named without ambiguity."""
    if kind not in _COUNTS or not countries:
        return Home()
    part = _COUNTS[kind] // len(countries)
    single = kind == "Place" and len(countries) == 1
    return Home(dict.fromkeys(countries, part), point if single else None)


def surroundings(
    homes: Mapping[str, Home], documents: Iterable[Collection[str]], sought: Collection[str]
) -> dict[str, Surroundings]:
    """Return what surrounds each entity, by its key; `documents` hold keys that stand together.

    Only for those `sought`, places that are not known yet, the places around are kept.
    """
    weights: dict[str, Counter[str]] = {key: Counter() for key in homes}
    places: dict[str, dict[str, set[Point]]] = {key: {} for key in sought}
    for keys in documents:
        members = [(key, homes[key]) for key in keys if key in homes]
        total: Counter[str] = Counter()
        for _, home in members:
            total.update(home.countries)
        located = [home for _, home in members if home.point is not None]
        for key, home in members:
            weights[key].update(total)
            weights[key].subtract(home.countries)
            for other in located if key in places else ():
                (country,) = other.countries
                if other is not home and other.point is not None:
                    places[key].setdefault(country, set()).add(other.point)
    return {key: _shares(weights[key], places.get(key, {})) for key in homes}


def _shares(weights: Counter[str], places: Mapping[str, set[Point]]) -> Surroundings:
    shares = Shares.of(+weights, Counter())
    return Surroundings(shares, {c: frozenset(points) for c, points in places.items()})
