"""The variants as records: one small document each, with what a report around it would name."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kg.lexicon.names import Names
from kg.model import Document, Participant, Record
from kg.resolve.anchors import elsewhere
from kg.resolve.spelling import is_acronym, may_be

_FILE: Final = Path(__file__).parent / "entities.toml"
_NOWHERE: Final = "-"
HALVES: Final = ("tune", "held")


@dataclass(frozen=True, slots=True)
class Variant:
    """What one report calls an entity, and where it plays (an ISO code, "-" if it does not say)."""

    names: tuple[str, ...]
    description: str
    country: str
    others: tuple[str, ...]
    """Others of its kind that the report names."""


@dataclass(frozen=True, slots=True)
class Case:
    """An entity under all its variants."""

    id: str
    type: str
    rivals: frozenset[str]
    withheld: bool
    variants: tuple[Variant, ...]

    @property
    def half(self) -> str:
        """The half it belongs to; rules were written with a look at "tune" alone."""
        return HALVES[int(sha256(self.id.encode()).hexdigest(), 16) % 2]


@cache
def cases() -> tuple[Case, ...]:
    """Return all entities of the file, rivals made mutual."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))["entity"]
    foes: dict[str, set[str]] = {x["id"]: set() for x in tables}
    for x in tables:
        for rival in x["rivals"]:
            foes[x["id"]].add(rival)
            foes[rival].add(x["id"])
    return tuple(_case(x, frozenset(foes[x["id"]])) for x in tables)


def _case(table: dict[str, Any], rivals: frozenset[str]) -> Case:
    return Case(
        id=table["id"],
        type=table["type"],
        rivals=rivals,
        withheld=table.get("withheld", False),
        variants=tuple(_variant(x, table["country"]) for x in table["variants"]),
    )


def _variant(text: str, country: str) -> Variant:
    text, *others = text.split(" + ")
    text, _, elsewhere_ = text.partition(" @ ")
    text, _, description = text.partition(" ~ ")
    return Variant(
        tuple(text.split(" = ")), description, elsewhere_.strip() or country, tuple(others)
    )


@cache
def _theatres() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["theatres"]
    return found


def records() -> Iterator[tuple[Case, Record]]:
    """Yield each variant as the record of a document; its participant has the id "e"."""
    for case in cases():
        for number, variant in enumerate(case.variants):
            yield case, _record(f"{case.id}-{number}", case.type, variant)


def _record(key: str, kind: str, variant: Variant) -> Record:
    described = (variant.description,) if variant.description else ()
    people = [Participant("e", kind, variant.names, described)]
    if variant.country != _NOWHERE:
        state, town = _theatres()[variant.country]
        if state not in variant.names:
            people.append(Participant("c", "State", (state,)))
        if town not in variant.names:
            people.append(Participant("t", "Place", (town,)))
    people += [Participant(f"o{n}", kind, (name,)) for n, name in enumerate(variant.others)]
    return Record(Document(key, ""), tuple(people))


def without_withheld(names: Names) -> Names:
    """Return the list of names without what it has of the withheld entities."""
    gone = {iri for case in cases() if case.withheld for iri in _entries(case, names)}
    return Names({iri: x for iri, x in names.entities.items() if iri not in gone})


def _entries(case: Case, names: Names) -> Iterable[str]:
    for variant in case.variants:
        for name in variant.names:
            for entry in names.candidates(name):
                if is_acronym(name) or not may_be(case.type, entry.type):
                    continue
                if not elsewhere(entry.countries, variant.country):
                    yield entry.iri
