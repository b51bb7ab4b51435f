"""Words in and before proper names that tell what they denote: `ontology/lexicon/heads.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.lexicon.frames import load_carriers
from kg.vocabulary import ENTITY_TYPES


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of names.

    `heads`: last word of a name → entity type; `joins`: words that carry "of X" or "for X";
    `titles`: lower-case titles before a person's name, `title_parts` words that belong to one;
    `particles`: lower-case words in names; `shares`: words of which "of" and a name of a place
    follow where some of it is meant ("most of Bashiqa").
    """

    heads: Mapping[str, str]
    joins: frozenset[str]
    titles: frozenset[str]
    title_parts: frozenset[str]
    particles: frozenset[str]
    shares: frozenset[str]


@lru_cache(maxsize=4)
def load(folder: Path) -> NameWords:
    """Read ``folder/lexicon/heads.toml``; KnowledgeError when it is missing or broken."""
    path = folder / "lexicon" / "heads.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        heads = {word: kind for kind, words in data["heads"].items() for word in words}
        found = NameWords(
            heads,
            frozenset(data["joins"]["words"]),
            frozenset(data["titles"]["words"]),
            frozenset(data["titles"]["parts"]),
            frozenset(data["particles"]["words"]),
            load_carriers(folder).shares,
        )
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error
    if unknown := set(data["heads"]) - set(ENTITY_TYPES):
        message = f"{path}: unknown type {unknown.pop()!r}"
        raise KnowledgeError(message)
    return found
