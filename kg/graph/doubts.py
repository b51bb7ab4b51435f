"""Facts that cannot well be true: rules that detect errors of reading, and what they do to belief.

Detectors (`kg.graph.detectors`) see beliefs as the claims give them, so what one doubts does not
depend on the others. Then those look that carry doubts on to what rests on doubted facts. All
doubts stand in a graph of their own; a fact that several doubt is lowered by each of them once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import KnowledgeError
from kg.graph.detectors import Detector, detectors
from kg.model import BELIEVED, digest
from kg.vocabulary import AG, PREFIXES, SYMMETRIC

__all__ = [
    "NAME",
    "Detector",
    "Doubt",
    "apply",
    "beliefs",
    "detectors",
    "find",
    "held",
    "of",
    "sentence",
    "undo",
]

NAME: Final = "doubts"
"""The graph of doubts is called the base and this."""
_DIGITS: Final = Decimal("0.000001")
_DECIMAL: Final = NamedNode(PREFIXES["xsd"] + "decimal")
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
_BELIEF: Final = NamedNode(AG + "belief")
_BEFORE: Final = NamedNode(AG + "beliefBefore")
_DEFAULT: Final = DefaultGraph()
_SENTENCE: Final = """
PREFIX ag: <https://w3id.org/armed-groups/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT (STRAFTER(MAX(CONCAT(STR(?sure), " ", ?quote)), " ") AS ?sentence) WHERE {{
  <{fact}> ag:supportedBy ?claim
  OPTIONAL {{ GRAPH ?document {{ ?claim ag:confidence ?sure ; ag:evidence/oa:exact ?quote }} }}
}}
"""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A fact, the detector that doubts it, and what speaks against the fact; terms as IRIs."""

    fact: str
    detector: str
    because: str


def find(store: Store, rules: Iterable[Detector]) -> list[Doubt]:
    """Return what the detectors doubt of the default graph for itself, sorted."""
    return sorted(x for rule in rules if not rule.carried for x in _found(store, rule))


def _found(store: Store, rule: Detector) -> set[Doubt]:
    rows = store.query(rule.query)
    if not isinstance(rows, QuerySolutions):
        raise KnowledgeError(f"the detector {rule.name!r} is no SELECT query")
    return {Doubt(row["fact"].value, rule.name, row["because"].value) for row in rows}


def held(store: Store, base: str) -> list[Doubt]:
    """Return the doubts that the graph of doubts holds, sorted."""
    graph, found = NamedNode(base + NAME), []
    for quad in store.quads_for_pattern(None, NamedNode(AG + "doubts"), None, graph):
        node = quad.subject
        if isinstance(node, NamedNode) and isinstance(quad.object, NamedNode):
            because = _node(store, node, "because", graph)
            name = _value(store, node, NamedNode(AG + "detector"), graph)
            found.append(Doubt(quad.object.value, name, because.value if because else ""))
    return sorted(found)


def apply(store: Store, rules: list[Detector], base: str) -> int:
    """Write the doubts into a graph of their own and lower belief by them.

    What an earlier run has lowered is first put back, so to apply twice is to apply once. Returns
    by how many statements the store has grown (or shrunk, below zero).
    """
    graph, change = NamedNode(base + NAME), _Change(store)
    change.grown += undo(store, base)
    known = {x.name: x for x in rules}
    factors: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
    for doubt in find(store, rules):
        factors[doubt.fact][doubt.detector] = known[doubt.detector].factor
        change.add(_quads(doubt, known[doubt.detector], base, graph))
    lowered = {fact: _product(by.values()) for fact, by in factors.items()}
    for rule in (x for x in rules if x.carried):
        for doubt in sorted(x for x in _found(store, rule) if x.because in lowered):
            factor = lowered[doubt.because]
            held = factors[doubt.fact].get(rule.name, factor)
            factors[doubt.fact][rule.name] = min(held, factor)
            change.add(_quads(doubt, replace(rule, factor=factor), base, graph))
    for fact, by in sorted(factors.items()):
        _lower(change, NamedNode(fact), _product(by.values()), graph)
    return change.grown


def _product(factors: Iterable[Decimal]) -> Decimal:
    return prod(factors, start=Decimal(1))


