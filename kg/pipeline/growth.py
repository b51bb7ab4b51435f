"""What a dataset holds, and what of it the finished graph does not know yet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from kg import ledger
from kg.graph.memory import Memory
from kg.graph.rows import Rows
from kg.model import Record

_SCHEMA: Final = """
create table if not exists known (key text primary key, stamp text, claims integer) without rowid;
create temp table if not exists waiting (key text primary key, is_old integer, is_new integer)
    without rowid;
delete from temp.waiting;
"""
_DUE: Final = """
insert into temp.waiting
select key, k.key is not null, 1 from held.documents d left join known k using (key)
where k.stamp is null or k.stamp <> d.sha256 || ' ' || d.version || ' ' || d.added_at
union all
select key, 1, 0 from known k left join held.documents d using (key) where d.key is null
"""
_FORGET: Final = "delete from known where key in (select key from temp.waiting where not is_new)"
_LEARN: Final = """
insert or replace into known
select key, sha256 || ' ' || version || ' ' || added_at, coalesce(k.claims, 0)
from temp.waiting join held.documents using (key) left join known k using (key)
"""
MOST: Final = 0.5
"""When a greater share of the documents is new, making all anew costs less."""


def _silent() -> None:
    pass


@dataclass(slots=True)
class Growth:
    """The records of a dataset as the corpus half reads them; `db` is its memory.

    What the corpus half writes to `db` is there at its next call, if the graph was finished.
    """

    db: Connection
    rows: Rows
    tell: Callable[[], None] = _silent
    """Is called for each record that is read."""
    moves: dict[str, int] = field(default_factory=dict)
    """How many entities there were, and how many have another key now, by why."""

    @classmethod
    def of(cls, memory: Memory, ledger_at: Path, rows: Rows) -> "Growth":
        """Find out what is due; a memory that helps little is emptied."""
        growth = cls(memory.db, rows)
        growth._look(ledger_at)
        if not memory.fresh and growth.due > MOST * len(rows):
            memory.reset()
            growth = cls(memory.db, rows)
            growth._look(ledger_at)
        return growth

    def _look(self, ledger_at: Path) -> None:
        self.db.executescript(_SCHEMA)
        self.db.commit()
        self.db.execute("attach ? as held", (str(ledger_at),))
        self.db.execute(_DUE)

    def learn(self) -> None:
        """Note that all that is due is done."""
        self.db.execute(
            "delete from known where key in (select key from temp.waiting where not is_new)"
        )
        self.db.execute(_LEARN)

    @property
    def due(self) -> int:
        """Number of documents that came, changed or went."""
        return int(self.db.execute("select count(*) from temp.waiting").fetchone()[0])

    @property
    def claims(self) -> int:
        """Number of claims of all documents."""
        found = self.db.execute("select coalesce(sum(claims), 0) from known").fetchone()
        return int(found[0])

    def gone(self) -> Iterator[str]:
        """Yield the keys of documents that went, or whose content is another now."""
        rows = self.db.execute("select key from temp.waiting where is_old order by key")
        return (key for (key,) in rows.fetchall())

    def left(self) -> Iterator[str]:
        """Yield the keys of documents that went."""
        rows = self.db.execute("select key from temp.waiting where not is_new order by key")
        return (key for (key,) in rows.fetchall())

    def changed(self) -> Iterator[Record]:
        """Stream the records that are new or changed, in the order of their keys."""
        rows = self.db.execute(
            "select record from temp.waiting join held.documents using (key)"
            " where is_new order by key"
        )
        return self._decoded(line for (line,) in rows)

    def every(self) -> Iterator[Record]:
        """Stream all records in the order of their keys."""
        return self._decoded(self.rows.records())

    def some(self, keys: Iterable[str]) -> Iterator[Record]:
        """Stream the records of these documents."""
        return self._decoded(filter(None, map(self.rows.record, keys)))

    def _decoded(self, lines: Iterable[str]) -> Iterator[Record]:
        for line in lines:
            self.tell()
            record = ledger.decode(line)
            yield record
