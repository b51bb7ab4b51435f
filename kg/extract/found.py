"""What one frame finds in one clause, before claims are assembled."""

from dataclasses import dataclass, field

from kg.extract.clauses import Clause
from kg.extract.stance import Standing
from kg.lexicon.frames import Frame


@dataclass(slots=True)
class Found:
    """A claim as first found at one predicate: roles by name, and where it stands."""

    frame: Frame
    trigger: int
    """Token of the word that evokes the frame."""
    clause: Clause
    standing: Standing
    roles: dict[str, list[str]] = field(default_factory=dict)
    extents: dict[str, str] = field(default_factory=dict)
    """Place → how much of it is meant, of those that are not meant as a whole."""
    means: list[str] = field(default_factory=list)
    construction: str = ""
    past: bool = False

    def add(self, role: str, entities: list[str]) -> None:
        """Add entities to a role, in order and once."""
        held = self.roles.setdefault(role, [])
        held += [e for e in entities if e not in held]

    def filled(self, role: str) -> list[str]:
        """Return the entities of a role; empty when it has none."""
        return self.roles.get(role, [])


@dataclass(frozen=True, slots=True)
class Attempt:
    """One frame laid over one clause: what it filled, and which required roles stayed empty."""

    found: Found
    missing: tuple[str, ...]
