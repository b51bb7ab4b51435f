"""The facts of figures: how many, of whom, by whom, in which event, and whose number stands.

Tolls of incidents and running totals are kept apart. A total counts from a day ("since
September"); totals of the same people from the same month are one fact, whoever caused each death.
A source that speaks again revises what it said before; copies of one report are one source. Of
what is left the latest report stands, of one day the best supported:

lowest     the least that the latest word of any source allows
best       the number that stands
highest    the most that the latest word of any source gives
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.fuse.belief import carried, keys
from kg.fuse.claims import FigureClaim
from kg.fuse.copies import originals
from kg.fuse.deciding import BETTER, LATER, STATED, Stakes, decide
from kg.model import Fact, Interval, Quantity, Toll, digest

REVISED: Final = "revised-by-its-source"
_STRENGTH: Final = "strength"


def figure_facts(claims: Sequence[FigureClaim]) -> Iterator[Fact]:
    """Yield a fact for each count of the same people, of one `subject`.

    A figure that belongs to no event and no campaign is its document's own; only the strength of
    an actor is the actor's, as of the day of the report. Where one voice gives two numbers in one
    report, it counts two things.
    """
    left, number = list(claims), 0
    while left:
        best = chosen(current(left))
        counted = [x for x in left if x is best or agree(x, best) or not _beside(x, best)]
        yield _fact((*subject(best), str(number)), best, counted)
        left, number = [x for x in left if x not in counted], number + 1


def subject(x: FigureClaim) -> tuple[str, ...]:
    """Return what a figure counts; figures of one subject are read together."""
    if x.since:
        return x.kind, x.who, x.of, "", "", "", "", x.since
    when = "" if x.event else x.witness.published
    where = "" if x.event or (x.kind == _STRENGTH and x.of) else x.witness.document
    return x.kind, x.who, x.of, x.by, x.event, when, where


def _beside(x: FigureClaim, best: FigureClaim) -> bool:
    """Tell whether the voice of a number gives another in the same report: of other people."""
    one, other = x.witness, best.witness
    return (one.document, one.speaker) == (other.document, other.speaker)


def _event(best: FigureClaim, counted: list[FigureClaim]) -> str:
    """Return the event of a toll; of a running total the one that all its reports tie it to."""
    events = {x.event for x in counted}
    return best.event if not best.since else events.pop() if len(events) == 1 else ""


def agree(one: FigureClaim, other: FigureClaim) -> bool:
    """Tell whether two figures can both be right: their bounds meet."""
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: FigureClaim, other: FigureClaim) -> bool:
    return one.high is None or other.low is None or other.low <= one.high


def current(claims: Sequence[FigureClaim]) -> list[FigureClaim]:
    """Return the latest word of each source; what a copy repeats, its original has said."""
    origin = originals((x.witness.published, x.witness.document, x.witness.sketch) for x in claims)
    told = {(x.witness.document, x.low, x.high) for x in claims}
    first = [
        x
        for x in claims
        if (own := x.witness.document) == origin[own] or (origin[own], x.low, x.high) not in told
    ]
    latest: dict[str, str] = {}
    for x in first:
        latest[_source(x)] = max(x.witness.published, latest.get(_source(x), ""))
    return [x for x in first if latest[_source(x)] == x.witness.published]


def _source(x: FigureClaim) -> str:
    return x.witness.voice or x.witness.document


def _fact(group: tuple[str, ...], best: FigureClaim, counted: list[FigureClaim]) -> Fact:
    standing = current(counted)
    support = [x for x in counted if _source(x) == _source(best) or agree(x, best)]
    against = [x for x in counted if x not in support]
    of, by = group[2:4]
    verdict = decide(
        [x.witness for x in support],
        [x.witness for x in against],
        Stakes(frozenset({by} - {""}), frozenset({of} - {""})),
    )
    return Fact(
        key=digest("figure", *group),
        predicate="Figure",
        roles={role: (x,) for role, x in (("of", of), ("by", by)) if x},
        interval=Interval(best.since or None),
        belief=verdict.belief,
        supported_by=keys(x.witness for x in support),
        disputed_by=keys(x.witness for x in against),
        rule=_rule(best, counted, against),
        settled=_rule(best, counted, against) if against else "",
        toll=_toll(best, standing, _event(best, counted)),
    )


def _toll(best: FigureClaim, standing: list[FigureClaim], campaign: str) -> Toll:
    numbers = [y for x in standing for y in (x.low, x.high) if y is not None]
    bounds = Quantity(best.low, best.high)
    number = best.low if best.low is not None else best.high
    lowest, highest = min(numbers, default=None), max(numbers, default=None)
    return Toll(best.kind, bounds, best.who, best.text, campaign or None, lowest, number, highest)


def _rule(best: FigureClaim, counted: list[FigureClaim], against: list[FigureClaim]) -> str:
    """Return why the best number stands."""
    if against:
        later = any(x.witness.published < best.witness.published for x in against)
        return LATER if later else BETTER
    before = (x for x in counted if _source(x) == _source(best))
    return REVISED if any(x.witness.published < best.witness.published for x in before) else STATED


def chosen(claims: Iterable[FigureClaim]) -> FigureClaim:
    """Return the claim whose number stands: of the latest report, then the best supported.

    Tolls are revised as time goes on; a number that others agree with goes before one of its day.
    """
    every = list(claims)
    ranges = {(x.low, x.high): x for x in every}
    backing = {
        bounds: carried(y.witness for y in every if agree(x, y)) for bounds, x in ranges.items()
    }

    def rank(x: FigureClaim) -> tuple[str, float, float, str]:
        return (x.witness.published, backing[x.low, x.high], x.witness.weight, x.witness.claim)

    return max(every, key=rank)
