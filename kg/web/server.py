"""Serving a dataset: the nursery is forked first, then the server listens."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import uvicorn

from kg.errors import InputError
from kg.graph import folder
from kg.settings import Settings
from kg.web import nursery, tasks
from kg.web.api import ROOT, Answers, api
from kg.web.clerk import JUDGING, Clerk, clerk
from kg.web.connection import connection
from kg.web.endpoint import GRAPHS, QUERIES, Endpoint
from kg.web.gate import Admission, Gate
from kg.web.limits import Limits
from kg.web.pages.desk import STATIC, Desk
from kg.web.pool import Pool
from kg.web.scribe import UPDATING, Updates, scribe
from kg.web.worker import work

QUERYING: Final = "queries"
VIEWING: Final = "views"
_BACKLOG: Final = 512


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and by what names it is known."""

    host: str = "127.0.0.1"
    port: int = 8080
    """0 takes a free one."""
    names: tuple[str, ...] = ()
    """Host names beside those of the loopback; "*" for any."""
    origins: tuple[str, ...] = ()
    """Origins whose scripts may read answers; "*" for any."""

    def admission(self) -> Admission:
        """Return who may come in."""
        names = (x.lower() for x in (self.host, *self.names))
        return Admission(("localhost", *names), self.origins)


def _nothing() -> None:
    pass


@dataclass(slots=True)
class Server:
    """A server that is about to listen; `serve` does until it is told to stop."""

    dataset: Path
    settings: Settings
    address: Address = field(default_factory=Address)
    limits: Limits = field(default_factory=Limits)
    token: str = ""
    """Who has it may judge; "" lets nobody."""
    updates: bool = False
    """Who has the token may also add statements in graphs of their own."""
    services: frozenset[str] = frozenset()
    """Addresses of endpoints that queries may ask by SERVICE."""

    def bind(self) -> socket.socket:
        """Return the socket to listen on; InputError when the address is taken or none."""
        folder.find(self.dataset)
        family = socket.AF_INET6 if ":" in self.address.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self.address.host, self.address.port))
        except OSError as error:
            listener.close()
            where = f"{self.address.host}:{self.address.port}"
            raise InputError(f"cannot listen on {where}: {error.strerror or error}") from error
        listener.listen(_BACKLOG)
        return listener

    def serve(self, listener: socket.socket, ready: Callable[[], None] = _nothing) -> None:
        """Answer requests until the process is told to stop; call `ready` when it can be asked.

        Raises DatasetError when the dataset cannot be opened.
        """
        kinds = {
            QUERYING: work(self.dataset, self.settings, self.limits, tasks.answer, self.services),
            VIEWING: work(self.dataset, self.settings, self.limits, tasks.answer),
            JUDGING: clerk(self.dataset, self.settings),
            UPDATING: scribe(self.dataset, self.settings, self.limits, self.services),
        }
        nurse = nursery.start(kinds, without=[listener])
        try:
            _run(self._serve(nurse, listener, ready))
        finally:
            nurse.close()

    async def _serve(
        self, nurse: nursery.Nursery, listener: socket.socket, ready: Callable[[], None]
    ) -> None:
        pools = [Pool(nurse, x, self.dataset, self.limits) for x in (QUERYING, VIEWING)]
        try:
            for pool in pools:
                await pool.start()
            updates = Updates(nurse, self.limits, asyncio.Lock())
            endpoint = Endpoint(pools[0], self.limits, updates, self.token if self.updates else "")
            desk = Desk(pools[1], self.limits, judging=bool(self.token))
            gate = Gate(
                [
                    (QUERIES, endpoint.query),
                    (GRAPHS, endpoint.graph),
                    (ROOT, None),
                    (STATIC, desk.static),
                    ("", desk.page),
                ],
                api(Answers(pools[1], pools[0], self.limits), Clerk(nurse, self.token)),
                self.limits,
                self.address.admission(),
            )
            ready()
            await uvicorn.Server(self._config(gate)).serve([listener])
        finally:
            for pool in pools:
                await pool.close()

    def _config(self, gate: Gate) -> uvicorn.Config:
        return uvicorn.Config(
            gate,
            http=connection(self.limits),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=False,
            limit_concurrency=self.limits.connections,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=5,
        )


def _run(main: Coroutine[None, None, None]) -> None:
    """Run to the end on the fastest loop there is."""
    try:
        import uvloop  # noqa: PLC0415 (not on every system)
    except ImportError:
        asyncio.run(main)
    else:
        uvloop.run(main)
