"""A worker: one process that holds the dataset open and answers one task after another.

It may be killed at any moment, so it keeps nothing that others need. The server kills it at its
time limit; should the server be gone or busy, an alarm of the kernel does. Memory beyond the limit
is refused by the kernel, which ends the process when the engine asks for it. So is every socket.
"""

import contextlib
import logging
import os
import resource
import signal
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import KgError
from kg.graph import Dataset
from kg.graph.federation import Services
from kg.graph.folder import Folder
from kg.settings import Settings
from kg.web import courier, wire
from kg.web.limits import Limits
from kg.web.problems import Problem, problem_body
from kg.web.seal import seal

GRACE: Final = 1.1
"""The kernel's alarm rings after so many times the limit."""
_STATUS: Final = Path("/proc/self/statm")
_DATA: Final = 5
"""Field of `_STATUS` that counts pages of data and stack."""

_LOG: Final = logging.getLogger("kg.web")

Reply = tuple[wire.Head, bytes]
"""Status, media type and other headers; the body."""
Answer = Callable[[Dataset, wire.Head], Reply]
"""Answers a task; raises Problem for one that cannot be answered."""


@cache
def _pointer(folder: Path) -> str:
    return str(Folder(folder).pointer)


def version(folder: Path) -> str:
    """Return what tells one finished graph of a dataset from every other one it has had."""
    state = os.stat(_pointer(folder))  # noqa: PTH116 (at each request: a path object costs more)
    return f"{state.st_mtime_ns:x}-{state.st_ino:x}-{state.st_size:x}"


def work(
    path: Path,
    settings: Settings,
    limits: Limits,
    answer: Answer,
    services: frozenset[str] = frozenset(),
) -> Callable[[socket.socket], None]:
    """Return what a worker of a nursery does: answer tasks on `path` until nobody asks.

    Queries may ask the endpoints at `services` by SERVICE.
    """

    def run(connection: socket.socket) -> None:
        settle()
        try:
            asked = courier.services(services, settings, limits.seconds)
            dataset, seen = _open(path, settings, asked)
        except (KgError, OSError) as error:
            wire.send(connection, {"pid": os.getpid(), "error": str(error)})
            return
        bound(limits.memory)
        seal()
        wire.send(connection, {"pid": os.getpid(), "version": seen})
        _serve(connection, dataset, limits, answer)

    return run


def settle() -> None:
    """Let the kernel end this process by its signals, whatever it is doing, and leave no dump."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the kernel ends us, whatever we are doing
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open(path: Path, settings: Settings, services: Services) -> tuple[Dataset, str]:
    """Open the dataset, sure of which of its graphs it is."""
    while True:
        seen = version(path)
        dataset = Dataset(path, settings, services)
        if version(path) == seen:
            return dataset, seen
        dataset.close()


def bound(memory: int) -> None:
    """Let the process have `memory` bytes more than it has now."""
    used = 0
    if _STATUS.exists():
        used = int(_STATUS.read_text().split()[_DATA]) * resource.getpagesize()
    with contextlib.suppress(ValueError, OSError):  # no such limit on this system
        resource.setrlimit(resource.RLIMIT_DATA, (used + memory, used + memory))


def _serve(connection: socket.socket, dataset: Dataset, limits: Limits, answer: Answer) -> None:
    while message := wire.receive(connection):
        task, _ = message
        signal.setitimer(signal.ITIMER_REAL, limits.seconds * GRACE)
        full = False
        try:
            head, body = answer(dataset, task)
        except Problem as problem:
            head, body = problem_body(problem)
        except MemoryError:
            full = True
            head, body = problem_body(out_of_memory(limits))
        except Exception:  # noqa: BLE001 (a defect: the next task is served all the same)
            _LOG.exception("a task failed: %s", task.get("do"))
            head, body = problem_body(Problem(500, "the server failed; its log says how"))
        signal.setitimer(signal.ITIMER_REAL, 0)
        wire.send(connection, head, body)
        if full:
            return


def out_of_memory(limits: Limits) -> Problem:
    """Return what is said of a query that needed more memory than it may have."""
    megabytes = limits.memory >> 20
    return Problem(
        503,
        f"the query ended its process: it needed more than {megabytes} MB or nested too deeply",
        "Ask for less at once: fewer combinations, fewer rows to sort or group.",
    )
