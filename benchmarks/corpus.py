"""A dataset of any size: the sample reports over and over, each time on another war.

The records of the sample reports are read once and multiplied: every copy has its own places,
events and days, and shares its actors with the copies of the same war. Facts, graph and store come
of the real fusing and publishing; only entities are told apart by name alone.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from kg import pipeline
from kg.fuse import fuse
from kg.graph import writing
from kg.model import Entity, Event, Interval, Participant, Record, Relation, Span, digest
from kg.ontology import load, load_sources
from kg.publish import publish
from kg.settings import Settings, shipped
from kg.vocabulary import ID

REPORTS = Path(__file__).parent.parent / "tests" / "reports"
COPIES_OF_A_WAR = 10
"""Copies of the sample that share their actors."""
QUADS_OF_A_COPY = 3_490
"""About; a copy shares facts with others of its war."""
_SYLLABLES = "ba de ga hi ka la ma na ra sa ta za bur dan har jal kor mir qas sul tar wad".split()


def records(sample: Iterable[Record], copies: int) -> Iterator[Record]:
    """Yield the records of `sample` in as many copies as asked, the first as they are."""
    given = list(sample)
    for number in range(copies):
        for record in given:
            yield _moved(record, number) if number else record


class Names:
    """Tells entities of the multiplied records apart by their first name and type."""

    def __init__(self, given: Iterable[Record]) -> None:
        """Take in all records."""
        self._keys: dict[tuple[str, str], str] = {}
        self.entities: dict[str, Entity] = {}
        for record in given:
            for x in record.entities:
                self._add(record.document.key, x)

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the key of the entity."""
        return self._keys[document_key, participant_id]

    def _add(self, document: str, x: Participant) -> None:
        name = (*x.names, *x.descriptions, x.id)[0]
        key = digest("entity", name, x.type)
        self._keys[document, x.id] = key
        known = self.entities.get(key)
        names = tuple(dict.fromkeys((*(known.names if known else ()), *x.names)))
        point = _point(key) if x.type == "Place" else None
        self.entities[key] = Entity(
            key=key,
            type=x.type,
            names=names,
            descriptions=x.descriptions,
            point=point,
        )


def write(dataset: Path, quads: int) -> None:
    """Make a dataset of about so many statements."""
    sample = [x for x in pipeline.extract([str(REPORTS)]) if isinstance(x, Record)]
    copies = max(1, quads // QUADS_OF_A_COPY)
    names = Names(records(sample, copies))
    folder = shipped(Settings()) / "ontology"
    effects, sources = load(folder).state_effects, load_sources(folder)
    facts = fuse(records(sample, copies), names, effects, sources)
    everything = publish(records(sample, copies), names, names.entities.values(), facts, Settings())
    with writing(dataset, ID) as writer:
        writer.publish(digest(str(copies)), everything, {})


def _moved(record: Record, number: int) -> Record:
    """Return a record about another place and time; actors are those of its war."""
    war = number // COPIES_OF_A_WAR
    days = timedelta(days=3 * number)
    document = replace(
        record.document,
        key=f"{record.document.key}-{number}",
        published=_later(record.document.published, days),
    )
    return replace(
        record,
        document=document,
        entities=tuple(_renamed(x, number if x.type == "Place" else war) for x in record.entities),
        relations=tuple(_relation(x, number, days) for x in record.relations),
        events=tuple(_event(x, number, days) for x in record.events),
        figures=tuple(replace(x, evidence=_said(x.evidence, number)) for x in record.figures),
    )


def _relation(x: Relation, number: int, days: timedelta) -> Relation:
    when = Interval(_later(x.interval.since, days), _later(x.interval.until, days))
    return replace(x, evidence=_said(x.evidence, number), interval=when)


def _event(x: Event, number: int, days: timedelta) -> Event:
    return replace(x, evidence=_said(x.evidence, number), date=_later(x.date, days))


def _said(x: Span, number: int) -> Span:
    """Return the sentence in other words of the same length, so that it is another source's."""
    mark = f"{number:06}"
    return replace(x, text=(mark + x.text)[: len(x.text)])


def _renamed(x: Participant, number: int) -> Participant:
    if not number:
        return x
    word = _word(number)
    return replace(
        x,
        names=tuple(f"{name} {word}" for name in x.names),
        descriptions=tuple(f"{words} {word}" for words in x.descriptions),
        wikidata=None,
        known=None,
    )


@cache
def _word(number: int) -> str:
    chance = Random(number)  # noqa: S311 - to be repeated
    return "".join(chance.choice(_SYLLABLES) for _ in range(4)).capitalize()


def _point(key: str) -> tuple[float, float]:
    chance = Random(key)  # noqa: S311 - to be repeated
    return round(chance.uniform(-60, 60), 4), round(chance.uniform(-180, 180), 4)


def _later(day: str | None, days: timedelta) -> str | None:
    if day is None or len(day) < 10:
        return day
    return (date.fromisoformat(day) + days).isoformat()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
