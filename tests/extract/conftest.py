"""One pipeline for the tests of what single texts say."""

from collections.abc import Callable
from functools import cache

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.model import Document, Record
from kg.settings import Settings

Said = Callable[[str], Record]


@pytest.fixture(scope="session")
def said() -> Said:
    """Return the record of a text published on Saturday, 15 December 2018.

    Nothing is left out for being unsure: these tests are of what is read, not of how surely.
    """
    settings = Settings(confidence_threshold=0.0)

    @cache
    def record(text: str) -> Record:
        title, _, rest = text.partition("\n\n")
        document = Document("d", text, title if rest else None, published="2018-12-15")
        return extract(next(annotate([document], settings)), settings)

    return record
