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


def apply(edits: Iterable[Edit], store: Store) -> int:
    """Change `store` by `edits`; returns by how many statements it has grown (or shrunk).

    What one edit adds stands, whatever another takes away: a plain triple can pass from one fact
    to another. What stays the same is not touched.
    """
    grown, kept = 0, set[Quad]()
    for removed, added, shared in _batches(edits, store):
        kept |= shared
        for quad in removed - added - kept:
            if quad in store:
                store.remove(quad)
                grown -= 1
        new = [x for x in added if x not in store]
        store.extend(new)
        grown += len(new)
    return grown


def _batches(
    edits: Iterable[Edit], store: Store
) -> Iterator[tuple[set[Quad], set[Quad], set[Quad]]]:
    """Yield what goes, what comes, and what of it other units may share: the plain triples."""
    removed, added, shared = set[Quad](), set[Quad](), set[Quad]()
    for edit in edits:
        removed |= edit.before(store)
        added.update(edit.added)
        if edit.graph is None:
            shared |= {x for x in edit.added if x.subject != edit.subject}
        if len(removed) + len(added) > _BATCH:
            yield removed, added, shared
            removed, added, shared = set(), set(), set()
    yield removed, added, shared


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
