"""Words for what happened to people who are counted: `ontology/lexicon/harm.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import KnowledgeError

KINDS = ("killed", "wounded", "captured", "displaced")


@dataclass(frozen=True, slots=True)
class Harm:
    """Kind of figure by word: verbs with victims as object or as subject, nouns, adjectives."""

    transitive: Mapping[str, str]
    intransitive: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    who: Mapping[str, str]
    """Counted noun → "civilians" or "other"."""


@lru_cache(maxsize=4)
def load(folder: Path) -> Harm:
    """Read ``folder/lexicon/harm.toml``; KnowledgeError when it is missing or broken."""
    path = folder / "lexicon" / "harm.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = {
            part: {w: kind for kind in KINDS for w in data[kind][part]}
            for part in ("transitive", "intransitive", "nouns", "adjectives")
        }
        who = {w: group for group, words in data["who"].items() for w in words}
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error
    return Harm(**parts, who=who)
