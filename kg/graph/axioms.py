"""What reasoning starts from and what it gives, whichever engine reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple

from kg.errors import KnowledgeError
from kg.vocabulary import AG, PREFIXES

TYPE: Final = PREFIXES["rdf"] + "type"
SUBCLASS: Final = PREFIXES["rdfs"] + "subClassOf"
_SUBPROPERTY: Final = PREFIXES["rdfs"] + "subPropertyOf"
_IMPORTS: Final = PREFIXES["owl"] + "imports"
_ROOTS: Final = (AG + "Entity", AG + "Event")
_GENERAL: Final = (AG + "relatedTo", AG + "involves")

Statement = tuple[str, str, str]
"""Subject, predicate and object, all of them IRIs."""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The reasoner's verdict on a graph."""

    consistent: bool
    """False when the graph contradicts the ontology; then nothing is inferred."""
    inferred: tuple[Statement, ...]
    """Types and relations that follow and are not stated, sorted."""

    def quads(self, graph: str) -> Iterator[Quad]:
        """Yield what was inferred as statements of the graph with this IRI."""
        for subject, predicate, value in self.inferred:
            terms = NamedNode(subject), NamedNode(predicate), NamedNode(value)
            yield Quad(*terms, NamedNode(graph))


def read(path: Path) -> list[Triple]:
    """Return the triples of a Turtle file but its imports; KnowledgeError when it is broken."""
    try:
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE)
        return [x.triple for x in quads if x.predicate.value != _IMPORTS]
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def named(triple: Triple) -> Statement:
    """Return a triple as text."""
    return tuple(getattr(x, "value", str(x)) for x in triple)  # type: ignore[return-value] # three


def stated(axioms: list[Triple], data: Store | Iterable[Triple]) -> set[Statement]:
    """Return what reasoning is to see: types, relations and roles between IRIs.

    Of a store the default graph is taken.
    """
    classes, properties = classes_of(axioms), below(axioms, _SUBPROPERTY, _GENERAL)
    given = _asserted(data, properties) if isinstance(data, Store) else data
    return set(_seen(given, classes, properties))


def _asserted(store: Store, properties: set[str]) -> Iterator[Triple]:
    for term in sorted(properties | {TYPE}):
        for quad in store.quads_for_pattern(None, NamedNode(term), None, DefaultGraph()):
            yield quad.triple


def classes_of(axioms: list[Triple]) -> set[str]:
    """Return the classes of entities and events."""
    return below(axioms, SUBCLASS, _ROOTS)


def below(axioms: list[Triple], step: str, roots: tuple[str, ...]) -> set[str]:
    """Return what leads to one of the `roots` by any number of steps, the roots included."""
    found = set(roots)
    size = 0
    while size != len(found):
        size = len(found)
        found |= {s for s, p, o in map(named, axioms) if p == step and o in found}
    return found


def _seen(data: Iterable[Triple], classes: set[str], properties: set[str]) -> Iterator[Statement]:
    for s, p, o in data:
        if not (isinstance(s, NamedNode) and isinstance(o, NamedNode)):
            continue
        subject, predicate, value = s.value, p.value, o.value
        if value in classes if predicate == TYPE else predicate in properties:
            yield subject, predicate, value
