"""The kinds of sources: told by the suffix of a file, by the server, and by how it begins."""

import codecs
import re
from pathlib import Path

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""Suffixes of the files that are read, and the kind each stands for."""

MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "text/plain": "text",
    "text/markdown": "text",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/octet-stream": "",
    "": "",
}
"""Media types a server may name; an empty kind leaves it to the content."""

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LINE = re.compile(rb'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')
_BEGINNING = 4096


def suffix(path: Path) -> str:
    """Return the suffix of `path` in lower case; ``x.2018`` has none."""
    return path.suffix.lower() if _SUFFIX.fullmatch(path.suffix) else ""


def stem(path: Path) -> str:
    """Return the name of `path` without its suffix."""
    return path.stem if suffix(path) else path.name


def sniff(data: bytes, *, expected: str = "text") -> str:
    """Return the kind of a source by how it begins; `expected` where that tells nothing."""
    begin = data[:_BEGINNING].removeprefix(codecs.BOM_UTF8)
    if b"%PDF-" in begin[:1024]:
        return "pdf"
    if expected in {"text", ""} and _HTML.match(begin):
        return "html"
    if not expected and _JSON_LINE.match(begin):
        return "jsonl"
    return expected or "text"
