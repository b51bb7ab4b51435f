"""The candidates for one entity, from the surest way of finding them to the least sure.

As written; then, when nothing is called so, with the country of the report supplied; then what is
only written much like it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.link.candidates import (
    LOOSE,
    Candidate,
    city_candidates,
    fit,
    known_candidates,
    of_city,
    of_entity,
)
from kg.link.catalogue import Catalogue
from kg.link.company import Surroundings
from kg.link.wording import place_kind, supplied

_THEIRS: Final = 0.4
"""Share of the company from which a name without a country is one of that country."""
_SUPPLIED: Final = frozenset({"StateForce", "Organisation", "MediaOutlet", "Place"})
_ALIKE: Final = {"Person": 0.9, "Place": 0.84}
_LIKE: Final = 0.88
"""How like a name must be to be the same, misspelled."""
_PERSON: Final = 0.66
"""Quality at most of a person of a name only like it: another may well bear that one."""
_NUMBERS: Final = re.compile(r"\d+|\b(?:first|second|third|\w+th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity or participant as the scorer sees it."""

    type: str
    names: tuple[str, ...]
    hint: str | None = None
    """IRI of the known entity that reading or resolution took it for."""
    descriptions: tuple[str, ...] = ()
    lands: frozenset[str] = frozenset()
    """Countries that what the text says of where it lies leaves open; none: nothing is said."""

    def allows(self, countries: Iterable[str]) -> bool:
        """Tell whether a thing of `countries` lies where the text says that this lies."""
        held = frozenset(countries)
        return not self.lands or not held or not self.lands.isdisjoint(held)

    @property
    def kind(self) -> tuple[str, str] | None:
        """What kind of place it is said to be, with the word that says so."""
        if self.type != "Place":
            return None
        return place_kind(self.names, self.descriptions)

    @property
    def asked(self) -> tuple[str, ...]:
        """Its names, and of a place also with the kind that a description gives to the name."""
        if self.kind is None:
            return self.names
        words = [
            f"{name} {kind[1]}"
            for name in self.names
            for text in self.descriptions
            if name in text and (kind := place_kind((), (text,))) and kind[0] != "settlement"
        ]
        return (*self.names, *dict.fromkeys(words))


def gathered(
    subject: Subject,
    known: Mapping[str, Candidate],
    around: Surroundings,
    catalogue: Catalogue,
) -> list[Candidate]:
    """Return what `subject` may be; `known` are the listed entities that bear its names."""
    found = list(known.values())
    if subject.type == "Place":
        found = _with_cities(found, subject, around, catalogue)
        found = [x for x in found if subject.allows(x.countries)]
    return (
        found or _of_country(subject, around, catalogue) or list(_alike(subject, around, catalogue))
    )


def _with_cities(
    known: list[Candidate], subject: Subject, around: Surroundings, catalogue: Catalogue
) -> list[Candidate]:
    """Add the cities of GeoNames to the listed places; one that is listed lends its point."""
    near = [*around.countries.main(), *sorted(subject.lands)]
    found = city_candidates(subject.names, near, catalogue.places, catalogue.names)
    best: dict[str, Candidate] = {}
    for city in found:
        if city.key not in best or best[city.key].quality < city.quality:
            best[city.key] = city
    for city in best.values():
        twins = [i for i, c in enumerate(known) if _are_twins(c, city)]
        if not twins:
            known.append(city)
        else:
            twin = known[twins[0]]
            point, prior = twin.point or city.point, max(twin.prior, city.prior)
            known[twins[0]] = replace(twin, point=point, prior=prior)
    return known


def _are_twins(listed: Candidate, city: Candidate) -> bool:
    """Tell whether a listed place is that city: in its country, and no region of its name only."""
    settled = not listed.kinds or "settlement" in listed.kinds or listed.geonames is not None
    return settled and bool(set(listed.countries) & set(city.countries)) and listed.geonames is None


def _of_country(subject: Subject, around: Surroundings, catalogue: Catalogue) -> list[Candidate]:
    """Return what bears the name once the country is added that most of the company is in."""
    leader = around.countries.leader()
    state = catalogue.state(leader)
    if (
        state is None
        or subject.type not in _SUPPLIED
        or around.countries.share(leader or "") < _THEIRS
    ):
        return []
    found = known_candidates(
        subject.names, subject.type, catalogue.names, lambda name: supplied(name, state)
    )
    return list(found.values())


def _alike(subject: Subject, around: Surroundings, catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield what is at home where the company is and has a name much like one of `subject`."""
    best: dict[str, Candidate] = {}
    floor = _ALIKE.get(subject.type, _LIKE)
    for name in subject.names:
        if subject.type == "Person" and " " not in name:
            continue
        for candidate in _misspelled(name, subject.type, floor, around, catalogue):
            held = best.get(candidate.key)
            if held is None or held.quality < candidate.quality:
                best[candidate.key] = candidate
    yield from best.values()


def _misspelled(
    name: str, kind: str, floor: float, around: Surroundings, catalogue: Catalogue
) -> Iterator[Candidate]:
    for entity, own, likeness in catalogue.spelled_like(name, floor):
        quality = LOOSE * likeness**2 * fit(kind, entity.type)
        at_home = any(around.countries.share(c) > 0 for c in entity.countries)
        if quality and at_home and _same_numbers(name, own):
            limit = _PERSON if kind == "Person" else 1.0
            yield replace(of_entity(entity, own, min(quality, limit)), guessed=True)
    leader = around.countries.leader() if kind == "Place" else None
    if leader is not None:
        for place, likeness in catalogue.places_like(name, floor, leader):
            yield replace(of_city(place, LOOSE * likeness**2), guessed=True)


def _same_numbers(one: str, other: str) -> bool:
    """Tell whether two names have the same numbers: the 9th Division is not the 7th."""
    a, b = (sorted(x.lower() for x in _NUMBERS.findall(text)) for text in (one, other))
    return a == b
