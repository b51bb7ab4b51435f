"""What an entity may be: entries of the names and places, with how well they bear its names."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.lexicon.generic import is_shared
from kg.lexicon.imported import Imported
from kg.lexicon.names import KnownEntity, Names
from kg.lexicon.places import ENGLISH, GEONAMES, LARGE, Place, Places
from kg.lexicon.spelling import fold, normalise
from kg.link.wording import kinds_of, readings
from kg.vocabulary import WIKIDATA

_SHOUTED = 4  # letters from which capitals are a way of printing (BEIRUT), not an acronym
_VILLAGE = 200  # inhabitants of a place whose number is not known
_TOWN = 15_000  # inhabitants below which a place is one of many of its name

EXACT, ALIAS, SPELLING, DEMONYM, ACRONYM, CAPITAL, LOOSE = 1.0, 0.98, 0.95, 0.93, 0.86, 0.85, 0.8
"""How much a way of bearing a name says: the label, another name, another spelling, ..."""
_OTHER_CITY = 0.85  # another name of a city, as GeoNames lists it

_SAME = 1.0
_FIT = {
    ("Place", "State"): _SAME,  # one country is both
    ("State", "Place"): 0.9,
    ("State", "Organisation"): 0.9,
    ("Organisation", "State"): 0.9,
    ("ArmedGroup", "StateForce"): 0.88,
    ("StateForce", "ArmedGroup"): 0.88,
    ("ArmedGroup", "Organisation"): 0.9,
    ("Organisation", "ArmedGroup"): 0.9,
    ("ArmedGroup", "Coalition"): 0.85,
    ("Coalition", "Organisation"): 0.92,
    ("Organisation", "Coalition"): 0.92,
    ("Coalition", "StateForce"): 0.85,
    ("StateForce", "Coalition"): 0.85,
    ("State", "Coalition"): 0.85,
    ("Organisation", "MediaOutlet"): 0.95,
    ("MediaOutlet", "Organisation"): 0.95,
    ("Organisation", "StateForce"): 0.88,
    ("StateForce", "Organisation"): 0.88,
    ("Place", "Organisation"): 0.85,  # the White House
    ("Organisation", "Place"): 0.8,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing an entity may be; `quality` in 0…1 says how well it bears the names and type."""

    key: str
    """IRI of the known entity, or the GeoNames IRI of a city."""
    countries: tuple[str, ...]
    quality: float
    prior: float
    """Relative weight of this bearer of the name when nothing else is known."""
    wikidata: str | None
    known: str | None
    point: tuple[float, float] | None
    short: bool
    """True when what was matched says little far from home: an acronym, one word, "the US-led
    coalition"."""
    roams: bool
    """True when reports name it from anywhere (agencies, states, world bodies)."""
    geonames: int | None = None
    """Number of a city or town that only GeoNames lists."""
    kinds: frozenset[str] = frozenset()
    """Of a place: settlement, region, water; empty when nothing says so."""
    small: bool = False
    """True for a village or small town: there are many of its name."""
    guessed: bool = False
    """True when the name is written otherwise, and only like it."""


_PRIOR = {0: 0.25, 1: 1.0, 2: 3.0, 3: 9.0}
_NAMESAKE = 0.2
_STATES = 5.0  # a country rather than a town of its name
_SETTLEMENT = frozenset({"settlement"})
_BODIES = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_ROAMING = frozenset({"MediaOutlet", "Organisation", "State"})


def fit(wanted: str, offered: str) -> float:
    """Return how well a thing of type `offered` answers a mention of type `wanted`, 0…1."""
    return _SAME if wanted == offered else _FIT.get((wanted, offered), 0.0)


Reading = Callable[[str], Iterable[tuple[str, float]]]
"""From a name to what it may be looked up as, each with a factor."""


def known_candidates(
    given: Iterable[str], kind: str, names: Names, reading: Reading | None = None
) -> dict[str, Candidate]:
    """Return the known entities that bear one of `given` and fit `kind`, by IRI.

    A name that only shortens a fuller one is not asked for when something bears the fuller one:
    of "Pakistani Taliban" and "Taliban" the first decides.
    """
    whole = sorted({n for n in given if n.strip()}, key=lambda n: (-len(n.split()), n))
    decided: list[str] = []
    found: dict[str, Candidate] = {}
    for name in whole:
        if any(_shortens(name, fuller) for fuller in decided):
            continue
        worded = readings(name, kind, names) if reading is None else reading(name)
        bearers = _bearers(worded, kind, names)
        if bearers:
            decided.append(name)
        for iri, candidate in bearers.items():
            if iri not in found or found[iri].quality < candidate.quality:
                found[iri] = candidate
    return found


def with_imported(
    known: Mapping[str, Candidate], given: Iterable[str], kind: str, names: Names, held: Imported
) -> dict[str, Candidate]:
    """Return `known` with what was imported under one of `given`.

    An imported item that is a listed entity, by its article or by its very name at one place,
    is no rival: by its article it gives the entity the item that the list lacks.
    """
    found = dict(known)
    for iri, candidate in known.items():
        title = names.entities[iri].wikipedia
        if candidate.wikidata is None and title is not None:
            found[iri] = replace(candidate, wikidata=held.item_of(title))
    items = {c.wikidata for c in found.values()}
    labels = {
        (normalise(a), c) for iri in known for c in _at(names, iri) for a in _called(names, iri)
    }
    for name in dict.fromkeys(given):
        for reading, factor in readings(name, kind, names):
            for entity in held.bearers(reading):
                own = {(normalise(entity.label), c) for c in (*entity.countries, "")}
                quality = factor * fit(kind, entity.type) * _bearing(entity, reading, kind)
                if quality <= 0 or entity.wikidata in items or own & labels:
                    continue
                if kind == "Person" and not _is_full(entity, reading):
                    continue
                if entity.iri not in found or found[entity.iri].quality < quality:
                    found[entity.iri] = of_entity(entity, reading, quality)
    return found


