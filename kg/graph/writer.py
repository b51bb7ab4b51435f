"""Changing a dataset: one writer at a time, and readers keep what they have until it is done."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, Store

from kg import ledger
from kg.graph import folder, journal, store
from kg.graph.edits import Edit
from kg.graph.memory import Memory
from kg.graph.rows import Rows
from kg.judgements import Judgement, Judgements
from kg.model import Record

INFERENCES: Final = "inferences"
"""The graph of inferences is called the base and this."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The right to change a dataset: `rows` per batch, the graph as a whole."""

    folder: folder.Folder
    rows: Rows

    @property
    def base(self) -> str:
        """Base of the IRIs of this dataset."""
        return str(folder.read_json(self.folder.manifest)["base"])

    @property
    def finished(self) -> store.Pointer | None:
        """What the finished graph was built from and holds; None when there is none."""
        return store.current(self.folder)

    @property
    def sources_file(self) -> Path | None:
        """The user's own word on sources that the dataset keeps; None when it keeps none."""
        return self.folder.sources if self.folder.sources.is_file() else None

    def keep_sources(self, text: str) -> None:
        """Keep a user's own word on sources, in Turtle; "" forgets it."""
        if text:
            folder.replace_file(self.folder.sources, text)
        else:
            self.folder.sources.unlink(missing_ok=True)

    @property
    def judgements(self) -> Judgements:
        """What people have judged, as far as it holds."""
        return Judgements(journal.read(self.folder))

    def record(self, key: str) -> Record | None:
        """Return what one document says; None when it is not there."""
        line = self.rows.record(key)
        return None if line is None else ledger.decode(line)

    def judge(self, judgement: Judgement) -> Judgement:
        """Add to the journal; InputError when the judgement contradicts those that stand."""
        return journal.append(self.folder, judgement)

    def publish(
        self,
        digest: str,
        quads: Iterable[Quad],
        found: dict[str, int],
        finish: store.Finish | None = None,
    ) -> None:
        """Replace the graph by `quads`, built from what `digest` names; `found` counts them.

        `finish` is done to the new graph before readers see it.
        """
        store.write(self.folder, digest, quads, found, finish)

    def memory(self, code: str) -> Memory:
        """Open what is remembered of the finished graph, if `code` made it; else nothing is."""
        finished = self.finished
        return Memory(self.folder.memory, code, finished.digest if finished else None)

    def change(
        self,
        digest: str,
        edits: Iterable[Edit],
        found: dict[str, int],
        finish: store.Finish | None = None,
    ) -> None:
        """Make the graph that `digest` names from the finished one; inferences from it go."""
        inferences = Edit(graph=NamedNode(self.base + INFERENCES))
        store.change(self.folder, digest, chain([inferences], edits), found, finish)

    def revise(self, do: Callable[[Store], None], ready: Callable[[], None]) -> None:
        """Make the next graph from the finished one by `do`; readers see it after `ready`.

        `do` changes what people have added (`kg.graph.updates`). DatasetError without a graph.
        """
        store.revise(self.folder, do, ready)

    def report(self, value: dict[str, Any]) -> None:
        """Keep the report of a run."""
        folder.write_json(self.folder.report, value)


@contextmanager
def writing(path: Path, base: str | None) -> Iterator[Writer]:
    """Open a dataset for writing and clean up what a crash has left.

    With a `base` the dataset is made if absent; without one it must exist. DatasetError when the
    folder holds something else or another process is writing to it.
    """
    place = folder.find(path) if base is None else folder.create(path, base)
    with folder.write_lock(place), Rows(place.ledger, writable=True) as rows:
        store.clean(place)
        yield Writer(place, rows)
