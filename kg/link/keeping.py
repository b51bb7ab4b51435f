"""Links kept up to date: chosen anew for entities that changed, and where the company did."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from sqlite3 import Connection
from typing import Final

from kg.lexicon.names import Names
from kg.lexicon.places import Places
from kg.link.company import Surroundings
from kg.link.linking import bearers, catalogue_of, chosen, home, linked, subject_of
from kg.link.shares import Shares
from kg.model import Entity
from kg.settings import Settings

_SCHEMA: Final = """
create table if not exists linked (
    key text primary key, homes text, asked text, sure integer) without rowid;
create index if not exists linked_by on linked (asked) where homes = '' and asked <> '';
create index if not exists linked_home on linked (homes) where homes <> '';
"""
_READS: Final = "select distinct asked from linked where homes = '' and asked <> ''"
_ALIKE: Final = "select key from linked where homes = '' and asked <> '' and asked = ?"
_OWN: Final = "select key, homes, asked from linked where homes <> '' and asked <> ''"

Linked = tuple[str, Entity | None]
"""The key of an entity, and the entity if there is one."""


class Links:
    """What links depend on besides the entities."""

    def __init__(self, db: Connection, names: Names, places: Places, settings: Settings) -> None:
        """Go on with the links in `db`."""
        self._db = db
        self._catalogue = catalogue_of(names, places, settings)
        self._settings = settings

    @staticmethod
    def prepare(db: Connection) -> None:
        """Make the table; it ends a transaction that is open."""
        db.executescript(_SCHEMA)

    @property
    def found(self) -> dict[str, int]:
        """Number of entities, and of those that are linked for sure."""
        query = "select count(*), coalesce(sum(sure), 0) from linked"
        entities, sure = self._db.execute(query).fetchone()
        return {"entities": int(entities), "linked": int(sure)}

    def update(
        self,
        affected: Iterable[str],
        changed: Callable[[], Iterator[Entity]],
        entity: Callable[[str], Entity | None],
    ) -> Iterator[Linked]:
        """Yield the entities that may be others, or have another link, than the last time.

        `affected` are the keys of all that changed or went, `changed` streams those there are,
        `entity` gives one by its key.
        """
        gone = set(affected)
        self._db.executemany("delete from linked where key = ?", ((x,) for x in gone))
        for x in changed():
            gone.discard(x.key)
            subject = subject_of(x)
            homes = home(subject, bearers(subject, self._catalogue), self._catalogue).countries
            told = json.dumps(homes, sort_keys=True) if homes else ""
            self._db.execute("insert into linked values (?, ?, '', 0)", (x.key, told))
        total = self._total()
        for x in changed():
            yield x.key, self._link(x, total)
        for key in self._swayed(total):
            held = entity(key)
            if held is not None:
                yield key, self._link(held, total)
        yield from ((key, None) for key in sorted(gone))

    def _total(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for (homes,) in self._db.execute("select homes from linked where homes <> ''"):
            total.update(json.loads(homes))
        return total

    def _link(self, entity: Entity, total: Counter[str]) -> Entity:
        query = "select homes from linked where key = ?"
        (homes,) = self._db.execute(query, (entity.key,)).fetchone()
        shares = Shares.of(total, Counter(json.loads(homes) if homes else {}), whole=True)
        subject = subject_of(entity)
        known = bearers(subject, self._catalogue)
        choice = chosen(subject, known, Surroundings(shares), self._catalogue)
        open_ = entity.type == "Place" and entity.known is None
        made = entity if choice is None or open_ else linked(entity, choice, self._settings)
        threshold = self._settings.link_threshold
        sure = made.wikidata is not None and (
            made.link_score is None or made.link_score >= threshold
        )
        self._db.execute(
            "update linked set asked = ?, sure = ? where key = ?",
            (shares.read(), sure, entity.key),
        )
        return made

    def _swayed(self, total: Counter[str]) -> list[str]:
        """Return the keys of entities whose link has asked for shares that are others now."""
        common = Shares.of(total, Counter(), whole=True)
        stale = [x for (x,) in self._db.execute(_READS) if not common.answers(x)]
        keys = [key for x in stale for (key,) in self._db.execute(_ALIKE, (x,))]
        for key, homes, asked in self._db.execute(_OWN):
            if not Shares.of(total, Counter(json.loads(homes)), whole=True).answers(asked):
                keys.append(key)
        return sorted(keys)
