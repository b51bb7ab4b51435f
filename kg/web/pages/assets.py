"""The static files: read once, known by name, each with the digest of its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gzip import compress
from hashlib import blake2b
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file."""

    name: str
    type: str
    content: bytes
    digest: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return the files that are served, by name: those below the folder of a known type, no others.

    The name of a file in a folder within it is as "vendor/leaflet.js".
    """
    found = {}
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in _TYPES and path.is_file():
            content = path.read_bytes()
            digest = blake2b(content, digest_size=8).hexdigest()
            name = path.relative_to(FOLDER).as_posix()
            found[name] = Asset(name, _TYPES[path.suffix], content, digest)
    return found


@cache
def packed(name: str) -> bytes:
    """Return the content of a static file in gzip, made once."""
    return compress(assets()[name].content, mtime=0)


@cache
def versions() -> Mapping[str, str]:
    """Return the digest of each static file by its name."""
    return {name: x.digest for name, x in assets().items()}
