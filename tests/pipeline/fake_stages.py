"""Stages that cost nothing: a document is lines of "A predicate B"."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.edits import Edit
from kg.judgements import Judgements
from kg.model import Document, Interval, Participant, Record, Relation, Skipped, Span, Stance
from kg.pipeline import Run, Stages
from kg.pipeline.growth import Growth
from kg.pipeline.run import Progress
from kg.pipeline.stages import Outcome
from kg.settings import Settings
from kg.vocabulary import AG

_LINE = re.compile(r"(\w+) (\w+) (\w+)")


def read(
    sources: Iterable[str], settings: Settings, *, date: str | None = None
) -> Iterator[Document | Skipped]:
    """Take "key|text" for a document and "!name" for one that cannot be read."""
    del settings
    for source in sources:
        key, _, text = source.partition("|")
        if key.startswith("!"):
            yield Skipped(key[1:], "unreadable")
        else:
            yield Document(key, text, published=date)


def understand(documents: list[Document], settings: Settings) -> list[Outcome]:
    del settings
    return [_record(document) for document in documents]


def _record(document: Document) -> Outcome:
    if "KILL" in document.text:
        os._exit(9)
    if "FAIL" in document.text:
        return Skipped(document.key, "internal: failed")
    found = list(_LINE.finditer(document.text))
    names = {x: f"e{n}" for n, x in enumerate(sorted({m[i] for m in found for i in (1, 3)}))}
    relations = [
        Relation(
            id=f"r{n}",
            s=names[m[1]],
            p=m[2],
            o=names[m[3]],
            stance=Stance(),
            evidence=Span(m.start(), m.end(), m[0]),
            rule="line",
            confidence=1.0,
            interval=Interval(),
        )
        for n, m in enumerate(found)
    ]
    entities = tuple(Participant(e, "ArmedGroup", (name,)) for name, e in names.items())
    return Record(document, entities, tuple(relations))


@contextmanager
def combine(
    growth: Growth, settings: Settings, found: dict[str, int], judgements: Judgements
) -> Iterator[Iterable[Edit]]:
    del judgements
    growth.db.execute("create table if not exists said (key text primary key, number integer)")

    def edits() -> Iterator[Edit]:
        for key in growth.gone():
            growth.db.execute("delete from said where key = ?", (key,))
        for key in growth.left():
            yield Edit(graph=NamedNode(f"{settings.base}document/{key}"))
        for record in growth.changed():
            key = record.document.key
            document = NamedNode(f"{settings.base}document/{key}")
            quads = (Quad(*x, document) for x in statements(record, settings.base))
            growth.db.execute("insert into said values (?, ?)", (key, len(record.relations)))
            yield Edit(graph=document, added=tuple(quads))
        growth.learn()
        counted = "select coalesce(sum(number), 0) from said"
        (found["claims"],) = growth.db.execute(counted).fetchone()

    yield edits()


def statements(
    record: Record, base: str
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    names = {x.id: x.names[0] for x in record.entities}
    for name in names.values():
        yield NamedNode(base + name), NamedNode(AG + "name"), Literal(name)
    for x in record.relations:
        yield NamedNode(base + names[x.s]), NamedNode(AG + x.p), NamedNode(base + names[x.o])


def code(settings: Settings) -> tuple[str, str]:
    return f"document {settings.model}", f"corpus {settings.link_threshold} {settings.base}"


STAGES = Stages(read, understand, combine, 1, code)


class Clock:
    """A second passes whenever it is looked at."""

    def __init__(self) -> None:
        """Start on a day long gone."""
        self.now = datetime(2020, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the next second."""
        self.now += timedelta(seconds=1)
        return self.now


def run(progress: Progress = lambda _: None, **settings: object) -> Run:
    """Return a run with these stages."""
    return Run(Settings(**settings), STAGES, Clock(), progress)  # type: ignore[arg-type] # as given
