"""Relations over time: what documents state and what events start and end, as spells.

The marks of a block are read in the order of their days. A spell opens with a start, or with a
statement of which the beginning is unknown; it ends by an end that names its subject, by a later
report that it is over or, where one side at a time has a place, by another's later capture.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.fuse.belief import Witness, carried
from kg.fuse.claims import EXCLUSIVE, Mark
from kg.fuse.dates import first_day, last_day, shifted

STATED: Final = "stated"
LATER: Final = "later-over-earlier"
JOINT_DAYS: Final = 3
"""Captures of one place within so many days, neither from the other, are one side's."""
DISPUTE_DAYS: Final = 30
"""So long after a reported loss a bare statement that the loser has the place disputes the loss;
later it tells of a return."""
_ORDER: Final = {"start": 0, "seen": 1, "end": 2, "left": 2, "over": 3, "cut": 4, "deny": 5}


@dataclass(slots=True)
class Spell:
    """A time for which one subject stands in the relation; dates are "" when unknown."""

    subject: str
    since: str = ""
    until: str = ""
    over: bool = False
    """It has ended, whether or not the day is known."""
    seen: str = ""
    """The last day on which it is known to last."""
    opening: str = STATED
    closing: str = STATED
    ended_by: str = ""
    """Key of the event that ended it."""
    support: list[Witness] = field(default_factory=list)
    against: list[Witness] = field(default_factory=list)
    deciding: list[Witness] = field(default_factory=list)
    """Claims of another's capture, by which the end is known."""
    ends: dict[tuple[str, str, str], list[Witness]] = field(default_factory=dict)
    """(date, rule, event) → who says so, of every end that names its subject."""
    losses: set[str] = field(default_factory=set)
    """Documents that report its end."""

    def last(self, x: Mark) -> None:
        """Take in a mark of its beginning or lasting."""
        self.support.append(x.witness)
        self.seen = max(self.seen, day_of(x))
        if x.act != "start":
            return
        if x.date.startswith(self.since):  # unknown so far, or less precise
            self.since = x.date
        if self.opening == STATED:
            self.opening = x.rule

    def end(self, x: Mark, rule: str) -> None:
        """End it by a mark that names its subject; of several dates the best supported stands."""
        self.over = True
        self.losses.add(x.witness.document)
        date = "" if x.act == "over" else x.date
        self.ends.setdefault((date, rule, x.event), []).append(x.witness)
        best = max(self.ends, key=lambda y: (bool(y[0]), carried(self.ends[y]), bool(y[2]), y))
        self.until, self.closing, self.ended_by = best

    def give_way(self, x: Mark) -> None:
        """End it by the capture of another, or take in one more claim of that capture."""
        if not self.over:
            self.over, self.until, self.closing, self.ended_by = True, x.date, LATER, x.event
        self.deciding.append(x.witness)
        self.losses.add(x.witness.document)

    def covers(self, day: str) -> bool:
        """Tell whether it can have lasted on a day."""
        begun = not self.since or first_day(self.since) <= day
        return begun and (not self.until or day <= last_day(self.until))


def day_of(x: Mark) -> str:
    """Return the day by which a mark has its turn; an undated one has its report's."""
    when = x.date or x.witness.published
    if not when:
        return ""
    return last_day(when) if x.act in {"end", "left", "over"} else first_day(when)


def spells(marks: Iterable[Mark]) -> list[Spell]:
    """Return the spells that the marks of one block make."""
    ordered = sorted(marks, key=lambda x: (day_of(x), _ORDER[x.act], x))
    lasting = {x.subject: day_of(x) for x in ordered if x.act in {"start", "seen"}}
    line = _Line()
    for x in ordered:
        if x.act == "cut":
            line.cut(x)
        elif x.act in {"end", "left"} or (
            x.act == "over" and day_of(x) > lasting.get(x.subject, "")
        ):
            line.end(x)
        elif x.act == "over":
            line.former(x)
        elif x.act != "deny":
            line.last(x)
    for x in ordered:
        if x.act == "deny":
            line.deny(x)
    return line.spells


class _Line:
    """The spells of one block as they grow."""

    def __init__(self) -> None:
        self.spells: list[Spell] = []
        self._current: dict[str, Spell] = {}
        self._former: dict[str, Spell] = {}
        self._of: dict[str, list[Spell]] = defaultdict(list)

    def _new(self, subject: str, held: dict[str, Spell]) -> Spell:
        spell = held[subject] = Spell(subject)
        self.spells.append(spell)
        self._of[subject].append(spell)
        return spell

    def last(self, x: Mark) -> None:
        """Take in a start or a statement."""
        spell = self._current.get(x.subject)
        if spell is None:
            self._new(x.subject, self._current).last(x)
        elif not spell.over:
            spell.last(x)
        elif x.witness.document in spell.losses or (not x.date):
            spell.support.append(x.witness)  # it looks back
        elif x.act == "seen" and self._is_recent(x, spell):
            self._dispute(x, spell)
        else:
            self._new(x.subject, self._current).last(x)

    def _is_recent(self, x: Mark, spell: Spell) -> bool:
        if x.predicate not in EXCLUSIVE or not spell.until:
            return False
        return day_of(x) <= shifted(first_day(spell.until), DISPUTE_DAYS)

    def _dispute(self, x: Mark, spell: Spell) -> None:
        """Count a statement that the loser still holds against those who hold after it."""
        rivals = [
            y
            for y in self.spells
            if y.subject != x.subject and y.opening != STATED and y.covers(day_of(x))
        ]
        for rival in rivals or [spell]:
            rival.against.append(x.witness)

    def end(self, x: Mark) -> None:
        """Take in an end that names its subject; one that shows no beginning needs a spell."""
        spell = self._current.get(x.subject)
        if x.act == "left" and spell is None:
            return
        if spell is not None and not spell.over and spell.since and not x.date and x.act != "over":
            if x.act == "end":
                self.former(x)  # of an undated loss nobody knows whether it was before or after
            return
        known = spell is not None and any(y.claim != x.witness.claim for y in spell.support)
        rule = LATER if known and x.act == "over" else x.rule
        spell = spell or self._new(x.subject, self._current)
        spell.end(x, rule)
        (spell.deciding if x.act == "left" else spell.support).append(x.witness)

    def former(self, x: Mark) -> None:
        """Take in a report that it was so once, before what is known of now."""
        ended = [y for y in self._of[x.subject] if y.over]
        spell = ended[-1] if ended else self._new(x.subject, self._former)
        spell.end(x._replace(act="over"), x.rule)
        spell.support.append(x.witness)

    def cut(self, x: Mark) -> None:
        """Take in the capture of a place: others' hold ends if it is only known from before."""
        for subject, spell in sorted(self._current.items()):
            if subject == x.subject:
                continue
            if spell.over and spell.ended_by != x.event:
                continue
            if spell.over or self._gives_way(spell, x):
                spell.give_way(x)

    def _gives_way(self, spell: Spell, x: Mark) -> bool:
        if spell.seen >= day_of(x) or (spell.since and not x.date):
            return False
        joint = spell.since and shifted(first_day(spell.since), JOINT_DAYS) >= day_of(x)
        return not joint

    def deny(self, x: Mark) -> None:
        """Count a denial against the spell of its day, else against the last one."""
        own = self._of[x.subject]
        met = [y for y in own if y.covers(day_of(x))] or own
        if met:
            met[-1].against.append(x.witness)
