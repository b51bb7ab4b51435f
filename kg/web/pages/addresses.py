"""Where pages and their files are: on a server, or in a folder that opens without one.

Templates name a page by its kind and parameters and never write an address themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Protocol
from urllib.parse import urlencode

HOME: Final = "home"
KEYED: Final = {
    "entity": "iri",
    "merges": "iri",
    "fact": "iri",
    "report": "key",
    "timeline": "iri",
    "facts": "predicates",
}
"""Kinds of which there is a page for each value of one parameter, and that parameter."""
PAGED: Final = "offset"
_INDEX: Final = "index.html"

Param = str | int | float | list[str] | None


class Addresses(Protocol):
    """Tells where things are; both methods return what stands in a `href` or `src`."""

    def link(self, kind: str, *, at: str = "", **params: Param) -> str:
        """Return the address of a page; `at` is an anchor in it. Empty parameters do not count."""

    def asset(self, name: str) -> str:
        """Return the address of a static file."""


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses on a server; `versions` gives the digest of each static file."""

    versions: Mapping[str, str]

    def link(self, kind: str, *, at: str = "", **params: Param) -> str:
        """Return the address of a page."""
        path = "/" if kind == HOME else f"/{kind}"
        return path + _query(params) + _anchor(at)

    def asset(self, name: str) -> str:
        """Return the address of a static file, which changes with its content."""
        return f"/static/{name}?v={self.versions[name]}"


@dataclass(frozen=True, slots=True)
class Filed:
    """Addresses in a folder, relative to a page that lies `depth` folders below its top."""

    depth: int = 0

    def link(self, kind: str, *, at: str = "", **params: Param) -> str:
        """Return the address of a page."""
        given = {name: value for name, value in params.items() if value not in (None, "", [], 0)}
        path = file_of(kind, given)
        taken = (KEYED.get(kind), PAGED, "limit")
        rest = {name: value for name, value in given.items() if name not in taken}
        return "../" * self.depth + path + _query(rest) + _anchor(at)

    def asset(self, name: str) -> str:
        """Return the address of a static file."""
        return "../" * self.depth + f"static/{name}"


def file_of(kind: str, params: Mapping[str, Param]) -> str:
    """Return the file of a page in an export, relative to its top."""
    if kind == HOME:
        return _INDEX
    key = params.get(KEYED.get(kind, ""))
    offset = params.get(PAGED)
    parts = [short(str(key if not isinstance(key, list) else key[0]))] if key else []
    parts += [str(offset)] if offset else []
    return f"{kind}/{'-'.join(parts)}.html" if parts else f"{kind}.html"


def short(text: str) -> str:
    """Return a name for files and anchors that stands for a text: always the same one."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def anchor(iri: str) -> str:
    """Return the anchor of a claim in the page of its report."""
    return f"c-{short(iri)}"


def _query(params: Mapping[str, Param]) -> str:
    given = {name: value for name, value in params.items() if value not in (None, "", [], 0)}
    return f"?{urlencode(given, doseq=True, errors='replace')}" if given else ""


def _anchor(at: str) -> str:
    return f"#{at}" if at else ""
