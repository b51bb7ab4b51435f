"""The closure by rules against owlrl, on the same axioms, and what each takes as graphs grow.

    python benchmarks/reasoning.py

Individuals are actors in trees of parts, places in trees of places, and ties between them. Seconds
are those of the processor.
"""

import sys
import time
from pathlib import Path
from random import Random

import owlrl
import rdflib
from pyoxigraph import NamedNode, Triple

from kg.graph.axioms import below, classes_of, named, read
from kg.graph.closure import close
from kg.vocabulary import AG, ID, PREFIXES

ONTOLOGY = Path(__file__).parent.parent / "ontology" / "armed-groups.ttl"
TYPE = PREFIXES["rdf"] + "type"
SHARED = {PREFIXES["owl"] + x for x in ("SymmetricProperty", "TransitiveProperty")}
AXIOMS = {
    *(PREFIXES["rdfs"] + x for x in ("domain", "range", "subClassOf")),
    *(PREFIXES["owl"] + x for x in ("inverseOf", "propertyChainAxiom")),
    *(PREFIXES["rdf"] + x for x in ("first", "rest")),
}
BRANCHES = 6
"""Children of a node of the trees: some five levels at ten thousand."""


def individuals(number: int, seed: int = 1) -> list[Triple]:
    """Return a graph about so many individuals; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - to be repeated
    groups, places = number // 2, number - number // 2
    triples = [_triple(f"g{n}", TYPE, AG + "ArmedGroup") for n in range(groups)]
    triples += [_triple(f"p{n}", TYPE, AG + "Place") for n in range(places)]
    for n in range(1, groups):
        if chance.random() < 0.5:
            triples.append(_triple(f"g{n}", AG + "partOf", ID + f"g{(n - 1) // BRANCHES}"))
        for tie in ("fights", "alliedWith", "backedBy"):
            triples.append(_triple(f"g{n}", AG + tie, ID + f"g{chance.randrange(n)}"))
        for tie in ("presentIn", "holds"):
            triples.append(_triple(f"g{n}", AG + tie, ID + f"p{chance.randrange(places)}"))
    for n in range(1, places):
        triples.append(_triple(f"p{n}", AG + "locatedIn", ID + f"p{(n - 1) // BRANCHES}"))
    return triples


def by_owlrl(data: list[Triple]) -> set[tuple[str, str, str]]:
    """Return what owlrl adds to the data by the shared axioms, about individuals."""
    axioms = read(ONTOLOGY)
    graph = rdflib.Graph()
    for s, p, o in (x for x in map(_text, axioms) if _is_shared(*x)):
        graph.add((_node(s), rdflib.URIRef(p), _node(o)))
    for triple in data:
        s, p, o = named(triple)
        graph.add((rdflib.URIRef(s), rdflib.URIRef(p), rdflib.URIRef(o)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    classes = classes_of(axioms)
    general = {AG + "relatedTo", AG + "involves"}
    terms = below(axioms, PREFIXES["rdfs"] + "subPropertyOf", tuple(general)) - general
    terms |= {s for s, p, o in map(named, axioms) if o == PREFIXES["owl"] + "ObjectProperty"}
    found = {(str(s), str(p), str(o)) for s, p, o in graph if str(s).startswith(ID)}
    kept = {x for x in found if x[1] in terms - general or (x[1] == TYPE and x[2] in classes)}
    return kept - {named(x) for x in data}


def _is_shared(_: str, predicate: str, value: str) -> bool:
    """Tell whether it is an axiom of the rules that both have; lists of strings are of none."""
    return (predicate in AXIOMS and not value.startswith('"')) or value in SHARED


def _text(triple: Triple) -> tuple[str, ...]:
    return tuple(x.value if isinstance(x, NamedNode) else str(x) for x in triple)


def _node(term: str) -> rdflib.term.Node:
    return rdflib.BNode(term[2:]) if term.startswith("_:") else rdflib.URIRef(term)


def _triple(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(ID + subject), NamedNode(predicate), NamedNode(value))


def main() -> None:
    """Print both."""
    small = individuals(1_000)
    start = time.process_time()
    theirs = by_owlrl(small)
    owlrl_seconds = time.process_time() - start
    ours = set(close(ONTOLOGY, small).inferred)
    verdict = "the same" if ours == theirs else f"DIFFERENT by {len(ours ^ theirs)}"
    print(f"closure of 1,000 individuals: {len(ours):,} statements, {verdict} by both")
    print(f"  owlrl, 1,000 individuals     {owlrl_seconds:8.2f} s")
    for number in (1_000, 10_000, 100_000):
        data = individuals(number)
        start = time.process_time()
        found = close(ONTOLOGY, data).inferred
        seconds = time.process_time() - start
        ratio = f"  {owlrl_seconds / seconds:6.1f} times faster than owlrl at 1,000"
        print(
            f"  rules, {number:7,} individuals {seconds:10.2f} s {ratio}, {len(found):,} inferred"
        )


if __name__ == "__main__":
    sys.exit(main())
