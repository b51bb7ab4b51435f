"""Every shipped question on a million statements on disk: how long it takes once it is warm.

    python benchmarks/questions.py [STATEMENTS]

Parameters are the examples of the questions. The goal is 200 ms; a question above it is explained
by how many rows it gives, as those that ask of the whole corpus answer about the whole corpus.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import write
from pyoxigraph import QuerySolutions

from kg.graph import Dataset
from kg.graph.library import Question

ROUNDS = 3
GOAL = 0.2
"""Seconds."""
MANY = 250
"""Rows from which an answer is as long as the corpus is large."""


def main(statements: int) -> None:
    """Make the dataset, ask it everything and print a table."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "corpus.kg"
        write(place, statements)
        with Dataset(place) as dataset:
            print(f"{len(dataset.store):,} statements; processor seconds, best of {ROUNDS}")
            times = {x.name: _time(dataset, x) for x in dataset.questions.values()}
    for name, (seconds, rows) in sorted(times.items(), key=lambda x: x[1]):
        print(f"  {name:22} {seconds:8.3f} {rows:7,} rows  {_reason(seconds, rows)}".rstrip())
    within = sum(seconds <= GOAL for seconds, _ in times.values())
    print(f"  {within} of {len(times)} questions within {GOAL} s")


def _time(dataset: Dataset, question: Question) -> tuple[float, int]:
    values = {x.name: x.example for x in question.params}
    if "fact" in values:
        values["fact"] = next(iter(_rows(dataset, "held-now", {})))["fact"].value
    best, rows = float("inf"), 0
    for _ in range(ROUNDS):
        start = time.process_time()
        rows = sum(1 for _ in _rows(dataset, question.name, values))
        best = min(best, time.process_time() - start)
    return best, rows


def _rows(dataset: Dataset, name: str, values: dict[str, str]) -> QuerySolutions:
    found = dataset.ask(name, values)
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"{name} gives no rows")
    return found


def _reason(seconds: float, rows: int) -> str:
    if seconds <= GOAL:
        return ""
    if rows >= MANY:
        return f"the whole corpus: {seconds / rows * 1000:.2f} ms a row"
    return "every fact of the kind is weighed"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
