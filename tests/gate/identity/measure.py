"""Pairs of variants that are rightly, wrongly or not made one, by whatever decides."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from math import comb
from typing import Final

from rapidfuzz import fuzz

from kg.lexicon import names, places
from kg.lexicon.names import Names
from kg.link import link, link_participants
from kg.model import Participant, Record
from kg.resolve import resolve
from kg.settings import Settings, shipped
from tests.gate.identity.cases import Case, cases, records, without_withheld

_ALIKE: Final = 90.0
"""Similarity from which the fuzzy rule of graph builders takes two names for one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What some way of resolving made of the variants."""

    nodes: Mapping[str, str]
    """Key of the document of a variant → the node that it becomes."""
    items: Mapping[str, str]
    """Node → the Wikidata item that it is said to be."""


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of variants."""

    right: int
    wrong: int
    missed: int
    rivals: int
    """Pairs of listed rivals with a node, or a link to one item, in common."""

    @property
    def precision(self) -> float:
        """Share of the pairs made one that are."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the pairs that are one and were made so."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Balance of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def score(found: Outcome, chosen: Callable[[Case], bool]) -> Score:
    """Compare with the truth: missed pairs of chosen entities, wrong ones of these with any."""
    held: dict[str, list[Case]] = defaultdict(list)
    for case, record in records():
        held[found.nodes[record.document.key]].append(case)
    right = wrong = 0
    for together in held.values():
        for one, other in combinations(together, 2):
            if chosen(one) or chosen(other):
                right += one is other
                wrong += one is not other
    total = sum(comb(len(x.variants), 2) for x in cases() if chosen(x))
    return Score(right, wrong, total - right, len(merged_rivals(found, chosen)))


def merged_rivals(found: Outcome, chosen: Callable[[Case], bool]) -> set[tuple[str, str]]:
    """Return the pairs of rivals that have a node, or an item, in common."""
    seen: dict[str, set[str]] = defaultdict(set)
    for case, record in records():
        node = found.nodes[record.document.key]
        seen[case.id] |= {node, *([found.items[node]] if node in found.items else [])}
    return {
        (x.id, foe)
        for x in cases()
        for foe in x.rivals
        if chosen(x) and x.id < foe and seen[x.id] & seen[foe]
    }


@cache
def lists() -> dict[str, Names]:
    """Return the list of names as shipped, and without the withheld entities."""
    known = names.load(shipped(Settings()) / "ontology")
    return {"shipped": known, "withheld": without_withheld(known)}


@cache
def resolved(which: str) -> Outcome:
    """Return what `kg.link` and `kg.resolve` make of them, with one of `lists`.

    As in a build, names are linked document by document, then resolved, then linked again.
    """
    known, settings = lists()[which], Settings()
    towns = places.Places(shipped(settings) / "ontology", known)
    read = [_linked(record, known, towns, settings) for _, record in records()]
    with resolve(read, known) as found:
        nodes = {x.document.key: found.key(x.document.key, "e") for x in read}
        entities = list(link(found.entities(), known, towns, settings))
    sure = settings.link_threshold
    return Outcome(
        nodes, {x.key: x.wikidata for x in entities if x.wikidata and (x.link_score or 0) >= sure}
    )


def _linked(record: Record, known: Names, towns: places.Places, settings: Settings) -> Record:
    """Return a record as `kg.pipeline.understanding` leaves it."""
    return replace(record, entities=link_participants(record.entities, known, towns, settings))


Rule = Callable[[str, str], bool]
BASELINES: Final[dict[str, Rule]] = {
    "exact": lambda one, other: one == other,
    "fuzzy": lambda one, other: fuzz.ratio(one, other) >= _ALIKE,
    "substring": lambda one, other: one in other or other in one,
}
"""The default rules of well-known graph builders, on names in lower case, within a type."""


@cache
def compared(rule: str) -> Outcome:
    """Return what one of `BASELINES` makes of them: joined when any two of their names match."""
    people = [(r.document.key, r.entities[0]) for _, r in records()]
    groups = {key: {key} for key, _ in people}
    for (one, left), (other, right) in combinations(people, 2):
        if groups[one] is not groups[other] and _match(left, right, BASELINES[rule]):
            groups[one] |= groups[other]
            for key in groups[other]:
                groups[key] = groups[one]
    return Outcome({key: min(group) for key, group in groups.items()}, {})


def _match(left: Participant, right: Participant, rule: Rule) -> bool:
    if left.type != right.type:
        return False
    return any(rule(a.casefold(), b.casefold()) for a in left.names for b in right.names)
