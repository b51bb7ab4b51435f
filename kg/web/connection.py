"""A connection that is cut when its client is slow: in sending a request, or in reading an answer.

A body that does not come is a matter of `kg.web.exchange`; here it is the head of a request, the
time before it, and an answer left unread.
"""

import asyncio
import socket
import struct
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.web.limits import Limits

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)

_DROP = struct.pack("ii", 1, 0)


class Connection(HttpToolsProtocol):
    """One connection; `limits` is set on a subclass."""

    limits = Limits()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (passed on)
        """Begin as the server does."""
        super().__init__(*args, **kwargs)
        self._timer: asyncio.TimerHandle | None = None
        self._head: int | None = 0
        """Bytes of the head that is coming; None while there is none."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as there
        """Give the client so long to send a head."""
        super().connection_made(transport)
        self._set(self.limits.sending)

    def data_received(self, data: bytes) -> None:
        """Take bytes; a head that is too long ends the connection."""
        if self._head is not None:
            self._head += len(data)
            if self._timer is None:
                self._set(self.limits.sending)
        super().data_received(data)
        if self._head is not None and self._head > self.limits.head:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """Stop the clock: the head is there."""
        self._head = None
        self._unset()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Expect another head."""
        super().on_message_complete()
        self._head = 0

    def pause_writing(self) -> None:
        """Give the client so long to read what was sent."""
        super().pause_writing()
        self._set(self.limits.stalled)

    def resume_writing(self) -> None:
        """Stop the clock: the client reads."""
        self._unset()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._unset()
        super().connection_lost(exc)

    def _set(self, seconds: float) -> None:
        self._unset()
        self._timer = self.loop.call_later(seconds, self._cut)

    def _unset(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _cut(self) -> None:
        """Reset the connection: what is unsent is dropped, by the kernel too."""
        self._timer = None
        own = self.transport.get_extra_info("socket")
        if own is not None:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
        self.transport.abort()


def connection(limits: Limits) -> type[Connection]:
    """Return the kind of connection that keeps these limits."""
    return type("Connection", (Connection,), {"limits": limits})
