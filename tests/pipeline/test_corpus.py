"""The corpus half on records made by hand: one entity from two documents, facts with evidence."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import NoReturn

import pytest
from fake_stages import STAGES, run
from pyoxigraph import QuerySolutions

from kg.graph import Dataset
from kg.model import Document, Event, Participant, Record, Relation, Span, Stance
from kg.pipeline import corpus, version
from kg.pipeline.listing import listing
from kg.pipeline.stages import Outcome
from kg.settings import Settings

TEXTS = {
    "first": "The River Brigade captured Tamar from the Black Banner on 1 March 2020.",
    "second": "River Brigade fighters hold Tamar, said Lina Odeh.",
}


def span(key: str, words: str) -> Span:
    start = TEXTS[key].index(words)
    return Span(start, start + len(words), words)


def participant(key: str, local: str, kind: str, name: str) -> Participant:
    return Participant(local, kind, (name,), mentions=(span(key, name),))


def records(documents: list[Document], settings: Settings) -> list[Outcome]:
    del settings
    return [first(x) if x.key == "first" else second(x) for x in documents]


def first(document: Document) -> Record:
    whole = span("first", TEXTS["first"])
    roles = {"agent": ("e1",), "place": ("e2",), "from": ("e3",)}
    capture = Event(
        *("v1", "Capture", "captured", roles, Stance(), whole, "capture/active", 0.9),
        date="2020-03-01",
    )
    entities = (
        participant("first", "e1", "ArmedGroup", "River Brigade"),
        participant("first", "e2", "Place", "Tamar"),
        participant("first", "e3", "ArmedGroup", "Black Banner"),
    )
    return Record(replace(document, published="2020-03-02"), entities, events=(capture,))


def second(document: Document) -> Record:
    whole = span("second", TEXTS["second"])
    entities = (
        participant("second", "e1", "Place", "Tamar"),
        participant("second", "e2", "ArmedGroup", "River Brigade"),
        participant("second", "e3", "Person", "Lina Odeh"),
    )
    stance = Stance(attributed_to="e3")
    holds = Relation("r1", "e2", "holds", "e1", stance, whole, "holds/active", 0.9)
    return Record(document, entities, relations=(holds,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "d"
    stages = replace(STAGES, understand=records, combine=corpus.combine, code=version.digests)
    sources = [f"{key}|{text}" for key, text in TEXTS.items()]
    report = replace(run(), stages=stages).build(sources, path)
    assert report.found["claims"] == 2
    assert report.found["entities"] == 4
    return path


@pytest.fixture
def dataset(folder: Path) -> Iterator[Dataset]:
    with Dataset(folder) as opened:
        yield opened


def test_who_holds_a_place_follows_from_its_capture(dataset: Dataset) -> None:
    rows = dataset.ask("held-now")
    assert isinstance(rows, QuerySolutions)
    (row,) = rows
    told = {name: row[name].value for name in ("place", "holder", "since")}
    assert told == {"place": "Tamar", "holder": "River Brigade", "since": "2020-03-01"}


def test_every_quote_stands_in_its_document(dataset: Dataset) -> None:
    texts = {x.document.key: x.document.text for x in dataset.documents()}
    rows = dataset.query(
        "SELECT ?doc ?start ?end ?quote { GRAPH ?g { ?e a ag:Evidence ; oa:start ?start ; "
        "oa:end ?end ; oa:exact ?quote . ?g dcterms:identifier ?doc } }"
    )
    assert isinstance(rows, QuerySolutions)
    found = [[row[x].value for x in ("doc", "start", "end", "quote")] for row in rows]
    assert len(found) == 2
    for document, start, end, quote in found:
        assert texts[document][int(start) : int(end)] == quote


def test_an_entity_lists_its_mentions_in_all_documents(folder: Path) -> None:
    entries = {x["names"][0]: x for x in listing(folder)}
    tamar = entries["Tamar"]
    assert tamar["type"] == "Place"
    assert [(x["doc"], x["text"]) for x in tamar["mentions"]] == [
        ("first", "Tamar"),
        ("second", "Tamar"),
    ]
    for entry in entries.values():
        for x in entry["mentions"]:
            assert TEXTS[x["doc"]][x["start"] : x["end"]] == x["text"]


def test_the_listing_reads_what_the_build_remembers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anew(*_: object) -> NoReturn:
        pytest.fail("who is who was decided anew")

    decided = list(listing(folder))
    with monkeypatch.context() as patched:
        patched.setattr(import_module("kg.pipeline.listing"), "resolved", anew)
        assert list(listing(folder)) == decided


@pytest.mark.parametrize("harm", ["lost", "damaged", "of another graph", "half written"])
def test_the_listing_is_the_same_without_a_memory_of_this_graph(
    folder: Path, tmp_path: Path, harm: str
) -> None:
    copy = tmp_path / "copy"
    copytree(folder, copy)
    memory = copy / "memory.sqlite"
    if harm == "lost":
        memory.unlink()
    elif harm == "damaged":
        memory.write_bytes(b"no database")
    else:
        with closing(sqlite3.connect(memory)) as db, db:
            db.execute("update anchor set key = 'wrong'")
            if harm == "of another graph":
                db.execute("update meta set digest = 'other'")
            else:
                db.execute("delete from meta")
    assert list(listing(copy)) == list(listing(folder))
