"""What each document tells about names, as rows of a database that outlasts a build.

Documents are added and forgotten one by one; which anchors and pairs of anchors that touches is
noted, so that only they are counted anew.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from sqlite3 import Connection
from typing import Final

from kg.lexicon.names import Names
from kg.model import Participant, Record
from kg.resolve.anchors import KNOWN, LOCAL, NAME, Anchor, anchoring
from kg.resolve.context import Context, context_of
from kg.resolve.keys import local_key
from kg.resolve.spelling import family

TYPE: Final = "type"
NAMED: Final = "name"
DESCRIBED: Final = "description"
LINKED: Final = "link"
TOWN: Final = "town"
ACTS: Final = "acts"
SCENE: Final = "scene"

_SCHEMA: Final = """
create table if not exists anchor (
    id integer primary key, scope text, family text, name text, country text, kind text,
    own text, key text, unique (scope, family, name, country, kind));
create index if not exists anchor_is on anchor (key);
create index if not exists anchor_alone on anchor (own) where id < 0;
create table if not exists member (
    doc text, pid text, anchor integer, primary key (doc, pid)) without rowid;
create index if not exists member_of on member (anchor);
create table if not exists held (
    anchor integer, doc text, pid text, primary key (anchor, doc, pid)) without rowid;
create index if not exists held_in on held (doc);
create table if not exists said (doc text, anchor integer, what text, value text);
create index if not exists said_in on said (doc);
create table if not exists attribute (
    anchor integer, what text, value text, number integer,
    primary key (anchor, what, value)) without rowid;
create table if not exists called (
    doc text, family text, acronym text, anchor integer, theatre text);
create index if not exists called_in on called (doc);
create table if not exists seen (doc text, anchor integer, what text, value text);
create index if not exists seen_in on seen (doc);
create table if not exists judged (key text);
create table if not exists vote (
    one integer, other integer, together integer, apart integer,
    primary key (one, other)) without rowid;
create index if not exists vote_of on vote (other);
create temp table if not exists touched (anchor integer primary key);
create temp table if not exists pair (
    one integer, other integer, primary key (one, other)) without rowid;
create temp table if not exists arrived (doc text primary key) without rowid;
create temp table if not exists moved (anchor integer primary key, before text, after text);
create temp table if not exists decision (anchor integer, line text);
"""
_IN: Final = """
insert or ignore into temp.touched select anchor from held where doc = ?1;
insert or ignore into temp.touched select anchor from member where doc = ?1;
insert or ignore into temp.pair select one, other from vote
where one in (select anchor from held where doc = ?1)
and other in (select anchor from held where doc = ?1)
"""
_FORGET: Final = """
update attribute set number = number - (
    select count(*) from said s where s.doc = ?1 and s.anchor = attribute.anchor
    and s.what = attribute.what and s.value = attribute.value)
