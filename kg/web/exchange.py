"""A request and its answer, as the parts of the server hand them to each other."""

import asyncio
from binascii import a2b_qp
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from kg.web.limits import Limits
from kg.web.problems import Problem, problem_body

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Pairs = list[tuple[str, str]]

_FIELDS: Final = 100
"""Parameters of one request."""


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Request:
    """What a client asks."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        """Read a request from ASGI."""
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.raw_path: str = scope["raw_path"].decode("ascii", "replace")
        self.scheme: str = scope["scheme"]
        self.client: str = scope["client"][0] if scope.get("client") else ""
        self.receive = receive
        self.reading = False
        """Whether the body is being read."""
        self._scope = scope

    @cached_property
    def headers(self) -> dict[str, str]:
        """The headers; of several of one name their values joined by commas."""
        found: dict[str, str] = {}
        for name, value in self._scope["headers"]:
            key, text = name.decode("latin-1"), value.decode("latin-1")
            found[key] = f"{found[key]}, {text}" if key in found else text
        return found

    @cached_property
    def parameters(self) -> Pairs:
        """The parameters of the address; Problem 400 when they are not UTF-8 or too many."""
        return pairs(self._scope["query_string"])

    def origin(self) -> str:
        """Return scheme and host as the client wrote them."""
        return f"{self.scheme}://{self.headers.get('host', 'localhost')}"

    def fits(self, limits: Limits) -> bool:
        """Tell whether the body is no longer than it may be, as far as the client says."""
        length = self.headers.get("content-length", "0")
        return length.isascii() and length.isdigit() and int(length[:20]) <= limits.body

    def too_long(self, limits: Limits) -> Problem:
        """Return what is said of a body that is longer."""
        return Problem(413, f"at most {limits.body >> 10} kB may be sent", connection="close")

    async def body(self, limits: Limits) -> bytes:
        """Return the body; Problem 413 when it is too long, 408 when it does not come."""
        if not self.fits(limits):
            raise self.too_long(limits)
        data = bytearray()
        self.reading = True
        try:
            async with asyncio.timeout(limits.sending):
                while True:
                    message = await self.receive()
                    if message["type"] == "http.disconnect":
                        raise ConnectionResetError("the client has gone")
                    data += message.get("body", b"")
                    if len(data) > limits.body:
                        raise self.too_long(limits)
                    if not message.get("more_body"):
                        return bytes(data)
        except TimeoutError:
            raise Problem(408, "the body did not come in time", connection="close") from None
        finally:
            self.reading = False


def pairs(text: bytes) -> Pairs:
    """Return the fields of a query string or form; Problem 400 when they cannot be read."""
    parts = text.split(b"&", _FIELDS)
    if len(parts) > _FIELDS:
        raise Problem(400, f"at most {_FIELDS} parameters are read")
    fields = [x.partition(b"=") for x in parts if x]
    try:
        return [(_decoded(name), _decoded(value)) for name, _, value in fields]
    except ValueError as error:
        raise Problem(400, "the parameters are not URL-encoded UTF-8") from error


def _decoded(text: bytes) -> str:
    """Return what percent signs and plus signs stand for.

    A query is often the longest part of a request. Quoted-printable is the same code with another
    sign, and its decoder is thirty times as fast as that of `urllib`; it reads ends of lines
    differently, which a client has encoded.
    """
    if b"\n" in text or b"\r" in text:
        raise ValueError("a line ends within a field")
    printable = text.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"=")
    return a2b_qp(printable).decode("utf-8")


def refused(problem: Problem) -> Response:
    """Return the answer to a request that has a problem."""
    head, body = problem_body(problem)
    headers = {"content-type": head["type"], "cache-control": "no-store", **problem.headers}
    return Response(problem.status, body, headers)
