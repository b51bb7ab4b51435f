"""Relations over time: what documents state and what events start and end, as spells.

The marks of a block are read in the order of their days. A spell opens with a start, or with a
statement of which the beginning is unknown; it ends by an end that names its subject, by a later
report that it is over or, where one side at a time has a place, by another's later capture or by
a report long after the last word of it that another has the place. A spell that proves to be
believed less than what stands against it is refuted, and ends none of those that it had ended.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.fuse.claims import EXCLUSIVE, Mark
from kg.fuse.dates import first_day, shifted
from kg.fuse.deciding import LATER, REST, STATED, Stakes, Verdict, decide
from kg.fuse.spell import Spell, day_of
from kg.model import BELIEVED
from kg.vocabulary import PART

JOINT_DAYS: Final = 3
"""Captures of one place within so many days, neither from the other, are one side's."""
DISPUTE_DAYS: Final = 30
"""So long after a reported loss a bare statement that the loser has the place disputes the loss;
later it tells of a return."""
_ORDER: Final = {
    "start": 0,
    "seen": 1,
    "end": 2,
    "left": 2,
    "rest": 3,
    "less": 3,
    "over": 4,
    "cut": 5,
    "oust": 6,
    "deny": 7,
}


def read(marks: Iterable[Mark]) -> "Line":
    """Return the spells that the marks of one block make."""
    ordered = sorted(marks, key=lambda x: (day_of(x), _ORDER[x.act], not x.extent, x))
    lasting = {x.subject: day_of(x) for x in ordered if x.act in {"start", "seen"}}
    line = Line()
    for x in ordered:
        if x.act == "cut":
            line.cut(x)
        elif x.act == "oust":
            line.oust(x)
        elif x.act in {"end", "left"} or (
            x.act == "over" and day_of(x) > lasting.get(x.subject, "")
        ):
            line.end(x)
        elif x.act == "over":
            line.former(x)
        elif x.act in {"rest", "less"}:
            line.lose_part(x)
        elif x.act != "deny":
            line.last(x)
    for x in ordered:
        if x.act == "deny":
            line.deny(x)
    return line


