"""Stages that cost nothing: a document is lines of "A predicate B"."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from pyoxigraph import Literal, NamedNode, Quad

from kg.judgements import Judgements
from kg.model import Document, Interval, Participant, Record, Relation, Skipped, Span, Stance
from kg.pipeline import Run, Stages
from kg.pipeline.run import Progress
from kg.pipeline.stages import Outcome, Records
from kg.settings import Settings
from kg.vocabulary import AG, ID

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
    records: Records, settings: Settings, found: dict[str, int], judgements: Judgements
) -> Iterator[Iterable[Quad]]:
    del settings, judgements
    found["claims"] = 0

    def quads() -> Iterator[Quad]:
        for record in records():
            document = NamedNode(f"{ID}document/{record.document.key}")
            for entity in record.entities:
                node = NamedNode(ID + entity.names[0])
                yield Quad(node, NamedNode(AG + "name"), Literal(entity.names[0]))
            for x in record.relations:
                found["claims"] += 1
                s, o = (next(e.names[0] for e in record.entities if e.id == i) for i in (x.s, x.o))
                yield Quad(NamedNode(ID + s), NamedNode(AG + x.p), NamedNode(ID + o), document)

    yield quads()


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
