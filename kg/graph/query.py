"""Asking a store: the query is checked, run, and its answer written in a format."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.errors import QueryError
from kg.graph.federation import NO_SERVICES, Services
from kg.graph.guard import check
from kg.vocabulary import PREFIXES

Answer = QuerySolutions | QueryBoolean | QueryTriples
"""Rows (lazy), yes or no, or triples."""

FORMATS: Final = ("table", "csv", "json", "turtle")
_RESULTS: Final = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON}
_AT: Final = re.compile(r"error at (\d+):(\d+): ", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """The graphs a query sees; what is given here counts, whatever its FROM clauses say.

    Patterns outside GRAPH match the default graph, or the union of those in `default`, or with
    `union` every graph; GRAPH finds every named graph, or those in `named`.
    """

    default: Sequence[NamedNode] | None = None
    named: Sequence[NamedNode] | None = None
    union: bool = False


def ask(
    store: Store,
    text: str,
    prefixes: Mapping[str, str] = PREFIXES,
    scope: Scope = Scope(),
    services: Services = NO_SERVICES,
) -> Answer:
    """Run a read-only query over `scope`; those of `prefixes` may be used undeclared.

    SERVICE may ask only `services`. Raises QueryError, with line and column, for text that is no
    query or is not allowed (ForbiddenError), and ServiceError when a service fails.
    """
    federated = bool(services.allowed) and "SERVICE" in text.upper()
    check(text, services=federated)
    if federated:
        text = services.answered(text, prefixes, lambda x: _rows(store, x, prefixes, scope))
    return _run(store, text, prefixes, scope)


def _rows(store: Store, text: str, prefixes: Mapping[str, str], scope: Scope) -> QuerySolutions:
    answer = _run(store, text, prefixes, scope)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 (a SELECT query)
    return answer


def _run(store: Store, text: str, prefixes: Mapping[str, str], scope: Scope) -> Answer:
    try:
        return store.query(
            text,
            prefixes={x: iri for x, iri in prefixes.items() if f"{x}:" in text},
            default_graph=None if scope.default is None else list(scope.default),
            named_graphs=None if scope.named is None else list(scope.named),
            use_default_graph_as_union=scope.union,
        )
    except SyntaxError as error:
        raise QueryError(explain(str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {error}") from error


def serialise(answer: Answer, form: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return an answer as CSV, JSON (SPARQL results) or Turtle (of a CONSTRUCT).

    Raises QueryError when the format does not fit the answer.
    """
    if isinstance(answer, QueryTriples):
        if form != "turtle":
            raise QueryError(f"this query answers with triples: --format turtle, not {form}")
        triples = sorted(answer, key=str)
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    if form not in _RESULTS:
        raise QueryError(f"{form} fits CONSTRUCT and DESCRIBE; for rows take table, csv or json")
    if isinstance(answer, QueryBoolean) and form == "csv":
        return f"{'true' if answer else 'false'}\r\n".encode()
    return answer.serialize(format=_RESULTS[form]) or b""


def explain(message: str) -> str:
    """Return what the parser says of a wrong text, with line and column, for people to read."""
    found = _AT.match(message)
    if not found:
        return f"not a query: {message}"
    return f"line {found[1]}, column {found[2]}: {message[found.end() :]}"


def compact(term: object, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return a term of a row for people to read: a literal's text, an IRI shortened."""
    match term:
        case None:
            return ""
        case NamedNode():
            return shorten(term.value, prefixes)
        case Literal():
            return term.value
    return str(term)


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI as a prefixed name where a prefix fits."""
    fitting = ((len(base), name, base) for name, base in prefixes.items() if iri.startswith(base))
    length, name, _ = max(fitting, default=(0, "", ""))
    return f"{name}:{iri[length:]}" if length else iri
