"""The known entities of this domain: values read from `ontology/names.ttl` and `places.ttl`.

A user's own file may add to them: entities, names of those that are listed, Wikidata items.

A surface form is any string a report may write for an entity: its label, an alias, an acronym,
a state's demonym or the name of its capital. Look-up is exact first, then by `normalise`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import KnowledgeError
from kg.lexicon.spelling import fold, normalise, spellings, without_article
from kg.settings import Settings, names_file, shipped
from kg.vocabulary import AG, ENTITY_TYPES, PREFIXES, WIKIDATA

__all__ = ["KnownEntity", "Names", "fold", "known", "load", "normalise"]

FILES = ("names.ttl", "places.ttl")
"""Files of the ontology folder that list known entities; the second may be missing."""


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """One entry of the names: who or what it is and how reports call it."""

    iri: str
    type: str
    """One of `kg.vocabulary.ENTITY_TYPES`."""
    label: str
    aliases: tuple[str, ...] = ()
    """All names in full, the label first; any script, the Arabic article in all its spellings."""
    acronyms: tuple[str, ...] = ()
    """Short forms that only count as written (SDF, U.S.)."""
    wikidata: str | None = None
    """Verified item, as "Q…"."""
    wikipedia: str | None = None
    """Title of its article in the English Wikipedia."""
    countries: tuple[str, ...] = ()
    """ISO 3166 alpha-2 codes of where it is at home or active."""
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    epithets: tuple[str, ...] = ()
    """Head nouns by which reports refer back to it, singular, lower case."""
    demonyms: tuple[str, ...] = ()
    """Adjectives and names of the people, for a state or a place."""
    capitals: tuple[str, ...] = ()
    """Names of the cities that may stand for the government."""
    different_from: tuple[str, ...] = ()
    """IRIs of entities it must not be taken for."""
    prominence: int = 1
    """How often reports mean it when a name is shared: 0 seldom, 1 as any, 2 often, 3 mostly."""

    def surfaces(self) -> tuple[str, ...]:
        """Return every surface form but the capital, names first."""
        return (*self.aliases, *self.acronyms, *self.demonyms)


class Names:
    """All known entities, by IRI and by surface form."""

    def __init__(self, entities: Mapping[str, KnownEntity]) -> None:
        """Index `entities`, given by IRI."""
        self.entities = entities
        self._exact: dict[str, list[KnownEntity]] = defaultdict(list)
        self._normal: dict[str, list[KnownEntity]] = defaultdict(list)
        self._loose: dict[str, list[KnownEntity]] = defaultdict(list)
        self._items = {e.wikidata: e for e in entities.values() if e.wikidata}
        for entity in entities.values():
            self._index(entity)

    def _index(self, entity: KnownEntity) -> None:
        for surface in (*entity.aliases, *entity.demonyms, *entity.capitals):
            _add(self._exact, surface, entity)
            key = normalise(surface)
            _add(self._normal, key, entity)
            _add(self._loose, without_article(key), entity)
        for acronym in entity.acronyms:
            _add(self._exact, acronym, entity)
            _add(self._exact, acronym.replace(".", ""), entity)
            if len(acronym) > 3:
                _add(self._exact, acronym.capitalize(), entity)

    def candidates(self, surface: str) -> tuple[KnownEntity, ...]:
        """Return the entities `surface` may name, the most prominent first; () when none.

        Exact forms come before normalised ones; acronyms match only as written. Forms without
        the Arabic article are tried when nothing else fits.
        """
        text = " ".join(surface.split())
        exact = self._exact.get(text) or self._exact.get(_bare(text)) or []
        key = normalise(text)
        found = exact + [e for e in self._normal.get(key, ()) if e not in exact]
        if not found:
            found = self._loose.get(without_article(key), [])
        return tuple(sorted(found, key=_order(text)))

    def surfaces(self) -> Iterator[tuple[str, KnownEntity]]:
        """Yield every surface form (no capitals) with its entity, for building matchers."""
        for entity in self.entities.values():
            for surface in entity.surfaces():
                yield surface, entity

    def is_surface(self, text: str) -> bool:
        """Tell whether some entity is written exactly `text`."""
        return text in self._exact

    def by_wikidata(self, item: str) -> KnownEntity | None:
        """Return the entity with the Wikidata item "Q…", or None."""
        return self._items.get(item)


def _bare(text: str) -> str:
    return text[4:] if text[:4] in ("the ", "The ", "THE ") else text


def _add(index: dict[str, list[KnownEntity]], key: str, entity: KnownEntity) -> None:
    held = index[key]
    if entity not in held:
        held.append(entity)


def _order(surface: str) -> Callable[[KnownEntity], tuple[int, int, str]]:
    def key(entity: KnownEntity) -> tuple[int, int, str]:
        return (-entity.prominence, 0 if entity.label == surface else 1, entity.iri)

    return key


def known(settings: Settings) -> Names:
    """Return the names that came with the package and those of the user's own file, if any."""
    return load(shipped(settings) / "ontology", names_file(settings))


