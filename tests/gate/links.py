"""Print how many of the known entities of annotated reports are linked, and how many rightly.

`python -m tests.gate.links`, and with `--documents FILE.jsonl --gold DIR` for another set whose
expected links stand in `links-dev.tsv`. Expected are facts worked out by hand: for each annotated
entity with a name the entry of the names, the place of GeoNames, or NIL when neither lists it.
"""

import argparse
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg import ledger
from kg.evaluation.alignment import align, normalise
from kg.lexicon import names, places
from kg.link import Links, link
from kg.model import Entity, Record
from kg.resolve import resolve
from kg.settings import Settings, shipped
from tests.gate.sets import HERE, Json, Report, outside, own

NIL: Final = "NIL"
ONTOLOGY: Final = shipped() / "ontology"
LEVELS: Final = ("document", "corpus")


@dataclass(frozen=True, slots=True)
class Judged:
    """One annotated entity that was read, what it was linked to and what it is."""

    report: str
    entity: str
    names: tuple[str, ...]
    linked: str | None
    expected: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Tell whether it must be linked: the names or GeoNames list it without doubt."""
        return NIL not in self.expected

    @property
    def is_right(self) -> bool:
        """Tell whether it is linked to what it is."""
        return self.linked in self.expected


@dataclass(frozen=True, slots=True)
class Rates:
    """How many were known, linked and right; `wrong` names every link to another."""

    known: int
    linked: float
    """Share of the known that are linked at all."""
    right: float
    """Share of the links that are right."""
    wrong: tuple[Judged, ...]
    missed: tuple[Judged, ...]


def expected(path: Path) -> dict[tuple[str, str], frozenset[str]]:
    """Return (report, annotated entity) → what it may be linked to, from a table."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {(doc, entity): frozenset(answer.split("|")) for doc, entity, answer in rows}


def judge(reports: Iterable[Report], table: Path, level: str) -> list[Judged]:
    """Link the entities of `reports` as a build does and return those that the table lists.

    Judged is what was read under a name that the annotation has too: a name that reading cut
    otherwise ("Red Crescent" of "Yemen Red Crescent"), or none, is an error of reading. So is a
    capital taken for its state or the other way, where either link is that of what was read.
    """
    held, answers = list(reports), expected(table)
    found = _corpus(held) if level == "corpus" else _documents(held)
    judged = []
    for report in held:
        doc = report.gold["doc"]
        for ours, gold in _aligned(report):
            right = answers.get((doc, gold["id"]))
            if right:
                right |= _stand_ins(ours, gold, right)
                linked = found[doc, ours["id"]]
                judged.append(Judged(doc, gold["id"], tuple(ours["names"]), linked, right))
    return judged


def _aligned(report: Report) -> Iterator[tuple[Json, Json]]:
    """Yield what was read with the annotated entity that has a name in common with it."""
    read = {x["id"]: x for x in report.record["entities"]}
    gold = {x["id"]: x for x in report.gold["entities"]}
    for ours, theirs in align(report.gold["entities"], report.record["entities"]).of.items():
        pair = read[ours], gold[theirs]
        one, other = ({normalise(name) for name in x["names"]} for x in pair)
        if one & other:
            yield pair


def _stand_ins(ours: Json, gold: Json, right: frozenset[str]) -> frozenset[str]:
    """Return the capital that was read as a place of a state, or the state read of a capital."""
    known = names.load(ONTOLOGY)
    pair = {ours["type"], gold["type"]}
    if pair != {"Place", "State"}:
        return frozenset()
    bearers = [x for name in ours["names"] for x in known.candidates(name)]
    states = {x.iri.rsplit("/", 1)[-1]: x for x in bearers if x.type == "State"}
    capitals = {x.iri.rsplit("/", 1)[-1] for x in bearers if x.type == "Place"}
    if gold["type"] == "State":
        return frozenset(capitals) if right & states.keys() else frozenset()
    return frozenset(states) if right & capitals else frozenset()


def rates(judged: Iterable[Judged]) -> Rates:
    """Count what `judge` has returned."""
    every = list(judged)
    known = [x for x in every if x.is_known]
    links = [x for x in every if x.linked is not None]
    return Rates(
        known=len(known),
        linked=sum(x.linked is not None for x in known) / len(known),
        right=sum(x.is_right for x in links) / len(links),
        wrong=tuple(x for x in links if not x.is_right),
        missed=tuple(x for x in known if x.linked is None),
    )


def _records(reports: Iterable[Report]) -> list[Record]:
    return [ledger.from_json(x.record) for x in reports]


def _documents(reports: list[Report]) -> dict[tuple[str, str], str | None]:
    """Return what each participant is linked to in the company of its report alone."""
    known, towns, settings = names.load(ONTOLOGY), places.load(ONTOLOGY), Settings()
    return {
        (record.document.key, entity.key): _answer(entity)
        for record in _records(reports)
        for entity in link(_alone(record), known, towns, settings)
    }


def _alone(record: Record) -> Iterator[Entity]:
    for x in record.entities:
        yield Entity(x.id, x.type, x.names, x.descriptions, known=x.known)


def _corpus(reports: list[Report]) -> dict[tuple[str, str], str | None]:
    """Return what the entity of each participant is linked to when all reports are built."""
    known, towns, records = names.load(ONTOLOGY), places.load(ONTOLOGY), _records(reports)
    with resolve(records, known) as resolution, closing(sqlite3.connect("")) as db:
        Links.prepare(db)
        links = Links(db, known, towns, Settings())
        entities = {x.key: x for x in resolution.entities()}
        now = links.update(entities, lambda: iter(entities.values()), entities.get)
        linked = {key: _answer(x) for key, x in now if x is not None}
        return {
            (r.document.key, x.id): linked[resolution.key(r.document.key, x.id)]
            for r in records
            for x in r.entities
        }


def _answer(entity: Entity) -> str | None:
    """Return the entry or the place of GeoNames an entity is linked to."""
    if entity.known is not None:
        return entity.known.rsplit("/", 1)[-1]
    return None if entity.geonames is None else f"geonames:{entity.geonames}"


@cache
def tuned(level: str) -> Rates:
    """Return the rates of the half of our own reports that may be looked at."""
    reports = [x for x in own() if x.half == "tune"]
    return rates(judge(reports, HERE / "links.tsv", level))


def lines(name: str, found: Rates) -> Iterator[str]:
    """Yield the rates in one line, then every wrong and every missing link."""
    yield (
        f"{name}: {found.known} known, {found.linked:.3f} linked; "
        f"{found.right:.3f} of the links right, {len(found.wrong)} to another"
    )
    for mark, every in (("wrong", found.wrong), ("none", found.missed)):
        for x in every:
            wanted = "|".join(sorted(x.expected))
            yield f"  {mark} {x.report} {x.entity} {' = '.join(x.names)}: {x.linked}, is {wanted}"


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.links", description=__doc__)
    parser.add_argument("--documents", type=Path, help="another set: its reports, as JSON lines")
    parser.add_argument("--gold", type=Path, help="and the folder of its annotations")
    given = parser.parse_args()
    for level in LEVELS:
        if given.gold is None:
            found = tuned(level)
        else:
            others = outside(given.documents, given.gold)
            found = rates(judge(others, HERE / "links-dev.tsv", level))
        print(*lines(level, found), sep="\n")  # noqa: T201 (this prints)


if __name__ == "__main__":
    main()
