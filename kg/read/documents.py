"""A page becomes a document: cleaned, its language checked, its metadata settled."""

from kg.model import Document, PartialDate, Skipped, digest
from kg.read import furniture, header, keys, language
from kg.read.page import Page


class Documents:
    """Makes the documents of one run, each with a key of its own."""

    def __init__(self, date: PartialDate | None = None) -> None:
        """Take the date of publication that the user stated for all, if he did."""
        self._date = date
        self._keys = keys.Keys()

    def of(self, page: Page) -> Document | Skipped:
        """Return the document of `page`, or why there is none.

        The date of publication is the one stated beside the text, else the date of the run's
        `date` option, else the one found in markup, text or file information. The publisher
        found in the text is the agency that signed it; it wins over the site that printed it.
        """
        text = furniture.clean(page.text, page.given.title or page.found.title)
        if not text.strip():
            return Skipped(page.source, "empty")
        if foreign := language.foreign(text):
            return Skipped(page.source, f"not English (looks like {foreign})")
        told = header.find(text)
        key = self._keys.take(_candidates(page, text))
        if key is None:
            return Skipped(page.source, "the same text came before under the same name")
        given, found, guess = page.given, page.found, page.guess
        return Document(
            key=key,
            text=text,
            title=given.title or found.title or told.title or guess.title,
            published=given.published
            or self._date
            or found.published
            or told.published
            or guess.published,
            publisher=given.publisher or told.publisher or found.publisher or guess.publisher,
            url=given.url or found.url,
        )


def _candidates(page: Page, text: str) -> list[str]:
    """Return keys for a document, best first; the last is of its content and thus its own."""
    stated = [keys.from_id(page.given.id)] if page.given.id else []
    names = [keys.from_name(x) for x in page.keys]
    candidates = [*stated, *([] if stated else names)]
    first = next((x for x in candidates if x), "document")
    return [*candidates, f"{first}-{digest(text, length=8)}"]
