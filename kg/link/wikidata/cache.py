"""Answers of Wikidata on disk, each with the time it was fetched; a crash loses none of them.

Only answers that were understood are kept, never an error. One SQLite file holds them; each batch
is one transaction, so what a run has learned stays when it is killed.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kg.errors import InputError

_SCHEMA: Final = """
create table if not exists answers (
    kind text not null,
    key text not null,
    fetched_at text not null,
    value text not null,
    primary key (kind, key)
) strict, without rowid
"""
_WAIT_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with the time it was fetched (UTC)."""

    value: Any
    fetched: datetime


class Cache:
    """The answers in one file; a context manager. `path` None keeps them in memory."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, made if absent; InputError when it is none or cannot be written."""
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(str(path or ":memory:"), timeout=_WAIT_SECONDS)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._db.execute(_SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise InputError(f"{path}: answers of Wikidata cannot be kept: {error}") from error

    def __enter__(self) -> Self:
        """Return the open cache."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self._db.close()

    def get(self, kind: str, keys: Iterable[str]) -> dict[str, Kept]:
        """Return the answers of a kind that are there, by key."""
        found = {}
        for key in keys:
            query = "select value, fetched_at from answers where kind = ? and key = ?"
            row = self._db.execute(query, (kind, key)).fetchone()
            if row is not None and (kept := _kept(*row)) is not None:
                found[key] = kept
        return found

    def put(self, kind: str, values: Mapping[str, Any], fetched: datetime) -> None:
        """Keep answers in one transaction; when it returns they outlive a crash."""
        stamp = fetched.astimezone(UTC).isoformat(timespec="seconds")
        rows = [(kind, key, stamp, json.dumps(value)) for key, value in values.items()]
        try:
            with self._db:
                self._db.executemany("insert or replace into answers values (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise InputError(f"answers of Wikidata cannot be kept: {error}") from error


def is_fresh(kept: Kept, now: datetime, max_age_days: float) -> bool:
    """Tell whether an answer is not older than so many days."""
    return now - kept.fetched <= timedelta(days=max_age_days)


def _kept(value: str, stamp: str) -> Kept | None:
    try:
        return Kept(json.loads(value), datetime.fromisoformat(stamp))
    except ValueError:  # damaged: as if it had never been fetched
        return None
