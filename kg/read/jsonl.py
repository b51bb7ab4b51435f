"""JSON lines: one document a line, read as a stream with flat memory."""

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from kg.model import Skipped, digest
from kg.read import encoding, fields
from kg.read.page import Page

_CHUNK = 1 << 16


class Readable(Protocol):
    """What is read from: anything with the `read` of a binary file."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


def buffered(stream: BinaryIO | Readable) -> io.BufferedReader:
    """Return `stream` with a look ahead; UTF-16 (told by its byte order mark) comes as UTF-8."""
    return io.BufferedReader(_Utf8(stream), _CHUNK)


def of(data: bytes) -> io.BufferedReader:
    """Return `data` as a stream to read lines from."""
    return buffered(io.BytesIO(data))


def pages(stream: io.BufferedReader, name: str, stem: str, limit: int) -> Iterator[Page | Skipped]:
    """Read the lines of `stream`; `name` is its source, `stem` begins the keys of lines without id.

    A line that cannot be used is skipped as ``name:17`` and the rest goes on. Lines over `limit`
    bytes are passed over without being held in memory.
    """
    for number, (line, size) in enumerate(_lines(stream, limit), start=1):
        source = f"{name}:{number}"
        if size > limit:
            yield Skipped(source, f"too large ({size:,} bytes; the limit is {limit:,})")
        elif line.strip():
            yield from _page(line, source, stem)


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[bytes, int]]:
    """Yield each line with its size in bytes; of a line over `limit` only the beginning."""
    while line := stream.readline(limit + 1):
        size, rest = len(line), line
        while size > limit and rest and not rest.endswith(b"\n"):
            rest = stream.readline(_CHUNK)
            size += len(rest)
        yield line, size


def _page(line: bytes, source: str, stem: str) -> Iterator[Page | Skipped]:
    try:
        data = json.loads(encoding.decode(line))
    except (ValueError, RecursionError) as error:
        yield Skipped(source, f"not JSON: {error}")
        return
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(data, dict):
        yield Skipped(source, "not a JSON object")
    elif not isinstance(text, str):
        yield Skipped(source, 'no "text"')
    elif "\0" in text:
        yield Skipped(source, encoding.BINARY)
    else:
        given, problems = fields.metadata(data, source)
        yield from problems
        text = encoding.storable(text)
        yield Page(source, text, (f"{stem}-{digest(text, length=8)}",), given=given)


class _Utf8(io.RawIOBase):
    """A stream of bytes that turns UTF-16 into UTF-8 on the way."""

    def __init__(self, stream: BinaryIO | Readable) -> None:
        self._read: Any = getattr(stream, "read1", stream.read)
        self._ready = self._read(_CHUNK)
        self._decoder: codecs.IncrementalDecoder | None = None
        if self._ready.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
            self._ready = self._utf8(self._ready)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        while not self._ready:
            chunk = self._read(_CHUNK)
            if not chunk:
                return 0
            self._ready = self._utf8(chunk)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _utf8(self, chunk: bytes) -> bytes:
        if self._decoder is None:
            return chunk
        return self._decoder.decode(chunk).encode("utf-8", "replace")
