"""The resolved entities of a dataset with every place where a document mentions them."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from kg.graph import Dataset
from kg.graph.views import Properties, Views, entity_types
from kg.pipeline.judging import resolved
from kg.publish.terms import resource
from kg.resolve import remembered
from kg.settings import Settings
from kg.vocabulary import AG, PREFIXES

_MEMBER = "insert into member values (?, ?, ?)"
_SKOS, _SAME = PREFIXES["skos"], PREFIXES["owl"] + "sameAs"


def listing(path: Path | str, settings: Settings | None = None) -> Iterator[dict[str, Any]]:
    """Yield iri, type, names, wikidata, link_score and mentions (doc, start, end, text).

    Entities come in the order of their IRIs, mentions in that of the documents; mentions wait in
    a temporary file, so memory does not grow with the corpus. Raises DatasetError as `Dataset`.
    """
    used = settings or Settings()
    with Dataset(path, used) as dataset, closing(sqlite3.connect("")) as db:
        db.execute("create table mention (iri text, doc text, start int, end int, text text)")
        _collect(db, dataset, used)
        db.execute("create index by_iri on mention (iri, doc, start, end)")
        for iri, own in Views(dataset.store).entities():
            yield _entry(iri, own, _mentions(db, iri))


def _collect(db: sqlite3.Connection, dataset: Dataset, settings: Settings) -> None:
    db.execute("create table member (doc text, pid text, key text, primary key (doc, pid))")
    if not _recall(db, dataset):
        db.executemany(_MEMBER, _decided(dataset, settings))
    for record in dataset.documents():
        doc = record.document.key
        keys = dict(db.execute("select pid, key from member where doc = ?", (doc,)))
        rows = (
            (resource(dataset.base, "", keys[x.id]).value, doc, m.start, m.end, m.text)
            for x in record.entities
            for m in x.mentions
            if x.id in keys  # a document that a build has brought in since is not in this graph
        )
        db.executemany("insert into mention values (?, ?, ?, ?, ?)", rows)


def _recall(db: sqlite3.Connection, dataset: Dataset) -> bool:
    """Copy which entity each participant is, as the last build remembers; False when it cannot."""
    with dataset.recalled() as memory, suppress(sqlite3.DatabaseError):
        if memory is not None:
            db.executemany(_MEMBER, remembered(memory))
            return True
    db.execute("delete from member")
    return False


def _decided(dataset: Dataset, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield which entity each participant is, decided anew."""
    with resolved(dataset, settings) as resolution:
        for record in dataset.documents():
            doc = record.document.key
            yield from ((doc, x.id, resolution.key(doc, x.id)) for x in record.entities)


def _mentions(db: sqlite3.Connection, iri: str) -> list[dict[str, Any]]:
    query = "select doc, start, end, text from mention where iri = ? order by doc, start, end"
    columns = ("doc", "start", "end", "text")
    return [dict(zip(columns, row, strict=True)) for row in db.execute(query, (iri,))]


def _entry(iri: str, own: Properties, mentions: list[dict[str, Any]]) -> dict[str, Any]:
    links = own.get(_SAME) or own.get(_SKOS + "closeMatch") or [""]
    score = own.get(AG + "linkScore")
    types = entity_types(own)
    return {
        "iri": iri,
        "type": next((x for x in types if x != "Place"), "Place"),
        "names": [*own[_SKOS + "prefLabel"], *own.get(_SKOS + "altLabel", [])],
        "wikidata": links[0].rsplit("/", 1)[-1] if links[0] else None,
        "link_score": json.loads(score[0]) if score else None,
        "mentions": mentions,
    }
