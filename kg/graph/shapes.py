"""Does a graph keep its contract? SHACL shapes, checks of a whole dataset, and no unknown term.

Only `shapes.ttl`, `armed-groups.ttl` and `checks/*.rq` are read; no file and no address that the
data names is ever opened, and nothing in the data is run.
"""

import logging
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph
import pyshacl
import rdflib
from rdflib import RDF, RDFS, SH, XSD, URIRef

from kg.errors import KnowledgeError
from kg.graph import statements
from kg.vocabulary import AG, PREFIXES

BATCH: Final = 20_000
"""Triples that are validated together."""
_DEFAULT: Final = pyoxigraph.DefaultGraph()
_CONTEXT: Final = tuple(
    pyoxigraph.NamedNode(x)
    for x in (PREFIXES["rdf"] + "type", PREFIXES["skos"] + "prefLabel", PREFIXES["geo"] + "asWKT")
)
_STATEMENTS: Final = {URIRef(AG + x) for x in ("Claim", "Fact", "Document", "Evidence")}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with one node: terms as text, empty where there is none."""

    focus: str
    """IRI of the node."""
    path: str
    """IRI of the property that is wrong with it."""
    value: str
    """The value at fault."""
    message: str
    severity: str
    """"Violation" or "Warning"; a graph with nothing but warnings conforms."""


@dataclass(frozen=True, slots=True)
class _Knowledge:
    shapes: rdflib.Graph
    schema: rdflib.Graph
    terms: frozenset[URIRef]
    checks: tuple[tuple[str, str], ...]


def conforms(violations: Iterable[Violation]) -> bool:
    """Tell whether none of the `violations` is more than a warning."""
    return all(x.severity != "Violation" for x in violations)


def validate(graph: rdflib.Graph, shapes: Path) -> list[Violation]:
    """Check a graph against the file `shapes` and the ontology beside it, without changing it.

    The graph must hold all that it refers to. Raises KnowledgeError for broken shapes.
    """
    own = rdflib.Graph(bind_namespaces="none")
    for triple in graph:
        own.add(tuple(_plain(x) for x in triple))  # type: ignore[arg-type] # three of them
    return sorted(_run(own, _load(shapes)))


def check(store: pyoxigraph.Store, shapes: Path) -> Iterator[Violation]:
    """Check a dataset in batches and as a whole; the same violations for the same dataset.

    The default graph and the graphs of documents are checked, a graph of inferences is not.
    Raises KnowledgeError for broken shapes or checks.
    """
    known = _load(shapes)
    found: set[Violation] = set()
    for batch in _batches(store):
        for violation in sorted(_run(batch, known)):
            if violation not in found:  # entities come with every batch that refers to them
                found.add(violation)
                yield violation
    for message, query in known.checks:
        yield from sorted(_answers(store, message, query))


@cache
def _load(path: Path) -> _Knowledge:
    ontology = _parse(path.with_name("armed-groups.ttl"))
    schema = rdflib.Graph(bind_namespaces="none")
    for predicate in (RDFS.subClassOf, RDFS.domain, RDFS.range):
        for triple in ontology.triples((None, predicate, None)):
            if isinstance(triple[2], URIRef):
                schema.add(triple)
    terms = frozenset(x for x in ontology.subjects() if isinstance(x, URIRef))
    checks = tuple(_read_check(x) for x in sorted(path.with_name("checks").glob("*.rq")))
    return _Knowledge(_parse(path), schema, terms, checks)


def _parse(path: Path) -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    try:
        return graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _read_check(path: Path) -> tuple[str, str]:
    query = path.read_text(encoding="utf-8")
    header = "\n".join(x.removeprefix("#+") for x in query.splitlines() if x.startswith("#+"))
    try:
        return str(tomllib.loads(header)["message"]), query
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise KnowledgeError(f"{path}: no message in its header: {error}") from error


def _run(graph: rdflib.Graph, known: _Knowledge) -> set[Violation]:
    """Validate a graph that may be changed."""
    found = set(_unknown(graph, known.terms))
    graph += known.schema
    with _quiet_literals():
        _, report, _ = pyshacl.validate(
            graph, shacl_graph=known.shapes, advanced=False, inplace=True, inference="none"
        )
    if not isinstance(report, rdflib.Graph):
        raise KnowledgeError(f"the shapes cannot be used: {report}")
    targets = {str(x) for x in known.shapes.objects(None, SH.targetNode)}
    for result in report.objects(None, SH.result):
        parts = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
        focus, path, value, message = (_text(report.value(result, x)) for x in parts)
        if focus in targets:  # a comparison runs once, on a term, and finds the node as its value
            focus, path, value = value, focus, ""
        severity = _text(report.value(result, SH.resultSeverity)).rsplit("#", 1)[-1]
        found.add(Violation(focus, path, value, message, severity))
    return found


def _unknown(graph: rdflib.Graph, terms: frozenset[URIRef]) -> Iterator[Violation]:
    message = "the ontology has no such term"
    for subject, predicate, value in graph:
        if str(predicate).startswith(AG) and predicate not in terms:
            yield Violation(str(subject), str(predicate), "", message, "Violation")
        if predicate == RDF.type and str(value).startswith(AG) and value not in terms:
            yield Violation(str(subject), str(predicate), str(value), message, "Violation")


def _answers(store: pyoxigraph.Store, message: str, query: str) -> Iterator[Violation]:
    rows = store.query(query)
    if not isinstance(rows, pyoxigraph.QuerySolutions):
        raise KnowledgeError(f"the check {message!r} is no SELECT query")
    names = {x.value for x in rows.variables}
    for row in rows:
        parts = (row[x] if x in names else None for x in ("focus", "path", "value"))
        focus, path, value = (getattr(x, "value", "") for x in parts)
        yield Violation(focus, path, value, message, "Violation")


def _batches(store: pyoxigraph.Store) -> Iterator[rdflib.Graph]:
    """Yield the dataset in graphs of about `BATCH` triples, each with the types it refers to."""
    batch = rdflib.Graph(bind_namespaces="none")
    for part in _parts(store):
        with _quiet_literals():
            for quad in part:
                batch.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
        if len(batch) >= BATCH:
            yield _with_context(store, batch)
            batch = rdflib.Graph(bind_namespaces="none")
    yield _with_context(store, batch)


def _parts(store: pyoxigraph.Store) -> Iterator[list[pyoxigraph.Quad]]:
    """Yield what must stay together: the graph of a document, or one subject's statements."""
    document = pyoxigraph.NamedNode(AG + "Document")
    for name in statements.named_graphs(store):
        if any(store.quads_for_pattern(name, _CONTEXT[0], document, name)):
            yield list(store.quads_for_pattern(None, None, None, name))
    for subject in statements.subjects(store, _DEFAULT):
        yield list(store.quads_for_pattern(subject, None, None, _DEFAULT))


