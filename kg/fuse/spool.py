"""The claims of a corpus on their way to facts: in a database, never in memory.

SQLite serves as an external sort: claims go in as documents come, and come out by what they say.
It also keeps what is due: the blocks whose claims have changed since facts were last made of them.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from kg.fuse.belief import Witness
from kg.fuse.claims import FACTUAL, Mark, acts, anchors, bounds, mark
from kg.fuse.deciding import STATED
from kg.fuse.reviewing import certainty
from kg.fuse.voices import Teller, Voices
from kg.judgements import Review
from kg.model import Event, Figure, Record, Relation, claim_keys

HEARD: Final = """claim, document, speaker, quote,
case when speaker <> '' then weight * prior(speaker, voice) else weight end,
published, voice, case when side <> '' then sides(side) else side end, sketch"""
"""The columns of a witness, with its weight and side as they are known now."""
_WITNESS: Final = """claim text, document text, speaker text, quote text, weight real,
published text, voice text, side text, sketch text"""
_SCHEMA: Final = """
create table if not exists mark (
    block text, subject text, predicate text, object text, act text, date text, rule text,
    event text, extent text, WITNESS);
create index if not exists mark_in on mark (block);
create index if not exists mark_said on mark (document) where event = '';
create index if not exists mark_of on mark (event) where event <> '';
create table if not exists event (
    number integer primary key, type text, positive integer, date text, trigger text, means text,
    roles text, named text, extent text, WITNESS);
create index if not exists event_said on event (document);
create index if not exists event_by on event (claim);
create table if not exists meeting (
    block text, event integer, first integer, primary key (block, event)) without rowid;
create index if not exists meeting_of on meeting (event);
create table if not exists joint (
    block text, one integer, other integer, primary key (block, one, other)) without rowid;
create index if not exists joint_one on joint (one);
create index if not exists joint_other on joint (other);
create table if not exists loose (event integer primary key);
create table if not exists told (event integer primary key, label text);
create index if not exists told_as on told (label);
create table if not exists figure (
    kind text, who text, of_ text, by_ text, event text, low integer, high integer, words text,
    since text, WITNESS, subject text);
create index if not exists figure_on on figure (subject);
create index if not exists figure_said on figure (document);
create index if not exists figure_in on figure (event);
create table if not exists reviewed (token text);
create temp table if not exists otherwise (name text primary key) without rowid;
create temp table if not exists due (
    what text, name text, primary key (what, name)) without rowid;
