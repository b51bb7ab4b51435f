"""Who controls a place, day by day: held, contested, lost or unknown, with the reason.

From the facts of one place: spells of holding (`kg.fuse.persistence` tells how long they are to
be believed), fights there, and what is known of the places it lies in and those that lie in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kg.fuse.claims import EXCLUSIVE
from kg.fuse.dates import first_day, precision, shifted
from kg.fuse.deciding import STATED
from kg.fuse.persistence import TOLD, Stay, is_named, until_day
from kg.fuse.timeline import JOINT_DAYS
from kg.model import BELIEVED, Fact

UNKNOWN: Final = "unknown"
NO_REPORT: Final = "no-report"
FADED: Final = "faded"
FIGHT: Final = "fight-contests"
DOUBT: Final = "date-in-doubt"
CONFLICT: Final = "conflicting-reports"
UNCONFIRMED: Final = "unconfirmed-claim"
DOUBTED: Final = "doubted"
WITHIN: Final = "held-with-the-whole"
DIVIDED: Final = "parts-divided"
PARTLY: Final = "held-in-part"
_FIGHT_DAYS: Final = {"Battle": 30, "Operation": 90}
"""So long after a fight was reported, and a siege or an offensive begun, without more news the
place counts as contested. Fights are daily news; sieges are named when they begin and end."""
_OF_WHOLE: Final = 0.9
"""Share of the belief in who holds a whole that goes to a part of which nothing is said."""


@dataclass(frozen=True, slots=True)
class Control:
    """Who had a place for some time; `since` and `until` are partial dates or unknown."""

    status: str
    """"held", "contested", "lost" (by the last holder, to nobody known) or "unknown"."""
    holders: tuple[str, ...]
    """Keys of those who hold it, or contend for it with the holder first."""
    belief: float
    rule: str
    settled: str = ""
    """The rule that decided between the claims for it and those against it, if any are."""
    doubted: tuple[str, ...] = ()
    """Names of the detectors that doubt what it rests on."""
    supported_by: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    extents: tuple[tuple[str, str], ...] = ()
    """Holders of but a part of it, and of how much (`kg.vocabulary.EXTENTS`)."""


class Place:
    """The facts about the control of one place."""

    def __init__(self, place: str, facts: Iterable[Fact], parts: Sequence[str] = ()) -> None:
        """Take what `facts` say of `place`; `wholes` come by `within`."""
        known = [x for x in facts if x.form != "figure"]
        held = [x for x in known if x.predicate in EXCLUSIVE]
        self._own = _stays(held, place)
        self._parts = {part: _stays(held, part) for part in parts}
        self._wholes: list[Place] = []
        self._fights = [
            x
            for x in known
            if x.predicate in _FIGHT_DAYS
            and place in x.roles.get("place", ())
            and _begin(x)
            and x.belief >= TOLD
        ]

    def within(self, whole: "Place") -> None:
        """Let it lie in another place; the nearest first."""
        self._wholes.append(whole)

    def on(self, day: str) -> Control:
        """Return who has the place on a day."""
        live = sorted(
            (x for x in self._own if x.covers(day)), key=lambda x: (-x.belief(day), x.holder)
        )
        believed = [x for x in live if x.believed and x.belief(day) >= TOLD]
        believed = _strongest(_one_each(believed, day), day)
        wholes, parts = _apart_from_parts(believed, day)
        fights = [x for x in self._fights if self._rages(x, day)]
        if parts:
            several = len({x.holder for x in (*wholes, *parts)}) > 1
            found = _of([*wholes, *parts], day, "contested", DIVIDED if several else PARTLY)
        elif len({x.holder for x in wholes}) > 1 and not _joint(wholes):
            wholes.sort(key=lambda x: (x.first, x.holder))
            found = _of(wholes, day, "contested", _quarrel(wholes, day))
        elif wholes:
            found = _of(wholes, day, "held", wholes[0].fact.rule)
        else:
            found = self._unheld(live, day)
        if fights:
            return _fought(found, fights)
        return self._with_claims(found, live, day) if found.status == "held" else found

    def _rages(self, fight: Fact, day: str) -> bool:
        """Tell whether the place is fought for on a day: until it is taken, left, or forgotten.

        A fight of the very day on which the place changed hands is the one that led to it.
        """
        begin = first_day(_begin(fight))
        end = shifted(begin, _FIGHT_DAYS[fight.predicate])
        changes = [x.first for x in self._own if x.fact.interval.since and x.believed]
        changes += [x.end for x in self._own if x.fact.interval.until and x.believed]
        return begin <= day < min([end, *(x for x in changes if x >= begin)])

    def _unheld(self, live: list[Stay], day: str) -> Control:
        """Return what is known where nobody is believed to hold the place itself."""
        for whole in self._wholes:
            found = whole.on(day)
            belief = found.belief * _OF_WHOLE
            if found.status == "held" and belief >= TOLD:
                return replace(found, belief=belief, rule=WITHIN)
        ended = [x for x in self._own if x.believed and x.end and x.end <= day]
        if live:
            first = live[0]
            rule = FADED if first.believed else _unbelieved(first.fact)
            return replace(_of(live[:1], day, UNKNOWN, rule), holders=())
        if ended:
            last = max(ended, key=lambda x: x.end)
            named = last.fact.interval.until is not None
            found = _of([last], last.first, "lost" if named else UNKNOWN, last.fact.rule)
            return replace(found, holders=())
        return Control(UNKNOWN, (), 0.0, NO_REPORT)

    def _with_claims(self, found: Control, live: list[Stay], day: str) -> Control:
        """Let a held place be contested by a claim that nobody confirms or denies, or by parts."""
        refuted = [x.fact for x in live if not x.believed and x.fact.settled]
        against = {y for x in refuted for y in x.supported_by}
        settled = found.settled or next((x.settled for x in refuted), "")
        against = {*found.disputed_by, *against}.difference(found.supported_by)
        found = replace(found, settled=settled, disputed_by=_merged((), against))
        open_claims = [
            x
            for x in live
            if x.believed
            and x.belief(day) >= TOLD
            and x.holder not in found.holders
            and x.first > max(y.first for y in live if y.holder in found.holders)
        ]
        if open_claims:
            holders = (*found.holders, *(x.holder for x in open_claims))
            against = {y for x in open_claims for y in x.fact.supported_by}
            disputed = _merged(found.disputed_by, against)
            return replace(
                found, status="contested", holders=holders, rule=UNCONFIRMED, disputed_by=disputed
            )
        return self._divided(found, live, day)

    def _divided(self, found: Control, live: list[Stay], day: str) -> Control:
        """Let a held place be contested where others hold a part of it, by word as new."""
        newest = max((min(x.last, day) for x in live if x.holder in found.holders), default="")
        others = [
            x
            for stays in self._parts.values()
            for x in stays
            if x.believed
            and x.belief(day) >= TOLD
            and x.holder not in found.holders
            and x.last >= newest
        ]
        if not others:
            return found
        holders = dict.fromkeys([*found.holders, *sorted(x.holder for x in others)])
        claims = {y for x in others for y in x.fact.supported_by}
        disputed = _merged(found.disputed_by, claims)
        return replace(
            found, status="contested", holders=tuple(holders), rule=DIVIDED, disputed_by=disputed
        )

    def history(self) -> list[Control]:
        """Return the states of the place one after the other, from the first that is known."""
        return [state for _, state in self.states()]

    def at(self, day: str) -> Control:
        """Return the state on a day, with the stretch of time that it lasted."""
        state = self.on(day)
        begun = [x for first, x in self.states() if first <= day]
        if begun and begun[-1].status == state.status:
            return replace(state, since=begun[-1].since, until=begun[-1].until)
        return state

    def states(self) -> list[tuple[str, Control]]:
        """Return the states, each with the day on which it begins."""
        labels = self._labels()
        open_ = {x.shown for x in self._own} - {""}
        found: list[tuple[str, Control]] = []
        for day, following in pairwise([*sorted(labels), ""]):
            state = replace(self.on(day), since=labels[day], until=labels.get(following))
            if found and _same(found[-1][1], state):
                found[-1] = found[-1][0], replace(_fuller(found[-1][1], state), until=state.until)
            elif found or state.status != UNKNOWN:
                begin = None if day in open_ else state.since
                found.append((day, replace(state, since=begin)))
        return found

    def _labels(self) -> dict[str, str]:
        """Return the days on which something can change, and the partial dates they stand for."""
        labels: dict[str, str] = {}
        for fight in self._fights:
            begin = _begin(fight)
            end = shifted(first_day(begin), _FIGHT_DAYS[fight.predicate])
            labels |= {end: end, first_day(begin): begin}
        near = [x for stays in self._parts.values() for x in stays]
        for stay in (*near, *self._own):
            labels |= {x: x for x in stay.turns() if x not in labels}
        for fact in (x.fact for x in self._own):
            since, until = fact.interval.since, fact.interval.until
            if until:
                labels[until_day(until)] = until
            if since and precision(since) <= precision(labels.get(first_day(since), since)):
                labels[first_day(since)] = since
        for whole in self._wholes:
            labels |= {day: name for day, name in whole._labels().items() if day not in labels}  # noqa: SLF001 (its own kind)
        return labels


def _begin(fight: Fact) -> str:
    """Return when a fight was, "" if unknown; an undated report of one is of its own days."""
    return fight.interval.since or (fight.predicate == "Battle" and fight.seen.since) or ""


def _stays(held: list[Fact], place: str) -> list[Stay]:
    own = [x for x in held if x.roles["object"] == (place,)]
    return [Stay(x, [y for y in own if y is not x and is_named(y)]) for x in own]


def _one_each(stays: list[Stay], day: str) -> list[Stay]:
    """Return one stay of each holder: of a part and of the whole the surer on a day."""
    best: dict[str, Stay] = {}
    for x in stays:
        known = best.setdefault(x.holder, x)
        if x.belief(day) > known.belief(day):
            best[x.holder] = x
    return [x for x in stays if best[x.holder] is x]


def _apart_from_parts(stays: list[Stay], day: str) -> tuple[list[Stay], list[Stay]]:
    """Return the holders of the whole and those of parts, by word as new as that of the whole.

    That somebody has a part is told of a day and after; of the days before, it only tells who.
    """
    if len({x.holder for x in stays}) == 1 and all(day < x.first for x in stays):
        return stays, []
    wholes = [x for x in stays if not x.extent]
    newest = max((min(x.last, day) for x in wholes), default="")
    return wholes, [x for x in stays if x.extent and x.last >= newest]


def _joint(stays: list[Stay]) -> bool:
    """Tell whether several took the place together or are named as holders by one report."""
    days = sorted(x.first for x in stays)
    claims = [set(x.fact.supported_by) for x in stays]
    together = bool(set.intersection(*claims))
    taken = all(x.fact.interval.since for x in stays)
    return not any(x.over for x in stays) and (
        together or (taken and days[-1] <= shifted(days[0], JOINT_DAYS))
    )


def _quarrel(stays: list[Stay], day: str) -> str:
    """Return why several holders are named, the first first: a date, a claim, or two reports."""
    if _doubtful(stays):
        return DOUBT
    newcomer = stays[-1]
    silent = all(x.last < newcomer.first for x in stays[:-1])
    weak = silent or newcomer.belief(day) < BELIEVED
    return UNCONFIRMED if weak and newcomer.fact.rule != STATED else CONFLICT


def _strongest(stays: list[Stay], day: str) -> list[Stay]:
    """Leave out who is held less likely than not, beside others; but not who was there before.

    Nobody's unconfirmed word that it took a place ends the hold of another.
    """
    sure = [x for x in stays if x.belief(day) >= BELIEVED]
    first = min((x.first for x in sure), default="")
    return [x for x in stays if not sure or x in sure or x.first < first]


def _doubtful(stays: list[Stay]) -> bool:
    return any(x.in_doubt for x in stays)


def _of(stays: list[Stay], day: str, status: str, rule: str) -> Control:
    facts = [x.fact for x in stays]
    return Control(
        status=status,
        holders=tuple(dict.fromkeys(x.holder for x in stays)),
        belief=max(x.belief(day) for x in stays),
        rule=rule,
        settled=next((x.settled for x in facts if x.settled), ""),
        doubted=_merged((), (y for x in facts for y in x.doubted)),
        supported_by=_merged((), (y for x in facts for y in x.supported_by)),
        disputed_by=_merged((), (y for x in facts for y in x.disputed_by)),
        extents=tuple((x.holder, x.extent) for x in stays if x.extent and x.first <= day),
    )


def _fought(found: Control, fights: list[Fact]) -> Control:
    sides = sorted(
        {y for x in fights for role in ("agent", "target") for y in x.roles.get(role, ())}
    )
    places = {y for x in fights for y in x.roles.get("place", ())}
    holders = dict.fromkeys([*found.holders, *(x for x in sides if x not in places)])
    claims = (y for x in fights for y in x.supported_by)
    return replace(
        found,
        status="contested",
        holders=tuple(holders),
        belief=max(x.belief for x in fights),
        rule=FIGHT,
        supported_by=_merged(found.supported_by, claims),
    )


def _unbelieved(fact: Fact) -> str:
    """Return why nobody is named though a fact names a holder."""
    return DOUBTED if fact.doubted else fact.settled or UNCONFIRMED


def _merged(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _same(one: Control, other: Control) -> bool:
    return _shown(one) == _shown(other)


def _shown(x: Control) -> tuple[object, ...]:
    return x.status, x.holders, x.extents, x.rule


def _fuller(one: Control, other: Control) -> Control:
    """Return a state that goes on, with the evidence of both of its stretches."""
    return replace(
        one,
        belief=max(one.belief, other.belief),
        supported_by=_merged(one.supported_by, other.supported_by),
        disputed_by=_merged(one.disputed_by, other.disputed_by),
    )
