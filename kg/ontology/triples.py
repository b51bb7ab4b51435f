"""Turtle files as a look-up of plain strings; pyoxigraph parses, nothing is fetched."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.errors import KnowledgeError
from kg.vocabulary import PREFIXES

RDF_TYPE = PREFIXES["rdf"] + "type"
_FIRST, _REST, _NIL = (PREFIXES["rdf"] + x for x in ("first", "rest", "nil"))


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of a file: IRIs and literals as strings, blank nodes as ``_:name``."""

    objects: dict[tuple[str, str], tuple[str, ...]]
    """Subject and predicate to objects, sorted."""
    subjects: dict[tuple[str, str], tuple[str, ...]]
    """Predicate and object to subjects, sorted."""

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return every object of `subject` and `predicate`, sorted."""
        return self.objects.get((subject, predicate), ())

    def one(self, subject: str, predicate: str) -> str:
        """Return the only object; KnowledgeError when there is none or more than one."""
        found = self.all(subject, predicate)
        if len(found) != 1:
            raise KnowledgeError(f"{subject}: {len(found)} values of {predicate}, expected one")
        return found[0]

    def instances(self, of: str) -> tuple[str, ...]:
        """Return the subjects that have the class `of` as a type, sorted."""
        return self.subjects.get((RDF_TYPE, of), ())

    def items(self, head: str) -> tuple[str, ...]:
        """Return the members of the RDF list that starts at `head`."""
        found: list[str] = []
        while head != _NIL:
            found.append(self.one(head, _FIRST))
            head = self.one(head, _REST)
        return tuple(found)


def read(path: Path) -> Triples:
    """Parse the Turtle file at `path`; KnowledgeError when it is missing or broken."""
    objects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    subjects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    try:
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            subject, predicate = _text(quad.subject), quad.predicate.value
            value = _text(quad.object)
            objects[subject, predicate].add(value)
            subjects[predicate, value].add(subject)
    except SyntaxError as error:
        raise KnowledgeError(f"{path}, line {error.lineno}: {error.msg}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    return Triples(
        {key: tuple(sorted(values)) for key, values in objects.items()},
        {key: tuple(sorted(values)) for key, values in subjects.items()},
    )


def _text(term: object) -> str:
    if isinstance(term, pyoxigraph.BlankNode):
        return str(term)
    if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal):
        return term.value
    raise KnowledgeError(f"a quoted triple has no place in the ontology: {term}")