def load(folder: Path, own: Path | None = None) -> Names:
    """Read the names of an ontology folder; KnowledgeError when a file is missing or broken.

    `own` adds to them where it exists: names to those listed, entities that have a class and a
    label; its Wikidata item of an entity stands in place of the listed one.
    """
    if own is None or not own.is_file():
        return _load(folder, None, 0)
    return _load(folder, own, own.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load(folder: Path, own: Path | None, stamp: int) -> Names:
    del stamp  # a file that has changed is read again
    found: dict[str, dict[str, list[str]]] = {}
    for name in FILES:
        path = folder / name
        if path.exists() or name == FILES[0]:
            _read(path, found)
    if own is not None:
        _add_own(own, found)
    entities = [_entity(iri, values) for iri, values in found.items() if values["type"]]
    return Names({e.iri: e for e in _symmetric(entities)})


def _add_own(path: Path, found: dict[str, dict[str, list[str]]]) -> None:
    added: dict[str, dict[str, list[str]]] = {}
    _read(path, added)
    for iri, values in added.items():
        held = found.setdefault(iri, defaultdict(list))
        for term, new in values.items():
            held[term] = [*new, *held[term]] if term == "same" else [*held[term], *new]


_TERMS = {
    PREFIXES["rdf"] + "type": "type",
    PREFIXES["skos"] + "prefLabel": "label",
    PREFIXES["skos"] + "altLabel": "alias",
    PREFIXES["owl"] + "sameAs": "same",
    PREFIXES["owl"] + "differentFrom": "different",
    PREFIXES["wgs"] + "lat": "lat",
    PREFIXES["wgs"] + "long": "long",
} | {
    AG + term: term
    for term in (
        "acronym",
        "wikipediaTitle",
        "country",
        "epithet",
        "demonym",
        "capitalName",
        "prominence",
    )
}


def _read(path: Path, found: dict[str, dict[str, list[str]]]) -> None:
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            term = _TERMS.get(quad.predicate.value)
            if term and isinstance(quad.subject, NamedNode):
                values = found.setdefault(quad.subject.value, defaultdict(list))
                if isinstance(quad.object, Literal | NamedNode):
                    values[term].append(quad.object.value)
    except (OSError, SyntaxError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def _entity(iri: str, values: dict[str, list[str]]) -> KnownEntity:
    kinds = [v.removeprefix(AG) for v in values["type"] if v.removeprefix(AG) in ENTITY_TYPES]
    if not kinds or not values["label"]:
        message = f"{iri}: an entry needs a class of the vocabulary and a label"
        raise KnowledgeError(message)
    items = [v.removeprefix(WIKIDATA) for v in values["same"] if v.startswith(WIKIDATA)]
    label = values["label"][0]
    try:
        point = (float(values["lat"][0]), float(values["long"][0])) if values["lat"] else None
        prominence = int(values["prominence"][0]) if values["prominence"] else 1
    except (ValueError, IndexError) as error:
        message = f"{iri}: {error}"
        raise KnowledgeError(message) from error
    return KnownEntity(
        iri=iri,
        type=kinds[0],
        label=label,
        aliases=tuple(dict.fromkeys(spellings((label, *values["alias"])))),
        acronyms=tuple(values["acronym"]),
        wikidata=items[0] if items else None,
        wikipedia=next(iter(values["wikipediaTitle"]), None),
        countries=tuple(values["country"]),
        point=point,
        epithets=tuple(values["epithet"]),
        demonyms=tuple(values["demonym"]),
        capitals=tuple(values["capitalName"]),
        different_from=tuple(values["different"]),
        prominence=prominence,
    )


def _symmetric(entities: list[KnownEntity]) -> Iterator[KnownEntity]:
    """Yield the entities with `different_from` made to hold both ways."""
    rivals: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for other in entity.different_from:
            rivals[entity.iri].add(other)
            rivals[other].add(entity.iri)
    for entity in entities:
        others = tuple(sorted(rivals[entity.iri])) if entity.iri in rivals else ()
        yield replace(entity, different_from=others) if others else entity
