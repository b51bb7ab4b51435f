"""What all documents together tell about names: aggregates in memory, rows in a temporary file.

In memory stands what grows with the vocabulary (full names, acronyms); what grows with the number
of documents (who is called what where) goes to a private SQLite database that ends with it.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
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

_SCHEMA: Final = """
create table member (doc text, pid text, anchor integer, primary key (doc, pid)) without rowid;
create table held (anchor integer, doc integer, pid text);
create table link (one integer, other integer, unique (one, other));
create table attribute (anchor integer, what text, value text);
create table anchor (id integer primary key, key text);
create table decision (anchor integer, line text);
create table vote (together integer, apart integer, one integer, other integer);
"""
_INSERTS: Final = {
    "member": "insert or replace into member values (?, ?, ?)",
    "held": "insert into held values (?, ?, ?)",
    "link": "insert or ignore into link values (?, ?)",
    "attribute": "insert into attribute values (?, ?, ?)",
    "anchor": "insert or replace into anchor values (?, ?)",
    "decision": "insert into decision values (?, ?)",
    "vote": "insert into vote values (?, ?, ?, ?)",
}
_TOGETHER: Final = """
select max(x.pid = y.pid) from held x cross join held y
where x.anchor = ? and y.anchor = ? and y.doc = x.doc group by x.doc
"""
_VOTES: Final = "select together, apart, one, other from vote order by together desc, one, other"


class Evidence:
    """Filled by `add`, one record at a time; then, after `index`, read by the decisions."""

    def __init__(self, names: Names) -> None:
        """Open an empty private database."""
        self.names = names
        self.db = sqlite3.connect("")
        self.db.executescript("pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        self.anchors: list[Anchor] = []
        """Shared anchors by number; those of single documents have negative numbers."""
        self.counts = array("q")
        """Number of participants that have an anchor, by its number."""
        self.order = array("q")
        """Numbers in the order of their anchors, which no document's turn sways."""
        self.expansions: dict[tuple[str, str], set[int]] = defaultdict(set)
        """(family, acronym) → anchors of participants that are also called so."""
        self.theatres: dict[int, set[str]] = defaultdict(set)
        """Anchor → theatres of the documents that give it an acronym."""
        self.scenes: dict[int, set[str]] = defaultdict(set)
        """Anchor → theatres of the documents that have it; for names that many may bear, all
        countries of these documents."""
        self.states: set[int] = set()
        """Anchors of places that act."""
        self.unplaced: dict[tuple[str, str], list[int]] = defaultdict(list)
        """(family, acronym) → anchors of single documents that say neither more nor where."""
        self._numbers: dict[Anchor, int] = {}
        self._locals = 0
        self._documents = 0
        self._rows: dict[str, list[tuple[str | int, ...]]] = defaultdict(list)

    def add(self, record: Record) -> None:
        """Take in the participants of one record."""
        context = context_of(record, self.names)
        self._documents += 1
        for who in record.entities:
            self._take(who, context)
        for table, rows in self._rows.items():
            self.insert(table, rows)
            rows.clear()

    def _take(self, who: Participant, context: Context) -> None:
        found = anchoring(who, context, self.names)
        numbers = [self._number(x, who) for x in found.anchors]
        shared = [n for n in numbers if n >= 0]
        if who.type == "State":
            self.states.update(shared)
        for n in shared:
            self.counts[n] += 1
            self.scenes[n] |= _scenes(self.anchors[n], context)
        self._rows["member"].append((context.document, who.id, numbers[0]))
        self._rows["attribute"].extend(_attributes(numbers[0], who))
        self._rows["held"].extend((n, self._documents, who.id) for n in shared)
        self._rows["link"].extend((min(x), max(x)) for x in combinations(shared, 2))
        for acronym in found.acronyms:
            called = family(who.type), acronym
            if found.anchors[0].scope in {KNOWN, NAME}:
                self.expansions[called].add(numbers[0])
                self.theatres[numbers[0]] |= {context.theatre} - {""}
            elif found.anchors[0].scope == LOCAL:
                self.unplaced[called].append(numbers[0])

    def _number(self, anchor: Anchor, who: Participant) -> int:
        if anchor.scope == LOCAL:
            self._locals -= 1
            self._rows["anchor"].append((self._locals, local_key(anchor.name, who)))
            return self._locals
        if anchor not in self._numbers:
            self._numbers[anchor] = len(self.anchors)
            self.anchors.append(anchor)
            self.counts.append(0)
        return self._numbers[anchor]

    def insert(self, table: str, rows: Iterable[tuple[str | int, ...]]) -> None:
        """Append rows to a table."""
        self.db.executemany(_INSERTS[table], rows)

    def local(self, key: str, participant: tuple[str, str] | None) -> int | None:
        """Return the anchor of a single document with the key `key`, else that of a participant.

        `participant` is (document, local id); None when there is neither.
        """
        query = "select id from anchor where id < 0 and key = ?"
        found = self.db.execute(query, (key,)).fetchone()
        if found is None and participant is not None:
            query = "select anchor from member where doc = ? and pid = ?"
            found = self.db.execute(query, participant).fetchone()
        return None if found is None else int(found[0])

    def key(self, number: int) -> str:
        """Return the key that the anchor of a single document has by itself."""
        (key,) = self.db.execute("select key from anchor where id = ?", (number,)).fetchone()
        return str(key)

    def index(self) -> None:
        """Make ready for reading, after the last `add`."""
        self.order = array("q", sorted(self._numbers.values(), key=self.anchors.__getitem__))
        self.db.execute("create index held_by on held (anchor, doc)")
        ranks = array("q", bytes(8 * len(self.order)))
        for rank, number in enumerate(self.order):
            ranks[number] = rank
        links = self.db.execute("select one, other from link")
        self.insert("vote", ((*self._vote(x), *sorted((ranks[x[0]], ranks[x[1]]))) for x in links))

    def outvoted(self, one: int, other: int) -> bool:
        """Tell whether more documents name two anchors side by side than as one."""
        together, apart = self._vote((one, other))
        return apart > together

    def _vote(self, pair: tuple[int, int]) -> tuple[int, int]:
        rare_first = sorted(pair, key=lambda n: (self.counts[n], n))
        seen = [together for (together,) in self.db.execute(_TOGETHER, rare_first)]
        return sum(seen), len(seen) - sum(seen)

    def votes(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield pairs of anchors that some participant has both of, those of most documents first.

        That is: documents that have both in one participant, documents that have them in two
        and in none both, and the two numbers.
        """
        for together, apart, one, other in self.db.execute(_VOTES):
            yield together, apart, self.order[one], self.order[other]

    def in_order(self) -> Iterator[tuple[Anchor, int]]:
        """Yield the shared anchors with their numbers in an order that no document's turn sways."""
        for number in self.order:
            yield self.anchors[number], number


def _scenes(anchor: Anchor, context: Context) -> set[str]:
    """Return where an anchor is seen in a document."""
    wide = anchor.scope == NAME and anchor.family == "group" and anchor.country
    return {context.theatre, *(context.countries.values() if wide else ())} - {""}


def _attributes(number: int, who: Participant) -> Iterator[tuple[int, str, str]]:
    yield number, TYPE, who.type
    for name in who.names:
        yield number, NAMED, name
    for description in who.descriptions:
        yield number, DESCRIBED, description
    if who.wikidata:
        yield number, LINKED, f"{who.link_score or 0:.6f} {who.wikidata}"
