"""What a dataset remembers of how its graph came about, so that the next one need not begin anew.

One SQLite file beside the ledger. It holds nothing that the ledger does not hold: when it is
missing, damaged, or not of the finished graph, it is made again from all documents.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Self

_META: Final = "create table if not exists meta (code text, digest text)"
_CACHE_KB: Final = 65_536


class Memory:
    """The open file; a context manager. Changes count from `commit` on."""

    def __init__(self, path: Path, code: str, digest: str | None) -> None:
        """Open it; what is not of the graph `digest` as made by `code` is thrown away."""
        self._path = path
        self._code = code
        self.fresh = False
        """Nothing is remembered: the graph is made from all documents."""
        if digest is None or not self._is_of(digest):
            self.reset()
        else:
            self.db = _open(path)

    def _is_of(self, digest: str) -> bool:
        with suppress(sqlite3.Error):
            db = _open(self._path)
            try:
                return db.execute("select code, digest from meta").fetchall() == [
                    (self._code, digest)
                ]
            finally:
                db.close()
        return False

    def reset(self) -> None:
        """Forget all; until `commit` a crash leaves nothing that is taken for a memory."""
        if hasattr(self, "db"):
            self.db.close()
        for end in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        self.fresh = True
        self.db = _open(self._path)
        self.db.execute("pragma journal_mode = off")
        self.db.execute("pragma synchronous = off")
        self.db.execute(_META)

    def commit(self, digest: str) -> None:
        """Keep what is remembered, as that of the graph `digest`."""
        if self.fresh:  # what is written lies on the disk before it is said to be whole
            self.db.commit()
            self.db.execute("pragma synchronous = full")
        self.db.execute("delete from meta")
        self.db.execute("insert into meta values (?, ?)", (self._code, digest))
        self.db.commit()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it; what was not committed is forgotten."""
        self.db.close()


@contextmanager
def recalled(path: Path, digest: str) -> Iterator[sqlite3.Connection | None]:
    """Give what is remembered of the graph `digest`, to be read soon; None when it is of another.

    While it is read no build can finish, so whoever reads long copies first.
    """
    if not path.is_file():
        yield None
        return
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        held = None
        with suppress(sqlite3.Error):
            db.execute("begin")  # what is read next is of one build
            held = db.execute("select digest from meta").fetchall()
        yield db if held == [(digest,)] else None


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.execute(f"pragma cache_size = -{_CACHE_KB}")
    db.execute("pragma temp_store = file")
    return db
