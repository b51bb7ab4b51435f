"""Relations that follow from two others in time: parts of parts, backers of wholes.

A rule is a file of `ontology/rules/network/`: a SELECT of pairs of facts and the relation that
follows from each, with a header that says how much less it is believed (`factor`) and why. It sees
the facts of the relations that rules name, and what followed from them before. It was
so while both were so; its belief is the product of theirs and of the factor. What follows stands
in a graph of its own, apart from what is said, and is left out where the same is said, or denied.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import KnowledgeError
from kg.graph.statements import Graph
from kg.model import BELIEVED, digest
from kg.vocabulary import AG, PREFIXES, RELATIONS

NAME: Final = "derived"
"""The graph of what follows is called the base and this."""
FOLDER: Final = Path("rules") / "network"
"""Where the rules stand in the ontology."""
_STEPS: Final = 6
"""So long are the longest chains that are followed."""
_LEAST: Final = Decimal("0.2")
"""What would be believed less is left out."""
_DIGITS: Final = Decimal("0.001")
_DECIMAL: Final = NamedNode(PREFIXES["xsd"] + "decimal")
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
_DEFAULT: Final = DefaultGraph()
_FIELDS: Final = (
    *("subject", "predicate", "object", "since", "until"),
    *("firstSeen", "lastSeen", "modality", "belief"),
)

Ends = tuple[str, str, str]
"""IRIs of subject, predicate and object."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule by which a relation follows from two facts."""

    name: str
    title: str
    factor: Decimal
    """By how much less it is believed, above 0 and at most 1."""
    query: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation in time: a fact, or what follows from two; dates are partial, "" if unknown."""

    iri: str
    ends: Ends
    since: str
    until: str
    over: bool
    """It is over, whether or not the day is known."""
    seen: str
    """The last day on which it is known to have lasted; "" when it is not told."""
    shown: str
    """The first day on which it is known to have lasted; "" when it is not told."""
    belief: Decimal

    @property
    def begin(self) -> str:
        """The first day on which it can have been so; "" when it is not known."""
        return f"{self.since}{'-01-01'[len(self.since) - 4 :]}" if self.since else ""

    @property
    def end(self) -> str:
        """What sorts behind each day on which it can have been so; behind all when it lasts."""
        last = self.until or (self.seen if self.over else "")
        return _after(last) if last else "~"


def _after(until: str) -> str:
    """Return what sorts behind the days of a month or year, before a day: that is another's."""
    return until if len(until) == len("2018-12-15") else f"{until}-99"


def rules(ontology: Path) -> list[Rule]:
    """Read the rules of the folder `ontology`; KnowledgeError names a broken file."""
    return [_read(x) for x in sorted((ontology / FOLDER).glob("*.rq"))]


def _read(path: Path) -> Rule:
    try:
        text = path.read_text(encoding="utf-8")
        lines = (x.removeprefix("#+") for x in text.splitlines() if x.startswith("#+"))
        head = tomllib.loads("\n".join(lines))
        factor, title = Decimal(str(head["factor"])), str(head["title"])
    except (OSError, ValueError, KeyError, ArithmeticError) as error:
        raise KnowledgeError(f"{path}: {type(error).__name__}: {error}") from error
    if not 0 < factor <= 1:
        raise KnowledgeError(f"{path}: factor {factor} is not between 0 and 1")
    return Rule(path.stem, title, factor, text)


def undo(store: Store, base: str) -> int:
    """Take out what follows; returns by how many statements the store has grown (below zero)."""
    quads = list(store.quads_for_pattern(None, None, None, NamedNode(base + NAME)))
    for quad in quads:
        store.remove(quad)
    return -len(quads)


def apply(store: Store, known: Iterable[Rule], base: str) -> int:
    """Write what follows from the default graph into its own graph; returns as `undo` does.

    What stood there is taken out first, so to apply twice is to apply once.
    """
    grown = undo(store, base)
    in_order = list(known)
    network = _Network(store, base, in_order)
    for _ in range(_STEPS):
        new = [x for rule in in_order for x in network.following(rule)]
        if not new:
            break
        grown += len(new)
        store.extend(new)
        network.learn(new)
    return grown