class Line:
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
        elif not spell.over and self._tells_other_extent(x, spell):
            told = x._replace(act="start", date=x.date or day_of(x))
            spell.give_way(told)
            self._new(x.subject, self._current).last(told)
        elif not spell.over:
            spell.last(x)
        elif x.witness.document in spell.losses or (not x.date):
            spell.support.append(x.witness)  # it looks back
        elif x.act == "seen" and self._is_recent(x, spell):
            self._dispute(x, spell)
        else:
            self._new(x.subject, self._current).last(x)

    def _tells_other_extent(self, x: Mark, spell: Spell) -> bool:
        """Tell whether a part has become the whole, or the whole a part, by a later word.

        Of one day the word that is more specific stands, which comes first: that of a part.
        """
        if bool(x.extent) == bool(spell.extent) or day_of(x) <= spell.seen:
            return False
        same = any(y.document == x.witness.document for y in spell.support)
        return not same or (x.act == "start" and bool(x.date))

    def _is_recent(self, x: Mark, spell: Spell) -> bool:
        if x.predicate not in EXCLUSIVE or not spell.until:
            return False
        return day_of(x) <= shifted(first_day(spell.until), DISPUTE_DAYS)

    def _dispute(self, x: Mark, spell: Spell) -> None:
        """Count a statement that the loser still holds against those who hold after it.

        Where it is the word of those who reported the loss, days later, the place has changed
        hands once more; where it outweighs the report of the loss, nothing was lost.
        """
        rivals = [
            y
            for y in self.spells
            if y.subject != x.subject and y.opening != STATED and y.covers(day_of(x))
        ]
        if rivals and all(_changes(x, y) for y in rivals):
            self._new(x.subject, self._current).last(x)
            for rival in rivals:
                rival.give_way(x._replace(date=""))
            return
        for rival in rivals or [spell]:
            rival.against.append(x.witness)
            self.settle(rival)
        if not spell.over:
            spell.last(x)

    def verdict(self, spell: Spell) -> Verdict:
        """Return how far a spell is believed, and by which rule where it is disputed."""
        both = {x.claim for x in (*spell.support, *spell.deciding)}
        others = frozenset(self._of) - {spell.subject}
        at_stake = Stakes(frozenset({spell.subject}), others)
        return decide(spell.support, [x for x in spell.against if x.claim not in both], at_stake)

    def settle(self, spell: Spell) -> None:
        """Refute a spell that what stands against it outweighs: it has ended none."""
        if spell.refuted or not spell.support or self.verdict(spell).belief >= BELIEVED:
            return
        spell.refuted = True
        if self._current.get(spell.subject) is spell:
            del self._current[spell.subject]
        if spell.events:
            self._undo(spell.events)

    def _undo(self, events: set[str]) -> None:
        """Take back what events have done to others that have proved not to have been."""
        for other in self.spells:
            other.revive(events)
        rests = [x for x in self.spells if x.opening == REST and x.events <= events]
        for rest in rests:
            self.spells.remove(rest)
            self._of[rest.subject].remove(rest)
            if self._current.get(rest.subject) is rest:
                self._current[rest.subject] = self._of[rest.subject][-1]

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
        if spell is not None and not spell.over and x.extent and not spell.extent:
            self.former(x)  # a part that was held before the whole was
            return
        rule = LATER if known and x.act == "over" else x.rule
        spell = spell or self._new(x.subject, self._current)
        spell.end(x, rule)
        if spell.extent and not x.extent:
            self._look_back(x, spell)
        (spell.deciding if x.act == "left" else spell.support).append(x.witness)

    def _look_back(self, x: Mark, spell: Spell) -> None:
        """Count a report that the whole was lost for the time before it was but a part."""
        before = [y for y in self._of[x.subject] if y is not spell and y.over and not y.extent]
        if before:
            before[-1].support.append(x.witness)

    def lose_part(self, x: Mark) -> None:
        """Take in that who held a place has lost a part of it: the rest is still held."""
        spell = self._current.get(x.subject)
        if x.act == "less" and (spell is None or spell.over):
            return
        if spell is None or spell.over or spell.extent:
            self.last(x._replace(act="seen", extent=PART))
        else:
            spell.end(x, x.rule)
            spell.support.append(x.witness)
            act = "start" if x.date else "seen"
            self._new(x.subject, self._current).last(x._replace(act=act, rule=REST, extent=PART))

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

    def oust(self, x: Mark) -> None:
        """Take in that somebody has a place: the hold of others ends if long not heard of.

        A side's own word that it has the place ends the hold of others only if it is believed.
        """
        own = self._current.get(x.subject)
        if own is None or own.over:
            return
        documents, belief = {y.document for y in own.support}, self.verdict(own).belief
        for subject, spell in sorted(self._current.items()):
            known = spell.seen and shifted(spell.seen, DISPUTE_DAYS) < day_of(x)
            joint = any(y.document in documents for y in spell.support)
            if subject == x.subject or spell.over or joint or not known:
                continue
            serving = x.subject in x.witness.sides
            if belief >= (BELIEVED if serving else min(BELIEVED, self.verdict(spell).belief)):
                spell.give_way(x._replace(date=""))

    def deny(self, x: Mark) -> None:
        """Count a denial against the spell of its day, else against the last one."""
        own = self._of[x.subject]
        met = [y for y in own if y.covers(day_of(x))] or own
        if met:
            met[-1].against.append(x.witness)
            self.settle(met[-1])


def _changes(x: Mark, rival: Spell) -> bool:
    """Tell whether a source that reported a capture reports another holder days later."""
    same = x.witness.voice and any(y.voice == x.witness.voice for y in rival.support)
    return bool(same) and day_of(x) > shifted(rival.seen, JOINT_DAYS)