""".replace("WITNESS", _WITNESS)
_MONTH: Final = 7
"""Characters of a date up to its month: reports of one campaign give its first day or month."""
_INTO: Final = {
    "mark": "insert into mark values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "event": "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "figure": """insert into figure values
    (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)""",
    "meeting": "insert or ignore into meeting values (?, ?, ?)",
    "told": "insert or replace into told values (?, ?)",
}
MEETING: Final = "meeting"
SEED: Final = "seed"
MARKS: Final = "marks"
SUBJECT: Final = "subject"
LABEL: Final = "label"
_FORGET: Final = """
insert or ignore into temp.due select 'marks', block from mark where document = ?1 and event = '';
delete from mark where document = ?1 and event = '';
insert or ignore into temp.due select 'subject', subject from figure
where document = ?1 and subject is not null;
delete from figure where document = ?1;
insert or ignore into temp.due select 'meeting', block from event join meeting on event = number
where document = ?1;
insert or ignore into temp.due select 'seed', other.event from event
join told on told.event = number join told other using (label) where document = ?1;
insert or ignore into temp.due select 'label', label from event join told on told.event = number
where document = ?1;
delete from told where event in (select number from event where document = ?1);
delete from meeting where event in (select number from event where document = ?1);
delete from loose where event in (select number from event where document = ?1);
delete from event where document = ?1
"""
"""Takes the claims of a document out; what it told of is left to be told anew."""
_ALL_DUE: Final = """
insert or ignore into temp.due select 'marks', block from mark;
insert or ignore into temp.due select 'subject', subject from figure where subject is not null;
insert or ignore into temp.due select 'seed', number from event
"""
_HEARD_OTHERWISE: Final = """
insert or ignore into temp.due select 'marks', block from mark where event = '' and OTHERWISE;
insert or ignore into temp.due select 'subject', subject from figure
where subject is not null and OTHERWISE;
insert or ignore into temp.due select 'seed', number from event where OTHERWISE
""".replace(
    "OTHERWISE",
    """(speaker in (select name from temp.otherwise) or voice in (select name from temp.otherwise)
    or exists (select 1 from temp.otherwise where instr(side, name)))""",
)
_UNSETTLE: Final = """
insert or ignore into temp.due select 'subject', subject from event e
join figure f on f.event = e.claim where number = ?1 and subject is not null;
update figure set subject = null where subject is not null
and event = (select claim from event where number = ?1)
"""
_REVIEWED: Final = "select token from reviewed"


class Spool:
    """The claims in a database that outlasts it."""

    def __init__(self, db: sqlite3.Connection, voices: Voices, review: Review | None) -> None:
        """Go on with the claims in `db`."""
        self.db = db
        self._voices = voices
        self._review = review
        db.execute("delete from temp.due")
        (last,) = db.execute("select coalesce(max(number), -1) from event").fetchone()
        self._events = int(last) + 1
        self.fresh = db.execute(_REVIEWED).fetchone() is None
        """Nothing was ever told: all that comes is due anyhow."""
        db.create_function("prior", 2, voices.prior)
        db.create_function("sides", 1, voices.sides)

    @staticmethod
    def prepare(db: sqlite3.Connection) -> None:
        """Make the tables; it ends a transaction that is open."""
        db.executescript(_SCHEMA)

    def insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Append rows to a table."""
        self.db.executemany(_INTO[table], rows)

    def note(self, what: str, names: Iterable[str | int]) -> None:
        """Note what is due."""
        self.db.executemany(
            "insert or ignore into temp.due values (?, ?)", ((what, x) for x in names)
        )

    def due(self, what: str) -> Iterator[str]:
        """Yield what is due, in order; it may grow meanwhile, what is added is not seen."""
        query = "select name from temp.due where what = ? order by name"
        return (name for (name,) in self.db.execute(query, (what,)).fetchall())

    def forget(self, document: str) -> None:
        """Take the claims of a document out."""
        self._voices.forget(document)
        for query in _FORGET.split(";"):
            self.db.execute(query, (document,))

    def add(self, record: Record) -> None:
        """Take in the claims of one record that can speak for or against a fact."""
        teller = self._voices.teller(record)
        for key, read in claim_keys(record):
            certain = certainty(key, read.confidence, self._review)
            if certain is None:
                continue
            claim = read if certain == read.confidence else replace(read, confidence=certain)
            if isinstance(claim, Figure):
                self._add_figure(teller, claim, teller.witness(key, claim))
            elif claim.stance.modality not in FACTUAL:
                continue
            elif isinstance(claim, Event):
                self._add_event(teller, claim, teller.witness(key, claim))
            else:
                self.add_marks(self._stated(teller, claim, teller.witness(key, claim)))
        self._voices.keep(record.document.key)

    def weigh(self) -> None:
        """Weigh what speakers say, after the last `add`: any document may have named a speaker."""
        others = self._voices.settle()
        if others and not self.fresh:
            self.db.execute("delete from temp.otherwise")
            self.db.executemany("insert into temp.otherwise values (?)", ((x,) for x in others))
            for query in _HEARD_OTHERWISE.split(";"):
                self.db.execute(query)

    def review(self, token: str) -> None:
        """Have all facts made anew when what people judged of them, `token`, is another now."""
        before = self.db.execute(_REVIEWED).fetchone()
        if before != (token,):
            self.db.execute("delete from reviewed")
            self.db.execute("insert into reviewed values (?)", (token,))
            for query in [] if self.fresh else _ALL_DUE.split(";"):
                self.db.execute(query)

    def unsettle(self, event: int) -> None:
        """Leave the figures of an event to be told anew."""
        for query in _UNSETTLE.split(";"):
            self.db.execute(query, (event,))

    def _stated(self, teller: Teller, claim: Relation, witness: Witness) -> Iterator[Mark]:
        s, o = teller.key(claim.s), teller.key(claim.o)
        if s == o:
            return  # two names that were one entity's: nothing is said
        for act, date in acts(claim, witness.published, named=teller.is_named(claim.s)):
            yield mark((s, claim.p, o), (act, date, STATED, "", claim.extent), witness)

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Take in marks on relations."""
        found = list(marks)
        self.insert("mark", ((*x[:-1], *x.witness) for x in found))
        self.note(MARKS, (x.block for x in found))

    def _add_event(self, teller: Teller, claim: Event, witness: Witness) -> None:
        ids = {x: teller.key(x) for who in claim.roles.values() for x in who}
        roles = {
            role: tuple(dict.fromkeys(ids[x] for x in who))
            for role, who in sorted(claim.roles.items())
        }
        named = sorted({ids[x] for x in ids if teller.is_named(x)})
        packed = (json.dumps(x, ensure_ascii=False) for x in (claim.means, roles, named))
        positive = claim.stance.polarity == "positive"
        head = (self._events, claim.type, positive, claim.date or "", claim.trigger)
        self.insert("event", [(*head, *packed, claim.extent, *witness)])
        blocks = anchors(claim.type, roles)
        self.insert("meeting", [(x, self._events, n == 0) for n, x in enumerate(blocks)])
        self.note(MEETING, blocks)
        self.note(SEED, [self._events])
        self._events += 1

    def _add_figure(self, teller: Teller, claim: Figure, witness: Witness) -> None:
        of, by = (teller.key(x) if x else "" for x in (claim.of, claim.by))
        event, since = teller.event(claim), (claim.since or "")[:_MONTH]
        head = (claim.kind, claim.who, of, by, event, *bounds(claim), claim.text, since)
        self.insert("figure", [(*head, *witness)])
