"""A relation found inside a phrase."""

from dataclasses import dataclass
from typing import Final

from kg.vocabulary import WHOLE

PERSON: Final = frozenset({"Person"})
ARMED: Final = frozenset({"ArmedGroup", "StateForce", "Coalition"})
BODIES: Final = ARMED | {"State", "Organisation", "MediaOutlet"}
PLACES: Final = frozenset({"Place", "State"})


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation found inside a phrase; `token` tells where (for evidence and speaker)."""

    s: str
    p: str
    o: str
    token: int
    rule: str
    past: bool = False
    extent: str = WHOLE
    """How much of a place it is about."""
    turns: bool = False
    """The phrase tells how it began: a date there is since when it is so."""
