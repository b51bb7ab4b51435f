"""Updates over HTTP: each made by a process that does nothing else, one after another.

The process prepares the next graph and says so; only when the server, which keeps the limits, lets
it, the graph becomes the current one. So an update that is killed has changed nothing, and readers
go on with the old graph until the new one stands.
"""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.errors import ForbiddenError, KgError, QueryError, ServiceError
from kg.graph import Writer, writing
from kg.graph.federation import Services
from kg.graph.updates import Update, Updater
from kg.settings import Settings
from kg.vocabulary import PREFIXES
from kg.web import courier, wire
from kg.web.limits import Limits
from kg.web.nursery import Nursery
from kg.web.pool import Worker
from kg.web.problems import Problem
from kg.web.seal import seal
from kg.web.worker import GRACE, bound, settle

UPDATING: Final = "updating"
_WRITING: Final = 256 << 20
"""Bytes that a store takes for itself when it is written to: buffers, one for each index."""
_SWITCHING: Final = 60.0
"""Seconds that it may take to switch to a graph that is ready; it is a matter of milliseconds."""
_DYING: Final = 2.0
"""Seconds that a process may take to end when it is killed."""
_STATUS: Final = ((ForbiddenError, 403), (QueryError, 400), (ServiceError, 502))
_BUSY: Final = 409
"""Another process writes to the dataset, or there is nothing to write to."""


def scribe(
    path: Path, settings: Settings, limits: Limits, services: frozenset[str] = frozenset()
) -> Callable[[socket.socket], None]:
    """Return what the process of one update does: make it ready, switch when it is told to, end."""

    def run(connection: socket.socket) -> None:
        settle()
        signal.setitimer(signal.ITIMER_REAL, limits.seconds * GRACE)
        wire.send(connection, {"pid": os.getpid()})
        message = wire.receive(connection)
        if message is None:
            return
        asked = courier.services(services, settings, limits.seconds)
        bound(limits.memory + _WRITING)
        seal()
        task = message[0]
        update = Update(task["update"], task["base"], task["using"], task["named"])
        wire.send(connection, _made(path, update, asked, connection))

    return run


def _made(path: Path, update: Update, services: Services, connection: socket.socket) -> wire.Head:
    def ready() -> None:
        wire.send(connection, {"status": 202})
        if wire.receive(connection) is None:
            raise ConnectionResetError("the server has gone")
        signal.setitimer(signal.ITIMER_REAL, _SWITCHING)

    def change(writer: Writer, store: Store) -> None:
        prefixes = {**PREFIXES, "id": writer.base}
        Updater(store, writer.base, prefixes, services).apply(update)

    try:
        with writing(path, None) as writer:
            writer.revise(lambda store: change(writer, store), ready)
    except KgError as error:
        fitting = (number for kind, number in _STATUS if isinstance(error, kind))
        status = next(fitting, _BUSY)
        return {"status": status, "error": str(error)}
    except OSError as error:  # the disk is full, or not ours
        return {"status": 500, "error": f"nothing was changed: {error}"}
    return {"status": 204}


@dataclass(slots=True)
class Updates:
    """Takes updates, one after another."""

    nursery: Nursery
    limits: Limits
    turn: asyncio.Lock

    async def make(self, task: wire.Head) -> None:
        """Make an update: `update`, `base`, `using`, `named`; Problem tells why it is not made."""
        seconds = self.limits.seconds
        until = asyncio.get_running_loop().time() + seconds
        try:
            async with asyncio.timeout_at(until):
                await self.turn.acquire()
        except TimeoutError:
            raise Problem(503, "other updates are being made", retry_after="5") from None
        try:
            await self._made(task, until)
        finally:
            self.turn.release()

    async def _made(self, task: wire.Head, until: float) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.nursery.fork(UPDATING, theirs)
        _, worker = await asyncio.get_running_loop().create_connection(Worker, sock=ours)
        ready = False
        try:
            async with asyncio.timeout_at(until):
                worker.pid = (await worker.greeting())[0]["pid"]
                head, _ = await worker.ask(wire.pack(task))
            ready = head["status"] == 202
            if ready:
                head, _ = await asyncio.shield(worker.ask(wire.pack({"switch": True})))
        except TimeoutError:
            seconds = self.limits.seconds
            raise Problem(504, f"the update was stopped after {seconds:g} s", _SMALLER) from None
        except (EOFError, OSError):
            raise self._ended(ready=ready) from None
        finally:
            if not ready:
                await self._kill(worker)
            worker.close()
        if "error" in head:
            raise Problem(head["status"], head["error"])

    async def _kill(self, worker: Worker) -> None:
        """End a process, and wait until it holds the dataset no more."""
        self.nursery.kill(worker.pid)
        with contextlib.suppress(EOFError, OSError, TimeoutError):
            async with asyncio.timeout(_DYING):
                await worker.ask(b"")

    def _ended(self, *, ready: bool) -> Problem:
        if ready:
            return Problem(500, "the update's process ended as it was done; ask if it was made")
        megabytes = self.limits.memory >> 20
        return Problem(
            503,
            f"the update ended its process: it needed more than {megabytes} MB or nests too deep",
            _SMALLER,
        )


_SMALLER: Final = "Nothing was changed. Change less at once."
