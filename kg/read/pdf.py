"""PDF: the text of its pages as paragraphs, and what its information dictionary says."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentError
from kg.read import encoding, paragraphs
from kg.read.page import Metadata, Page

if TYPE_CHECKING:
    from pypdf import PdfReader

_JUNK_TITLE = re.compile(
    r"untitled.*|microsoft \w+ - .*|.*\.(?:docx?|odt|rtf|indd|pdf|txt|pptx?)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-\u2013]?\s*\d{1,4}\s*[-\u2013]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_EDGE = 2
_FEWEST_PAGES = 3


def page(data: bytes, source: str, keys: tuple[str, ...], limit: int) -> Page:
    """Return the text of a PDF; `limit` is the most characters it may have.

    DocumentError when it is encrypted (and the empty password does not open it), holds no text or
    too much; a damaged file raises whatever the library raises.
    """
    reader = _open(data, source)
    text = paragraphs.rejoin(_without_edges(list(_pages(reader, source, limit))))
    if not text.strip():
        raise DocumentError(source, "PDF without text (scanned?)")
    return Page(source, text, keys, guess=_information(reader))


@lru_cache(maxsize=1)
def _pypdf() -> Any:  # noqa: ANN401 - a module
    import pypdf  # noqa: PLC0415 - loaded when the first PDF is read

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what goes wrong is told by name
    return pypdf


def _open(data: bytes, source: str) -> "PdfReader":
    pypdf = _pypdf()
    reader: PdfReader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except pypdf.errors.DependencyError:
            opened = pypdf.PasswordType.NOT_DECRYPTED
        if opened == pypdf.PasswordType.NOT_DECRYPTED:
            raise DocumentError(source, "encrypted")
    return reader


def _pages(reader: "PdfReader", source: str, limit: int) -> Iterator[list[str]]:
    """Yield the lines of each page."""
    total = 0
    for part in reader.pages:
        text = encoding.tidy(part.extract_text().replace("\u00ad\n", ""))
        total += len(text)
        if total > limit:
            raise DocumentError(source, f"too large (text over the limit of {limit:,} characters)")
        yield [" ".join(line.split()) for line in text.split("\n")]


def _information(reader: "PdfReader") -> Metadata:
    """Read title and date of creation; either may be missing or malformed."""
    information = reader.metadata
    if information is None:
        return Metadata()
    title = " ".join(encoding.storable(str(information.title or "")).split())
    try:
        created = information.creation_date
    except ValueError:
        created = None
    return Metadata(
        title=None if _JUNK_TITLE.fullmatch(title) else title or None,
        published=created.date().isoformat() if created else None,
    )


def _without_edges(pages: Sequence[list[str]]) -> list[list[str]]:
    """Return the pages without page numbers, and without the heads and feet that pages share."""
    at_edge: Counter[str] = Counter()
    inside: set[str] = set()
    for page in pages:
        edges = _edges(page)
        at_edge.update({_shape(page[i]) for i in edges})
        inside |= {_shape(line) for i, line in enumerate(page) if i not in edges}
    least = max(_FEWEST_PAGES, len(pages) / 2)
    shared = {x for x, count in at_edge.items() if count >= least and x not in inside}
    return [list(_inner(page, shared)) for page in pages]


def _edges(page: Sequence[str]) -> set[int]:
    filled = [i for i, line in enumerate(page) if line]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _inner(page: Sequence[str], shared: set[str]) -> Iterator[str]:
    edges = _edges(page)
    for i, line in enumerate(page):
        if not (i in edges and (_PAGE_NUMBER.fullmatch(line) or _shape(line) in shared)):
            yield line
