"""What follows from a graph by rules alone: without Java, for graphs of any size.

The rules are those that `ontology/rules/closure/` tells in SPARQL, for any reader and any engine;
a test holds the two together. They follow the axioms of the ontology, so a relation that is
declared transitive there is so here. Each new statement is looked at once, together with all that
is known (semi-naive evaluation). A contradiction is not looked for: `kg.graph.reason` does that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import Store, Triple

from kg.graph.axioms import SUBCLASS, TYPE, Reasoning, Statement, classes_of, named, read, stated
from kg.vocabulary import PREFIXES

_OWL: Final = PREFIXES["owl"]
_RDF: Final = PREFIXES["rdf"]
_RDFS: Final = PREFIXES["rdfs"]

Terms = defaultdict[str, set[str]]
Pairs = defaultdict[str, set[tuple[str, str]]]


def close(ontology: Path, data: Store | Iterable[Triple]) -> Reasoning:
    """Return what follows from `data` by the axioms of the Turtle file `ontology`.

    Of a store the default graph is taken. Raises KnowledgeError for an ontology that cannot be
    read.
    """
    axioms = read(ontology)
    given = stated(axioms, data)
    rules, classes = _rules(axioms), classes_of(axioms)
    new = _closed(rules, given) - given
    return Reasoning(
        consistent=True,
        inferred=tuple(sorted(x for x in new if x[1] != TYPE or x[2] in classes)),
    )


@dataclass(slots=True)
class _Rules:
    """The axioms by the term that a new statement has."""

    inverse: Terms = field(default_factory=lambda: defaultdict(set))
    domain: Terms = field(default_factory=lambda: defaultdict(set))
    range: Terms = field(default_factory=lambda: defaultdict(set))
    above: Terms = field(default_factory=lambda: defaultdict(set))
    first: Pairs = field(default_factory=lambda: defaultdict(set))
    """First relation of a chain → (the second, what they make)."""
    second: Pairs = field(default_factory=lambda: defaultdict(set))
    """Second relation of a chain → (the first, what they make)."""

    def chain(self, first: str, second: str, made: str) -> None:
        """Add the rule that `first` and then `second` make `made`."""
        self.first[first].add((second, made))
        self.second[second].add((first, made))


def _rules(axioms: list[Triple]) -> _Rules:
    rules = _Rules()
    lists = {(s, p): o for s, p, o in map(named, axioms) if p.startswith(_RDF)}
    for s, p, o in map(named, axioms):
        if p == _OWL + "inverseOf":
            rules.inverse[s].add(o)
            rules.inverse[o].add(s)
        elif (p, o) == (TYPE, _OWL + "SymmetricProperty"):
            rules.inverse[s].add(s)
        elif (p, o) == (TYPE, _OWL + "TransitiveProperty"):
            rules.chain(s, s, s)
        elif p == _OWL + "propertyChainAxiom":
            rest = lists[o, _RDF + "rest"]
            rules.chain(lists[o, _RDF + "first"], lists[rest, _RDF + "first"], s)
        elif p == _RDFS + "domain":
            rules.domain[s].add(o)
        elif p == _RDFS + "range":
            rules.range[s].add(o)
        elif p == SUBCLASS:
            rules.above[s].add(o)
    return rules


def _closed(rules: _Rules, given: set[Statement]) -> set[Statement]:
    """Return what is given and all that follows."""
    known = set(given)
    objects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    subjects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    todo = list(given)
    while todo:
        s, p, o = statement = todo.pop()
        if p != TYPE:
            objects[p, s].add(o)
            subjects[p, o].add(s)
        for x in _following(rules, statement, objects, subjects):
            if x not in known:
                known.add(x)
                todo.append(x)
    return known


def _following(
    rules: _Rules,
    statement: Statement,
    objects: defaultdict[tuple[str, str], set[str]],
    subjects: defaultdict[tuple[str, str], set[str]],
) -> Iterator[Statement]:
    """Yield what follows from a statement and those that were looked at before it."""
    s, p, o = statement
    if p == TYPE:
        for kind in rules.above.get(o, ()):
            yield s, TYPE, kind
        return
    for inverse in rules.inverse.get(p, ()):
        yield o, inverse, s
    for kind in rules.domain.get(p, ()):
        yield s, TYPE, kind
    for kind in rules.range.get(p, ()):
        yield o, TYPE, kind
    for second, made in rules.first.get(p, ()):
        for end in objects.get((second, o), ()):
            yield s, made, end
    for first, made in rules.second.get(p, ()):
        for start in subjects.get((first, s), ()):
            yield start, made, o
