"""The ledger on disk: one row of SQLite per document, holding its record as a JSON line.

A row is committed before its document is reported as done, so a crash loses no reported work.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import DatasetError

_SCHEMA = """
create table if not exists documents (
    key text primary key,
    sha256 text not null,
    version text not null,
    source text not null,
    added_at text not null,
    record text not null
) strict
"""
_PUT = """
insert into documents values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (key) do update set
added_at = case when sha256 = excluded.sha256 then added_at else excluded.added_at end,
sha256 = excluded.sha256, version = excluded.version, source = excluded.source,
record = excluded.record
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the ledger.

    `sha256` is the digest of its content, `version` that of the pipeline that read it,
    `added_at` an ISO timestamp given by the caller, `record` a line of `kg.ledger`.
    """

    key: str
    sha256: str
    version: str
    source: str
    added_at: str
    record: str


class Rows:
    """The rows of one dataset, in the order of their keys; use it as a context manager."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the ledger at `path`, making it when `writable`; DatasetError when it is broken."""
        self._path = path
        try:
            mode = "rwc" if writable else "ro"
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
            if writable:
                self._db.execute("pragma journal_mode = wal")
                self._db.execute("pragma synchronous = full")
                self._db.execute(_SCHEMA)
            self._db.execute("select key from documents limit 1")
        except sqlite3.Error as error:
            raise DatasetError(f"{path}: {error}") from error

    def __enter__(self) -> Self:
        """Return the open ledger."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it; what was not committed is gone."""
        self._db.close()

    def put(self, rows: Iterable[Row]) -> None:
        """Add or replace rows in one transaction.

        A text that is there already, and only read anew, keeps the time at which it was added.
        """
        values = [(x.key, x.sha256, x.version, x.source, x.added_at, x.record) for x in rows]
        with self._db:
            self._db.executemany(_PUT, values)

    def remove(self, key: str) -> bool:
        """Take a document away; False when it was not there."""
        with self._db:
            return self._db.execute("delete from documents where key = ?", (key,)).rowcount > 0

    def state(self, key: str) -> tuple[str, str] | None:
        """Return (sha256, version) of a document, or None."""
        found = self._db.execute("select sha256, version from documents where key = ?", (key,))
        row: tuple[str, str] | None = found.fetchone()
        return row

    def key_of(self, name: str) -> str | None:
        """Return the key of the document that has `name` as key or as only one has as source."""
        if self.state(name):
            return name
        found = self._db.execute("select key from documents where source = ? limit 2", (name,))
        keys = [key for (key,) in found]
        return keys[0] if len(keys) == 1 else None

    def __iter__(self) -> Iterator[Row]:
        """Stream all rows."""
        query = "select key, sha256, version, source, added_at, record from documents order by key"
        return (Row(*row) for row in self._db.execute(query))

    def __len__(self) -> int:
        """Return the number of documents."""
        (number,) = self._db.execute("select count(*) from documents").fetchone()
        return int(number)

    def record(self, key: str) -> str | None:
        """Return the JSON line of one document, or None."""
        row = self._db.execute("select record from documents where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def added_at(self, key: str) -> str | None:
        """Return when a document was added, as an ISO timestamp, or None."""
        row = self._db.execute("select added_at from documents where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def records(self) -> Iterator[str]:
        """Stream the JSON lines of all documents."""
        return (line for (line,) in self._db.execute("select record from documents order by key"))

    def digest(self) -> str:
        """Return the digest of what the ledger holds: equal documents, equal digest."""
        state = sha256()
        query = "select key, sha256, version from documents order by key"
        for row in self._db.execute(query):
            state.update("\x1f".join(row).encode())
            state.update(b"\x1e")
        return state.hexdigest()
