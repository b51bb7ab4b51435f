"""The decisions by which anchors of different documents become one entity.

Each rule yields proposals; a proposal that would put two listed entries together is refused.
The first paragraph of a rule's docstring is what `Resolution.why` tells the user.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from kg.lexicon.generic import is_shared
from kg.resolve.anchors import ACRONYM, NAME, Anchor, elsewhere, home
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.homonyms import one_place
from kg.resolve.likeness import ENOUGH, likeness
from kg.resolve.proposals import Proposal
from kg.resolve.spelling import fits, key_of
from kg.resolve.variants import named_in_part, spelled_otherwise

_LETTERS: Final = 3
"""Letters from which an acronym tells anything about two names."""


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


def one_shared_name(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """A name that many may bear is one group's in one theatre, and beyond where reports name both.

    Of documents that do not say where they play, it joins the only one there is.
    """
    del clusters
    bearers: dict[str, list[tuple[Anchor, int]]] = defaultdict(list)
    for anchor, number in evidence.in_order():
        if anchor.scope == NAME and anchor.family == "group" and is_shared(anchor.name):
            bearers[anchor.name].append((anchor, number))
    for block in bearers.values():
        placed = [(x.country, n) for x, n in block if x.country]
        for (here, one), (there, other) in combinations(placed, 2):
            if there in evidence.scenes[one] or here in evidence.scenes[other]:
                yield Proposal(one, other)
        lone = [n for x, n in block if not x.country]
        yield from (Proposal(placed[0][1], n) for n in lone if len(placed) == 1)


def one_acronym(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Reports from one theatre use one acronym beside both names, and these have words in common.

    The reasons are weighed by `kg.resolve.likeness`; names that more documents have side by side
    than as one are two.
    """
    for (kin, acronym), numbers in sorted(evidence.expansions.items()):
        if kin != "group" or len(acronym) < _LETTERS:
            continue
        rank = {n: evidence.anchors[n] for n in numbers}
        for one, other in combinations(sorted(rank, key=rank.__getitem__), 2):
            if clusters.root(one) == clusters.root(other):
                continue
            score = _likeness(evidence, one, other, acronym)
            meet = evidence.theatres[one] & evidence.theatres[other]
            if meet and score >= ENOUGH and not evidence.outvoted(one, other):
                yield Proposal(one, other, f"{acronym}, likeness {score:.1f}")


def _likeness(evidence: Evidence, one: int, other: int, acronym: str) -> float:
    ways = product(*(_bodies(evidence, n) for n in (one, other)))
    return max((likeness(a, b, acronym) for a, b in ways), default=0.0)


def _bodies(evidence: Evidence, number: int) -> list[str]:
    anchor = evidence.anchors[number]
    entry = evidence.names.entities.get(anchor.name)
    return [anchor.name] if entry is None else [key_of(x) for x in entry.aliases]


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
    lands = [name.partition(" ")[2] for name in names]  # the Lebanese Internal Security Forces
    fitting = any(fits(acronym, name) for name in (*names, *lands))
    return Bearer(min(numbers), frozenset(countries), fitting)


Rule = Callable[[Evidence, Clusters], Iterator[Proposal]]
RULES: Final[tuple[Rule, ...]] = (
    said_to_be_one,
    spelled_otherwise,
    named_in_part,
    one_place,
    one_shared_name,
    one_acronym,
    acronym_of_one,
)
"""In the order in which they decide; later ones see what earlier ones joined."""


def title(rule: Rule) -> str:
    """Return what a rule says, as a user reads it."""
    return " ".join((rule.__doc__ or "").partition("\n\n")[0].split())
