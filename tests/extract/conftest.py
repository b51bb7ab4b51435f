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
    """Return the record of a text published on Saturday, 15 December 2018."""
    settings = Settings()

    @cache
    def record(text: str) -> Record:
        title, _, rest = text.partition("\n\n")
        document = Document("d", text, title if rest else None, published="2018-12-15")
        return extract(next(annotate([document], settings)), settings)

    return record
