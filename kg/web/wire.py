"""Messages between the server and its workers: a head of JSON and a body of bytes.

Four bytes give the length of the head, four that of the body; both numbers are big-endian.
"""

import json
import socket
import struct
from typing import Any, Final

Head = dict[str, Any]
"""What is asked or answered, as plain JSON values."""
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LENGTHS: Final = struct.Struct("!II")
START: Final = _LENGTHS.size
"""Bytes before the head."""


def pack(head: Head, body: bytes = b"") -> bytes:
    """Return a message as bytes: the same for what is the same."""
    text = _JSON.encode(head).encode("utf-8", "surrogatepass")
    return b"".join((_LENGTHS.pack(len(text), len(body)), text, body))


def unpack(data: bytes | bytearray) -> tuple[Head, bytes, int] | None:
    """Return head, body and length of the first message in `data`; None when it is not whole."""
    if len(data) < START:
        return None
    head, body = _LENGTHS.unpack_from(data)
    end = START + head + body
    if len(data) < end:
        return None
    text = bytes(data[START : START + head]).decode("utf-8", "surrogatepass")
    return json.loads(text), bytes(data[START + head : end]), end


def receive(connection: socket.socket) -> tuple[Head, bytes] | None:
    """Wait for a message; None when the other side has gone."""
    data = bytearray()
    while (found := unpack(data)) is None:
        more = connection.recv(1 << 16)
        if not more:
            return None
        data += more
    head, body, _ = found
    return head, body


def send(connection: socket.socket, head: Head, body: bytes = b"") -> None:
    """Send a message; OSError when the other side has gone."""
    connection.sendall(pack(head, body))