def _with_context(store: pyoxigraph.Store, batch: rdflib.Graph) -> rdflib.Graph:
    described = set(batch.subjects())
    for node in {x for x in batch.objects() if isinstance(x, URIRef)} - described:
        subject = pyoxigraph.NamedNode(str(node))
        types = {
            _term(x.object) for x in store.quads_for_pattern(subject, _CONTEXT[0], None, _DEFAULT)
        }
        if types & _STATEMENTS:
            continue  # it is checked in a batch of its own
        for predicate in _CONTEXT:
            for quad in store.quads_for_pattern(subject, predicate, None, _DEFAULT):
                batch.add((node, URIRef(predicate.value), _term(quad.object)))
    return batch


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return _plain(rdflib.Literal(term.value, datatype=URIRef(term.datatype.value)))
    return rdflib.BNode(str(term).removeprefix("_:"))


def _plain(term: rdflib.term.Node) -> rdflib.term.Node:
    """Return the term; rdflib holds "a" and "a"^^xsd:string apart, so strings lose their type."""
    if isinstance(term, rdflib.Literal) and term.datatype == XSD.string:
        return rdflib.Literal(str(term))
    return term


def _text(term: object) -> str:
    return "" if term is None else str(term)


@contextmanager
def _quiet_literals() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-formed literal: shapes report them."""
    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before
