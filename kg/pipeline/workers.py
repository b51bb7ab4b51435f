"""Batches of documents through any number of processes; the order of results is that of batches."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from kg.model import Document, Skipped
from kg.pipeline.stages import Outcome
from kg.pipeline.understanding import failed
from kg.settings import Settings

Understand = Callable[[list[Document], Settings], list[Outcome]]
Batch = list[Document | Skipped]
"""Documents to be read, among what was skipped before: the order is kept."""

_AHEAD: Final = 2
"""Batches handed out per process before the first result is awaited: bounds the memory."""


def run(
    batches: Iterable[Batch], settings: Settings, understand: Understand
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each batch; one process works in this one."""
    if settings.processes <= 1:
        for batch in batches:
            yield _merged(batch, understand(_documents(batch), settings))
        return
    team = Team(settings, understand)
    try:
        yield from team.run(batches)
    finally:
        team.close()


class Team:
    """Processes that understand documents, replaced when one of them dies."""

    def __init__(self, settings: Settings, understand: Understand) -> None:
        """Start with the first batch."""
        self._settings = settings
        self._understand = understand
        self._pool = self._hire(settings.processes)
        self._waiting: deque[tuple[Batch, Future[list[Outcome]]]] = deque()

    def run(self, batches: Iterable[Batch]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each batch in order."""
        for batch in batches:
            self._waiting.append((batch, self._submit(self._pool, batch)))
            if len(self._waiting) > _AHEAD * self._settings.processes:
                yield self._next()
        while self._waiting:
            yield self._next()

    def close(self) -> None:
        """Let the processes go; what is not begun is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _next(self) -> list[Outcome]:
        batch, future = self._waiting.popleft()
        try:
            return _merged(batch, future.result())
        except BrokenProcessPool:  # a process was killed: by the system, or by a document
            self._pool.shutdown(wait=True, cancel_futures=True)
            found = [outcome for x in _documents(batch) for outcome in self._alone(x)]
            self._pool = self._hire(self._settings.processes)
            rest = [batch for batch, _ in self._waiting]
            self._waiting = deque((x, self._submit(self._pool, x)) for x in rest)
            return _merged(batch, found)

    def _alone(self, document: Document) -> list[Outcome]:
        with self._hire(1) as pool:
            try:
                return pool.submit(self._understand, [document], self._settings).result()
            except BrokenProcessPool:
                return [failed(document, "the process that read it was killed")]

    def _submit(self, pool: ProcessPoolExecutor, batch: Batch) -> "Future[list[Outcome]]":
        try:
            return pool.submit(self._understand, _documents(batch), self._settings)
        except BrokenProcessPool as error:  # told when it is this batch's turn
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(error)
            return broken

    @staticmethod
    def _hire(processes: int) -> ProcessPoolExecutor:
        # Forking a process that has threads (a progress bar, a store) may lock up.
        return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))


def _documents(batch: Batch) -> list[Document]:
    return [x for x in batch if isinstance(x, Document)]


def _merged(batch: Batch, outcomes: list[Outcome]) -> list[Outcome]:
    """Put the outcomes of documents in their places among what was skipped."""
    rest = iter(outcomes)
    return [x if isinstance(x, Skipped) else next(rest) for x in batch]
