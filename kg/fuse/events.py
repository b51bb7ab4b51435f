"""Which event claims tell of one happening, and the facts of events.

Two claims tell of one when type and place (or target) are the same, their dates can be, and no
role that both give by name contradicts: rivals as agents, other places, other persons killed.
A claim without a date, or with one less precise, joins the only happening it can mean, or none.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from kg.fuse.belief import Witness, keys
from kg.fuse.claims import SIDES, EventClaim
from kg.fuse.dates import EVER, first_day, last_day, precision, shifted
from kg.fuse.deciding import STATED, decide, stakes
from kg.model import Fact, Interval, digest
from kg.vocabulary import WHOLE

MILESTONES: Final = frozenset({"Capture", "Withdrawal", "Operation", "Agreement"})
"""Events that reports go back to long after; of others they tell within weeks."""
NEWS_DAYS: Final = 31
"""So long after an event that is no milestone a report may tell of it without a date."""
DENIAL_DAYS: Final = 2
"""A denial dated so short a time before its report gives the day of its being spoken."""
_DAY: Final = 3
_ROLES: Final = ("agent", "target", "place")


@dataclass(frozen=True, slots=True)
class Telling:
    """What of an event claim decides whether it is of the same event as another."""

    number: int
    document: str
    date: str
    positive: bool
    exact: bool
    """It gives the day."""
    begin: str
    end: str
    parties: dict[str, frozenset[str]]
    """Agents, targets and places as far as they have names; the sides of a battle are agents."""


@dataclass(slots=True)
class Happening:
    """Claims of one block that tell of one event; its stretch of days is its first claim's."""

    number: int
    begin: str
    end: str
    parties: dict[str, set[str]]
    documents: dict[str, list[Telling]] = field(default_factory=dict)

    def add(self, claim: Telling) -> None:
        """Take in a claim that tells of this event."""
        for role, who in claim.parties.items():
            self.parties[role] |= who
        self.documents.setdefault(claim.document, []).append(claim)


def telling(claim: EventClaim) -> Telling:
    """Return what of a claim decides."""
    found = {role: claim.named.intersection(claim.roles.get(role, ())) for role in _ROLES}
    if claim.type in SIDES:
        found = found | {"agent": found["agent"] | found["target"], "target": frozenset()}
    return Telling(
        claim.number,
        claim.witness.document,
        claim.date,
        claim.positive,
        precision(claim.date) == _DAY and not _is_fresh_denial(claim),
        *stretch(claim),
        found,
    )


def stretch(claim: EventClaim) -> tuple[str, str]:
    """Return the first and last day on which the event of a claim can have been.

    The date of a fresh denial is often the day it was spoken: it may deny all of the last weeks.
    """
    if _is_fresh_denial(claim):
        return shifted(claim.date, -NEWS_DAYS), claim.date
    if claim.date:
        return first_day(claim.date), last_day(claim.date)
    if not claim.witness.published:
        return EVER
    last = last_day(claim.witness.published)
    if claim.type in MILESTONES:
        return EVER[0], last
    return shifted(first_day(claim.witness.published), -NEWS_DAYS), last


def _is_fresh_denial(claim: EventClaim) -> bool:
    published = claim.witness.published
    if claim.positive or precision(claim.date) < _DAY or not published:
        return False
    return shifted(claim.date, DENIAL_DAYS) >= first_day(published)


def tells_of(claim: Telling, happening: Happening) -> bool:
    """Tell whether a claim of the same block can be of an event: dates meet, no role contradicts.

    In its own document a claim is another event unless it repeats the date and the parties.
    """
    if claim.begin > happening.end or claim.end < happening.begin:
        return False
    for other in happening.documents.get(claim.document, ()):
        if claim.positive and (other.date, other.parties) != (claim.date, claim.parties):
            return False
    return not any(
        who and happening.parties[role] and not who & happening.parties[role]
        for role, who in claim.parties.items()
    )


