"""The units of a graph, documents, entities and facts: which of them differ from the last ones.

Of each unit a digest is remembered, and of a fact the plain triples it stands behind.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from sqlite3 import Connection
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.graph.edits import Edit
from kg.model import Entity, Fact, Keys, Record
from kg.publish import document_quads, entity_quads, fact_quads
from kg.publish.terms import resource
from kg.settings import Settings
from kg.vocabulary import AG, RELATIONS

_SCHEMA: Final = """
create table if not exists unit (
    kind text, key text, plain text, made text, digest blob, primary key (kind, key)) without rowid;
create index if not exists unit_made on unit (made) where made <> '';
create temp table if not exists dropped (key text primary key, made text) without rowid;
"""
_DROPPED: Final = """
select key, plain from temp.dropped join unit using (key, made) where kind = 'fact'
"""
DOCUMENT: Final = "document"
ENTITY: Final = ""
FACT: Final = "fact"
_APART: Final = frozenset(AG + x for x in RELATIONS)
"""What the default graph says of an entity by these follows from facts."""
_DIGITS: Final = 16


class Units:
    """The units that the last graph held, in the memory of a dataset."""

    def __init__(self, db: Connection, settings: Settings) -> None:
        """Remember in `db`."""
        self._db = db
        self._settings = settings
        self._base = settings.base
        db.execute("delete from temp.dropped")

    @staticmethod
    def prepare(db: Connection) -> None:
        """Make the tables; it ends a transaction that is open."""
        db.executescript(_SCHEMA)

    @property
    def number_of_facts(self) -> int:
        """Number of facts that the graph holds."""
        found = self._db.execute("select count(*) from unit where kind = ?", (FACT,)).fetchone()
        return int(found[0])

    def without(self, document: str) -> Edit:
        """Take a document out."""
        self._db.execute("delete from unit where kind = ? and key = ?", (DOCUMENT, document))
        return Edit(graph=resource(self._base, DOCUMENT, document))

    def documents(self, records: Iterable[Record], keys: Keys) -> Iterator[Edit]:
        """Yield the documents whose content, or whose entities, are others now."""
        for record in records:
            key = record.document.key
            people = [keys.key(key, x.id) for x in record.entities]
            if self._is_new((DOCUMENT, key, "", ""), repr((record, people))):
                claims = len(record.relations) + len(record.events) + len(record.figures)
                self._db.execute("update known set claims = ? where key = ?", (claims, key))
                quads = tuple(document_quads(record, keys, self._base))
                yield Edit(graph=resource(self._base, DOCUMENT, key), added=quads)

    def entities(self, entities: Iterable[tuple[str, Entity | None]]) -> Iterator[Edit]:
        """Yield what is new or other among `entities`; one without a value is there no more."""
        threshold = self._settings.link_threshold
        for key, entity in entities:
            subject = self._iri(ENTITY, key)
            if entity is None:
                self._db.execute("delete from unit where kind = ? and key = ?", (ENTITY, key))
                yield Edit(subject=subject, apart=_APART)
            elif self._is_new((ENTITY, key, "", ""), repr(entity)):
                quads = tuple(entity_quads(entity, self._base, threshold))
                yield Edit(subject=subject, apart=_APART, added=quads)

    def facts(self, told: Iterable[tuple[str, list[Fact]]]) -> Iterator[Edit]:
        """Yield what is new or other among facts that were made again, and what is no more.

        They come with what they were made of: a fact that is made of it no more is gone.
        """
        for made, facts in told:
            keys = {x.key for x in facts}
            for key, _ in self._made_of(made):
                if key not in keys:
                    self._db.execute(
                        "insert or ignore into temp.dropped values (?, ?)", (key, made)
                    )
            for fact in facts:
                yield from self._fact(fact, made)
        for key, plain in self._db.execute(_DROPPED).fetchall():
            self._db.execute("delete from unit where kind = ? and key = ?", (FACT, key))
            yield Edit(subject=self._iri(FACT, key), removed=_unpacked(plain))

    def _fact(self, fact: Fact, made: str) -> Iterator[Edit]:
        before = self._plain(fact.key)
        subject = self._iri(FACT, fact.key)
        quads = tuple(fact_quads(fact, self._base))
        plain = _packed([x for x in quads if x.subject != subject])
        if self._is_new((FACT, fact.key, plain, made), repr(fact)):
            yield Edit(subject=subject, removed=before, added=quads)

    def _made_of(self, made: str) -> list[tuple[str, str]]:
        query = "select key, plain from unit where made = ? and made <> ''"
        return self._db.execute(query, (made,)).fetchall()

    def _iri(self, kind: str, key: str) -> NamedNode:
        return resource(self._base, kind, key)

    def _plain(self, key: str) -> tuple[Quad, ...]:
        query = "select plain from unit where kind = ? and key = ?"
        row = self._db.execute(query, (FACT, key)).fetchone()
        return _unpacked(row[0]) if row else ()

    def _is_new(self, unit: tuple[str, str, str, str], content: str) -> bool:
        """Tell whether a unit (kind, key, plain triples, what it is made of) is not as it was."""
        content = "\x1f".join((content, *unit[2:]))
        digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_DIGITS).digest()
        query = "select digest from unit where kind = ? and key = ?"
        if self._db.execute(query, unit[:2]).fetchone() == (digest,):
            return False
        self._db.execute("insert or replace into unit values (?, ?, ?, ?, ?)", (*unit, digest))
        return True


def _packed(quads: list[Quad]) -> str:
    triples = [
        [x.value for x in (quad.subject, quad.predicate, quad.object) if isinstance(x, NamedNode)]
        for quad in quads
    ]
    return json.dumps(triples) if triples else ""


def _unpacked(text: str) -> tuple[Quad, ...]:
    triples = json.loads(text) if text else []
    return tuple(Quad(NamedNode(s), NamedNode(p), NamedNode(o)) for s, p, o in triples)
