"""The facts of figures: how many, of whom, by whom, in which event, and whose number stands."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kg.fuse.belief import belief, carried, keys
from kg.fuse.claims import FigureClaim, read_figure
from kg.fuse.timeline import LATER, STATED
from kg.model import Fact, Interval, Quantity, Toll, digest

BETTER: Final = "better-supported"
_FIGURES: Final = """
select kind, who, of_, by_, coalesce(x.fact, '') as about, low, high, words,
       f.claim, document, speaker, quote, weight, published
from figure f left join fact_of x on x.claim = f.event
order by kind, who, of_, by_, about, case when x.fact is null then published else '' end, f.claim
"""


def figure_facts(db: sqlite3.Connection) -> Iterator[Fact]:
    """Yield a fact for each count of the same people in the same event.

    A figure that belongs to no event counts as of the day of its document.
    """
    for group, claims in groupby(map(read_figure, db.execute(_FIGURES)), key=_subject):
        yield _fact(group, list(claims))


def _subject(x: FigureClaim) -> tuple[str, ...]:
    return x.kind, x.who, x.of, x.by, x.event, "" if x.event else x.witness.published


def agree(one: FigureClaim, other: FigureClaim) -> bool:
    """Tell whether two figures can both be right: their bounds meet."""
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: FigureClaim, other: FigureClaim) -> bool:
    return one.high is None or other.low is None or other.low <= one.high


def _fact(group: tuple[str, ...], claims: list[FigureClaim]) -> Fact:
    best = decide(claims)
    support = [x.witness for x in claims if agree(x, best)]
    others = [x for x in claims if not agree(x, best)]
    later = any(x.witness.published < best.witness.published for x in others)
    kind, who, of, by, event, _ = group
    return Fact(
        key=digest("figure", *group),
        predicate="Figure",
        roles={role: (x,) for role, x in (("of", of), ("by", by)) if x},
        interval=Interval(),
        belief=belief(support, (x.witness for x in others)),
        supported_by=keys(support),
        disputed_by=keys(x.witness for x in others),
        rule=(LATER if later else BETTER) if others else STATED,
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
