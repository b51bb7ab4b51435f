"""From a task to an answer: asked of a worker, or known by the client already (an ETag)."""

from hashlib import blake2b
from typing import Final

from kg.web import wire
from kg.web.exchange import Request, Response
from kg.web.pool import Pool

_CHANGING: Final = (b"RAND", b"NOW", b"UUID", b"BNODE", b"SERVICE")
"""Functions by which one query has two answers."""
_ELSEWHERE: Final = ("judgements",)
"""Views that change without the graph."""
_CACHED: Final = {"cache-control": "no-cache", "vary": "accept, accept-encoding"}
_FLEETING: Final = {"cache-control": "no-store"}


async def answered(pool: Pool, request: Request, task: wire.Head) -> Response:
    """Return what a worker of `pool` answers to a task; 304 when the client has that answer.

    The tag of an answer is a digest of the task and of the version of the graph.
    """
    pool.refresh()
    message = wire.pack(task)
    lasting = _lasts(task, message)
    known = request.headers.get("if-none-match", "") if lasting else ""
    if known and pool.version and _tag(pool.version, message) in known:
        return Response(304, b"", {"etag": _tag(pool.version, message), **_CACHED})
    (head, body), version = await pool.run(message)
    headers = {"content-type": head["type"], **head.get("headers", {})}
    if head["status"] == 200:
        headers |= {"etag": _tag(version, message), **_CACHED} if lasting else _FLEETING
    if "encoding" in head:
        headers["content-encoding"] = head["encoding"]
    return Response(head["status"], body, headers)


def _lasts(task: wire.Head, message: bytes) -> bool:
    """Tell whether an answer stays the same as long as the graph does; SERVICE may ask another."""
    lasting = bool(task.get("lasting", task["do"] not in _ELSEWHERE))
    text = message.upper()
    return lasting and not any(x in text for x in _CHANGING)


def _tag(version: str, message: bytes) -> str:
    return f'"{blake2b(message, key=version.encode()[-64:], digest_size=12).hexdigest()}"'
