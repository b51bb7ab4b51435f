"""What a run did: counted while it runs, frozen when it ends."""

from dataclasses import asdict, dataclass, field
from typing import Any

from kg.model import Skipped


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run, as `report.json` keeps it.

    `read` counts the documents that the sources held and that could be used; each is `added`,
    `updated` (its content or the pipeline changed) or `unchanged`. `found` counts what the
    finished graph holds: documents, claims, entities, linked entities, facts, quads.
    """

    started: str
    seconds: float
    read: int
    added: int
    updated: int
    unchanged: int
    words: int
    skipped: tuple[Skipped, ...]
    found: dict[str, int]
    moved: dict[str, int] = field(default_factory=dict)
    """When entities that were there have another IRI now: of how many ("entities"), and why
    ("merged", "split", "named": found in the list of names, "renamed": a plainer name)."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


@dataclass(slots=True)
class Tally:
    """Counts of a run that is going on."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    words: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    moved: dict[str, int] = field(default_factory=dict)

    def freeze(self, started: str, seconds: float, found: dict[str, int]) -> Report:
        """Return the report."""
        return Report(
            started=started,
            seconds=seconds,
            read=self.read,
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            words=self.words,
            skipped=tuple(sorted(self.skipped, key=lambda x: (x.source, x.reason))),
            found=dict(found),
            moved=dict(self.moved),
        )
