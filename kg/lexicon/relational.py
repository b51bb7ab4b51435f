"""Words of relations inside noun phrases: `ontology/lexicon/relational.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.vocabulary import RELATIONS


@dataclass(frozen=True, slots=True)
class Offices:
    """Words that tell what an office is: of a ruler, one of many, a deputy's, a rank, a past one."""

    rulers: frozenset[str]
    titles: frozenset[str]
    commands: frozenset[str]
    members: frozenset[str]
    deputies: frozenset[str]
    ranks: frozenset[str]
    past: frozenset[str]


@dataclass(frozen=True, slots=True)
class Media:
    """Nouns of outlets; of arms that are outlets when `marks` stand before; words of the state's."""

    outlets: frozenset[str]
    arms: frozenset[str]
    marks: frozenset[str]
    official: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Owned nouns that are no parts (`loose`) and that are (`organs`); "led" of "US-led"."""

    loose: frozenset[str]
    organs: frozenset[str]
    people: frozenset[str]
    led: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Words of places: parts of what follows "of", lines between places, vehicles, positions."""

    parts: frozenset[str]
    directions: frozenset[str]
    bearings: frozenset[str]
    lines: frozenset[str]
    quarters: frozenset[str]
    vehicles: frozenset[str]
    movers: frozenset[str]
    positions: frozenset[str]
    seats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relational:
    """`ties`: noun → (relation, end that the bearer of the noun fills: "s" or "o")."""

    ties: Mapping[str, tuple[str, str]]
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
        ties = {w: (e["relation"], e["self"]) for e in data["noun"] for w in e["words"]}
        found = Relational(
            ties,
            Offices(**_sets(data["office"])),
            Media(**_sets(data["media"])),
            Bodies(**_sets(data["body"])),
            Places(**_sets(data["place"])),
        )
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    if unknown := {r for r, _ in ties.values()} - set(RELATIONS):
        raise KnowledgeError(f"{path}: unknown relation {unknown.pop()!r}")
    return found


def _sets(words: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in words.items()}
