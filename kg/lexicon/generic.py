"""Names that tell little by themselves, because bodies in many countries are called so."""

import tomllib
from importlib.resources import files
from typing import Final

_WORDS: Final = tomllib.loads((files("kg.lexicon") / "generic.toml").read_text(encoding="utf-8"))
GENERIC: Final = frozenset(_WORDS["generic"])
"""Words for kinds of bodies: army, ministry, front."""
SHARED: Final = frozenset(_WORDS["shared"])
"""Words that many names have: national, liberation, people's."""
SMALL: Final = frozenset(_WORDS["small"])
"""Articles, prepositions and the like."""


def is_generic(key: str) -> bool:
    """Tell whether a normalised name has no word that is not common to bodies everywhere."""
    return all(word in GENERIC for word in key.split())


def is_shared(key: str) -> bool:
    """Tell whether groups of many countries may bear a normalised name: no word is its own."""
    return all(word in GENERIC or word in SHARED or word in SMALL for word in key.split())
