"""Changes to a finished graph, unit by unit: a document, an entity, a fact."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

_BATCH: Final = 20_000
"""Statements taken away or added at once."""
_FINAL: Final = ".sst"
"""Files of a store that are never written to again."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One unit of the graph as it is from now on.

    `added` takes the place of all that stands in the named graph `graph`, or of all that the
    default graph says of `subject` by other predicates than those in `apart`; `removed` goes too.
    """

    graph: NamedNode | None = None
    subject: NamedNode | None = None
    apart: frozenset[str] = frozenset()
    removed: tuple[Quad, ...] = ()
    added: tuple[Quad, ...] = ()

    def before(self, store: Store) -> set[Quad]:
        """Return what stands in the place of the unit in `store`."""
        found = set(self.removed)
        if self.graph is not None:
            found.update(store.quads_for_pattern(None, None, None, self.graph))
        if self.subject is not None:
            own = store.quads_for_pattern(self.subject, None, None, DefaultGraph())
            found.update(x for x in own if x.predicate.value not in self.apart)
        return found


@dataclass(slots=True)
class Balance:
    """How many statements were taken away and added."""

    removed: int = 0
    added: int = 0


def apply(edits: Iterable[Edit], old: Store, new: Store) -> Balance:
    """Change `new`, a copy of `old`, by `edits`; what stays the same is not touched."""
    balance = Balance()
    for removed, added in _batches(edits, old):
        for quad in removed:
            new.remove(quad)
        new.extend(added)
        balance.removed += len(removed)
        balance.added += len(added)
    return balance


def _batches(edits: Iterable[Edit], old: Store) -> Iterator[tuple[list[Quad], list[Quad]]]:
    removed: list[Quad] = []
    added: list[Quad] = []
    for edit in edits:
        before, after = edit.before(old), set(edit.added)
        removed += before - after
        added += after - before
        if len(removed) + len(added) > _BATCH:
            yield removed, added
            removed, added = [], []
    yield removed, added


def duplicate(store: Path, copy: Path) -> None:
    """Copy a finished store; files that are never written to again are linked, not copied."""
    copy.mkdir()
    for file in sorted(store.iterdir()):
        if file.suffix == _FINAL:
            _link(file, copy / file.name)
        elif file.name != "LOCK":
            shutil.copy2(file, copy / file.name)


def _link(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy)
    except OSError:  # the file system has no links
        shutil.copy2(file, copy)
