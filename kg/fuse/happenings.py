"""Which event claims are of one happening, kept up to date: only what is due is decided anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Final

from kg.fuse.claims import EventClaim, Mark, read_event
from kg.fuse.events import event_fact, joints, key_of, label, telling
from kg.fuse.reviewing import REJECTED, reviewed
from kg.fuse.spool import HEARD, LABEL, MARKS, SEED, Spool
from kg.fuse.states import effect_marks
from kg.judgements import Review
from kg.model import Fact
from kg.ontology import StateEffect

_EVENT: Final = f"number, type, positive, date, trigger, means, roles, named, extent, {HEARD}"
_ONE: Final = "select EVENT from event where number = ?".replace("EVENT", _EVENT)
_BLOCKS: Final = """
select EVENT, block, first from temp.due join meeting on block = name
join event on event = number where what = 'meeting'
order by block, positive desc, length(date) desc, date, published, claim
""".replace("EVENT", _EVENT)
_SCHEMA: Final = """
create temp table if not exists joined (
    block text, one integer, other integer, primary key (block, one, other)) without rowid;
create temp table if not exists unbound (event integer primary key);
create temp table if not exists changed (one integer, other integer);
"""
_COMPARE: Final = """
insert into temp.changed select one, other from joint j
where block in (select name from temp.due where what = 'meeting') and not exists
(select 1 from temp.joined k where k.block = j.block and k.one = j.one and k.other = j.other);
insert into temp.changed select one, other from temp.joined j where not exists
(select 1 from joint k where k.block = j.block and k.one = j.one and k.other = j.other);
insert into temp.changed select event, event from temp.unbound
where event not in (select event from loose);
insert into temp.changed select event, event from loose where event in FIRST
and event not in (select event from temp.unbound);
insert or ignore into temp.due select 'seed', one from temp.changed;
insert or ignore into temp.due select 'seed', other from temp.changed;
delete from joint where block in (select name from temp.due where what = 'meeting');
insert into joint select * from temp.joined;
delete from loose where event in FIRST;
insert or ignore into loose select event from temp.unbound
""".replace(
    "FIRST",
    """(select event from meeting where first
    and block in (select name from temp.due where what = 'meeting'))""",
)
"""Takes in how claims have met; where that is other than before, their happenings are due."""
_MARKS: Final = "select * from mark where event = ? and event <> ''"
_UNMARK: Final = "delete from mark where event = ? and event <> ''"
_NEIGHBOURS: Final = (
    "select other from joint where one = ?1 union all select one from joint where other = ?1"
)


def prepare(db: Connection) -> None:
    """Make the tables; it ends a transaction that is open."""
    db.executescript(_SCHEMA)


def meet(spool: Spool) -> None:
    """Decide anew which claims of the blocks that are due are of one happening."""
    for table in ("joined", "unbound", "changed"):
        spool.db.execute(f"delete from temp.{table}")  # noqa: S608 (names of our own)
    rows = spool.db.execute(_BLOCKS)
    for block, members in groupby(rows, key=itemgetter(-2)):
        pairs, loose = joints((telling(read_event(x[:-2])), bool(x[-1])) for x in members)
        spool.db.executemany(
            "insert or ignore into temp.joined values (?, ?, ?)", ((block, *x) for x in pairs)
        )
        spool.db.executemany("insert or ignore into temp.unbound values (?)", ((x,) for x in loose))
    for query in _COMPARE.split(";"):
        spool.db.execute(query)


class Happenings:
    """Makes the facts of the happenings that are due, and what they do to relations."""

    def __init__(self, spool: Spool, effects: Iterable[StateEffect], review: Review | None) -> None:
        """Work on a spool whose blocks have met."""
        self._spool = spool
        self._db = spool.db
        self._review = review
        self._effects: dict[str, list[StateEffect]] = defaultdict(list)
        for effect in effects:
            self._effects[effect.event].append(effect)
        self._done: set[int] = set()
        self._stale = set(spool.due(LABEL))
        self._made: set[str] = set()

    def facts(self) -> Iterator[tuple[str, list[Fact]]]:
        """Yield (label, fact) of each happening that is due; no fact where there is none more."""
        waiting = [int(x) for x in self._spool.due(SEED)]
        for number in waiting:  # grows as it goes
            if number in self._done:
                continue
            members = self._component(number)
            waiting += self._left_by(members)
            claims = self._claims(members)
            told_by = [x.number for x in claims]
            name = "" if self._is_loose(told_by) else label(claims)
            self._relabel(told_by, name)
            if name:
                self._made.add(name)
                yield name, [self._fact(name, claims)]
        kept = {key_of(x) for x in self._made}
        for name in sorted(self._stale - self._made):
            if key_of(name) not in kept:  # the same claim may begin it on another day
                self._mark(key_of(name), [])
            yield name, []

    def _component(self, start: int) -> list[int]:
        found, waiting = {start}, [start]
        for number in waiting:  # grows as it goes
            for (other,) in self._db.execute(_NEIGHBOURS, (number,)):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        self._done |= found
        return waiting

    def _left_by(self, members: list[int]) -> list[int]:
        """Return the events that were of the happenings that these were of."""
        others: list[int] = []
        for number in members:
            for (name,) in self._db.execute("select label from told where event = ?", (number,)):
                if name not in self._stale:
                    self._stale.add(name)
                    rows = self._db.execute("select event from told where label = ?", (name,))
                    others += [x for (x,) in rows]
        return others

    def _claims(self, members: list[int]) -> list[EventClaim]:
        rows = (row for x in members for row in self._db.execute(_ONE, (x,)))
        return sorted(map(read_event, rows), key=lambda x: x.witness.claim)

    def _is_loose(self, members: list[int]) -> bool:
        query = "select 1 from loose where event = ?"
        return len(members) == 1 and self._db.execute(query, members).fetchone() is not None

    def _relabel(self, members: list[int], name: str) -> None:
        """Note what events tell of; the figures of those that told of another are due."""
        for number in members:
            row = self._db.execute("select label from told where event = ?", (number,)).fetchone()
            if (row[0] if row else "") != name:
                self._spool.unsettle(number)
                self._db.execute("delete from told where event = ?", (number,))
                if name:
                    self._spool.insert("told", [(number, name)])

    def _fact(self, name: str, claims: list[EventClaim]) -> Fact:
        fact = reviewed(event_fact(name, claims), self._review)
        effects = [] if fact.review == REJECTED else self._effects.get(fact.predicate, [])
        self._mark(fact.key, list(effect_marks(fact, claims, effects)))
        return fact

    def _mark(self, key: str, marks: list[Mark]) -> None:
        """Replace the marks of an event; the blocks in which they differ are due."""
        before = sorted(self._db.execute(_MARKS, (key,)))
        after = sorted((*x[:-1], *x.witness) for x in marks)
        if before != after:
            self._spool.note(MARKS, {x[0] for x in (*before, *after)})
            self._db.execute(_UNMARK, (key,))
            self._spool.insert("mark", after)
