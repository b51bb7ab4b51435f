"""How long a state that a report shows is to be believed on the days around it.

Places change hands as news, so silence speaks for the last known holder; but the longer it lasts,
the less. The belief in a state halves with every `HALF_LIFE` days that a day lies beyond what is
told: after the last claim that shows it, or before the first where no beginning is known.
"""

from collections.abc import Iterable
from datetime import date
from math import floor, log2
from typing import Final

from kg.fuse.dates import first_day, last_day, precision, shifted
from kg.model import BELIEVED, Fact

HALF_LIFE: Final = 730
"""Days. A judgement, not a measurement: of towns that news no longer speak of, one in two is taken
to be in other hands, or worth asking about again, two years later."""
TOLD: Final = 0.2
"""Belief from which a holder is named where nothing speaks against him: what is read with least
confidence (0.5) of the word of an unlisted speaker (0.6) is told for a little over a year. Below
it, and after it has faded so far, a place counts as unknown."""
_DAY: Final = 3


class Stay:
    """A fact of holding as it lies in time among the others of its place; days are ISO strings."""

    def __init__(self, fact: Fact, others: Iterable[Fact]) -> None:
        """Lay `fact` among the `others` of its place."""
        since, until = fact.interval.since, fact.interval.until
        self.fact = fact
        self.holder = fact.roles["subject"][0]
        self.over = fact.modality == "past"
        self.extent = fact.extent
        shown = [x for x in (fact.seen.since, fact.seen.until) if x]
        self.first = first_day(since) if since else min([*shown, *_first_days(until)], default="")
        self.last = until_day(until) if until else max([*shown, self.first])
        rivals = [
            x
            for x in others
            if x.roles["subject"][0] != self.holder or bool(x.extent) != bool(fact.extent)
        ]
        self.begin = self.first if since else self._earliest(rivals)
        self.end = until_day(until) if until else self._latest(rivals)

    def _earliest(self, rivals: list[Fact]) -> str:
        """Return the day before which another is known, or taken, to have held; "" if none is."""
        before = [x for x in rivals if any(y < self.first for y in _days(x))]
        ends = [x.interval.until for x in before]
        return max((min(until_day(x), self.first) if x else self.first for x in ends), default="")

    def _latest(self, rivals: list[Fact]) -> str:
        """Return the day on which it must be over; "" when it is not."""
        if not self.over:
            return ""
        known = [min(_days(x), default="") for x in rivals]
        return min((x for x in known if x > self.last), default=shifted(self.last, 1))

    def covers(self, day: str) -> bool:
        """Tell whether it can have lasted on a day; that of a change belongs to the newcomer."""
        return bool(self.first) and self.begin <= day and (not self.end or day < self.end)

    def belief(self, day: str) -> float:
        """Return the belief that it lasted on a day, 0 where it cannot have."""
        if not self.covers(day):
            return 0.0
        known = self.last if self.fact.interval.until is None else max(self.last, day)
        away = max(_apart(known, day), _apart(day, self.first))
        return float(self.fact.belief * 0.5 ** (away / HALF_LIFE))

    def turns(self) -> list[str]:
        """Return the days on which the answer about it can change."""
        if not self.first:
            return []
        days = floor(HALF_LIFE * log2(self.fact.belief / TOLD)) + 1 if self.believed else 0
        faded = [] if self.end else [shifted(self.last, days)]
        return [x for x in (self.first, self.end, self.shown, *faded) if x]

    @property
    def shown(self) -> str:
        """The first day of which it is believed, though its beginning is not known; else ""."""
        if self.fact.interval.since is not None or not (self.first and self.believed):
            return ""
        days = floor(HALF_LIFE * log2(self.fact.belief / TOLD))
        return max(shifted(self.first, -days), self.begin)

    @property
    def believed(self) -> bool:
        """Tell whether it is to be named of the days that claims speak of: it is not refuted."""
        return is_named(self.fact)

    @property
    def in_doubt(self) -> bool:
        """Tell whether its beginning or end is known less than to the day."""
        dates = (self.fact.interval.since, self.fact.interval.until)
        return any(x is not None and precision(x) < _DAY for x in dates)


def is_named(fact: Fact) -> bool:
    """Tell whether a holder is to be named: believed, or claimed with nothing against it."""
    return fact.belief >= (BELIEVED if fact.settled or fact.doubted else TOLD)


def until_day(until: str) -> str:
    """Return the first day on which what lasted until a partial date is over."""
    return until if precision(until) == _DAY else shifted(last_day(until), 1)


def _days(fact: Fact) -> list[str]:
    interval = fact.interval
    first = [first_day(x) for x in (interval.since,) if x]
    last = [until_day(x) for x in (interval.until,) if x]
    return [*first, *last, *(x for x in (fact.seen.since, fact.seen.until) if x)]


def _first_days(until: str | None) -> list[str]:
    return [shifted(first_day(until), -1)] if until else []


def _apart(earlier: str, later: str) -> int:
    """Return the days from one day to a later one; 0 when it is not later."""
    try:
        return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)
    except ValueError:  # the 31st of a month that has none
        return max(0, (int(later[:4]) - int(earlier[:4])) * 365)
