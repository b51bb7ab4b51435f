"""Answering SPARQL in a worker: the query is checked, run and written in the format asked for."""

import gzip
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import ForbiddenError, QueryError, ServiceError
from kg.graph import Dataset
from kg.graph.guard import MAX_LENGTH
from kg.graph.query import Answer, Scope, ask
from kg.web import wire
from kg.web.negotiation import GRAPHS, ROWS, TRIPLES, Written, choose
from kg.web.problems import Problem
from kg.web.worker import Reply

_SMALL: Final = 1 << 10
"""Bytes below which compression gains nothing."""
_LEVEL: Final = 4


class Sink:
    """What a serialiser writes to: bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        """Take at most `limit` bytes."""
        self.data = bytearray()
        self._limit = limit

    def write(self, data: bytes) -> int:
        """Take `data`; Problem 413 beyond the limit."""
        self.data += data
        if len(self.data) > self._limit:
            raise Problem(
                413,
                f"the answer has more than {self._limit >> 20} MB",
                "Add LIMIT, ask for fewer columns, or write the whole graph with kg export.",
            )
        return len(data)

    def flush(self) -> None:
        """Do nothing."""


def query(dataset: Dataset, task: wire.Head) -> Reply:
    """Answer a query: `query`, `default` and `named` graphs or None, `accept`, `format`."""
    text: str = task["query"]
    if len(text) > MAX_LENGTH:
        raise Problem(413, f"the query has {len(text):,} characters; at most {MAX_LENGTH:,}")
    try:
        scope = Scope(_graphs(task["default"]), _graphs(task["named"]))
        answer = ask(dataset.store, text, dataset.prefixes, scope, dataset.services)
        rows = not isinstance(answer, QueryTriples)
        written = choose(ROWS if rows else TRIPLES, task["accept"], task["format"])
        return reply(write(answer, written, dataset.prefixes, task["limit"]), written.sent, task)
    except ForbiddenError as error:
        raise Problem(403, str(error), "kg serve --service IRI allows an endpoint.") from error
    except QueryError as error:
        raise Problem(400, str(error)) from error
    except ServiceError as error:
        raise Problem(502, f"another endpoint failed: {error}") from error
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error.__cause__, Problem):
            raise error.__cause__ from error
        raise Problem(400, f"the query cannot be run: {error}") from error


def graph(dataset: Dataset, task: wire.Head) -> Reply:
    """Answer with a graph: the first of the IRIs in `graphs` that there is, or the default graph.

    A `path` is one below the base of the dataset. With `graphs` None all graphs are written.
    Problem 404 when no such graph is there.
    """
    names: list[str] | None = task["graphs"]
    store, accept, named = dataset.store, task["accept"], task["format"]
    if names is None:
        written = choose(GRAPHS, accept, named)
        return reply(
            write(iter(store), written, dataset.prefixes, task["limit"]), written.sent, task
        )
    found: NamedNode | DefaultGraph | None = DefaultGraph() if not names else None
    if task["path"]:
        names = [*names, dataset.base + task["path"]]
    for name in _graphs(names) or []:
        if found is None and store.contains_named_graph(name):
            found = name
    if found is None:
        raise Problem(404, f"no graph {names[0]!r}")
    written = choose(TRIPLES, accept, named)
    quads = store.quads_for_pattern(None, None, None, found)
    triples = (q.triple for q in quads)
    return reply(write(triples, written, dataset.prefixes, task["limit"]), written.sent, task)


def write(
    answer: Answer | Iterable[Triple] | Iterable[Quad],
    written: Written,
    prefixes: dict[str, str],
    limit: int,
) -> bytearray:
    """Return an answer in a format; Problem 413 when it has more than `limit` bytes."""
    sink: Any = Sink(limit)
    if isinstance(written.format, QueryResultsFormat):
        assert not isinstance(answer, QueryTriples)  # noqa: S101 (the format was chosen for it)
        if isinstance(answer, QuerySolutions):
            answer.serialize(sink, written.format)
        else:
            sink.write(answer.serialize(format=written.format))  # type: ignore[union-attr, arg-type] # yes or no
    else:
        assert isinstance(written.format, RdfFormat)  # noqa: S101 (there is no third kind)
        serialize(answer, sink, written.format, prefixes=prefixes)  # type: ignore[arg-type] # triples
    data: bytearray = sink.data
    return data


def reply(data: bytes | bytearray, media_type: str, task: wire.Head) -> Reply:
    """Return an answer, compressed when the client takes it so and it is worth it."""
    head: wire.Head = {"status": 200, "type": media_type}
    if task["gzip"] and len(data) > _SMALL:
        head["encoding"] = "gzip"
        return head, gzip.compress(data, _LEVEL, mtime=0)
    return head, bytes(data)


def _graphs(names: list[str] | None) -> list[NamedNode] | None:
    try:
        return None if names is None else [NamedNode(x) for x in names]
    except ValueError as error:
        raise Problem(400, f"a graph is named by an absolute IRI: {error}") from error
