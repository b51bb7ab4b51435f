"""The bytes of one source, turned into a page by the format they are in."""

from dataclasses import dataclass

from kg.errors import DocumentError
from kg.read import encoding
from kg.read.page import Page


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one source with all that is known of them."""

    source: str
    data: bytes
    kind: str
    """Text, html or pdf."""
    keys: tuple[str, ...]
    charset: str | None = None
    """The encoding a server named."""


def page(content: Content, limit: int) -> Page:
    """Return what `content` says; `limit` is the most characters a document may have.

    DocumentError when it cannot be read, whatever the reason.
    """
    try:
        found = _page(content, limit)
    except DocumentError:
        raise
    except encoding.NotTextError as error:
        raise DocumentError(content.source, str(error)) from error
    except Exception as error:  # broken input makes parsers raise anything
        reason = f"damaged {content.kind} ({type(error).__name__}: {error})"
        raise DocumentError(content.source, " ".join(reason.split())[:200]) from error
    if len(found.text) > limit:
        reason = f"too large ({len(found.text):,} characters; the limit is {limit:,})"
        raise DocumentError(content.source, reason)
    return found


def _page(content: Content, limit: int) -> Page:
    if content.kind == "html":
        from kg.read import html  # noqa: PLC0415 - loaded when the first page is read

        return html.page(content.data, content.source, content.keys, content.charset)
    if content.kind == "pdf":
        from kg.read import pdf  # noqa: PLC0415 - loaded when the first PDF is read

        return pdf.page(content.data, content.source, content.keys, limit)
    text = encoding.tidy(encoding.decode(content.data, content.charset))
    return Page(content.source, text, content.keys)
