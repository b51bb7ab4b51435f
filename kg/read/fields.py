"""Metadata stated as fields, in a line of JSON or a sidecar."""

import re
from typing import Any

from kg.model import Skipped
from kg.read import partial_dates
from kg.read.encoding import storable
from kg.read.page import Metadata

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def metadata(data: dict[str, Any], source: str) -> tuple[Metadata, tuple[Skipped, ...]]:
    """Return the metadata of `data`, and the fields that were not understood, by name.

    Known fields are id, title, published, publisher and url; others are ignored. A number is
    taken for its digits; any other value that is not text counts as absent.
    """
    found = Metadata(
        id=_text(data.get("id")),
        title=_text(data.get("title")),
        publisher=_text(data.get("publisher")),
        url=address(_text(data.get("url"))),
    )
    stated = _text(data.get("published"))
    if stated is None:
        return found, ()
    published = partial_dates.parse(stated)
    if published is None:
        name = f"{source} (published)"
        return found, (Skipped(name, f"not a date: {stated[:60]!r}; read without it"),)
    return Metadata(published=published).over(found), ()


def address(url: str | None) -> str | None:
    """Return `url` if it is an http(s) address that can stand in an IRI, else None."""
    return url if url and _URL.fullmatch(url) else None


def _text(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = " ".join(storable(value).split()) if isinstance(value, str) else ""
    return text or None
