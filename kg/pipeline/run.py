"""One run: documents into the ledger batch by batch, then the graph as a whole."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path

from kg import ledger
from kg.errors import DatasetError
from kg.graph.memory import Memory
from kg.graph.rows import Row
from kg.graph.writer import Writer, writing
from kg.judgements import Judgement
from kg.model import Record, Skipped
from kg.ontology import load_sources
from kg.pipeline import workers
from kg.pipeline.documents import Sieve, batches
from kg.pipeline.finish import finishing
from kg.pipeline.growth import Growth
from kg.pipeline.places import participant_at
from kg.pipeline.report import Report, Tally
from kg.pipeline.stages import Outcome, Stages
from kg.settings import Settings, shipped


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is: `stage` is "documents" or "graph" (its steps); `total` None if unknown."""

    stage: str
    done: int
    total: int | None = None


Progress = Callable[[Step], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Run:
    """A run with all it needs; nothing in it is global."""

    settings: Settings
    stages: Stages
    clock: Clock
    progress: Progress
    date: str | None = None
    tally: Tally = field(default_factory=Tally)

    def build(self, sources: Iterable[str], dataset: Path) -> Report:
        """Add what `sources` hold to a dataset and bring its graph up to date."""
        start = self.clock()
        with writing(dataset, self.settings.base) as writer:
            self._take_sources(writer)
            version, _ = self.stages.code(self.settings)
            for outcomes in self._outcomes(sources, Sieve(writer.rows.state, version, self.tally)):
                self._keep(writer, version, outcomes)
            return self._finish(writer, start)

    def remove(self, dataset: Path, name: str) -> Report:
        """Take a document (by its id or source) and all that rests on it out of a dataset.

        When a run that was interrupted has taken it already, the graph is brought up to date.
        """
        start = self.clock()
        with writing(dataset, None) as writer:
            key = writer.rows.key_of(name)
            if key is not None:
                writer.rows.remove(key)
            elif not self._is_stale(writer):
                raise DatasetError(f"{dataset}: holds no document {name!r}")
            return self._finish(writer, start)

    def link(self, dataset: Path, links: Iterable[Judgement] = ()) -> Report:
        """Bring the graph of a dataset up to date without reading a document, after `links`."""
        start = self.clock()
        at = start.isoformat(timespec="seconds")
        with writing(dataset, None) as writer:
            for one in links:
                writer.judge(replace(one, at=at))
            return self._finish(writer, start)

    def weigh(self, dataset: Path, *, shipped_only: bool = False) -> Report:
        """Decide a dataset anew by the sources of the settings, or by the shipped ones alone.

        No document is read.
        """
        start = self.clock()
        with writing(dataset, None) as writer:
            if shipped_only:
                writer.keep_sources("")
            else:
                self._take_sources(writer)
            return self._finish(writer, start)

    def judge(self, dataset: Path, judgement: Judgement, *, publish: bool) -> Judgement:
        """Write a judgement down, with the time; with `publish`, bring the graph up to date.

        Raises InputError when it contradicts judgements that stand.
        """
        start = self.clock()
        with writing(dataset, None) as writer:
            at = start.isoformat(timespec="seconds")
            made = writer.judge(replace(judgement, at=at))
            if publish:
                self._finish(writer, start)
            return made

    def extract(self, sources: Iterable[str]) -> Iterator[Outcome]:
        """Yield what becomes of each document, in the order of the sources."""
        for outcomes in self._outcomes(sources, Sieve(lambda _: None, "", self.tally)):
            yield from outcomes

    def _outcomes(self, sources: Iterable[str], sieve: Sieve) -> Iterator[list[Outcome]]:
        found = self.stages.read(sources, self.settings, date=self.date)
        todo = batches(sieve.need(found), self.settings.batch_size)
        for outcomes in workers.run(todo, self.settings, self.stages.understand):
            yield outcomes
            self._tell("documents")

    def _keep(self, writer: Writer, version: str, outcomes: list[Outcome]) -> None:
        rows = []
        for outcome in outcomes:
            if isinstance(outcome, Skipped):
                self.tally.skipped.append(outcome)
            else:
                is_new = writer.rows.state(outcome.document.key) is None
                self.tally.added += is_new
                self.tally.updated += not is_new
                self.tally.words += len(outcome.document.text.split())
                rows.append(self._row(outcome, version))
        writer.rows.put(rows)

    def _row(self, record: Record, version: str) -> Row:
        document = record.document
        return Row(
            key=document.key,
            sha256=document.sha256,
            version=version,
            source=document.url or document.key,
            added_at=self.clock().isoformat(timespec="seconds"),
            record=ledger.encode(record),
        )

    def _finish(self, writer: Writer, start: datetime) -> Report:
        found = self._publish(writer)
        seconds = (self.clock() - start).total_seconds()
        report = self.tally.freeze(start.isoformat(timespec="seconds"), round(seconds, 3), found)
        writer.report(report.to_json())
        return report

    def _publish(self, writer: Writer) -> dict[str, int]:
        if writer.finished and not self._is_stale(writer):
            return writer.finished.found
        found = {"documents": len(writer.rows)}
        _, code = self.stages.code(self._settings(writer))
        with writer.memory(f"{code} {writer.judgements.digest}") as memory:
            try:
                self._combine(writer, memory, found)
            except sqlite3.DatabaseError:
                if memory.fresh:
                    raise
                memory.reset()  # it was damaged
                self._combine(writer, memory, found)
        return found

    def _combine(self, writer: Writer, memory: Memory, found: dict[str, int]) -> None:
        growth = Growth.of(memory, writer.folder.ledger, writer.rows)
        growth.tell = self._counting(self.stages.passes * growth.due)
        digest = self._digest(writer)
        judgements = writer.judgements.located(partial(participant_at, writer.record))
        with self.stages.combine(growth, self._settings(writer), found, judgements) as edits:
            finish = finishing(shipped(self.settings) / "ontology", writer.base)
            if memory.fresh:
                writer.publish(digest, (quad for x in edits for quad in x.added), found, finish)
            else:
                writer.change(digest, edits, found, finish)
        memory.commit(digest)
        self.tally.moved = growth.moves

    def _counting(self, total: int) -> Callable[[], None]:
        done = count(1)
        return lambda: self.progress(Step("graph", min(next(done), total), total))

    def _is_stale(self, writer: Writer) -> bool:
        return writer.finished is None or writer.finished.digest != self._digest(writer)

    def _take_sources(self, writer: Writer) -> None:
        """Let the dataset keep the user's own word on sources; KnowledgeError if it is broken."""
        own = self.settings.sources_file
        if own is not None:
            load_sources(shipped(self.settings) / "ontology", own)
            writer.keep_sources(own.read_text(encoding="utf-8"))

    def _digest(self, writer: Writer) -> str:
        _, code = self.stages.code(self._settings(writer))
        parts = (writer.rows.digest(), code, writer.judgements.digest)
        return sha256(" ".join(x for x in parts if x).encode()).hexdigest()

    def _settings(self, writer: Writer) -> Settings:
        """Return the settings with the base of the dataset and what it keeps on sources."""
        return replace(self.settings, base=writer.base, sources_file=writer.sources_file)

    def _tell(self, stage: str) -> None:
        tally = self.tally
        done = tally.added + tally.updated + tally.unchanged + len(tally.skipped)
        self.progress(Step(stage, done))
