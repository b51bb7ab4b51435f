"""Entities of the corpus from the participants of its documents.

`resolve` reads every record once and answers by its `Resolution`. Merges are a mapping that is
computed anew from the records, so a document that goes takes its merges with it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from kg.judgements import Judgements
from kg.lexicon.names import Names
from kg.model import Record
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.holdings import Holdings
from kg.resolve.keys import local_key
from kg.resolve.resolution import Resolution, settle
from kg.resolve.rules import RULES, title
from kg.resolve.rulings import Rulings

__all__ = ["Resolution", "local_key", "prepare", "remembered", "resolve", "update"]

prepare: Final = Holdings.prepare
_MEMBERS: Final = "select doc, pid, key from member join anchor on id = anchor"


def resolve(
    records: Iterable[Record], names: Names, judgements: Judgements | None = None
) -> Resolution:
    """Decide which participants of `records` are one entity; the order of records is no matter.

    Participants are held by anchors (`kg.resolve.anchors.anchoring`), anchors are joined by
    `judgements` first and then by the rules of `kg.resolve.rules`. Holds only names in memory; the
    rest stands in a temporary file, which `Resolution.close` removes.
    """
    db = sqlite3.connect("")
    db.executescript("pragma journal_mode = off; pragma synchronous = off")
    prepare(db)
    holdings = Holdings(db, names)
    for record in records:
        holdings.add(record)
    return _decided(Evidence(holdings), judgements, explain=True)


def update(
    db: sqlite3.Connection,
    changed: tuple[Iterable[str], Iterable[Record]],
    names: Names,
    judgements: Judgements | None = None,
) -> Resolution:
    """Decide as `resolve` does for all documents in `db`, after a change of some.

    `changed` are the keys of documents that were there, and records that are there now. What is
    read from documents is kept; what follows for names is decided anew from the vocabulary, and
    `Resolution.documents` and `Resolution.affected` tell where that makes a difference.
    """
    holdings = Holdings(db, names)
    gone, records = changed
    for document in gone:
        holdings.forget(document)
    for record in records:
        holdings.add(record)
    return _decided(Evidence(holdings), judgements, explain=False)


def remembered(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield document, local id and entity key of each participant, as `update` has left them."""
    found: sqlite3.Cursor = db.execute(_MEMBERS)
    return ((document, participant, key) for document, participant, key in found)


def _decided(evidence: Evidence, judgements: Judgements | None, *, explain: bool) -> Resolution:
    clusters = Clusters(evidence.anchors)
    rulings = Rulings(evidence, judgements or Judgements())
    told: list[tuple[int, str]] = []
    for one, other, judgement in rulings.obey(clusters):
        told += [(n, f"judged: {judgement}") for n in (one, other)]
    for rule in RULES:
        for x in rule(evidence, clusters):
            why = title(rule) if x.join and clusters.join(x.one, x.other) else ""
            if explain:
                told += _lines(evidence, (x.one, x.other), why, x.note)
    evidence.holdings.insert("decision", ((evidence.id(n), line) for n, line in told))
    return settle(evidence, clusters, rulings, explain=explain)


def _lines(evidence: Evidence, pair: tuple[int, int], why: str, note: str) -> list[tuple[int, str]]:
    one, other = (_called(evidence, n) for n in pair)
    verdict = f"“{one}” is “{other}”: {why}" if why else f"“{one}” is kept apart from “{other}”"
    return [(n, f"{verdict} ({note})" if note else verdict) for n in pair]


def _called(evidence: Evidence, number: int) -> str:
    anchor = evidence.anchors[number]
    entry = evidence.names.entities.get(anchor.name)
    return entry.label if entry else " ".join(x for x in (anchor.name, *anchor[3:]) if x)
