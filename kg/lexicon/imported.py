"""Names imported from a Wikidata dump: one file on disk, looked up where it lies.

The file is SQLite. It holds the entities, their names by `normalise`, and the index of
`kg.lexicon.trigrams` for names that are written otherwise. Writing is all or nothing.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from kg.errors import KnowledgeError
from kg.lexicon import trigrams
from kg.lexicon.names import KnownEntity
from kg.lexicon.spelling import normalise
from kg.lexicon.trigrams import Trigrams
from kg.vocabulary import ENTITY_TYPES, WIKIDATA

FORMAT: Final = 1
_SCHEMA: Final = """
create table about (what text primary key, value text) without rowid;
create table entity (id integer primary key, item text unique, title text, content text);
create table name (id integer primary key, key text, entity integer);
create table part (what text primary key, data blob) without rowid;
"""
_INDEXES: Final = """
create index by_key on name (key);
create index by_title on entity (title) where title is not null;
"""
_BY_KEY: Final = """
select distinct entity.id, item, title, content from name join entity on entity.id = name.entity
where key = ? order by entity.id
"""
_BY_NAME: Final = """
select item, title, content from name join entity on entity.id = entity where name.id = ?
"""
_PARTS: Final = ("starts", "members", "sizes")


class Imported:
    """Looks names up in a file that `write` has made."""

    def __init__(self, path: Path) -> None:
        """Open the file; KnowledgeError when it is not one of ours."""
        self._path = path
        try:
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            self.about: Mapping[str, str] = dict(self._db.execute("select what, value from about"))
        except sqlite3.Error as error:
            raise KnowledgeError(f"{path}: no file of imported names: {error}") from error
        if self.about.get("format") != str(FORMAT):
            raise KnowledgeError(f"{path}: made by another version; import the names again")

    def bearers(self, name: str) -> list[KnownEntity]:
        """Return the entities called `name`, in any spelling that `normalise` makes one."""
        return [_entity(*row) for _, *row in self._db.execute(_BY_KEY, (normalise(name),))]

    def like(self, name: str, floor: float) -> list[tuple[KnownEntity, str, float]]:
        """Return entities with the name of theirs that is most like `name`, and how like it is."""
        found = []
        for near in self._index.nearest(name, floor=floor):
            (row,) = self._db.execute(_BY_NAME, (near.position + 1,))
            found.append((_entity(*row), self._index.keys[near.position], near.likeness))
        return found

    def item_of(self, title: str) -> str | None:
        """Return the item that has an article of the English Wikipedia, or None."""
        rows = self._db.execute("select item from entity where title = ? limit 2", (title,))
        items = [str(item) for (item,) in rows]
        return items[0] if len(items) == 1 else None

    @cached_property
    def _index(self) -> Trigrams:
        keys = tuple(key for (key,) in self._db.execute("select key from name order by id"))
        parts = dict(self._db.execute("select what, data from part"))
        return Trigrams(keys, *(np.frombuffer(parts[x], np.int32) for x in _PARTS))


def write(
    path: Path,
    entities: Iterable[KnownEntity],
    about: Mapping[str, str],
    after: Callable[[], Mapping[str, str]] = dict,
) -> int:
    """Write a file of `entities` and return their number; what stands at `path` is replaced.

    `about` is kept with them, and what `after` returns when the last one has been written.

    Memory holds the names (about 100 bytes each) for their index, and one entity at a time. When
    anything fails, a file that was there is left as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as db, db:
            db.executescript(f"pragma journal_mode = off; pragma synchronous = off;{_SCHEMA}")
            number = _fill(db, entities)
            rows = {**about, **after(), "format": str(FORMAT), "entities": str(number)}
            db.executemany("insert into about values (?, ?)", rows.items())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return number


def _fill(db: sqlite3.Connection, entities: Iterable[KnownEntity]) -> int:
    keys: list[str] = []
    number = 0
    for number, entity in enumerate(entities, 1):
        row = (number, entity.wikidata, entity.wikipedia, _content(entity))
        db.execute("insert into entity values (?, ?, ?, ?)", row)
        own = dict.fromkeys(key for name in entity.aliases if (key := normalise(name)))
        db.executemany("insert into name (key, entity) values (?, ?)", ((k, number) for k in own))
        keys.extend(own)
    index = trigrams.build(keys)
    parts = ((x, getattr(index, x).tobytes()) for x in _PARTS)
    db.executemany("insert into part values (?, ?)", parts)
    db.executescript(_INDEXES)
    return number


def _content(entity: KnownEntity) -> str:
    values = (entity.type, entity.aliases, entity.countries, entity.point, entity.prominence)
    return json.dumps(values, ensure_ascii=False)


def _entity(item: str, title: str | None, content: str) -> KnownEntity:
    kind, names, countries, point, prominence = _checked(json.loads(content))
    return KnownEntity(
        iri=WIKIDATA + item,
        type=kind,
        label=names[0],
        aliases=tuple(names),
        wikidata=item,
        wikipedia=title,
        countries=tuple(countries),
        point=(point[0], point[1]) if point else None,
        prominence=prominence,
    )


def _checked(content: Any) -> tuple[str, list[str], list[str], list[float] | None, int]:  # noqa: ANN401 (any JSON)
    kind, names, countries, point, prominence = content
    if kind not in ENTITY_TYPES or not names:
        raise KnowledgeError(f"imported names: {content!r:.80} is no entity")
    return kind, names, countries, point, prominence


def load(path: Path) -> Imported | None:
    """Return the imported names at `path`, None when there is no such file."""
    return _load(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=2)
def _load(path: Path, stamp: int) -> Imported:
    del stamp  # a file that has changed is opened again
    return Imported(path)
