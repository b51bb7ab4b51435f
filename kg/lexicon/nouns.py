"""Common nouns that denote actors, people and places: `ontology/lexicon/nouns.toml` as values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.vocabulary import ENTITY_TYPES, RELATIONS


@dataclass(frozen=True, slots=True)
class NounClass:
    """What a common noun denotes.

    `generic`: a definite phrase of it refers back to a known entity ("the group").
    `armed`: its people stand for the side they belong to ("IS fighters").
    `relation`: how a person so called stands to the body named beside the noun.
    """

    name: str
    type: str
    generic: bool = False
    armed: bool = False
    person: bool = False
    populated: bool = False
    facility: bool = False
    relation: str | None = None


@lru_cache(maxsize=4)
def load(folder: Path) -> Mapping[str, NounClass]:
    """Return noun lemma → class from ``folder/lexicon/nouns.toml``; the first listing wins.

    Raises KnowledgeError when the file is missing or names an unknown type or relation.
    """
    path = folder / "lexicon" / "nouns.toml"
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["class"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    nouns: dict[str, NounClass] = {}
    for entry in entries:
        words = entry.pop("nouns")
        value = NounClass(**entry)
        if value.type not in ENTITY_TYPES or value.relation not in (None, *RELATIONS):
            raise KnowledgeError(f"{path}: class {value.name!r} has an unknown type or relation")
        for word in words:
            nouns.setdefault(word, value)
    return nouns
