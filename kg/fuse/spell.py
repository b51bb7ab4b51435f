"""A spell: a time for which one subject stands in a relation, and what is said of its ends."""

from dataclasses import dataclass, field

from kg.fuse.belief import Witness, carried
from kg.fuse.claims import Mark
from kg.fuse.dates import first_day, last_day
from kg.fuse.deciding import LATER, STATED
from kg.vocabulary import WHOLE


@dataclass(slots=True)
class Spell:
    """A time for which one subject stands in the relation; dates are "" when unknown."""

    subject: str
    extent: str = WHOLE
    """How much of the place is held."""
    since: str = ""
    until: str = ""
    over: bool = False
    """It has ended, whether or not the day is known."""
    first: str = ""
    """The first day on which a claim shows it."""
    seen: str = ""
    """The last day on which it is known to last."""
    refuted: bool = False
    """It is believed less than what stands against it."""
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
    events: set[str] = field(default_factory=set)
    """Keys of the events that began it."""

    def last(self, x: Mark) -> None:
        """Take in a mark of its beginning or lasting; the last word says how much is held."""
        if not self.support or (self.extent and x.extent):
            self.extent = x.extent
        self.support.append(x.witness)
        self.seen = max(self.seen, day_of(x))
        self.first = min(self.first or day_of(x), day_of(x))
        if x.act != "start":
            return
        if x.event:
            self.events.add(x.event)
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
        self._choose_end()

    def _choose_end(self) -> None:
        best = max(self.ends, key=lambda y: (bool(y[0]), carried(self.ends[y]), bool(y[2]), y))
        self.until, self.closing, self.ended_by = best

    def give_way(self, x: Mark) -> None:
        """End it by the capture of another, or take in one more claim of that capture."""
        if not self.over:
            self.over, self.until, self.closing, self.ended_by = True, x.date, LATER, x.event
        self.deciding.append(x.witness)
        self.losses.add(x.witness.document)

    def revive(self, events: set[str]) -> None:
        """Take back the ends that events gave it which have proved not to have been."""
        undone = [x for x in self.ends if x[2] in events]
        claims = {x.claim for key in undone for x in self.ends.pop(key)}
        self.support = [x for x in self.support if x.claim not in claims]
        if self.ended_by not in events:
            return
        self.over, self.until, self.closing, self.ended_by = False, "", STATED, ""
        self.deciding = []
        self.losses -= {x.document for x in self.support}
        if self.ends:
            self.over = True
            self._choose_end()

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
