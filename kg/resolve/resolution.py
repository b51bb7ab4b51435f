"""The answer of resolving: which entity a participant is, and what each entity is called."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Self

from kg.errors import InputError
from kg.judgements import Meant
from kg.lexicon.generic import is_generic
from kg.lexicon.names import KnownEntity, Names
from kg.model import Entity
from kg.resolve.anchors import ACRONYM, KNOWN, NAME, Anchor
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.holdings import DESCRIBED, LINKED, NAMED, TOWN, TYPE
from kg.resolve.keys import entity_key, plainness
from kg.resolve.rules import expansion
from kg.resolve.rulings import Rulings
from kg.resolve.spelling import family, is_acronym, is_full_person, key_of, person_key
from kg.vocabulary import ENTITY_TYPES

_DESCRIPTIONS = 20
"""So many wordings of one entity are kept, the most frequent."""

_AGREED = 0.8
"""Share of the links of reports that must be to one town."""

_ATTRIBUTES = """
select key, what, value, sum(number) from KEYS join attribute on anchor = id
group by key, what, value order by key, what, sum(number) desc, value
"""
_EVERY = _ATTRIBUTES.replace("KEYS", "anchor")
_TOUCHED = _ATTRIBUTES.replace("KEYS", "temp.affected join anchor using (key)")
_AFFECTED = """
create temp table if not exists affected (key text primary key) without rowid;
delete from temp.affected;
insert or ignore into temp.affected select key from temp.touched join anchor on id = anchor;
insert or ignore into temp.affected select before from temp.moved where before <> '';
insert or ignore into temp.affected select after from temp.moved where after is not null
"""
_DOCUMENTS = """
select doc from temp.arrived union select doc from temp.moved join member using (anchor)
order by doc
"""
_MOVES = """
select distinct before, after, exists (select 1 from temp.moved n where n.before = m.after)
    or exists (select 1 from anchor a where a.key = m.after
               and a.id not in (select anchor from temp.moved)) as was_there,
    exists (select 1 from anchor where key = m.before) as lives_on
