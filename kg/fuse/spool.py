"""All claims of a corpus on their way to facts: in a private temporary database, never in memory.

SQLite serves as an external sort: claims go in as documents come, and come out by what they say.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any, Final

from kg.fuse.belief import DEFAULT_PRIOR, Witness
from kg.fuse.claims import FACTUAL, Mark, acts, anchors, bounds, mark
from kg.model import (
    Event,
    Figure,
    Keys,
    Participant,
    Record,
    Relation,
    claim_keys,
    digest,
    event_key,
)
from kg.ontology import Sources

_WITNESS: Final = "claim text, document text, speaker text, quote text, weight real, published text"
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
    "mark": "insert into mark values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "event": "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "figure": "insert into figure values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "anchor": "insert into anchor values (?, ?, ?)",
    "root": "insert into root values (?, ?)",
    "fact_of": "insert or replace into fact_of values (?, ?)",
}
_WEIGH: Final = (
    "update mark set weight = weight * prior(speaker) where speaker <> ''",
    "update event set weight = weight * prior(speaker) where speaker <> ''",
    "update figure set weight = weight * prior(speaker) where speaker <> ''",
)


class Spool:
    """The temporary database; `close` removes it."""

    def __init__(self, keys: Keys, sources: Sources | None) -> None:
        """Open it empty; `sources` tells how far to trust publishers and speakers."""
        self.db = sqlite3.connect("")
        self.db.executescript("pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        self.events = 0
        self._keys = keys
        self._sources = sources
        self._speakers: dict[str, float] = {}
        """Priors of speakers that the sources list, by entity key."""

    def close(self) -> None:
        """Remove the database."""
        self.db.close()

    def insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Append rows to a table."""
        self.db.executemany(_INTO[table], rows)

    def add(self, record: Record) -> None:
        """Take in the claims of one record that can speak for or against a fact."""
        people = {x.id: x for x in record.entities}
        for key, claim in claim_keys(record):
            if isinstance(claim, Figure):
                self._add_figure(record, key, claim, people)
            elif claim.stance.modality not in FACTUAL:
                continue
            elif isinstance(claim, Event):
                self._add_event(record, key, claim, people)
            else:
                self.add_marks(self._stated(record, key, claim, people))

    def weigh(self) -> None:
        """Weigh what speakers say, after the last `add`: any document may have named a speaker."""
        unlisted = self._sources.unlisted if self._sources else DEFAULT_PRIOR
        self.db.create_function("prior", 1, lambda key: self._speakers.get(key, unlisted))
        for update in _WEIGH:
            self.db.execute(update)

    def _witness(
        self,
        record: Record,
        key: str,
        claim: Relation | Event | Figure,
        people: Mapping[str, Participant],
    ) -> Witness:
        document = record.document
        local = claim.attributed_to if isinstance(claim, Figure) else claim.stance.attributed_to
        speaker = self._keys.key(document.key, local) if local else ""
        weight = claim.confidence if isfinite(claim.confidence) else 0.0
        if local:
            self._trust(speaker, people[local])
        else:
            weight *= self._sources.prior(document.publisher) if self._sources else DEFAULT_PRIOR
        quote = digest(claim.evidence.text)
        return Witness(key, document.key, speaker, quote, weight, document.published or "")

    def _trust(self, speaker: str, who: Participant) -> None:
        found = [y.prior for x in who.names if self._sources and (y := self._sources.find(x))]
        if found:
            self._speakers[speaker] = max(self._speakers.get(speaker, 0.0), *found)

    def _stated(
        self, record: Record, key: str, claim: Relation, people: Mapping[str, Participant]
    ) -> Iterator[Mark]:
        s, o = (self._keys.key(record.document.key, x) for x in (claim.s, claim.o))
        if s == o:
            return  # two names that were one entity's: nothing is said
        witness = self._witness(record, key, claim, people)
        for act, date in acts(claim, witness.published):
            yield mark((s, claim.p, o), (act, date, "stated", ""), witness)

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Take in marks on relations."""
        self.insert("mark", ((*x[:-1], *x.witness) for x in marks))

    def _add_event(
        self, record: Record, key: str, claim: Event, people: Mapping[str, Participant]
    ) -> None:
        document = record.document.key
        ids = {x: self._keys.key(document, x) for who in claim.roles.values() for x in who}
        roles = {
            role: tuple(dict.fromkeys(ids[x] for x in who))
            for role, who in sorted(claim.roles.items())
        }
        named = sorted({ids[x] for x in ids if people[x].names or people[x].known})
        packed = (json.dumps(x, ensure_ascii=False) for x in (claim.means, roles, named))
        positive = claim.stance.polarity == "positive"
        head = (self.events, claim.type, positive, claim.date or "", claim.trigger)
        self.insert("event", [(*head, *packed, *self._witness(record, key, claim, people))])
        blocks = enumerate(anchors(claim.type, roles))
        self.insert("anchor", [(x, self.events, n == 0) for n, x in blocks])
        self.events += 1

    def _add_figure(
        self, record: Record, key: str, claim: Figure, people: Mapping[str, Participant]
    ) -> None:
        document = record.document.key
        of, by = (self._keys.key(document, x) if x else "" for x in (claim.of, claim.by))
        event = next((event_key(document, x) for x in record.events if x.id == claim.event), "")
        head = (claim.kind, claim.who, of, by, event, *bounds(claim), claim.text)
        self.insert("figure", [(*head, *self._witness(record, key, claim, people))])
