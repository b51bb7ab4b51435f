"""The door of the server: who may come in, how many at once, and what every answer carries.

A page of another site must not read a dataset through the reader's browser. So requests must be
addressed to a host this server is known by (a name that was made to point here is not one), and
only origins allowed by name may read answers from scripts.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from kg.web.exchange import (
    Application,
    Message,
    Receive,
    Request,
    Response,
    Scope,
    Send,
    refused,
)
from kg.web.limits import Limits
from kg.web.problems import Problem

_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": _POLICY,
}
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_SENT: Final = "accept, authorization, content-type, if-none-match"
_READABLE: Final = "etag, content-type, retry-after"
_PATIENCE: Final = 0.1
"""Seconds after which it is worth looking whether the client still waits."""
_LOG: Final = logging.getLogger("kg.web")

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may come in."""

    hosts: tuple[str, ...] = ("localhost",)
    """Names this server is known by, without port; "*" for any. Numeric addresses always are:
    nobody can make one of theirs point here."""
    origins: tuple[str, ...] = ()
    """Origins whose scripts may read answers, as "https://yasgui.example"; "*" for any."""


class Gate:
    """The outermost application."""

    def __init__(
        self,
        handlers: Sequence[tuple[str, Handler | None]],
        others: Application,
        limits: Limits,
        admission: Admission,
    ) -> None:
        """Hand a path to the first of `handlers` whose beginning it has, or to `others`.

        Those without a handler are for `others` too.
        """
        self._handlers = handlers
        self._others = others
        self._limits = limits
        self._admission = admission
        self._hands: Counter[str] = Counter()
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        self._hands[request.client] += 1
        try:
            await self._serve(request, scope, send)
        finally:
            self._hands[request.client] -= 1
            if not self._hands[request.client]:
                del self._hands[request.client]

    async def _serve(self, request: Request, scope: Scope, send: Send) -> None:
        always = dict(_ALWAYS)
        try:
            self._admit(request)
            always |= self._shared(request)
            if request.method == "OPTIONS":
                await self._send(Response(204, b"", {"allow": _METHODS}), send, always)
                return
            handler = self._handler(request.path)
            if handler is None:
                received = _bounded(request, self._limits)
                await self._others(scope, received, _dressed(send, always))
                return
            with _Watch(request):
                response = await handler(request)
        except Problem as problem:
            response = refused(problem)
        except ConnectionResetError:
            return
        except Exception:  # noqa: BLE001 (a defect: it is ours to read, not the client's)
            _LOG.exception("%s %s", request.method, request.path)
            response = refused(Problem(500, "the server failed; its log says how"))
        await self._send(response, send, always)

    def _admit(self, request: Request) -> None:
        host = _hostname(request.headers.get("host", ""))
        known = self._admission.hosts
        if not (host in known or "*" in known or _numeric(host)):
            raise Problem(
                421, f"this server is not {host!r}", "Name it with kg serve --allow-host."
            )
        if self._hands[request.client] > self._limits.each:
            at_once = self._limits.each
            raise Problem(429, f"at most {at_once} requests at once", retry_after="1")

    def _shared(self, request: Request) -> dict[str, str]:
        origin = request.headers.get("origin", "")
        anyone = "*" in self._admission.origins
        if not origin or not (anyone or origin in self._admission.origins):
            return {}
        return {
            "access-control-allow-origin": "*" if anyone else origin,
            "access-control-allow-methods": _METHODS,
            "access-control-allow-headers": _SENT,
            "access-control-expose-headers": _READABLE,
            "access-control-max-age": "600",
            "cross-origin-resource-policy": "cross-origin",
        } | ({} if anyone else {"vary": "origin"})

    def _handler(self, path: str) -> Handler | None:
        for beginning, handler in self._handlers:
            if path == beginning or path.startswith(f"{beginning}/"):
                return handler
        return None

    async def _send(self, response: Response, send: Send, always: dict[str, str]) -> None:
        size = len(response.body)
        if self._held + size > self._limits.held:
            response = refused(Problem(503, "too many answers are on their way", retry_after="5"))
            size = len(response.body)
        self._held += size
        headers = always | response.headers
        if "vary" in always:
            headers["vary"] = ", ".join({always["vary"]: 0, headers["vary"]: 0})
        if response.status not in (204, 304):
            headers["content-length"] = str(size)
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": response.status,
                    "headers": [
                        (name.encode("latin-1"), value.encode("latin-1", "replace"))
                        for name, value in headers.items()
                    ],
                }
            )
            await send({"type": "http.response.body", "body": response.body})
        except (RuntimeError, OSError) as error:  # the connection was cut
            _LOG.debug("an answer was not sent: %s", error)
        finally:
            self._held -= size


class _Watch:
    """Stops the work on a request when its client goes; as a context manager.

    It looks only after a while: most answers are there before.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._work = asyncio.current_task()
        self._loop = asyncio.get_running_loop()
        self._look: asyncio.Task[None] | None = None
        self._timer = self._loop.call_later(_PATIENCE, self._begin)
        self._gone = False

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Look no more; ConnectionResetError when the work was stopped because nobody waits."""
        self._timer.cancel()
        if self._look is not None:
            self._look.cancel()
        if self._gone and isinstance(error, asyncio.CancelledError) and self._work:
            self._work.uncancel()
            raise ConnectionResetError("the client has gone") from None

    def _begin(self) -> None:
        if self._request.reading:
            self._timer = self._loop.call_later(_PATIENCE, self._begin)
        else:
            self._look = self._loop.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        if self._work is not None:
            self._work.cancel()


def _hostname(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _numeric(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _bounded(request: Request, limits: Limits) -> Receive:
    """Return `receive` for the API: a body that is too long or too slow is an error."""
    taken = 0
    if not request.fits(limits):
        raise request.too_long(limits)

    async def bounded() -> Message:
        nonlocal taken
        async with asyncio.timeout(limits.sending if not taken else None):
            message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > limits.body:
            raise request.too_long(limits)
        return message

    return bounded


def _dressed(send: Send, always: dict[str, str]) -> Send:
    """Return `send` that adds the headers every answer carries, unless it has its own."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            own = {name.lower() for name, _ in headers}
            more = ((name.encode(), value.encode()) for name, value in always.items())
            message["headers"] = [
                *headers,
                *(x for x in more if x[0] == b"vary" or x[0] not in own),
            ]
        await send(message)

    return dressed
