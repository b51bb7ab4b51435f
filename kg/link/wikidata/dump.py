"""A Wikidata JSON dump read in one streaming pass: the items of some classes, as known entities.

One item is in memory at a time. Lines that are no item are counted and named, not fatal; an
archive that ends in the middle is.
"""

import bz2
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from kg.errors import InputError
from kg.lexicon import imported
from kg.lexicon.names import KnownEntity, Names
from kg.link.wikidata.items import COUNTRY, INSTANCE_OF, Item, from_entity, is_qid
from kg.vocabulary import ENTITY_TYPES, WIKIDATA

_CITIZENSHIP: Final = "P27"
_LONGEST: Final = 64_000_000
"""Bytes of the longest line that is read; the largest items have some 5 million."""
_TOLD: Final = 20
"""So many broken lines are named; all are counted."""
_FAMOUS, _OBSCURE = 50, 3
"""Wikipedias with an article from which a thing is often meant, and below which it seldom is."""


@dataclass(slots=True)
class Census:
    """What a pass met: lines read, items taken, and lines that could not be read."""

    lines: int = 0
    taken: int = 0
    broken: int = 0
    told: list[str] = field(default_factory=list)
    """The first broken lines, each with its number and reason."""

    def spoil(self, path: Path, number: int, reason: str) -> None:
        """Count a broken line."""
        self.broken += 1
        if len(self.told) < _TOLD:
            self.told.append(f"{path}:{number}: {reason}")


TAKEN: Final = ("ArmedGroup", "StateForce", "Coalition", "MediaOutlet", "Organisation")
"""Types that are taken unless more is asked for: persons and places are too many."""


def classes_of(aligned: Mapping[str, Iterable[str]], also: Iterable[str]) -> dict[str, str]:
    """Return item → type of the aligned classes of `TAKEN` and of `also`, given as "Q1=Type"."""
    found = {item: kind for kind in TAKEN for item in aligned.get(kind, ())}
    for text in also:
        item, _, kind = text.partition("=")
        if not is_qid(item) or kind not in ENTITY_TYPES:
            raise InputError(f"--class {text!r}: write it as Q176799=StateForce")
        found[item] = kind
    return found


def store(
    path: Path, dumps: Iterable[Path], classes: Mapping[str, str], names: Names, census: Census
) -> int:
    """Write the file of imported names from dumps, all or nothing; return how many it holds.

    Raises InputError when a dump cannot be read to its end, or the file cannot be written.
    """
    given = list(dumps)
    state = sha256(json.dumps(sorted(classes.items())).encode())
    seen: set[str] = set()

    def found() -> Iterator[KnownEntity]:
        for dump in given:
            for entity in entities(dump, classes, names, census):
                if entity.iri not in seen:
                    seen.add(entity.iri)
                    state.update(repr(entity).encode("utf-8", "replace"))
                    yield entity

    about = {"dumps": json.dumps([dump.name for dump in given])}
    try:
        return imported.write(path, found(), about, lambda: {"digest": state.hexdigest()})
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error


def entities(
    path: Path, classes: Mapping[str, str], names: Names, census: Census
) -> Iterator[KnownEntity]:
    """Yield the items of a dump (.json, .json.gz or .json.bz2) that are instances of `classes`.

    `classes` maps items to types of ours. Items that `names` lists are left out: what it says of
    them is better. InputError when the file cannot be read to its end.
    """
    wanted = re.compile(b'"(?:' + b"|".join(x.encode() for x in sorted(classes)) + b')"')
    for number, line in _lines(path, census):
        census.lines += 1
        if wanted.search(line) is None:
            continue
        try:
            raw = json.loads(line)
            item = from_entity(raw)
            found = _entity(item, raw, classes, names)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            census.spoil(path, number, f"{type(error).__name__}: {error!s:.120}")
            continue
        if found is not None:
            census.taken += 1
            yield found


def _lines(path: Path, census: Census) -> Iterator[tuple[int, bytes]]:
    """Yield the numbered lines that should be items, without the commas between them."""
    number = 0
    try:
        with _opened(path) as file:
            while line := file.readline(_LONGEST):
                number += 1
                if not line.endswith(b"\n") and len(line) == _LONGEST:
                    census.spoil(path, number, f"longer than {_LONGEST:,} bytes")
                    while line and not line.endswith(b"\n"):
                        line = file.readline(_LONGEST)
                    continue
                text = line.strip().rstrip(b",")
                if text not in (b"", b"[", b"]"):
                    yield number, text
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be read after line {number:,}: {reason}") from error


def _opened(path: Path) -> IO[bytes]:
    openers: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open}
    opened: IO[bytes] = openers.get(path.suffix, open)(path, "rb")
    return opened


def _entity(
    item: Item, raw: dict[str, Any], classes: Mapping[str, str], names: Names
) -> KnownEntity | None:
    kind = next((classes[x] for x in item.values(INSTANCE_OF) if x in classes), None)
    called = tuple(dict.fromkeys(text for _, text in item.names))
    if kind is None or not called or names.by_wikidata(item.id) is not None:
        return None
    links = raw.get("sitelinks") or {}
    return KnownEntity(
        iri=WIKIDATA + item.id,
        type=kind,
        label=item.label,
        aliases=tuple(dict.fromkeys((item.label, *called))),
        wikidata=item.id,
        wikipedia=item.title,
        countries=_countries(item, names),
        prominence=_prominence(sum(1 for x in links if x.endswith("wiki"))),
    )


def _countries(item: Item, names: Names) -> tuple[str, ...]:
    """Return the codes of the states an item is given; states are listed with their items."""
    states = (names.by_wikidata(x) for p in (COUNTRY, _CITIZENSHIP) for x in item.values(p))
    return tuple(dict.fromkeys(c for s in states if s for c in s.countries))


def _prominence(wikipedias: int) -> int:
    return 2 if wikipedias >= _FAMOUS else int(wikipedias >= _OBSCURE)
