"""The decisions by which anchors of different documents become one entity.

Each rule yields proposals; a proposal that would put two listed entries together is refused.
The first paragraph of a rule's docstring is what `Resolution.why` tells the user.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kg.resolve.anchors import ACRONYM, NAME, Anchor, elsewhere, home
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.spelling import fits, skeleton, sound_alike


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two anchors that a rule holds to be one entity, or (`join` false) finds to be two."""

    one: int
    other: int
    note: str = ""
    join: bool = True


def said_to_be_one(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Documents use both names for one entity, and no more documents name the two side by side.

    So one wrong reading of "it" does not make one group of two, where other reports list both.
    """
    del clusters
    for together, apart, one, other in evidence.votes():
        note = f"{together} together, {apart} apart"
        yield Proposal(one, other, note, join=is_carried(together, apart))


def is_carried(together: int, apart: int) -> bool:
    """Tell whether documents that use two names for one entity are not outvoted."""
    return together >= apart


def spelled_otherwise(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Two full names of persons differ only as transliterations do.

    Same consonants, alike in vowels (`kg.resolve.spelling.sound_alike`): Rami Abdel Rahman is
    Rami Abdul Rahman, Hassan is not Hussein.
    """
    del clusters
    blocks: dict[str, list[tuple[Anchor, int]]] = defaultdict(list)
    for anchor, number in evidence.in_order():
        if anchor.scope == NAME and anchor.family == "person":
            blocks[skeleton(anchor.name)].append((anchor, number))
    for block in blocks.values():
        for (left, one), (right, other) in combinations(block, 2):
            if sound_alike(left.name, right.name):
                yield Proposal(one, other)


def one_place(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Take a bare name for the only place of it that country and kind leave.

    That is: in the only country that texts give, of the only kind they give; where a town and
    a region share it, the bare name means the town.
    """
    del clusters
    homonyms: dict[str, list[tuple[Anchor, int]]] = defaultdict(list)
    for anchor, number in evidence.in_order():
        if anchor.scope == NAME and anchor.family == "place":
            homonyms[anchor.name].append((anchor, number))
    for places in homonyms.values():
        first: dict[tuple[str, str], int] = {}
        for sense, (_, number) in zip(senses([x for x, _ in places]), places, strict=True):
            if first.setdefault(sense, number) != number:
                yield Proposal(first[sense], number)


def senses(places: Sequence[Anchor]) -> list[tuple[str, str]]:
    """Return (country, kind) of places of one name; what is unsaid is the only one there is."""
    countries = {x.country for x in places} - {""}
    sole = countries.pop() if len(countries) == 1 else ""
    lands = [x.country or sole for x in places]
    kinds: dict[str, set[str]] = defaultdict(set)
    for land, place in zip(lands, places, strict=True):
        kinds[land].add(place.kind)
    return [(h, x.kind or _usual(kinds[h])) for h, x in zip(lands, places, strict=True)]


def _usual(kinds: set[str]) -> str:
    solid = kinds - {"", "water"}
    if len(solid) == 1:
        return next(iter(solid))
    return "settlement" if "settlement" in solid else ""


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity that texts call by an acronym beside a full name."""

    number: int
    countries: frozenset[str]
    """Where it is at home, or where the documents play that name it."""
    fits: bool
    """Whether the acronym has the initials of one of its names."""


def sole_expansion(theatre: str, bearers: Sequence[Bearer]) -> Bearer | None:
    """Return the only bearer of an acronym, None when there is none or more than one.

    Bearers whose initials fit go before others. A bearer at home elsewhere than in `theatre`
    is none; among several, `theatre` must name the one.
    """
    likely = [x for x in bearers if x.fits] or list(bearers)
    left = [x for x in likely if not elsewhere(x.countries, theatre)]
    if len(likely) > 1:
        left = [x for x in left if theatre in x.countries]
    return left[0] if len(left) == 1 else None


def acronym_of_one(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Only one entity is called by this acronym beside its full name, and it acts there."""
    for anchor, number in evidence.in_order():
        if anchor.scope == ACRONYM:
            bearer = expansion(evidence, clusters, anchor)
            if bearer is not None:
                yield Proposal(bearer.number, number)


def expansion(evidence: Evidence, clusters: Clusters, acronym: Anchor) -> Bearer | None:
    """Return the entity that an acronym with its theatre stands for, if there is only one."""
    found: dict[int, set[int]] = defaultdict(set)
    for number in evidence.expansions.get((acronym.family, acronym.name), ()):
        found[clusters.root(number)].add(number)
    bearers = [_bearer(evidence, clusters, x, acronym.name) for x in found.values()]
    return sole_expansion(acronym.country, bearers)


def _bearer(evidence: Evidence, clusters: Clusters, numbers: set[int], acronym: str) -> Bearer:
    names = {evidence.anchors[n].name for n in numbers if evidence.anchors[n].scope == NAME}
    countries = {country for n in numbers for country in evidence.theatres.get(n, ())}
    entry = evidence.names.entities.get(clusters.entry(min(numbers)) or "")
    if entry is not None:
        names |= {*entry.aliases}
        countries = set(home(entry)) if entry.countries else countries
    fitting = any(fits(acronym, name) for name in names)
    return Bearer(min(numbers), frozenset(countries), fitting)


Rule = Callable[[Evidence, Clusters], Iterator[Proposal]]
RULES: Final[tuple[Rule, ...]] = (said_to_be_one, spelled_otherwise, one_place, acronym_of_one)
"""In the order in which they decide; later ones see what earlier ones joined."""


def title(rule: Rule) -> str:
    """Return what a rule says, as a user reads it."""
    return " ".join((rule.__doc__ or "").partition("\n\n")[0].split())
