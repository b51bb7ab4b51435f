"""Facts that cannot well be true: rules that detect errors of reading, and what they do to belief.

A detector is a file of `ontology/checks/doubts/`: a SELECT of the facts it doubts (`?fact`) and of
what speaks against each (`?because`), with a header that says what is wrong (`message`), by what
its belief is to be multiplied (`factor`) and on what grounds (`why`). Detectors see beliefs as the
claims give them, so what one doubts does not depend on the others. Their doubts stand in a graph
of their own; a fact that several detectors doubt is lowered by each of them once.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import KnowledgeError
from kg.model import BELIEVED, digest
from kg.vocabulary import AG, PREFIXES, SYMMETRIC

NAME: Final = "doubts"
"""The graph of doubts is called the base and this."""
FOLDER: Final = Path("checks") / "doubts"
"""Where the detectors stand in the ontology."""
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


@dataclass(frozen=True, slots=True)
class Detector:
    """One rule: the facts that its query gives are doubted."""

    name: str
    message: str
    factor: Decimal
    """Belief is multiplied by it, above 0 and below 1."""
    query: str


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A fact, the detector that doubts it, and what speaks against the fact; terms as IRIs."""

    fact: str
    detector: str
    because: str


def detectors(ontology: Path) -> list[Detector]:
    """Read the detectors of the folder `ontology`; KnowledgeError names a broken file."""
    return [_read(x) for x in sorted((ontology / FOLDER).glob("*.rq"))]


def find(store: Store, rules: Iterable[Detector]) -> list[Doubt]:
    """Return what the detectors doubt of the default graph, sorted."""
    found = set()
    for rule in rules:
        rows = store.query(rule.query)
        if not isinstance(rows, QuerySolutions):
            raise KnowledgeError(f"the detector {rule.name!r} is no SELECT query")
        found |= {Doubt(row["fact"].value, rule.name, row["because"].value) for row in rows}
    return sorted(found)


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
    found = find(store, rules)
    known = {x.name: x for x in rules}
    factors: defaultdict[str, set[str]] = defaultdict(set)
    for doubt in found:
        factors[doubt.fact].add(doubt.detector)
        change.add(_quads(doubt, known[doubt.detector], base, graph))
    for fact, names in sorted(factors.items()):
        _lower(change, NamedNode(fact), [known[x].factor for x in sorted(names)], graph)
    return change.grown


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


def beliefs(store: Store, fact: str, base: str) -> tuple[str, str]:
    """Return the belief of a fact without and with the doubts that were applied."""
    subject = NamedNode(fact)
    now = _value(store, subject, _BELIEF, _DEFAULT)
    return _value(store, subject, _BEFORE, NamedNode(base + NAME)) or now, now


def _read(path: Path) -> Detector:
    try:
        text = path.read_text(encoding="utf-8")
        lines = (x.removeprefix("#+") for x in text.splitlines() if x.startswith("#+"))
        head = tomllib.loads("\n".join(lines))
        factor = Decimal(str(head["factor"]))
        message = str(head["message"])
    except (OSError, ValueError, KeyError, ArithmeticError) as error:
        raise KnowledgeError(f"{path}: {type(error).__name__}: {error}") from error
    if not 0 < factor < 1:
        raise KnowledgeError(f"{path}: factor {factor} is not between 0 and 1")
    return Detector(path.stem, message, factor, text)


def _quads(doubt: Doubt, rule: Detector, base: str, graph: NamedNode) -> Iterator[Quad]:
    key = digest(doubt.fact, doubt.detector, doubt.because)
    node = NamedNode(f"{base}doubt/{key}")
    yield Quad(node, _TYPE, NamedNode(AG + "Doubt"), graph)
    yield Quad(node, NamedNode(AG + "doubts"), NamedNode(doubt.fact), graph)
    yield Quad(node, NamedNode(AG + "because"), NamedNode(doubt.because), graph)
    yield Quad(node, NamedNode(AG + "detector"), Literal(doubt.detector), graph)
    yield Quad(node, NamedNode(AG + "grounds"), Literal(rule.message), graph)
    yield Quad(node, NamedNode(AG + "factor"), _decimal(rule.factor), graph)


def _lower(change: _Change, fact: NamedNode, factors: list[Decimal], graph: NamedNode) -> None:
    before = _value(change.store, fact, _BELIEF, _DEFAULT)
    after = Decimal(before)
    for factor in factors:
        after *= factor
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
