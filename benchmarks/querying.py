"""Load and query times of one graph: the dataset on disk, or rdflib in memory."""

import json
import multiprocessing
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import rdflib
from pyoxigraph import Quad, RdfFormat, parse

from kg.graph import Dataset, library, writing
from kg.graph.query import ask
from kg.vocabulary import ID

ROUNDS = 5
PATIENCE = 60
"""Seconds that rdflib gets for a question."""


def dataset(source: Path, bound: dict[str, str]) -> None:
    """Load into a dataset and ask it; print seconds as JSON lines, as they come."""
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        quads = (x for x in parse(path=source, format=RdfFormat.N_QUADS) if isinstance(x, Quad))
        with writing(Path(folder) / "d", ID) as writer:
            writer.publish("ab", quads, {})
        _tell("load", time.perf_counter() - start, 0)
        with Dataset(Path(folder) / "d") as opened:
            for name, text in bound.items():
                times = []
                for _ in range(ROUNDS):
                    start = time.perf_counter()
                    rows = sum(1 for _ in ask(opened.store, text))  # type: ignore[union-attr] # rows
                    times.append(time.perf_counter() - start)
                _tell(name, min(times), rows)


def rdflib_in_memory(source: Path, bound: dict[str, str]) -> None:
    """Load into rdflib and ask it; one that takes over `PATIENCE` is left out, -1: it failed."""
    start = time.perf_counter()
    graph = rdflib.Dataset()
    graph.parse(source, format="nquads")
    _tell("load", time.perf_counter() - start, 0)
    fork = multiprocessing.get_context("fork")  # the graph is shared, and a question can be ended
    for name, text in bound.items():
        process = fork.Process(target=_ask_rdflib, args=(graph, name, text))
        process.start()
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        elif process.exitcode:
            _tell(name, -1.0, 0)


def _ask_rdflib(graph: rdflib.Dataset, name: str, text: str) -> None:
    start = time.perf_counter()
    rows = sum(1 for _ in graph.query(text))
    _tell(name, time.perf_counter() - start, rows)


def questions(values: dict[str, str]) -> dict[str, str]:
    """Return the shipped questions with parameters filled in."""
    known = library.load(Path(__file__).parent.parent / "queries")
    return {
        name: question.bind({x.name: values.get(x.name, x.example) for x in question.params})
        for name, question in known.items()
    }


def _tell(name: str, seconds: float, rows: int) -> None:
    sys.stdout.write(json.dumps([name, seconds, rows]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    engine = dataset if sys.argv[1] == "dataset" else rdflib_in_memory
    engine(Path(sys.argv[2]), questions(json.loads(sys.argv[3])))