class _Network:
    """The facts of one store, and what was found to follow from them so far."""

    def __init__(self, store: Store, base: str, known: Iterable[Rule]) -> None:
        self._store = store
        self._world = Store()
        self._graph = NamedNode(base + NAME)
        self._base = base
        self._links: dict[str, Link] = {}
        self._told: dict[Ends, list[Link]] = {}
        self._seen: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._drawn: defaultdict[Ends, list[Link]] = defaultdict(list)

        words = {x for rule in known for x in re.findall(r"ag:(\w+)", rule.query)}
        for relation in sorted(words & set(RELATIONS)):
            self._world.extend(_facts(store, NamedNode(AG + relation)))

    def learn(self, quads: Iterable[Quad]) -> None:
        """Let the rules see what was found to follow."""
        self._world.extend(Quad(*x.triple) for x in quads)

    def following(self, rule: Rule) -> Iterator[Quad]:
        """Yield the statements of what newly follows by a rule, the surest first."""
        rows = self._world.query(rule.query)
        if not isinstance(rows, QuerySolutions):
            raise KnowledgeError(f"the rule {rule.name!r} is no SELECT query")
        names = ("subject", "predicate", "object", "first", "second")
        found = {tuple(row[x].value for x in names) for row in rows} - self._seen[rule.name]
        self._seen[rule.name] |= found
        links = [x for row in found if (x := self._both(rule, *row)) is not None]
        for link, premises in sorted(links, key=lambda x: (-x[0].belief, x[0].iri)):
            if self._is_new(link):
                self._drawn[link.ends].append(link)
                self._links[link.iri] = link
                yield from self._quads(link, rule, premises)

    def _both(  # noqa: PLR0913, PLR0917 (a row of a rule)
        self, rule: Rule, s: str, p: str, o: str, first: str, second: str
    ) -> tuple[Link, tuple[str, str]] | None:
        """Return what follows from two facts while both were so; None when they never were."""
        one, other = self._link(first), self._link(second)
        begin = max(one, other, key=lambda x: x.begin)
        end = min(one, other, key=lambda x: x.end)
        belief = (one.belief * other.belief * rule.factor).quantize(_DIGITS)
        if s == o or belief < _LEAST or begin.begin >= end.end:
            return None
        untils = [x.until for x in (one, other) if x.until]
        key = digest(rule.name, s, p, o, first, second)
        link = Link(
            iri=f"{self._base}{NAME}/{key}",
            ends=(s, p, o),
            since=begin.since,
            until=min(untils, key=_after, default=""),
            over=one.over or other.over,
            seen=end.seen if end.over else "",
            shown=max(x.begin or x.shown for x in (one, other)),
            belief=belief,
        )
        return link, (first, second)

    def _link(self, iri: str) -> Link:
        if iri not in self._links:
            self._links[iri] = _fact(self._store, NamedNode(iri))
        return self._links[iri]

    def _is_new(self, link: Link) -> bool:
        """Tell whether it is neither said nor drawn already, nor said not to be so."""
        if link.ends not in self._told:
            self._told[link.ends] = list(_told(self._store, link.ends))
        for other in self._told[link.ends]:
            meets = other.begin < link.end and link.begin < other.end
            if _covers(other, link) or (meets and self._is_denied(other)):
                return False
        drawn = self._drawn[link.ends]
        return not any(_covers(x, link) and x.belief >= link.belief for x in drawn)

    def _is_denied(self, told: Link) -> bool:
        """Tell whether something stands against a fact and it is not believed."""
        against = NamedNode(AG + "disputedBy")
        disputed = self._store.quads_for_pattern(NamedNode(told.iri), against, None, _DEFAULT)
        return told.belief < Decimal(str(BELIEVED)) and any(disputed)

    def _quads(self, link: Link, rule: Rule, premises: tuple[str, str]) -> Iterator[Quad]:
        node, graph = NamedNode(link.iri), self._graph
        yield Quad(node, _TYPE, NamedNode(AG + "DerivedFact"), graph)
        for name, end in zip(("subject", "predicate", "object"), link.ends, strict=True):
            yield Quad(node, NamedNode(AG + name), NamedNode(end), graph)
        dates = (link.since, link.until, link.shown, link.seen)
        for name, when in zip(("since", "until", "firstSeen", "lastSeen"), dates, strict=True):
            if when:
                yield Quad(node, NamedNode(AG + name), _date(when), graph)
        modality = Literal("past" if link.over else "actual")
        belief = Literal(format(link.belief.normalize(), "f"), datatype=_DECIMAL)
        yield Quad(node, NamedNode(AG + "modality"), modality, graph)
        yield Quad(node, NamedNode(AG + "belief"), belief, graph)
        yield Quad(node, NamedNode(AG + "decidedBy"), Literal(rule.name), graph)
        one, other = (self._link(x).ends for x in premises)
        for middle in sorted(
            {one[0], one[2]} & {other[0], other[2]} - {link.ends[0], link.ends[2]}
        ):
            yield Quad(node, NamedNode(AG + "through"), NamedNode(middle), graph)
        for premise in premises:
            yield Quad(node, NamedNode(AG + "premise"), NamedNode(premise), graph)


def _facts(store: Store, relation: NamedNode) -> Iterator[Quad]:
    """Yield the statements of the facts of a relation."""
    for quad in store.quads_for_pattern(None, NamedNode(AG + "predicate"), relation, _DEFAULT):
        yield from store.quads_for_pattern(quad.subject, None, None, _DEFAULT)


def _fact(store: Store, iri: NamedNode, graph: Graph = _DEFAULT) -> Link:
    own: dict[str, str] = {}
    for quad in store.quads_for_pattern(iri, None, None, graph):
        if isinstance(quad.object, NamedNode | Literal):
            own.setdefault(quad.predicate.value.removeprefix(AG), quad.object.value)
    s, p, o, since, until, shown, seen, modality, belief = (own.get(x, "") for x in _FIELDS)
    over = modality == "past" or bool(until)
    return Link(iri.value, (s, p, o), since, until, over, seen, shown, Decimal(belief or 0))


def _told(store: Store, ends: Ends) -> Iterator[Link]:
    """Yield the facts of a relation between two."""
    s, p, o = ends
    for quad in store.quads_for_pattern(None, NamedNode(AG + "subject"), NamedNode(s), _DEFAULT):
        if isinstance(quad.subject, NamedNode):
            link = _fact(store, quad.subject)
            if link.ends == (s, p, o):
                yield link


def _covers(one: Link, other: Link) -> bool:
    """Tell whether a relation lasts as long as another, from before it to after."""
    return one.begin <= other.begin and one.end >= other.end


def _date(when: str) -> Literal:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(when)]
    return Literal(when, datatype=NamedNode(PREFIXES["xsd"] + kind))