def _at(names: Names, iri: str) -> tuple[str, ...]:
    return (*names.entities[iri].countries, "")


def _called(names: Names, iri: str) -> tuple[str, ...]:
    return names.entities[iri].aliases


def _shortens(name: str, fuller: str) -> bool:
    """Tell whether `name` is `fuller` with words left out, or its initials."""
    words, rest = fold(fuller).split(), fold(name).split()
    initials = "".join(w[0] for w in words)
    following = iter(words)
    return fold(name).replace(" ", "") == initials or all(w in following for w in rest)


def _bearers(worded: Iterable[tuple[str, float]], kind: str, names: Names) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for reading, factor in worded:
        for entity in names.candidates(reading):
            if kind == "Person" and not _is_full(entity, reading):
                continue
            quality = factor * fit(kind, entity.type) * _bearing(entity, reading, kind)
            if quality > 0 and (entity.iri not in found or found[entity.iri].quality < quality):
                found[entity.iri] = of_entity(entity, reading, quality)
    return found


def city_candidates(
    names_given: Iterable[str], countries: Collection[str], places: Places, names: Names
) -> Iterator[Candidate]:
    """Yield cities and towns that bear one of `names_given`."""
    for given in names_given:
        for reading, factor in readings(given, "Place", names):
            for place in places.candidates(reading, countries):
                if place.known is None and place.geonames is not None:
                    main = normalise(reading) == normalise(place.name)
                    yield of_city(place, factor * (SPELLING if main else _OTHER_CITY))


def _bearing(entity: KnownEntity, name: str, kind: str) -> float:
    """Return how well `entity` bears `name`: the best of the ways in which it does."""
    key, plain = normalise(name), name.replace(".", "")
    people = kind in ("State", "Place", "Organisation")
    ways = (
        (EXACT, name == entity.label),
        (ALIAS, name in entity.aliases or (name.isupper() and _is_shouted(name, entity))),
        (SPELLING, any(key == normalise(alias) for alias in entity.aliases)),
        (DEMONYM, people and any(key == normalise(d) for d in entity.demonyms)),
        (ACRONYM, {name, plain, plain.upper()} & {*entity.acronyms} != set()),
        (CAPITAL, kind == "State" and key in map(normalise, entity.capitals)),
    )
    best = max((value for value, holds in ways if holds), default=None)
    borne = {normalise(d) for d in (*entity.demonyms, *entity.capitals)}
    return (0.0 if key in borne else LOOSE) if best is None else best


def _is_shouted(name: str, entity: KnownEntity) -> bool:
    long = len(name) > _SHOUTED
    return long and any(name == alias.upper() for alias in entity.aliases)


def _is_full(entity: KnownEntity, name: str) -> bool:
    """Tell whether `name` names a person in full: a surname alone may be anybody's.

    A single word counts when it is a name of its own (Hemedti), not part of a longer one.
    """
    words = _words(name)
    longer = [w for w in map(_words, entity.aliases) if len(w) > 1]
    return len(words) > 1 or not any(set(words) & set(w) for w in longer)


def _words(name: str) -> tuple[str, ...]:
    return tuple(w for w in normalise(name).split() if w not in ("al", "bin", "ibn"))


def of_entity(entity: KnownEntity, reading: str, quality: float) -> Candidate:
    """Return a listed entity as a candidate for what was read as `reading`."""
    return Candidate(
        key=entity.iri,
        countries=entity.countries,
        quality=quality,
        prior=_PRIOR.get(entity.prominence, 1.0) * (_STATES if entity.type == "State" else 1.0),
        wikidata=entity.wikidata,
        known=None if entity.iri.startswith(WIKIDATA) else entity.iri,
        point=entity.point,
        short=_is_short(entity, reading),
        roams=entity.type in _ROAMING or not entity.countries or _is_famous(entity),
        kinds=kinds_of(entity) if entity.type == "Place" else frozenset(),
    )


def _is_famous(entity: KnownEntity) -> bool:
    return entity.type in ("Person", "Place") and entity.prominence > 1


def _is_short(entity: KnownEntity, reading: str) -> bool:
    by_label = normalise(reading) == normalise(entity.label)
    if entity.type in _BODIES and is_shared(normalise(reading)):
        return True  # the National Liberation Army of another country
    return not by_label and (len(_words(reading)) == 1 or entity.type == "Coalition")


def of_city(place: Place, quality: float) -> Candidate:
    """Return a city or town of GeoNames as a candidate."""
    namesake = place.country in ENGLISH and place.population < LARGE  # Paris in Texas
    return Candidate(
        key=f"{GEONAMES}{place.geonames}",
        countries=(place.country,) if place.country else (),
        quality=quality,
        prior=math.sqrt(max(place.population, _VILLAGE) / LARGE) * (_NAMESAKE if namesake else 1),
        wikidata=place.wikidata,
        known=None,
        point=place.point,
        short=place.population < LARGE,
        roams=False,
        small=place.population < _TOWN,
        geonames=place.geonames,
        kinds=_SETTLEMENT,
    )
