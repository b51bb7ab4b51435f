"""Workers at hand: each does one task at a time, is killed at its limit, and is replaced.

A task waits for a free worker in the order of arrival. When the dataset has a new finished graph,
workers of the old one finish what they do and are replaced; no answer mixes the two.
"""

import asyncio
import contextlib
import logging
import socket
from collections import deque
from pathlib import Path
from typing import Final

from kg.errors import DatasetError
from kg.web import wire
from kg.web.limits import Limits
from kg.web.nursery import Nursery
from kg.web.problems import Problem
from kg.web.worker import Reply, out_of_memory, version

_BIRTH: Final = 20.0
"""Seconds a worker may take to open the dataset."""
_PAUSE: Final = 1.0
"""Seconds before another try when the dataset could not be opened."""
_SHARE: Final = 0.5
"""Share of the time limit that may pass in waiting for a worker."""
_LOG: Final = logging.getLogger("kg.web")


class Worker(asyncio.Protocol):
    """The server's side of one worker."""

    def __init__(self) -> None:
        """Wait for its first message."""
        self.pid = 0
        self.version = ""
        self.gone = False
        self._data = bytearray()
        self._transport: asyncio.Transport | None = None
        self._asked: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # a stream
        """Remember the connection."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Pass a whole message on."""
        self._data += data
        if (found := wire.unpack(self._data)) is not None:
            head, body, end = found
            del self._data[:end]
            if not self._asked.done():
                self._asked.set_result((head, body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits that the process has ended."""
        self.gone = True
        if not self._asked.done():
            self._asked.set_exception(exc or EOFError("the worker has ended"))

    def greeting(self) -> asyncio.Future[Reply]:
        """Return what will hold the first message."""
        return self._asked

    def ask(self, task: bytes) -> asyncio.Future[Reply]:
        """Send a task, and return what will hold its reply."""
        self._asked = asyncio.get_running_loop().create_future()
        if self.gone or self._transport is None:
            self._asked.set_exception(EOFError("the worker has ended"))
        else:
            self._transport.write(task)
        return self._asked

    def close(self) -> None:
        """Let the worker go: it ends when nobody can ask it any more."""
        if self._transport is not None:
            self._transport.close()


class Pool:
    """Workers of one kind over one dataset."""

    def __init__(self, nursery: Nursery, kind: str, dataset: Path, limits: Limits) -> None:
        """Take workers of `kind` from `nursery`."""
        self._nursery = nursery
        self._kind = kind
        self._dataset = dataset
        self._limits = limits
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._all: set[Worker] = set()
        self._births: set[asyncio.Task[None]] = set()
        self._seen = ""
        self.version = ""
        """Of the graph that the newest worker has open."""
        self._closing = False

    async def start(self) -> None:
        """Make the workers; DatasetError when the dataset cannot be opened."""
        self._seen = version(self._dataset)
        born = [self._born() for _ in range(self._limits.workers)]
        for worker in await asyncio.gather(*born):
            self._give(worker)

    async def run(self, task: bytes) -> tuple[Reply, str]:
        """Return the reply to a task (a message), and the version of the graph that gave it.

        Raises Problem: 503 when no worker is free in time or one has ended, 504 at the limit.
        """
        loop = asyncio.get_running_loop()
        arrived = loop.time()
        worker = await self._take(arrived + self._limits.seconds * _SHARE)
        try:
            async with asyncio.timeout_at(arrived + self._limits.seconds):
                reply = await worker.ask(task)
        except TimeoutError:
            self._kill(worker)
            seconds = self._limits.seconds
            raise Problem(504, f"the query was stopped after {seconds:g} s", _NARROW) from None
        except (EOFError, OSError):
            self._replace(worker)
            raise out_of_memory(self._limits) from None
        except asyncio.CancelledError:
            self._kill(worker)
            raise
        self._give(worker)
        return reply, worker.version

    def refresh(self) -> None:
        """Look whether the dataset has a new finished graph, and turn to it."""
        try:
            now = version(self._dataset)
        except OSError:  # it is gone: those who hold it open go on
            return
        if now != self._seen:
            self._seen, self.version = now, ""
            while self._idle:
                self._replace(self._idle.popleft())

    async def close(self) -> None:
        """Let all workers go."""
        self._closing = True
        for task in list(self._births):
            task.cancel()
        for worker in list(self._all):
            self._nursery.kill(worker.pid)
            worker.close()

    async def _take(self, until: float) -> Worker:
        while self._idle:
            worker = self._idle.popleft()
            if not worker.gone:
                return worker
            self._replace(worker)
        if len(self._waiting) >= self._limits.waiting:
            raise Problem(503, "too many requests are waiting", retry_after="1")
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout_at(until):
                return await place
        except (TimeoutError, asyncio.CancelledError) as error:
            with contextlib.suppress(ValueError):
                self._waiting.remove(place)
            if place.done() and not place.cancelled():
                self._give(place.result())
            if isinstance(error, asyncio.CancelledError):
                raise
            raise Problem(503, "no worker was free in time", retry_after="5") from None

    def _give(self, worker: Worker) -> None:
        if worker.gone or (worker.version != self._seen and not self._closing):
            self._replace(worker)
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _kill(self, worker: Worker) -> None:
        self._nursery.kill(worker.pid)
        self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        worker.close()
        self._all.discard(worker)
        if not self._closing:
            task = asyncio.get_running_loop().create_task(self._bear())
            self._births.add(task)
            task.add_done_callback(self._births.discard)

    async def _bear(self) -> None:
        while not self._closing:
            try:
                worker = await self._born()
            except (DatasetError, TimeoutError, EOFError, OSError) as error:
                _LOG.warning("no new worker: %s", error)
                await asyncio.sleep(_PAUSE)
                continue
            self._give(worker)
            return

    async def _born(self) -> Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            self._nursery.fork(self._kind, theirs)
        _, worker = await asyncio.get_running_loop().create_connection(Worker, sock=ours)
        async with asyncio.timeout(_BIRTH):
            head, _ = await worker.greeting()
        worker.pid = head["pid"]
        if "error" in head:
            worker.close()
            raise DatasetError(head["error"])
        worker.version = self.version = head["version"]
        self._all.add(worker)
        self.refresh()
        return worker


_NARROW: Final = "Ask for less: name an entity, a relation or a time, or add LIMIT."
