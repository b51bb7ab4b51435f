"""Connections that go to the address that was checked, and are cut when their time is over."""

import socket
from threading import Timer
from types import TracebackType
from typing import Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kg.read import addresses

_MOST_ADDRESSES = 4


class Deadline:
    """Cuts the connections it watches after a time, however slowly their peers drip."""

    def __init__(self, seconds: float) -> None:
        """Prepare a deadline; its time runs from the beginning of the `with` block."""
        self.passed = False
        self._watched: list[socket.socket] = []
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Let the time begin."""
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the clock and let go of the connections."""
        self._timer.cancel()
        self._timer.join()
        for watched in self._watched:
            watched.close()

    def watch(self, connected: socket.socket) -> None:
        """Watch a connection, by a second handle that stays valid when TLS wraps the first."""
        self._watched.append(connected.dup())
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        for watched in self._watched:
            try:
                watched.shutdown(socket.SHUT_RDWR)
            except OSError:  # the peer closed it already
                continue


class CheckedAdapter(HTTPAdapter):
    """Resolves and checks the host of each request, and connects to what was checked."""

    def __init__(self, allowed: tuple[str, ...], deadline: Deadline) -> None:
        """Take the hosts that may have private addresses, and the deadline of the request."""
        super().__init__(max_retries=0)
        self._allowed = allowed
        self._deadline = deadline

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: bool | str | None,  # noqa: FBT001
        proxies: Any = None,  # noqa: ANN401, ARG002 - the signature is that of requests
        cert: Any = None,  # noqa: ANN401
    ) -> HTTPConnectionPool:
        """Return a pool of one host whose connections go to its checked addresses only."""
        checked = True if verify is None else verify
        target, tls = self.build_connection_pool_key_attributes(request, checked, cert)
        host, secure = target["host"], target["scheme"] == "https"
        port = target["port"] or (443 if secure else 80)
        pinned = addresses.resolve(host, port, self._allowed)
        kind = _HTTPSPool if secure else _HTTPPool
        options: dict[str, Any] = dict(tls) if secure else {}
        pool: HTTPConnectionPool = kind(host, port, **options)
        pool.conn_kw |= {"pinned": pinned, "deadline": self._deadline}
        return pool


class _Pinned:
    """A connection that does not look its host up again: name and TLS stay those of the host."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - handed on to urllib3 as they are
        pinned: tuple[str, ...],
        deadline: Deadline,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self._pinned = pinned
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        connection: Any = self
        failure = OSError("no address")
        for address in self._pinned[:_MOST_ADDRESSES]:
            try:
                made = socket.create_connection((address, connection.port), connection.timeout)
            except OSError as error:
                failure = error
                continue
            self._deadline.watch(made)
            return made
        raise failure


class _PinnedHTTP(_Pinned, HTTPConnection):
    pass


class _PinnedHTTPS(_Pinned, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _PinnedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PinnedHTTPS
