"""Fuse claims on wars that never were: time and peak memory, by their number and that of places.

    python benchmarks/fusing.py [--claims 25000,100000] [--places 100,1000]

Each size is fused in a process of its own; documents say ten things each.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from random import Random

from kg.fuse import Changed, Knowledge, prepare, update
from kg.model import (
    Document,
    Event,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
)
from kg.ontology import load, load_sources
from kg.settings import shipped

_SIDES = 40
_EVENTS = ("Capture", "Battle", "Withdrawal", "Strike", "Killing")
_PER_DOCUMENT = 10


class Names:
    """Entities are what documents call them."""

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the name."""
        del document_key
        return participant_id


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", default="25000,100000")
    parser.add_argument("--places", default="100,1000")
    asked = parser.parse_args()
    for places in map(int, asked.places.split(",")):
        for claims in map(int, asked.claims.split(",")):
            command = [sys.executable, __file__, "--one", str(claims), str(places)]
            told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603
            x = json.loads(told.stdout)
            print(
                f"{claims:8,} claims on {places:6,} places: {x['seconds']:6.1f} s, "
                f"{x['peak']:5.0f} MB ({x['before']:.0f} MB before), {x['facts']:,} facts",
                flush=True,
            )


def one(claims: int, places: int) -> None:
    """Fuse and print seconds of the processor, peak memory in MB and the number of facts."""
    folder = shipped() / "ontology"
    effects, sources = load(folder).state_effects, load_sources(folder)
    before, start = _peak(), time.process_time()
    changed = Changed((), _records(claims // _PER_DOCUMENT, places))
    with closing(sqlite3.connect("")) as db:
        prepare(db)
        told_of = update(db, changed, Knowledge(Names(), effects, sources))
        facts = sum(len(made) for _, made in told_of)
    told = {"seconds": time.process_time() - start, "peak": _peak(), "before": before}
    sys.stdout.write(json.dumps(told | {"facts": facts}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _records(number: int, places: int) -> Iterator[Record]:
    for n in range(number):
        yield _record(n, places, Random(n))  # noqa: S311 - to be repeated


def _record(number: int, places: int, chance: Random) -> Record:
    where = [f"p{int(places * chance.random() ** 2)}" for _ in range(2)]
    who = [f"g{x}" for x in chance.sample(range(_SIDES), 3)]
    people = tuple(Participant(x, "ArmedGroup", (x,)) for x in (*who, *dict.fromkeys(where)))
    day = f"20{chance.randint(14, 19)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    words = " ".join(f"w{chance.randrange(5000)}" for _ in range(80))
    document = Document(f"d{number:06}", words, published=day, publisher=chance.choice(_WIRES))
    claims = range(_PER_DOCUMENT)
    return Record(
        document,
        people,
        tuple(_relation(n, who, where, chance) for n in claims[:4]),
        tuple(_event(n, who, where, day, chance) for n in claims[4:8]),
        tuple(_figure(n, who, chance) for n in claims[8:]),
    )


_WIRES = ("Reuters", "SANA", "A Wire", "B Wire", None)


def _stance(who: list[str], chance: Random) -> Stance:
    polarity = "positive" if chance.random() < 0.95 else "negative"
    return Stance(polarity, "actual", chance.choice((None, *who)))


def _span(number: int, chance: Random) -> Span:
    return Span(number, number + 6, f"s{chance.randrange(10**6):05}")


def _relation(n: int, who: list[str], where: list[str], chance: Random) -> Relation:
    p, o = chance.choice((("holds", where[0]), ("fights", who[1]), ("presentIn", where[1])))
    span = _span(n, chance)
    return Relation(f"r{n}", who[0], p, o, _stance(who, chance), span, "made", 0.9, Interval())


def _event(n: int, who: list[str], where: list[str], day: str, chance: Random) -> Event:
    kind, place = chance.choice(_EVENTS), chance.choice(where)
    roles = {"agent": (who[0],), "target": (who[1],), "place": (place,)}
    if kind == "Capture":
        roles["from"] = roles.pop("target")
    span, stance = _span(n, chance), _stance(who, chance)
    return Event(f"v{n}", kind, kind.lower(), roles, stance, span, "made", 0.9, date=day)


def _figure(n: int, who: list[str], chance: Random) -> Figure:
    low = chance.randint(1, 40)
    count, span = Quantity(low, low), _span(n, chance)
    words = f"{low} fighters"
    return Figure("killed", count, words, "fighters", span, "made", 0.9, who[1], event="v4")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