def undo(store: Store, base: str) -> int:
    """Give doubted facts their belief back and forget the doubts; returns as `apply` does.

    A change of a graph undoes them first, so that what it compares is what the claims give.
    """
    graph, change = NamedNode(base + NAME), _Change(store)
    for quad in list(store.quads_for_pattern(None, _BEFORE, None, graph)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            _believe(change, quad.subject, quad.object)
    change.remove(store.quads_for_pattern(None, None, None, graph))
    return change.grown


class _Change:
    """Adds and removes statements, and counts by how many a store grows."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.grown = 0

    def add(self, quads: Iterable[Quad]) -> None:
        for quad in quads:
            if quad not in self.store:
                self.store.add(quad)
                self.grown += 1

    def remove(self, quads: Iterable[Quad]) -> None:
        for quad in list(quads):
            if quad in self.store:
                self.store.remove(quad)
                self.grown -= 1


def sentence(store: Store, fact: str) -> str:
    """Return the sentence for a fact that was read most surely; empty when there is none."""
    rows = store.query(_SENTENCE.format(fact=NamedNode(fact).value))
    if not isinstance(rows, QuerySolutions):
        return ""
    return next((row["sentence"].value for row in rows if row["sentence"]), "")


def of(store: Store, fact: str, base: str) -> list[tuple[Doubt, str, Decimal]]:
    """Return the doubts of one fact, each with its grounds and factor, sorted."""
    graph, found = NamedNode(base + NAME), []
    for quad in store.quads_for_pattern(None, NamedNode(AG + "doubts"), NamedNode(fact), graph):
        node = quad.subject
        if isinstance(node, NamedNode):
            because = _node(store, node, "because", graph)
            name, grounds, factor = (
                _value(store, node, NamedNode(AG + x), graph)
                for x in ("detector", "grounds", "factor")
            )
            doubt = Doubt(fact, name, because.value if because else "")
            found.append((doubt, grounds, Decimal(factor)))
    return sorted(found)


def beliefs(store: Store, fact: str, base: str) -> tuple[str, str]:
    """Return the belief of a fact without and with the doubts that were applied."""
    subject = NamedNode(fact)
    now = _value(store, subject, _BELIEF, _DEFAULT)
    return _value(store, subject, _BEFORE, NamedNode(base + NAME)) or now, now


def _quads(doubt: Doubt, rule: Detector, base: str, graph: NamedNode) -> Iterator[Quad]:
    key = digest(doubt.fact, doubt.detector, doubt.because)
    node = NamedNode(f"{base}doubt/{key}")
    yield Quad(node, _TYPE, NamedNode(AG + "Doubt"), graph)
    yield Quad(node, NamedNode(AG + "doubts"), NamedNode(doubt.fact), graph)
    yield Quad(node, NamedNode(AG + "because"), NamedNode(doubt.because), graph)
    yield Quad(node, NamedNode(AG + "detector"), Literal(doubt.detector), graph)
    yield Quad(node, NamedNode(AG + "grounds"), Literal(rule.message), graph)
    yield Quad(node, NamedNode(AG + "factor"), _decimal(rule.factor), graph)


def _lower(change: _Change, fact: NamedNode, factor: Decimal, graph: NamedNode) -> None:
    before = _value(change.store, fact, _BELIEF, _DEFAULT)
    after = Decimal(before) * factor
    change.add([Quad(fact, _BEFORE, Literal(before, datatype=_DECIMAL), graph)])
    _believe(change, fact, _decimal(after.quantize(_DIGITS).normalize()))


def _believe(change: _Change, fact: NamedNode, belief: Literal) -> None:
    """Change the belief of a fact, and the plain triple that stands for what is believed now."""
    store = change.store
    change.remove(store.quads_for_pattern(fact, _BELIEF, None, _DEFAULT))
    change.add([Quad(fact, _BELIEF, belief, _DEFAULT)])
    s, p, o = (_node(store, fact, x) for x in ("subject", "predicate", "object"))
    if s is None or p is None or o is None:
        return
    stated = [Quad(s, p, o, _DEFAULT)]
    if p.value.removeprefix(AG) in SYMMETRIC:
        stated.append(Quad(o, p, s, _DEFAULT))
    lasts = any(_believed_now(store, x) for x in _same(store, s, p, o))
    (change.add if lasts else change.remove)(stated)


def _same(store: Store, s: NamedNode, p: NamedNode, o: NamedNode) -> Iterator[NamedNode]:
    """Yield the facts of a relation, in either direction when it is symmetric."""
    pairs = {(s, o), (o, s)} if p.value.removeprefix(AG) in SYMMETRIC else {(s, o)}
    for first, second in pairs:
        subjects = store.quads_for_pattern(None, NamedNode(AG + "subject"), first, _DEFAULT)
        for quad in subjects:
            fact = quad.subject
            if isinstance(fact, NamedNode) and _ends(store, fact) == (p, second):
                yield fact


def _ends(store: Store, fact: NamedNode) -> tuple[NamedNode | None, NamedNode | None]:
    return _node(store, fact, "predicate"), _node(store, fact, "object")


def _believed_now(store: Store, fact: NamedNode) -> bool:
    lasts = not _value(store, fact, NamedNode(AG + "until"), _DEFAULT)
    actual = _value(store, fact, NamedNode(AG + "modality"), _DEFAULT) == "actual"
    return lasts and actual and float(_value(store, fact, _BELIEF, _DEFAULT) or 0) >= BELIEVED


def _node(
    store: Store, subject: NamedNode, name: str, graph: NamedNode | DefaultGraph = _DEFAULT
) -> NamedNode | None:
    for quad in store.quads_for_pattern(subject, NamedNode(AG + name), None, graph):
        if isinstance(quad.object, NamedNode):
            return quad.object
    return None


def _value(
    store: Store, subject: NamedNode, predicate: NamedNode, graph: NamedNode | DefaultGraph
) -> str:
    for quad in store.quads_for_pattern(subject, predicate, None, graph):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""


def _decimal(number: Decimal) -> Literal:
    return Literal(format(number, "f"), datatype=_DECIMAL)
