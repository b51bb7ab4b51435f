"""The facts of figures: how many, of whom, by whom, in which event, and whose number stands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.fuse.belief import belief, carried, keys
from kg.fuse.claims import FigureClaim
from kg.fuse.deciding import BETTER, LATER, STATED
from kg.model import Fact, Interval, Quantity, Toll, digest

_STRENGTH: Final = "strength"


def figure_facts(claims: Sequence[FigureClaim]) -> Iterator[Fact]:
    """Yield a fact for each count of the same people in the same event: of one `subject`.

    A figure that belongs to no event is its document's own; only the strength of an actor is the
    actor's, as of the day of the report. Where one voice gives two numbers, it counts two things.
    """
    left, number = list(claims), 0
    while left:
        best = decide(left)
        support = [x for x in left if agree(x, best)]
        voices = {(x.witness.document, x.witness.speaker) for x in support}
        others = [x for x in left if x not in support]
        against = [x for x in others if (x.witness.document, x.witness.speaker) not in voices]
        yield _fact((*subject(best), str(number)), best, support, against)
        left, number = [x for x in others if x not in against], number + 1


def subject(x: FigureClaim) -> tuple[str, ...]:
    """Return what a figure counts; figures of one subject are read together."""
    when = "" if x.event else x.witness.published
    where = "" if x.event or (x.kind == _STRENGTH and x.of) else x.witness.document
    return x.kind, x.who, x.of, x.by, x.event, when, where


def agree(one: FigureClaim, other: FigureClaim) -> bool:
    """Tell whether two figures can both be right: their bounds meet."""
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: FigureClaim, other: FigureClaim) -> bool:
    return one.high is None or other.low is None or other.low <= one.high


def _fact(
    group: tuple[str, ...],
    best: FigureClaim,
    support: list[FigureClaim],
    against: list[FigureClaim],
) -> Fact:
    later = any(x.witness.published < best.witness.published for x in against)
    kind, who, of, by, event, *_ = group
    return Fact(
        key=digest("figure", *group),
        predicate="Figure",
        roles={role: (x,) for role, x in (("of", of), ("by", by)) if x},
        interval=Interval(),
        belief=belief((x.witness for x in support), (x.witness for x in against)),
        supported_by=keys(x.witness for x in support),
        disputed_by=keys(x.witness for x in against),
        rule=(LATER if later else BETTER) if against else STATED,
        toll=Toll(kind, Quantity(best.low, best.high), who, best.text, event or None),
    )


def decide(claims: Iterable[FigureClaim]) -> FigureClaim:
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