where (anchor, what, value) in (select anchor, what, value from said where doc = ?1);
delete from attribute where number < 1 and anchor in (select anchor from said where doc = ?1);
delete from said where doc = ?1;
delete from called where doc = ?1;
delete from seen where doc = ?1;
delete from held where doc = ?1;
delete from member where doc = ?1
"""
_INSERTS: Final = {
    "member": "insert or replace into member values (?, ?, ?)",
    "held": "insert or ignore into held values (?, ?, ?)",
    "said": "insert into said values (?, ?, ?, ?)",
    "attribute": """insert into attribute values (?, ?, ?, 1)
    on conflict do update set number = number + 1""",
    "called": "insert into called values (?, ?, ?, ?, ?)",
    "seen": "insert into seen values (?, ?, ?, ?)",
    "pair": "insert or ignore into temp.pair values (?, ?)",
    "decision": "insert into temp.decision values (?, ?)",
}
_SAME: Final = """
select id from anchor where scope = ? and family = ? and name = ? and country = ? and kind = ?
"""
_NEW: Final = "insert into anchor values (?, ?, ?, ?, ?, ?, ?, ?)"
_LAST: Final = "select max(0, coalesce(max(id), 0)), min(0, coalesce(min(id), 0)) from anchor"
_TOGETHER: Final = """
select max(x.pid = y.pid) from held x cross join held y
where x.anchor = ? and y.anchor = ? and y.doc = x.doc group by x.doc
"""
_UNUSED: Final = """
insert or replace into temp.moved select id, key, null from anchor where id in temp.touched
and not exists (select 1 from held where anchor = id)
and not exists (select 1 from member where anchor = id);
delete from anchor where id in (select anchor from temp.moved where after is null)
"""


class Holdings:
    """The rows of all documents; `settle` counts what changed, after the last `add`."""

    def __init__(self, db: Connection, names: Names) -> None:
        """Go on with what `db` holds."""
        self.db = db
        self.names = names
        for table in ("touched", "pair", "arrived", "moved", "decision"):
            db.execute(f"delete from temp.{table}")  # noqa: S608 (names of our own)
        self._last, self._local = db.execute(_LAST).fetchone()

    @staticmethod
    def prepare(db: Connection) -> None:
        """Make the tables; it ends a transaction that is open."""
        db.executescript(_SCHEMA)

    def insert(self, table: str, rows: Iterable[tuple[str | int, ...]]) -> None:
        """Append rows to a table."""
        self.db.executemany(_INSERTS[table], rows)

    def forget(self, document: str) -> None:
        """Take out what a document told."""
        for query in (*_IN.split(";"), *_FORGET.split(";")):
            self.db.execute(query, (document,))

    def add(self, record: Record) -> None:
        """Take in the participants of one record."""
        context = context_of(record, self.names)
        document = context.document
        self.db.execute("insert or ignore into temp.arrived values (?)", (document,))
        for who in record.entities:
            self._take(who, context)
        for query in _IN.split(";"):
            self.db.execute(query, (document,))

    def _take(self, who: Participant, context: Context) -> None:
        found = anchoring(who, context, self.names)
        document, first = context.document, found.anchors[0]
        ids = [self._id(x, who) for x in found.anchors]
        shared = [n for n in ids if n > 0]
        attributes = list(_attributes(ids[0], who))
        self.insert("member", [(document, who.id, ids[0])])
        self.insert("said", ((document, *x) for x in attributes))
        self.insert("attribute", attributes)
        self.insert("held", ((n, document, who.id) for n in shared))
        self.insert("seen", ((document, *x) for x in _seen(who, ids, found.anchors, context)))
        self.insert("pair", ((min(x), max(x)) for x in combinations(shared, 2)))
        if first.scope in {KNOWN, NAME, LOCAL}:
            kin = family(who.type)
            rows = ((document, kin, x, ids[0], context.theatre) for x in found.acronyms)
            self.insert("called", rows)

    def _id(self, anchor: Anchor, who: Participant) -> int:
        row = self.db.execute(_SAME, anchor).fetchone()
        if row is not None:
            if anchor.scope == LOCAL:
                self._reword(int(row[0]), local_key(anchor.name, who))
            return int(row[0])
        if anchor.scope == LOCAL:
            self._local -= 1
            key = local_key(anchor.name, who)
            self.db.execute(_NEW, (self._local, *anchor, key, key))
            return int(self._local)
        self._last += 1
        self.db.execute(_NEW, (self._last, *anchor, "", ""))
        return int(self._last)

    def _reword(self, number: int, key: str) -> None:
        """Let what one document alone names have a new wording; its key follows as all do."""
        self.db.execute("update anchor set own = ? where id = ?", (key, number))

    def vote(self, rare: int, other: int) -> tuple[int, int]:
        """Return how many documents have two anchors as one, and how many only side by side."""
        seen = [together for (together,) in self.db.execute(_TOGETHER, (rare, other))]
        return sum(seen), len(seen) - sum(seen)

    def settle(self) -> dict[int, int]:
        """Count the votes that changed, and forget anchors that nobody bears any more.

        Returns the number of participants that have each shared anchor.
        """
        rows = self.db.execute("select anchor, count(*) from held group by anchor")
        counts: dict[int, int] = dict(rows.fetchall())
        for pair in self.db.execute("select one, other from temp.pair").fetchall():
            rare_first = sorted(pair, key=lambda n: (counts.get(n, 0), n))
            together, apart = self.vote(*rare_first)
            if together:
                row = (*pair, together, apart)
                self.db.execute("insert or replace into vote values (?, ?, ?, ?)", row)
            else:
                self.db.execute("delete from vote where one = ? and other = ?", pair)
        for query in _UNUSED.split(";"):
            self.db.execute(query)
        return counts


def _seen(
    who: Participant, ids: list[int], anchors: tuple[Anchor, ...], context: Context
) -> Iterator[tuple[int, str, str]]:
    """Yield that an anchor is a place that acts, and where it is seen."""
    for number, anchor in zip(ids, anchors, strict=True):
        if number > 0:
            if who.type == "State":
                yield number, ACTS, ""
            wide = anchor.scope == NAME and anchor.family == "group" and anchor.country
            scenes = {context.theatre, *(context.countries.values() if wide else ())} - {""}
            yield from ((number, SCENE, x) for x in sorted(scenes))


def _attributes(number: int, who: Participant) -> Iterator[tuple[int, str, str]]:
    yield number, TYPE, who.type
    for name in who.names:
        yield number, NAMED, name
    for description in who.descriptions:
        yield number, DESCRIBED, description
    if who.wikidata:
        yield number, LINKED, f"{who.link_score or 0:.6f} {who.wikidata}"
    if who.town is not None:
        latitude, longitude = who.town.point
        yield number, TOWN, f"{who.town.geonames} {latitude!r} {longitude!r}"
