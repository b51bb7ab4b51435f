"""A dataset as its readers see it: the last finished graph and the documents behind it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from pyoxigraph import Store

from kg import ledger
from kg.errors import DatasetError, QueryError
from kg.graph import export, folder, journal, library, memory, query, store
from kg.graph.export.quickstatements import Proposal, left_out
from kg.graph.federation import NO_SERVICES, Services
from kg.graph.query import Answer
from kg.graph.rows import Rows
from kg.judgements import Judgement
from kg.model import BELIEVED, Record
from kg.ontology import load_alignments
from kg.settings import Settings, shipped
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    import rdflib


class Dataset:
    """A folder made by `kg build`, opened for reading; a context manager.

    What it shows stays the same while it is open, even when a writer finishes a new graph.
    Every method raises DatasetError when the folder is damaged.
    """

    def __init__(
        self,
        path: Path | str,
        settings: Settings | None = None,
        services: Services = NO_SERVICES,
    ) -> None:
        """Open the dataset at `path`; DatasetError when it is none or has no finished graph.

        SERVICE in a query may ask `services`: none, unless they are allowed by name.
        """
        self._folder = folder.find(Path(path))
        self._open = store.open_current(self._folder)
        self.settings = settings or Settings()
        self.services = services

    def __enter__(self) -> Self:
        """Return the open dataset."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let a writer remove this graph once there is a newer one."""
        self._open.close()

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    @property
    def store(self) -> Store:
        """The read-only pyoxigraph store."""
        return self._open.store

    @property
    def found(self) -> dict[str, int]:
        """How much of each kind is in the graph: documents, claims, entities, facts, quads."""
        return self._open.pointer.found

    @cached_property
    def base(self) -> str:
        """Base of the IRIs of entities, claims and documents."""
        return str(folder.read_json(self._folder.manifest)["base"])

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes for queries and for writing; `id` is this dataset's base."""
        return {**PREFIXES, "id": self.base}

    @cached_property
    def questions(self) -> dict[str, library.Question]:
        """The named questions that can be asked."""
        return library.load(shipped(self.settings) / "queries")

    def query(self, text: str) -> Answer:
        """Run a SPARQL query (read-only); QueryError tells where it is wrong."""
        return query.ask(self.store, text, self.prefixes, services=self.services)

    def ask(self, name: str, params: Mapping[str, str] | None = None) -> Answer:
        """Ask a named question; QueryError for an unknown name or a parameter that does not fit."""
        if name not in self.questions:
            raise QueryError(f"no question named {name!r}; kg queries lists them")
        return self.query(self.questions[name].bind(params or {}))

    def rdflib(self) -> "rdflib.Dataset":
        """Return a read-only view for rdflib; nothing is copied."""
        from kg.graph.view import view  # noqa: PLC0415 (rdflib takes long to load)

        return view(self.store, self.prefixes)

    def export(self, form: str, out: IO[bytes], min_belief: float = BELIEVED) -> None:
        """Write the graph in one of `kg.graph.export.FORMATS`, reproducibly.

        QuickStatements hold facts that are believed at least so much and that a person accepted.
        """
        export.write(self.store, form, out, self.prefixes, self._proposal(min_belief))

    def left_out(self, min_belief: float = BELIEVED) -> Counter[str]:
        """Return why accepted facts are not among the QuickStatements, with their numbers."""
        return left_out(self.store, self._proposal(min_belief))

    def _proposal(self, min_belief: float) -> Proposal:
        return Proposal(load_alignments(shipped(self.settings) / "ontology"), min_belief)

    def documents(self) -> Iterator[Record]:
        """Stream what each document says, in the order of their keys."""
        with Rows(self._folder.ledger) as rows:
            for line in rows.records():
                yield ledger.decode(line)

    def document(self, key: str) -> Record:
        """Return what one document says; DatasetError when it is not in the dataset."""
        with Rows(self._folder.ledger) as rows:
            line = rows.record(key)
        if line is None:
            raise DatasetError(f"{self.path}: holds no document {key!r}")
        return ledger.decode(line)

    def added_at(self, key: str) -> str | None:
        """Return when a document came into the dataset, as an ISO timestamp; None if it is not."""
        with Rows(self._folder.ledger) as rows:
            return rows.added_at(key)

    def recalled(self) -> AbstractContextManager[sqlite3.Connection | None]:
        """Give what the last build remembers of this graph; None when that is lost or newer."""
        return memory.recalled(self._folder.memory, self._open.pointer.digest)

    @property
    def sources_file(self) -> Path | None:
        """The user's own word on sources that the dataset keeps; None when it keeps none."""
        return self._folder.sources if self._folder.sources.is_file() else None

    @property
    def journal(self) -> list[Judgement]:
        """All judgements in their order, also those that were undone."""
        return journal.read(self._folder)

    @property
    def report(self) -> dict[str, Any]:
        """What the last run read, skipped and found."""
        return folder.read_json(self._folder.report) if self._folder.report.is_file() else {}
