"""Claims as fusing sees them: entities of the corpus in place of local ids, one flat row each."""

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from kg.fuse.belief import Witness
from kg.model import Figure, Relation
from kg.vocabulary import SYMMETRIC

EXCLUSIVE: Final = frozenset({"holds"})
"""Relations to a place that one side at a time has after it was taken."""
SIDES: Final = frozenset({"Battle", "Agreement"})
"""Events whose agents and targets are parties on a par."""
FACTUAL: Final = frozenset({"actual", "past"})
"""Modalities of claims that speak for or against a fact."""


class Mark(NamedTuple):
    """A point of time that one claim puts on a relation."""

    block: str
    """Marks of one block are read together: one place, or one pair."""
    subject: str
    predicate: str
    object: str
    act: str
    """"start", "seen", "end", "left" (an end that shows no beginning), "over" (ended, day
    unknown), "rest" (a part is lost), "less" (the same, of what is known to be held), "cut" (the
    hold of others ends), "oust" (it ends if long not heard of), "deny"."""
    date: str
    """Partial date, "" when unknown."""
    rule: str
    """"stated", or the effect of an event."""
    event: str
    """Key of the fact of the event it follows from, else ""."""
    extent: str
    """How much of a place is held (`kg.vocabulary.EXTENTS`)."""
    witness: Witness


class EventClaim(NamedTuple):
    """An event claim with entity keys for local ids."""

    number: int
    type: str
    positive: bool
    date: str
    trigger: str
    means: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    named: frozenset[str]
    """Those of its entities that the document has a name for."""
    extent: str
    """How much of its places it is about (`kg.vocabulary.EXTENTS`)."""
    witness: Witness


class FigureClaim(NamedTuple):
    """A figure with entity keys, and the fact of its event, for local ids."""

    kind: str
    who: str
    of: str
    by: str
    event: str
    low: int | None
    high: int | None
    text: str
    since: str
    """Month or year from which a running total counts, "" for the toll of an incident."""
    witness: Witness


_WIDTH: Final = len(Witness._fields)
_MOST: Final = 2**63


def acts(claim: Relation, published: str, *, named: bool) -> list[tuple[str, str]]:
    """Return the points (act, date) that a stated relation puts on its line of time.

    `named` tells that its subject has a name, so that others can be told from it.
    """
    since, until = claim.interval.since or "", claim.interval.until or ""
    if claim.stance.polarity == "negative":
        return [("deny", since or published)]
    acts = [("start", since)] if since else []
    if until or claim.stance.modality == "past":
        return [*acts, ("end", until) if until else ("over", published)]
    if published and named and claim.p in EXCLUSIVE and not claim.extent:
        acts.append(("oust", published))
    return [*acts, ("seen", published)] if published or not since else acts


def mark(
    triple: tuple[str, str, str], point: tuple[str, str, str, str, str], witness: Witness
) -> Mark:
    """Return the mark of a point (act, date, rule, event, extent) on a relation.

    The subject and the object of a symmetric relation come in one order.
    """
    s, p, o = triple
    if p in SYMMETRIC:
        s, o = sorted((s, o))
    block = f"{p}|{o}" if p in EXCLUSIVE else f"{p}|{o}|{s}"
    return Mark(block, s, p, o, *point, witness)


def bounds(claim: Figure) -> tuple[int | None, int | None]:
    """Return the bounds of a figure; one that no 64-bit number can hold is none."""
    low, high = claim.quantity.low, claim.quantity.high
    return _storable(low), _storable(high)


def _storable(bound: int | None) -> int | None:
    return bound if bound is not None and abs(bound) < _MOST else None


def anchors(kind: str, roles: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the blocks in which an event may meet its like: its places, then its targets.

    Parties on a par that have neither a place nor a target meet by being the same parties.
    """
    found = [f"{kind}|place|{x}" for x in sorted(roles.get("place", ()))]
    if kind in SIDES:
        sides = sorted({*roles.get("agent", ()), *roles.get("target", ())})
        found += [f"{kind}|sides|{'|'.join(sides)}"] if len(sides) > 1 else []
    else:
        found += [f"{kind}|target|{x}" for x in sorted(roles.get("target", ()))]
    return found


def read_mark(row: tuple[Any, ...]) -> Mark:
    """Return the mark of a row of the table of marks."""
    return Mark._make((*row[:-_WIDTH], Witness._make(row[-_WIDTH:])))


def read_figure(row: tuple[Any, ...]) -> FigureClaim:
    """Return the figure claim of a row that begins like one of the table of figures."""
    return FigureClaim._make((*row[:-_WIDTH], Witness._make(row[-_WIDTH:])))


def read_event(row: tuple[Any, ...]) -> EventClaim:
    """Return the event claim of a row of the table of events."""
    number, kind, positive, date, trigger, means, roles, named, extent = row[:-_WIDTH]
    return EventClaim(
        number,
        kind,
        bool(positive),
        date,
        trigger,
        tuple(json.loads(means)),
        {role: tuple(who) for role, who in json.loads(roles).items()},
        frozenset(json.loads(named)),
        extent,
        Witness._make(row[-_WIDTH:]),
    )
