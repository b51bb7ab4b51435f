"""What all documents together tell about names: aggregates in memory, rows in a temporary file.

In memory stands what grows with the vocabulary (full names, acronyms); what grows with the number
of documents (who is called what where) goes to a private SQLite database that ends with it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from kg.lexicon.names import Names
from kg.model import Participant, Record, digest
from kg.resolve.anchors import KNOWN, LOCAL, NAME, Anchor, anchoring
from kg.resolve.context import Context, context_of
from kg.resolve.spelling import family, slug

TYPE: Final = "type"
NAMED: Final = "name"
DESCRIBED: Final = "description"
LINKED: Final = "link"

_SCHEMA: Final = """
create table member (doc text, pid text, anchor integer, primary key (doc, pid)) without rowid;
create table held (anchor integer, doc integer, pid text);
create table attribute (anchor integer, what text, value text);
create table anchor (id integer primary key, key text);
create table decision (key text, line text);
"""
_INSERTS: Final = {
    "member": "insert or replace into member values (?, ?, ?)",
    "held": "insert into held values (?, ?, ?)",
    "attribute": "insert into attribute values (?, ?, ?)",
    "anchor": "insert or replace into anchor values (?, ?)",
    "decision": "insert into decision values (?, ?)",
}
_TOGETHER: Final = """
select max(x.pid = y.pid) from held x join held y on y.anchor = ? and y.doc = x.doc
where x.anchor = ? group by x.doc
"""


class Evidence:
    """Filled by `add`, one record at a time; then read by the decisions."""

    def __init__(self, names: Names) -> None:
        """Open an empty private database."""
        self.names = names
        self.db = sqlite3.connect("")
        self.db.executescript("pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        self.anchors: list[Anchor] = []
        """Shared anchors by number; those of single documents have negative numbers."""
        self.links: set[tuple[int, int]] = set()
        """Pairs of anchors that one participant has both of."""
        self.expansions: dict[tuple[str, str], set[int]] = defaultdict(set)
        """(family, acronym) → anchors of participants that are also called so."""
        self.theatres: dict[int, set[str]] = defaultdict(set)
        """Anchor → theatres of its documents."""
        self.counts: dict[int, int] = defaultdict(int)
        """Anchor → number of participants that have it."""
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
        self._rows["member"].append((context.document, who.id, numbers[0]))
        self._rows["attribute"].extend(_attributes(numbers[0], who))
        shared = [n for n in numbers if n >= 0]
        self._rows["held"].extend((n, self._documents, who.id) for n in shared)
        self.links |= {(min(a, b), max(a, b)) for a, b in combinations(shared, 2)}
        for n in shared:
            self.counts[n] += 1
            if context.theatre:
                self.theatres[n].add(context.theatre)
        for acronym in found.acronyms:
            called = family(who.type), acronym
            if found.anchors[0].scope in {KNOWN, NAME}:
                self.expansions[called].add(numbers[0])
            elif found.anchors[0].scope == LOCAL:
                self.unplaced[called].append(numbers[0])

    def _number(self, anchor: Anchor, who: Participant) -> int:
        if anchor.scope == LOCAL:
            self._locals -= 1
            called = (*who.names, *who.descriptions, "")[0]
            key = f"{slug(called)}-{digest(anchor.name, who.id, called, length=12)}"
            self._rows["anchor"].append((self._locals, key))
            return self._locals
        if anchor not in self._numbers:
            self._numbers[anchor] = len(self.anchors)
            self.anchors.append(anchor)
        return self._numbers[anchor]

    def insert(self, table: str, rows: Iterable[tuple[str | int, ...]]) -> None:
        """Append rows to a table."""
        self.db.executemany(_INSERTS[table], rows)

    def index(self) -> None:
        """Make ready for reading, after the last `add`."""
        self.db.execute("create index held_by on held (anchor, doc)")

    def number(self, anchor: Anchor) -> int | None:
        """Return the number of a shared anchor, None when no document has it."""
        return self._numbers.get(anchor)

    def votes(self, one: int, other: int) -> tuple[int, int]:
        """Return how many documents have two anchors in one participant, and how many apart."""
        rare, frequent = sorted((one, other), key=lambda n: (self.counts[n], n))
        seen = [together for (together,) in self.db.execute(_TOGETHER, (frequent, rare))]
        return sum(seen), len(seen) - sum(seen)

    def in_order(self) -> Iterator[tuple[Anchor, int]]:
        """Yield the shared anchors with their numbers in an order that no document's turn sways."""
        yield from sorted(self._numbers.items())


def _attributes(number: int, who: Participant) -> Iterator[tuple[int, str, str]]:
    yield number, TYPE, who.type
    for name in who.names:
        yield number, NAMED, name
    for description in who.descriptions:
        yield number, DESCRIBED, description
    if who.wikidata:
        yield number, LINKED, f"{who.link_score or 0:.6f} {who.wikidata}"
