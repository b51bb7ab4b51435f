"""Nouns that name an entity by its tie to another: `ontology/lexicon/relational.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.vocabulary import RELATIONS


@dataclass(frozen=True, slots=True)
class Relational:
    """`ties`: noun → (relation, end the noun itself fills: "s" or "o"); `parts`: place nouns that
    lie in what follows "of"; `led`: second parts of compounds like "US-led".
    """

    ties: Mapping[str, tuple[str, str]]
    parts: frozenset[str]
    led: frozenset[str]


@lru_cache(maxsize=4)
def load(folder: Path) -> Relational:
    """Read ``folder/lexicon/relational.toml``; KnowledgeError when it is missing or broken."""
    path = folder / "lexicon" / "relational.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        ties = {w: (e["relation"], e["self"]) for e in data["noun"] for w in e["words"]}
        found = Relational(ties, frozenset(data["part"]["words"]), frozenset(data["led"]["words"]))
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error
    if unknown := {r for r, _ in ties.values()} - set(RELATIONS):
        message = f"{path}: unknown relation {unknown.pop()!r}"
        raise KnowledgeError(message)
    return found
