"""A document on which the program fails is named; missing knowledge ends the run."""

from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest

from kg.errors import DocumentError, InputError
from kg.model import Document, Parse, Reading, Record, Skipped
from kg.pipeline.understanding import understand
from kg.settings import Settings

PARSE = Parse((), (), (), (), (), (), (), (), (), ())


def annotate(documents: Iterable[Document], settings: Settings) -> Iterator[Reading]:
    del settings
    for document in documents:
        if document.text == "crash":
            raise ValueError("two\nlines")
        if document.text == "refuse":
            raise DocumentError(document.key, "too odd")
        if document.text == "missing":
            raise InputError("no such model")
        yield Reading(document, PARSE, (), ())


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("kg.annotate"), "annotate", annotate)
    monkeypatch.setattr(import_module("kg.extract"), "extract", lambda x, _: Record(x.document))


def outcomes(*texts: str) -> list[str]:
    documents = [Document(f"d{n}", text) for n, text in enumerate(texts)]
    found = understand(documents, Settings())
    return [x.reason if isinstance(x, Skipped) else x.document.text for x in found]


def test_a_failure_is_told_in_one_line_and_the_rest_is_read() -> None:
    assert outcomes("a", "crash", "b", "refuse") == [
        "a",
        "internal: ValueError: two lines",
        "b",
        "too odd",
    ]


def test_missing_knowledge_is_no_fault_of_a_document() -> None:
    with pytest.raises(InputError, match="no such model"):
        outcomes("a", "missing")
