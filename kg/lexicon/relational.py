"""Words of relations inside noun phrases: `ontology/lexicon/relational.toml`."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.vocabulary import ENTITY_TYPES, RELATIONS


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation that a noun like "affiliate" or "wing" names.

    `bearer` is the end ("s" or "o") that the bearer of the noun fills, its owner filling the
    other; `of` holds the entity types an owner may have, any when empty.
    """

    relation: str
    bearer: str
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offices:
    """Words that tell what an office is and whose; the file explains each list."""

    rulers: frozenset[str]
    titles: frozenset[str]
    commands: frozenset[str]
    members: frozenset[str]
    staff: frozenset[str]
    advisers: frozenset[str]
    local: frozenset[str]
    deputies: frozenset[str]
    ranks: frozenset[str]
    honorifics: frozenset[str]
    bare: frozenset[str]
    crowds: frozenset[str]
    past: frozenset[str]


@dataclass(frozen=True, slots=True)
class Media:
    """Nouns of outlets, of arms that are outlets after `marks`, and words of the state's own."""

    outlets: frozenset[str]
    arms: frozenset[str]
    marks: frozenset[str]
    official: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Words that tell whether an owned body is a part, and who leads one."""

    loose: frozenset[str]
    organs: frozenset[str]
    people: frozenset[str]
    led_of: frozenset[str]
    governments: frozenset[str]
    led: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Words of places: parts and lines, what passes through them and what shows presence."""

    parts: frozenset[str]
    directions: frozenset[str]
    bearings: frozenset[str]
    lines: frozenset[str]
    quarters: frozenset[str]
    vehicles: frozenset[str]
    movers: frozenset[str]
    positions: frozenset[str]
    buildings: frozenset[str]
    seats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relational:
    """All words: `bonds` by noun, `adjectives` as word → relation, the rest by kind."""

    bonds: Mapping[str, tuple[Bond, ...]]
    parted: frozenset[str]
    """Words before a noun of a bond that tell that it is over: "breakaway"."""
    adjectives: Mapping[str, str]
    offices: Offices
    media: Media
    bodies: Bodies
    places: Places


@lru_cache(maxsize=4)
def load(folder: Path) -> Relational:
    """Read ``folder/lexicon/relational.toml``; KnowledgeError when it is missing or broken."""
    path = folder / "lexicon" / "relational.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found = Relational(
            _bonds(data["noun"]),
            frozenset(data["bond"]["parted"]),
            {word: relation for relation, words in data["adjective"].items() for word in words},
            Offices(**_sets(data["office"])),
            Media(**_sets(data["media"])),
            Bodies(**_sets(data["body"])),
            Places(**_sets(data["place"])),
        )
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    _check(path, found)
    return found


def _bonds(entries: list[dict[str, Any]]) -> Mapping[str, tuple[Bond, ...]]:
    bonds: dict[str, list[Bond]] = defaultdict(list)
    for entry in entries:
        bond = Bond(entry["relation"], entry["bearer"], frozenset(entry.get("of", ())))
        for word in entry["words"]:
            bonds[word].append(bond)
    return {word: tuple(found) for word, found in bonds.items()}


def _sets(words: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in words.items()}


def _check(path: Path, words: Relational) -> None:
    """Raise KnowledgeError for a relation, an end or an entity type that is not known."""
    bonds = [bond for found in words.bonds.values() for bond in found]
    relations = {bond.relation for bond in bonds} | set(words.adjectives.values())
    unknown = (relations - set(RELATIONS)) | {b.bearer for b in bonds} - {"s", "o"}
    unknown |= {kind for bond in bonds for kind in bond.of} - set(ENTITY_TYPES)
    if unknown:
        raise KnowledgeError(f"{path}: unknown relation, end or type {min(unknown)!r}")
