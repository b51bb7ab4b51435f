"""The stages as the pipeline calls them, each behind one verb; tests put others in their place."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.judgements import Judgements
from kg.model import Document, Record, Skipped
from kg.pipeline.growth import Growth
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.graph.edits import Edit

Outcome = Record | Skipped
"""What became of one document."""


class Read(Protocol):
    """Turns sources into documents."""

    def __call__(
        self, sources: Iterable[str], settings: Settings, *, date: str | None
    ) -> Iterator[Document | Skipped]:
        """Stream documents and what was skipped."""


class Combine(Protocol):
    """Turns what a dataset holds into what changes in its graph."""

    def __call__(
        self, growth: Growth, settings: Settings, found: dict[str, int], judgements: Judgements
    ) -> AbstractContextManager["Iterable[Edit]"]:
        """Give the edits; obey `judgements`, and count by kind in `found`."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Read, understand (annotate and extract) and combine (resolve, link, fuse, publish).

    `understand` is called in other processes by its name, so it must be a module's function.
    `combine` yields the edits that bring the graph up to date, and counts what it then holds by
    kind in the dictionary it is given.
    """

    read: Read
    understand: Callable[[list[Document], Settings], list[Outcome]]
    combine: Combine
    passes: int
    """So often `combine` reads the records that are due."""
    code: Callable[[Settings], tuple[str, str]]
    """Digests of what the document half and the corpus half depend on besides their input."""
