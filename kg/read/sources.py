"""What the user names, turned into pages: files, folders, standard input and addresses."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from kg.errors import DocumentError
from kg.model import Skipped, digest
from kg.read import formats, jsonl, kinds, sidecar
from kg.read.encoding import storable
from kg.read.page import Metadata, Page
from kg.settings import Settings

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Sources:
    """Reads sources one after the other; a file that was read already is passed over."""

    def __init__(self, settings: Settings, stdin: BinaryIO | None = None) -> None:
        """Take the bounds of `settings`, and what stands for standard input."""
        self._settings = settings
        self._limit = settings.max_document_bytes
        self._stdin = stdin
        self._read: set[str] = set()

    def pages(self, source: str | Path) -> Iterator[Page | Skipped]:
        """Yield what `source` holds, and what of it could not be used; never raises for one."""
        if source == STANDARD_INPUT:
            yield from _guarded("stdin", self._standard_input())
        elif isinstance(source, str) and _ADDRESS.match(source):
            yield from _guarded(source, self._address(source))
        else:
            yield from _guarded(_shown(Path(source)), self._path(Path(source)))

    def _standard_input(self) -> Iterator[Page | Skipped]:
        stream = jsonl.buffered(self._stdin or sys.stdin.buffer)
        kind = kinds.sniff(stream.peek(), expected="")
        if kind == "jsonl":
            yield from jsonl.pages(stream, "stdin", "stdin", self._limit)
            return
        data = _bounded(stream.read(self._limit + 1), "stdin", self._limit)
        key = f"stdin-{digest(data.decode('latin-1'), length=8)}"
        yield formats.page(formats.Content("stdin", data, kind, (key,)), self._limit)

    def _address(self, url: str) -> Iterator[Page | Skipped]:
        from kg.read import web  # noqa: PLC0415 - the network libraries, only when asked for

        got = web.fetch(url, self._settings)
        parts = urlsplit(url)
        last = kinds.stem(Path(parts.path))
        key = "-".join(x for x in (parts.hostname, last, digest(url, length=8)) if x)
        kind = kinds.sniff(got.data, expected=got.kind)
        if kind == "jsonl":
            yield from jsonl.pages(jsonl.of(got.data), url, key, self._limit)
            return
        page = formats.page(formats.Content(url, got.data, kind, (key,), got.charset), self._limit)
        yield replace(page, given=Metadata(url=got.url))

    def _path(self, path: Path) -> Iterator[Page | Skipped]:
        if path.is_dir():
            yield from self._folder(path)
        elif path.exists():
            yield from self._file(path, (kinds.stem(path),), named=True)
        else:
            raise DocumentError(_shown(path), "no such file or folder")

    def _folder(self, folder: Path) -> Iterator[Page | Skipped]:
        """Walk a folder in sorted order; hidden files and folders are passed over."""
        refused: list[OSError] = []
        for root, folders, files in os.walk(folder, onerror=refused.append):
            folders[:] = sorted(x for x in folders if not x.startswith("."))
            for name in sorted(x for x in files if not x.startswith(".")):
                path = Path(root, name)
                stem = kinds.stem(path)
                keys = (stem, str(path.relative_to(folder).with_name(stem)))
                yield from _guarded(_shown(path), self._file(path, keys, named=False))
        for error in refused:
            yield Skipped(_shown(Path(error.filename)), error.strerror or str(error))

    def _file(self, path: Path, keys: tuple[str, ...], *, named: bool) -> Iterator[Page | Skipped]:
        """Read one file; one that the user named himself may have any suffix, and be a pipe."""
        name = _shown(path)
        if not named and not path.is_file():
            raise DocumentError(name, "not a regular file")
        resolved = str(path.resolve())
        if resolved in self._read or sidecar.is_one(path):
            return
        self._read.add(resolved)
        suffix = kinds.suffix(path)
        kind = kinds.SUFFIXES.get(suffix, "" if named and suffix != ".json" else None)
        if kind is None:
            raise DocumentError(name, f'unsupported file type "{suffix}"')
        with path.open("rb") as file:
            if kind == "jsonl":
                yield from jsonl.pages(jsonl.buffered(file), name, kinds.stem(path), self._limit)
                return
            size = os.fstat(file.fileno()).st_size
            data = _bounded(file.read(self._limit + 1), name, self._limit, size)
        content = formats.Content(name, data, kinds.sniff(data, expected=kind), keys)
        if content.kind == "jsonl":
            yield from jsonl.pages(jsonl.of(data), name, kinds.stem(path), self._limit)
            return
        if not kind and content.kind == "text" and b"\0" in data:
            raise DocumentError(name, f'unsupported file type "{suffix}" (binary)')
        given, problems = sidecar.of(path)
        yield from problems
        yield replace(formats.page(content, self._limit), given=given)


def _guarded(name: str, pages: Iterator[Page | Skipped]) -> Iterator[Page | Skipped]:
    """Pass `pages` on; what ends them early is the reason why their source is skipped."""
    try:
        yield from pages
    except DocumentError as error:
        yield Skipped(error.source, error.reason)
    except OSError as error:
        yield Skipped(name, error.strerror or str(error))


def _bounded(data: bytes, name: str, limit: int, size: int = 0) -> bytes:
    """Return `data` unless there is more than `limit` of it."""
    if len(data) > limit:
        stated = f"{size:,}" if size > limit else f"over {limit:,}"
        raise DocumentError(name, f"too large ({stated} bytes; the limit is {limit:,})")
    return data


def _shown(path: Path) -> str:
    """Return the name of `path` as it can be printed, whatever bytes it is made of."""
    return storable(str(path))
