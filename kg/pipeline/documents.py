"""The document half: which documents need reading, and what became of them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from kg.model import Document, Skipped
from kg.pipeline.report import Tally

State = Callable[[str], tuple[str, str] | None]
"""Gives (sha256, version) of a document that was read before."""


class Sieve:
    """Lets the documents through that must be read, once each, and counts the others."""

    def __init__(self, state: State, version: str, tally: Tally) -> None:
        """Compare with what `state` knows and the `version` of the pipeline."""
        self._state = state
        self._version = version
        self._tally = tally
        self._seen: dict[str, str] = {}

    def need(self, sources: Iterable[Document | Skipped]) -> Iterator[Document | Skipped]:
        """Yield documents that are new, changed or read by another version, and what is skipped."""
        for source in sources:
            if isinstance(source, Skipped):
                yield source
            elif source.key not in self._seen:
                self._seen[source.key] = source.sha256
                self._tally.read += 1
                if self._state(source.key) == (source.sha256, self._version):
                    self._tally.unchanged += 1
                else:
                    yield source
            elif self._seen[source.key] != source.sha256:
                reason = f"another text came before under the id {source.key!r}; give it its own"
                yield Skipped(source.url or source.key, reason)


def batches(
    documents: Iterable[Document | Skipped], size: int
) -> Iterator[list[Document | Skipped]]:
    """Yield lists of at most `size`."""
    rest = iter(documents)
    while batch := list(islice(rest, max(1, size))):
        yield batch
