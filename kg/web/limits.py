"""What a server grants its users, and what becomes of a request that asks for more."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps of one server; units stand in the names or below them."""

    seconds: float = 30.0
    """From a request's arrival to its answer, the wait for a free worker included."""
    memory: int = 1024 * MEGABYTE
    """Bytes that one query may add to its worker."""
    result: int = 64 * MEGABYTE
    """Bytes of one answer, before compression."""
    held: int = 512 * MEGABYTE
    """Bytes of all answers on their way to clients."""
    body: int = 256 * 1024
    """Bytes of the body of a request."""
    head: int = 64 * 1024
    """Bytes of the first line and the headers of a request; a query in the address stands there."""
    workers: int = 2
    """Processes that answer queries; as many again answer the pages, so neither starves."""
    waiting: int = 256
    """Requests that may wait for a worker."""
    each: int = 64
    """Requests that one address may have in hand."""
    connections: int = 1024
    """Connections open at once."""
    sending: float = 10.0
    """Seconds a client may take to send the head of a request, and again to send its body."""
    stalled: float = 20.0
    """Seconds a client may leave an answer unread."""