class _Block:
    """The happenings of one block: those of a day by their day, and those of a longer stretch."""

    def __init__(self) -> None:
        self._days: list[str] = []
        self._exact: list[Happening] = []
        self._coarse: list[Happening] = []

    def near(self, claim: Telling) -> Iterator[Happening]:
        """Yield those whose stretch a claim may meet; a claim of a day meets those of its day."""
        first, last = bisect_left(self._days, claim.begin), bisect_right(self._days, claim.end)
        yield from self._exact[first:last]
        if not (claim.positive and claim.exact):
            yield from self._coarse

    def add(self, claim: Telling) -> None:
        """Begin a new one; those of a day come in the order of their days."""
        parties = {role: set(who) for role, who in claim.parties.items()}
        new = Happening(claim.number, claim.begin, claim.end, parties)
        new.add(claim)
        if claim.exact:
            self._days.append(claim.begin)
            self._exact.append(new)
        else:
            self._coarse.append(new)


def joints(claims: Iterable[tuple[Telling, bool]]) -> tuple[set[tuple[int, int]], list[int]]:
    """Return which claims of one block are of one happening, as pairs, and denials of none.

    `claims` come with whether this is their first block: those of a day first, then those that
    leave it open, which are joined in their first block only, so that no claim ties two days
    together; a denial speaks of the last that it can mean.
    """
    block, pairs, loose = _Block(), set(), []
    for claim, is_first in claims:
        if not (claim.exact and claim.positive) and not is_first:
            continue
        every = (x for x in block.near(claim) if tells_of(claim, x))
        met = list(islice(every, 2)) if claim.positive else list(every)[-1:]
        if met and (claim.exact or len(met) == 1):
            pairs.add((claim.number, met[0].number))
            if claim.positive:
                met[0].add(claim)
        elif claim.positive:
            block.add(claim)
        else:
            loose.append(claim.number)
    return pairs, loose


def label(claims: Iterable[EventClaim]) -> str:
    """Return what tells a happening from others: its first claim; "" when all deny it."""
    told = (x.witness for x in claims if x.positive)
    return min((f"{x.published or '9999'}|{x.claim}" for x in told), default="")


def key_of(label: str) -> str:
    """Return the key of the fact of a happening."""
    return digest("event", label.partition("|")[2])


def event_fact(label: str, claims: list[EventClaim]) -> Fact:
    """Return the fact of a happening from its claims, sorted by their keys."""
    return _fact(key_of(label), claims)


def _fact(key: str, claims: list[EventClaim]) -> Fact:
    told = [x for x in claims if x.positive]
    support = [x.witness for x in told]
    against = [x.witness for x in claims if not x.positive]
    date = _usual_date(told)
    roles = {role: _fillers(role, told) for role in sorted({y for x in told for y in x.roles})}
    verdict = decide(support, against, stakes(told[0].type, roles))
    return Fact(
        key=key,
        predicate=told[0].type,
        roles=roles,
        interval=Interval(date, date),
        belief=verdict.belief,
        supported_by=keys(support),
        disputed_by=keys(against),
        rule=STATED,
        trigger=_frequent(x.trigger for x in told)[0],
        means=_frequent(word for x in told for word in x.means),
        seen=_reported(support),
        extent=_usual_extent(told),
        settled=verdict.rule,
    )


def _reported(support: list[Witness]) -> Interval:
    """Return the days of the first and the last report of an event."""
    days = [x.published for x in support if x.published]
    return Interval(min(days, default=None), max(days, default=None))


def _fillers(role: str, told: list[EventClaim]) -> tuple[str, ...]:
    """Return who fills a role, the most frequent first.

    A claim that only describes them ("Kurdish-led forces") adds nobody to those that others name.
    """
    naming = [x for x in told if x.named.intersection(x.roles.get(role, ()))]
    return _frequent(who for x in naming or told for who in x.roles.get(role, ()))


def _frequent(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda x: (-counts[x], x)))


def _usual_extent(claims: list[EventClaim]) -> str:
    """Return of how much of its places most claims tell; of as many either way, of a part."""
    shares = [x.extent for x in claims]
    partial = [x for x in shares if x]
    return WHOLE if 2 * len(partial) < len(shares) else _frequent(partial)[0]


def _usual_date(claims: list[EventClaim]) -> str | None:
    """Return the most precise date, of several the most frequent, then the earliest."""
    counts = Counter(x.date for x in claims if x.date)
    return min(counts, key=lambda x: (-precision(x), -counts[x], x), default=None)