from temp.moved m where before <> '' and after is not null
and exists (select 1 from member where member.anchor = m.anchor)
order by before, after
"""
_MEMBERS = "select pid, key from member join anchor on id = anchor where doc = ?"
_WHY = """
select distinct line from temp.decision join anchor on anchor = id where key = ? order by line
"""


class Resolution:
    """Which entity each participant is; a context manager, as it may hold a temporary file."""

    def __init__(
        self, evidence: Evidence, entries: dict[str, tuple[KnownEntity, ...]], rulings: Rulings
    ) -> None:
        """Answer from settled `evidence`; `entries` maps the keys of listed entities."""
        self._db = evidence.db
        self._evidence = evidence
        self._names = evidence.names
        self._entries = entries
        self._rulings = rulings
        self._document: str | None = None
        self._keys: dict[str, str] = {}
        for query in _AFFECTED.split(";"):
            self._db.execute(query)
        self._links = rulings.links(self.key_of)
        """Key → item and score, of entities that were linked by judgement."""
        self._db.executemany("insert into judged values (?)", ((x,) for x in self._links))
        self._db.execute("insert or ignore into temp.affected select key from judged")
        self._db.execute("delete from judged")
        self._db.executemany("insert into judged values (?)", ((x,) for x in self._links))

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Remove the temporary file."""
        self.close()

    def close(self) -> None:
        """Remove the temporary file; nothing can be asked afterwards."""
        self._db.close()

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the key of the entity that a participant is; InputError when there is none.

        Ask document by document: the keys of one document are read together.
        """
        if document_key != self._document:
            self._keys = dict(self._db.execute(_MEMBERS, (document_key,)))
            self._document = document_key
        try:
            return self._keys[participant_id]
        except KeyError:
            message = f"document {document_key!r} has no entity {participant_id!r}"
            raise InputError(message) from None

    def entities(self) -> Iterator[Entity]:
        """Stream the entities in the order of their keys, linked where somebody judged so."""
        return self._entities(self._db.execute(_EVERY))

    def changed(self) -> Iterator[Entity]:
        """Stream the entities that may be others than before, in the order of their keys."""
        return self._entities(self._db.execute(_TOUCHED))

    def entity(self, key: str) -> Entity | None:
        """Return the entity with a key; None when there is none."""
        one = "(select ?1 as key) join anchor using (key)"
        rows = self._db.execute(_ATTRIBUTES.replace("KEYS", one), (key,))
        return next(self._entities(rows), None)

    def affected(self) -> Iterator[str]:
        """Yield the keys of `changed`, and of entities that are there no more."""
        return (key for (key,) in self._db.execute("select key from temp.affected order by key"))

    def moves(self) -> dict[str, int]:
        """Return how many entities have another key now, wholly or in part, by why; {} for none.

        "merged" into one that was there, "split": a part has left, "named": found in the list of
        names, "renamed": a plainer full name was found.
        """
        found: Counter[str] = Counter()
        for _, rows in groupby(self._db.execute(_MOVES), key=itemgetter(0)):
            (_, after, was_there, lives_on), *others = rows
            if lives_on or others:
                found["split"] += 1
            elif was_there:
                found["merged"] += 1
            else:
                found["named" if after in self._entries else "renamed"] += 1
        return dict(sorted(found.items()))

    def documents(self) -> Iterator[str]:
        """Yield the keys of documents that are new, or whose participants are others now."""
        return (key for (key,) in self._db.execute(_DOCUMENTS))

    def _entities(self, rows: Iterable[tuple[str, str, str, int]]) -> Iterator[Entity]:
        for key, group in groupby(rows, key=itemgetter(0)):
            found: dict[str, list[tuple[str, int]]] = defaultdict(list)
            for _, what, value, count in group:
                found[what].append((value, count))
            entity = _entity(key, found, self._entries.get(key, ()), self._names)
            item, score = self._links.get(key, (entity.wikidata, entity.link_score))
            yield replace(entity, wikidata=item, link_score=score)

    def key_of(self, meant: Meant) -> str | None:
        """Return the key that what a judgement means has now; None when no document has it."""
        numbers = [self._evidence.id(x) for x in self._rulings.anchors(meant)[:1]]
        rows = self._db.execute("select key from anchor where id = ?", numbers) if numbers else ()
        return next((str(key) for (key,) in rows), None)

    @property
    def unkept(self) -> dict[int, str]:
        """Number of each judgement that could not be obeyed → why."""
        return self._rulings.unkept

    def why(self, key: str) -> list[str]:
        """Return which rules joined which names to the entity `key`, one sentence each.

        Only a resolution that was asked to explain knows it.
        """
        return [line for (line,) in self._db.execute(_WHY, (key,))]


def settle(
    evidence: Evidence, clusters: Clusters, rulings: Rulings, *, explain: bool
) -> Resolution:
    """Give every group of anchors its key and return the answers."""
    best: dict[int, Anchor] = {}
    for anchor, number in evidence.in_order():
        root = clusters.root(number)
        best[root] = min(best.get(root, anchor), anchor, key=plainness)
    listed = evidence.names.entities
    known = {root: tuple(listed[x] for x in clusters.entries(root)) for root in best}
    keys = {root: entity_key(x, next(iter(known[root]), None)) for root, x in best.items()}
    placed = list(_place_acronyms(evidence, clusters))
    alone = dict(_drawn(evidence, clusters, keys))
    _move(evidence, [keys[clusters.root(n)] for n in range(len(evidence.anchors))], alone)
    if explain:
        told = ((evidence.id(n), line) for n, line in (*_held(evidence), *placed))
        evidence.holdings.insert("decision", told)
    return Resolution(evidence, {keys[r]: x for r, x in known.items() if x}, rulings)


def _move(evidence: Evidence, shared: list[str], alone: dict[int, str]) -> None:
    """Write down the keys that differ from those before, and which they were."""
    before = zip(evidence.ids, evidence.keys, shared, strict=True)
    moved = [(number, old, new) for number, old, new in before if old != new]
    rows = evidence.db.execute("select id, key from anchor where id < 0 and key <> own")
    drawn = {**dict.fromkeys(dict(rows), ""), **alone}
    for number in sorted(drawn):
        query = "select key, own from anchor where id = ?"
        old, own = evidence.db.execute(query, (number,)).fetchone()
        if old != (new := drawn[number] or own):
            moved.append((number, old, new))
    evidence.db.executemany("insert or replace into temp.moved values (?, ?, ?)", moved)
    evidence.db.executemany(
        "update anchor set key = ? where id = ?", ((new, number) for number, _, new in moved)
    )


def _held(evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Yield a sentence for each anchor: what is one by bearing it."""
    for number, anchor in enumerate(evidence.anchors):
        times = evidence.counts[number]
        if anchor.scope == KNOWN:
            label = evidence.names.entities[anchor.name].label
            yield number, f"“{label}” was recognised in the list of names ({times} times)"
        else:
            what = "the full name" if anchor.scope == NAME else "the acronym in one theatre,"
            called = " ".join(x for x in (anchor.name, *anchor[3:]) if x)
            yield number, f"{what} “{called}” is shared ({times} times)"


