"""All that an entity may be: the listed names, what was imported beside them, and places."""

from collections.abc import Iterable
from functools import cached_property

from kg.lexicon import trigrams
from kg.lexicon.imported import Imported
from kg.lexicon.names import KnownEntity, Names
from kg.lexicon.places import Place, Places
from kg.lexicon.trigrams import Trigrams
from kg.link.company import Point

_SHORTEST = 6
"""Letters from which a misspelled name can be told from another name."""


class Catalogue:
    """Looks names up: as they are written, and as they may have been meant."""

    def __init__(self, names: Names, places: Places, imported: Imported | None = None) -> None:
        """Take the knowledge; the index of misspellings is built when it is first needed."""
        self.names = names
        self.imported = imported
        self.places = places
        self._towns: dict[str, tuple[Trigrams, list[Place]]] = {}

    def state(self, country: str | None) -> KnownEntity | None:
        """Return the state with an ISO code."""
        return self._states.get(country or "")

    def spelled_like(self, name: str, floor: float) -> list[tuple[KnownEntity, str, float]]:
        """Return listed entities with the name of theirs that is most like `name`, and how like."""
        if len(name) < _SHORTEST:
            return []
        index, owners = self._index
        near = index.nearest(name, floor=floor)
        found = [(owners[x.position][1], owners[x.position][0], x.likeness) for x in near]
        return found + (self.imported.like(name, floor) if self.imported else [])

    def places_like(self, name: str, floor: float, country: str) -> list[tuple[Place, float]]:
        """Return places of a country with a name like `name`, and how like it is."""
        if len(name) < _SHORTEST:
            return []
        if country not in self._towns:
            named = list(self.places.within(country))
            self._towns[country] = trigrams.build([n for n, _ in named]), [p for _, p in named]
        index, owners = self._towns[country]
        return [(owners[x.position], x.likeness) for x in index.nearest(name, floor=floor)]

    def countries_of(self, name: str) -> set[str]:
        """Return the countries that have a city called `name`."""
        found = self.places.cities(name)
        return {x.country for x in found if x.country}

    def point(self, names: Iterable[str], country: str) -> Point | None:
        """Return where the first city of a country lies that bears one of `names`."""
        found = (p for name in names for p in self.places.candidates(name, (country,)))
        return next((p.point for p in found if p.country == country and p.point), None)

    @cached_property
    def _states(self) -> dict[str, KnownEntity]:
        found: dict[str, KnownEntity] = {}
        for entity in self.names.entities.values():
            if entity.type == "State" and len(entity.countries) == 1:
                held = found.get(entity.countries[0])
                if held is None or _rank(entity) < _rank(held):
                    found[entity.countries[0]] = entity
        return found

    @cached_property
    def _index(self) -> tuple[Trigrams, list[tuple[str, KnownEntity]]]:
        owners = [(a, e) for e in self.names.entities.values() for a in e.aliases]
        return trigrams.build([name for name, _ in owners]), owners


def _rank(state: KnownEntity) -> tuple[bool, bool, str]:
    """Order the states of one country: first the country itself, then its governments."""
    return not state.demonyms, not state.capitals, state.iri
