"""Reading: sources become documents.

The door is `read`. What a source cannot give is told as `Skipped`, and the run goes on.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Document, Skipped
from kg.read.documents import Documents
from kg.read.page import Page
from kg.read.partial_dates import is_partial
from kg.read.sources import Sources
from kg.settings import Settings

__all__ = ["read"]


def read(
    sources: Iterable[str | Path],
    settings: Settings,
    *,
    date: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Skipped]:
    """Read `sources` one after the other, as a stream.

    A source is the path of a text (``.txt``, ``.md`` or no suffix), an HTML page, a PDF with
    text, a file of JSON lines (fields id, text, title, published, publisher, url), or a folder of
    these; ``-`` for standard input (`stdin`, by default that of the process); or an http(s)
    address. A file beside a report (``report.txt.json``, ``report.meta.json``, ``report.json``)
    gives its metadata in the same fields.

    `date` (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) is the date of publication of every document
    that does not have one stated in its fields or sidecar; it wins over dates found in a document.

    Each document has a key of its own in the run: its stated id, else the name of its file, else
    (where two collide) its path in the folder or a digest. Offsets refer to `Document.text`: page
    furniture is out of it, the headline stands in it once. A source that cannot be used, a line of
    JSON that is broken, or metadata that is not understood is a `Skipped` with its reason; nothing
    of it is raised. InputError, at once, when `date` is not a partial date.
    """
    if date is not None and not is_partial(date):
        message = f"date {date!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
        raise InputError(message)
    return _documents(sources, Sources(settings, stdin), Documents(date))


def _documents(
    sources: Iterable[str | Path],
    reader: Sources,
    documents: Documents,
) -> Iterator[Document | Skipped]:
    for source in sources:
        for page in reader.pages(source):
            yield documents.of(page) if isinstance(page, Page) else page
