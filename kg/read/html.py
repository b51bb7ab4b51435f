"""HTML: the report without the page around it, and what its markup says about it."""

import logging
import re
from copy import deepcopy
from functools import lru_cache
from typing import Any

from kg.errors import DocumentError
from kg.read import encoding, fields, partial_dates
from kg.read.page import Metadata, Page

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2200-01-01"}
"""Only dates that the markup marks as such; a fixed end, or the result would hang on the clock."""
_ABOUT = (
    "//h1|//script[@type='application/ld+json']|//abbr[@title]"
    "|//time[not(ancestor::p[string-length(normalize-space()) > 120])]"
    "|//*[self::span or self::div or self::p]"
    "[contains(@itemprop, 'datePublished') or contains(@class, 'date') or contains(@id, 'date')]"
    "[string-length(normalize-space()) < 80]"
)
"""Where the body of a page tells its title and date; prose is left out, so no date of it counts."""


def page(data: bytes, source: str, keys: tuple[str, ...], charset: str | None = None) -> Page:
    """Return the report in a page of HTML; paragraphs stand apart by an empty line.

    `charset` is the encoding the server named. Nothing is fetched. DocumentError when there is
    no text to be found.
    """
    tree = _tree(encoding.tidy(encoding.decode(data, charset or _charset(data))))
    text = encoding.tidy(_text(tree)) if tree is not None else ""
    if not text:
        raise DocumentError(source, "no text found")
    found = _metadata(tree)
    if found.title and found.title.casefold() not in text[: 3 * len(found.title) + 200].casefold():
        text = f"{found.title}\n\n{text}"
    return Page(source, text, keys, found=found)


def _charset(data: bytes) -> str | None:
    begin = data[:_DECLARED_WITHIN]
    match = _CHARSET.search(begin) or _XML_CHARSET.match(begin)
    return match[1].decode("ascii", "replace") if match else None


@lru_cache(maxsize=1)
def _trafilatura() -> Any:  # noqa: ANN401 - a module
    import trafilatura.metadata  # noqa: PLC0415 - loaded when the first page is read

    for name in ("trafilatura", "htmldate"):  # what goes wrong is told by name, not logged
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def _tree(html: str) -> Any:  # noqa: ANN401 - lxml has no types
    wrapped = (
        html if "<html" in html[:_DECLARED_WITHIN].lower() else f"<html><body>{html}</body></html>"
    )
    tree = _trafilatura().utils.load_html(wrapped)
    if tree is not None:
        for caption in list(tree.iter("figcaption")):
            caption.tag = "p"
            if caption.getparent() is not None and caption.getparent().tag == "figure":
                caption.getparent().tag = "div"
    return tree


def _text(tree: Any) -> str:  # noqa: ANN401 - lxml has no types
    found = _trafilatura().bare_extraction(
        deepcopy(tree), include_comments=False, favor_recall=True
    )
    rows = (found.text or "").split("\n") if found is not None else []
    paragraphs = (row.removeprefix("- ").strip("| ") for row in rows)
    return "\n\n".join(x for x in paragraphs if x)


def _metadata(tree: Any) -> Metadata:  # noqa: ANN401 - lxml has no types
    """Read head, headings and marked dates of a page, and nothing else of it."""
    about, body = tree.makeelement("html"), tree.makeelement("body")
    about.extend([deepcopy(x) for x in tree.xpath("/html/head")])
    for element in tree.xpath(f"({_ABOUT})[position() <= 40]"):
        copied = deepcopy(element)
        copied.tail = None
        body.append(copied)
    about.append(body)
    found = _trafilatura().metadata.extract_metadata(about, date_config=dict(_DATES))
    return Metadata(
        title=" ".join((found.title or "").split()) or None,
        published=partial_dates.parse(found.date) if found.date else None,
        publisher=found.sitename,
        url=fields.address(found.url),
    )
