"""All claims of a corpus on their way to facts: in a private temporary database, never in memory.

SQLite serves as an external sort: claims go in as documents come, and come out by what they say.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from kg.fuse.belief import Witness
from kg.fuse.claims import FACTUAL, Mark, acts, anchors, bounds, mark
from kg.fuse.reviewing import certainty
from kg.fuse.voices import Teller, Voices
from kg.judgements import Review
from kg.model import Event, Figure, Keys, Record, Relation, claim_keys
from kg.ontology import Sources

_WITNESS: Final = (
    "claim text, document text, speaker text, quote text, weight real, published text,"
    "voice text, side text, sketch text"
)
_SCHEMA: Final = f"""
create table mark (block text, subject text, predicate text, object text, act text, date text,
                   rule text, event text, {_WITNESS});
create table event (number integer primary key, type text, positive integer, date text,
                    trigger text, means text, roles text, named text, {_WITNESS});
create table anchor (block text, event integer, first integer);
create table root (event integer primary key, root integer);
create table fact_of (claim text primary key, fact text) without rowid;
create table figure (kind text, who text, of_ text, by_ text, event text, low integer,
                     high integer, words text, {_WITNESS});
"""
_INTO: Final = {
    "mark": "insert into mark values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "event": "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "figure": "insert into figure values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "anchor": "insert into anchor values (?, ?, ?)",
    "root": "insert into root values (?, ?)",
    "fact_of": "insert or replace into fact_of values (?, ?)",
}
_WEIGH: Final = (
    "update mark set weight = weight * prior(speaker, voice) where speaker <> ''",
    "update event set weight = weight * prior(speaker, voice) where speaker <> ''",
    "update figure set weight = weight * prior(speaker, voice) where speaker <> ''",
    "update mark set side = sides(side) where side <> ''",
    "update event set side = sides(side) where side <> ''",
    "update figure set side = sides(side) where side <> ''",
)


class Spool:
    """The temporary database; `close` removes it."""

    def __init__(self, keys: Keys, sources: Sources | None, review: Review | None = None) -> None:
        """Open it empty; `sources` tells how far to trust publishers and speakers."""
        self.db = sqlite3.connect("")
        self.db.executescript("pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        self.events = 0
        self._voices = Voices(keys, sources)
        self._review = review

    def close(self) -> None:
        """Remove the database."""
        self.db.close()

    def insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Append rows to a table."""
        self.db.executemany(_INTO[table], rows)

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

    def weigh(self) -> None:
        """Weigh what speakers say, after the last `add`: any document may have named a speaker."""
        self.db.create_function("prior", 2, self._voices.prior)
        self.db.create_function("sides", 1, self._voices.sides)
        for update in _WEIGH:
            self.db.execute(update)

    def _stated(self, teller: Teller, claim: Relation, witness: Witness) -> Iterator[Mark]:
        s, o = teller.key(claim.s), teller.key(claim.o)
        if s == o:
            return  # two names that were one entity's: nothing is said
        for act, date in acts(claim, witness.published, named=teller.is_named(claim.s)):
            yield mark((s, claim.p, o), (act, date, "stated", ""), witness)

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Take in marks on relations."""
        self.insert("mark", ((*x[:-1], *x.witness) for x in marks))

    def _add_event(self, teller: Teller, claim: Event, witness: Witness) -> None:
        ids = {x: teller.key(x) for who in claim.roles.values() for x in who}
        roles = {
            role: tuple(dict.fromkeys(ids[x] for x in who))
            for role, who in sorted(claim.roles.items())
        }
        named = sorted({ids[x] for x in ids if teller.is_named(x)})
        packed = (json.dumps(x, ensure_ascii=False) for x in (claim.means, roles, named))
        positive = claim.stance.polarity == "positive"
        head = (self.events, claim.type, positive, claim.date or "", claim.trigger)
        self.insert("event", [(*head, *packed, *witness)])
        blocks = enumerate(anchors(claim.type, roles))
        self.insert("anchor", [(x, self.events, n == 0) for n, x in blocks])
        self.events += 1

    def _add_figure(self, teller: Teller, claim: Figure, witness: Witness) -> None:
        of, by = (teller.key(x) if x else "" for x in (claim.of, claim.by))
        head = (claim.kind, claim.who, of, by, teller.event(claim), *bounds(claim), claim.text)
        self.insert("figure", [(*head, *witness)])