def _drawn(
    evidence: Evidence, clusters: Clusters, keys: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the keys of anchors of single documents that were joined with others."""
    alone: dict[int, list[int]] = defaultdict(list)
    for number in clusters.drawn:
        root = clusters.root(number)
        if root in keys:
            yield number, keys[root]
        else:
            alone[root].append(number)
    for root, numbers in alone.items():
        members = [root, *numbers]
        key = min(evidence.key(n) for n in members)
        yield from ((n, key) for n in members)


def _place_acronyms(evidence: Evidence, clusters: Clusters) -> Iterator[tuple[int, str]]:
    """Give acronyms of documents without a theatre to their sole expansion; yield why."""
    for (kin, acronym), numbers in sorted(evidence.unplaced.items()):
        bearer = expansion(evidence, clusters, Anchor(ACRONYM, kin, acronym))
        if bearer is not None:
            times = sum([clusters.join(bearer.number, n) for n in numbers])
            line = f"“{acronym}” alone is this ({times} times): no other is called so"
            yield bearer.number, line


def _entity(
    key: str,
    found: dict[str, list[tuple[str, int]]],
    entries: tuple[KnownEntity, ...],
    names: Names,
) -> Entity:
    entry = next(iter(entries), None)
    kind = _type(found[TYPE], entry)
    score, item = _best_link(found[LINKED], entries, names)
    town, point = (None, entry.point) if entry else _town(found[TOWN])
    return Entity(
        key=key,
        type=kind,
        names=_ranked(found[NAMED], kind, entries, names),
        descriptions=tuple(text for text, _ in found[DESCRIBED][:_DESCRIPTIONS]),
        known=entry.iri if entry else None,
        wikidata=item,
        link_score=score,
        point=point,
        geonames=town,
    )


def _town(towns: list[tuple[str, int]]) -> tuple[int | None, tuple[float, float] | None]:
    """Return number and point of the town that nearly all reports took a place for, if any."""
    if not towns or towns[0][1] < _AGREED * sum(n for _, n in towns):
        return None, None
    number, latitude, longitude = towns[0][0].split(" ")
    return int(number), (float(latitude), float(longitude))


def _type(types: list[tuple[str, int]], entry: KnownEntity | None) -> str:
    """Return the listed type, else the usual one, of equals the first of the vocabulary.

    Two types say more than others and hold once given: a place that acts is a state, an
    organisation that publishes an outlet.
    """
    given = {kind for kind, _ in types}
    order = {kind: n for n, kind in enumerate(ENTITY_TYPES)}
    usual = min(types, key=lambda x: (-x[1], order.get(x[0], len(order)), x[0]))[0]
    kind = entry.type if entry else usual
    if kind == "Place" and "State" in given and entry is None:
        return "State"
    return "MediaOutlet" if kind == "Organisation" and "MediaOutlet" in given else kind


def _best_link(
    links: list[tuple[str, int]], entries: tuple[KnownEntity, ...], names: Names
) -> tuple[float | None, str | None]:
    """Return (score, item) of the surest link; one to another entry of the list is none."""
    split = (text.partition(" ") for text, _ in sorted(links, reverse=True))
    for score, _, item in split:
        bearer = names.by_wikidata(item)
        if not entries or bearer is None or bearer in entries:
            return float(score), item
    return None, None


def _ranked(
    seen: list[tuple[str, int]], kind: str, entries: tuple[KnownEntity, ...], names: Names
) -> tuple[str, ...]:
    """Return the names of an entity: the listed label, then those seen, then other listed ones.

    Full names come before short forms and frequent ones before rare ones. A name that the list
    gives to others only is left out: it came by a wrong reading.
    """
    own = [(name, n) for name, n in seen if not _is_of_others(name, kind, entries, names)]
    order = sorted(own, key=lambda x: (_is_short(x[0], kind), -x[1], -len(x[0]), x[0]))
    ranked = [x.label for x in entries]
    ranked += [name for name, _ in order]
    spelled = {key_of(name) for name in ranked}
    for name in (y for x in entries for y in (*x.aliases, *x.acronyms)):
        if key_of(name) not in spelled:
            spelled.add(key_of(name))
            ranked.append(name)
    return tuple(dict.fromkeys(ranked)) or tuple(name for name, _ in seen[:1])


def _is_short(name: str, kind: str) -> bool:
    if kind == "Person":
        return not is_full_person(person_key(name))
    return name.startswith("the ") or is_acronym(name) or is_generic(key_of(name))


def _is_of_others(name: str, kind: str, entries: tuple[KnownEntity, ...], names: Names) -> bool:
    bearers = [x for x in names.candidates(name) if family(x.type) == family(kind)]
    return bool(bearers) and not any(x in bearers for x in entries)
