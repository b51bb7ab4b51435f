"""One pipeline for all tests of annotation."""

from collections.abc import Callable

import pytest

from kg.annotate import annotate
from kg.model import Document, Participant, Reading
from kg.settings import Settings


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    """Return the reading of a text published on Saturday, 15 December 2018."""
    settings = Settings()

    def reading(text: str) -> Reading:
        return next(annotate([Document("d", text, published="2018-12-15")], settings))

    return reading


@pytest.fixture(scope="session")
def entities(read: Callable[[str], Reading]) -> Callable[[str], dict[str, Participant]]:
    """Return the participants of a text by each of their names and descriptions."""

    def by_name(text: str) -> dict[str, Participant]:
        found: dict[str, Participant] = {}
        for entity in read(text).entities:
            for words in (*entity.names, *entity.descriptions):
                found.setdefault(words.removeprefix("the ").removeprefix("The "), entity)
        return found

    return by_name
