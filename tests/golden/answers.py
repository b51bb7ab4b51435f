"""What each named question answers to its own example on the sample reports, as lines of text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions

from kg import Dataset
from kg.graph.library import Question
from kg.graph.query import compact

FOLDER: Final = Path(__file__).parent / "answers"
"""One file for each named question."""


def answers(dataset: Dataset) -> dict[str, list[str]]:
    """Return the answers by the name of the question."""
    return {name: list(lines(dataset, x)) for name, x in dataset.questions.items()}


def lines(dataset: Dataset, question: Question) -> Iterator[str]:
    """Yield the question, what was asked, the columns and the rows.

    Columns of IRIs are left out: they are digests, which say nothing to a reader.
    """
    params = {x.name: _example(dataset, x.name, x.example) for x in question.params}
    shown = {k: v for k, v in params.items() if k != "fact"}
    yield question.question
    yield " ".join(["kg query DATASET", question.name, *(f"{k}={v}" for k, v in shown.items())])
    found = dataset.ask(question.name, params)
    assert isinstance(found, QuerySolutions)
    rows = list(found)
    columns = [x.value for x in found.variables]
    kept = [x for x in columns if not any(isinstance(row[x], NamedNode) for row in rows)]
    if rows:
        yield " | ".join(kept)
    for row in rows:
        yield " | ".join(compact(row[x], dataset.prefixes) for x in kept)


def _example(dataset: Dataset, name: str, example: str) -> str:
    """Return the example; for a fact, which has no lasting name, one that is disputed."""
    if name != "fact":
        return example
    found = dataset.ask("disputed")
    assert isinstance(found, QuerySolutions)
    return str(next(iter(found))["fact"].value)
