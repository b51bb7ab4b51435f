"""One event of a document on its way to the record."""

from dataclasses import dataclass

from kg.extract.found import Found
from kg.model import PartialDate


@dataclass(slots=True)
class Happening:
    """Mentions of one happening with united roles (entities by role, in order)."""

    type: str
    mentions: list[Found]
    roles: dict[str, list[str]]
    means: list[str]
    date: PartialDate | None
    speaker: str | None
    sentence: int
    """Number of the sentence that tells of it first."""
    definite: bool
    """Whether a later mention points back ("the attack")."""
    merged: list[int]
    """Trigger tokens of all mentions."""

    @property
    def best(self) -> Found:
        """Return the mention that says most: real, with most roles, earliest."""
        return max(self.mentions, key=_telling)

    def filled(self) -> int:
        """Return how many roles have anyone."""
        return sum(bool(entities) for entities in self.roles.values())


def _telling(found: Found) -> tuple[bool, int, int]:
    return found.standing.real, sum(map(len, found.roles.values())), -found.trigger
