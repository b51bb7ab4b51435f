"""Words per second of the document half and of the bare spaCy pipeline, in turns in one process."""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module

import spacy
from reports import reports

from kg.model import Document
from kg.pipeline.understanding import understand
from kg.settings import Settings

ROUNDS = 3


def main(number: int) -> None:
    """Print the better of `ROUNDS` of each as JSON."""
    settings = Settings()
    documents = [Document(x["id"], x["text"], x["title"], x["published"]) for x in reports(number)]
    words = sum(len(x.text.split()) for x in documents)
    nlp = spacy.load(settings.model)

    def bare() -> None:
        for _ in nlp.pipe((x.text for x in documents), batch_size=settings.batch_size):
            pass

    def ours() -> None:
        size = settings.batch_size
        for start in range(0, number, size):
            understand(documents[start : start + size], settings)

    import_module("kg.annotate")
    understand(documents[:2], settings)
    times = [(_seconds(bare), _seconds(ours)) for _ in range(ROUNDS)]
    best = [min(x[i] for x in times) for i in (0, 1)]
    sys.stdout.write(json.dumps({"bare": words / best[0], "ours": words / best[1]}))


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]))
