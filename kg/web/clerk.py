"""Judgements over HTTP: written down by a process that does nothing else, one after another.

A judgement is kept, and the graph made anew from the records with it, as `kg judge` does; readers
go on with the old graph until the new one stands.
"""

import asyncio
import hmac
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError, QueryError
from kg.settings import Settings
from kg.web import wire
from kg.web.exchange import Request
from kg.web.nursery import Nursery
from kg.web.problems import Problem

JUDGING: Final = "judging"
_PATIENCE: Final = 600.0
"""Seconds that a judgement may take: the corpus is resolved anew."""
_SCHEME: Final = "bearer "


def clerk(path: Path, settings: Settings) -> Callable[[socket.socket], None]:
    """Return what the process of one judgement does: read it, write it down, tell and end."""

    def run(connection: socket.socket) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE * 2)
        message = wire.receive(connection)
        if message is not None:
            wire.send(connection, _judged(path, settings, message[0]) | {"pid": os.getpid()})

    return run


def _judged(path: Path, settings: Settings, task: wire.Head) -> wire.Head:
    from kg import pipeline  # noqa: PLC0415 (it loads the stages)

    try:
        made = pipeline.judge(
            path,
            task["verdict"],
            *task["targets"],
            by=task["by"],
            note=task["note"],
            settings=settings,
        )
    except QueryError as error:
        return {"status": 404, "error": str(error)}
    except KgError as error:
        return {"status": 409, "error": str(error)}
    return {"status": 201, "number": made.number, "words": str(made)}


def carries(request: Request, token: str) -> bool:
    """Tell whether a request carries this token."""
    given = request.headers.get("authorization", "")
    sent = given[len(_SCHEME) :] if given.lower().startswith(_SCHEME) else ""
    return hmac.compare_digest(sent.encode(), token.encode())


class Clerk:
    """Takes judgements from those who have the token."""

    def __init__(self, nursery: Nursery, token: str) -> None:
        """Ask a clerk of `nursery`; without a token nobody may judge."""
        self._nursery = nursery
        self._token = token
        self._turn = asyncio.Lock()

    def admit(self, request: Request) -> None:
        """Raise Problem (403, 401) unless the request carries the token."""
        if not self._token:
            raise Problem(403, "judging is switched off", "kg serve --token-file FILE lets it in.")
        if not carries(request, self._token):
            raise Problem(401, "a judgement needs the token", www_authenticate="Bearer")

    async def judge(self, task: dict[str, Any]) -> dict[str, Any]:
        """Write a judgement down; Problem when it means nothing or contradicts another."""
        async with self._turn:
            head = await self._asked(task)
        if "error" in head:
            raise Problem(head["status"], head["error"])
        return {"number": head["number"], "words": head["words"]}

    async def _asked(self, task: dict[str, Any]) -> wire.Head:
        ours, theirs = socket.socketpair()
        with theirs:
            self._nursery.fork(JUDGING, theirs)
        reader, writer = await asyncio.open_connection(sock=ours)
        try:
            writer.write(wire.pack(task))
            async with asyncio.timeout(_PATIENCE):
                data = await reader.read()
        except TimeoutError:
            raise Problem(504, "the judgement took too long; kg judge DATASET list tells") from None
        finally:
            writer.close()
        found = wire.unpack(data)
        if found is None:
            raise Problem(500, "the judgement failed; kg judge DATASET list tells if it is kept")
        return found[0]
