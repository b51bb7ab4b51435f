"""The process that makes workers: a fork of the server from before it had threads or connections.

A worker is a fork of the nursery, so a killed one is replaced within milliseconds. The nursery is
the parent of every worker: it alone ends them, so no process that took over a number is hit. When
the server goes, however it goes, the nursery ends its workers and itself.
"""

import json
import logging
import os
import select
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any, Final

_PAUSE: Final = 0.5
"""Seconds between looks for workers that ended by themselves."""
_LONGEST: Final = 4096
_LOG: Final = logging.getLogger("kg.web")

Work = Callable[[socket.socket], None]
"""What a worker does with its connection; its process ends when this returns."""


class Nursery:
    """The server's handle on the nursery."""

    def __init__(self, connection: socket.socket) -> None:
        """Speak to the nursery at the other end of `connection`."""
        self._connection = connection

    def fork(self, kind: str, connection: socket.socket) -> None:
        """Make a worker of a kind that owns `connection`; its first message tells its number."""
        message = json.dumps({"fork": kind}).encode()
        socket.send_fds(self._connection, [message], [connection.fileno()])

    def kill(self, pid: int) -> None:
        """End a worker at once (SIGKILL); nothing happens when it has ended."""
        self._connection.send(json.dumps({"kill": pid}).encode())

    def close(self) -> None:
        """End the nursery and all its workers."""
        self._connection.close()


def start(kinds: dict[str, Work], without: Sequence[socket.socket] = ()) -> Nursery:
    """Fork a nursery that knows how to make workers of these kinds, and closes `without`.

    Call it while the process has one thread.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        for connection in (ours, *without):
            connection.close()
        try:
            _Nurse(theirs, kinds).run()
        finally:
            os._exit(0)
    theirs.close()
    return Nursery(ours)


class _Nurse:
    def __init__(self, connection: socket.socket, kinds: dict[str, Work]) -> None:
        self._connection = connection
        self._kinds = kinds
        self._children: set[int] = set()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us

    def run(self) -> None:
        while True:
            ready, _, _ = select.select([self._connection], [], [], _PAUSE)
            self._reap()
            if ready and not self._obey():
                break
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)

    def _obey(self) -> bool:
        data, handles, _, _ = socket.recv_fds(self._connection, _LONGEST, 1)
        if not data:
            return False
        order: dict[str, Any] = json.loads(data)
        if "fork" in order:
            self._fork(order["fork"], socket.socket(fileno=handles[0]))
        elif order.get("kill") in self._children:
            os.kill(order["kill"], signal.SIGKILL)
        return True

    def _fork(self, kind: str, connection: socket.socket) -> None:
        pid = os.fork()
        if pid == 0:
            self._connection.close()
            try:
                self._kinds[kind](connection)
            except Exception:  # noqa: BLE001 (a defect: it is told, and the worker replaced)
                _LOG.exception("a process of the kind %s failed", kind)
            finally:
                os._exit(1)
        connection.close()
        self._children.add(pid)

    def _reap(self) -> None:
        for pid in list(self._children):
            if os.waitpid(pid, os.WNOHANG) != (0, 0):
                self._children.discard(pid)
