"""The answer of resolving: which entity a participant is, and what each entity is called."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Self

from kg.errors import InputError
from kg.judgements import Meant
from kg.lexicon.names import KnownEntity, Names
from kg.model import Entity
from kg.resolve.anchors import ACRONYM, KNOWN, NAME, Anchor
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import DESCRIBED, LINKED, NAMED, TYPE, Evidence
from kg.resolve.keys import entity_key, plainness
from kg.resolve.rules import expansion
from kg.resolve.rulings import Rulings
from kg.resolve.spelling import (
    family,
    is_acronym,
    is_full_person,
    is_generic,
    key_of,
    person_key,
)
from kg.vocabulary import ENTITY_TYPES

_DESCRIPTIONS = 20
"""So many wordings of one entity are kept, the most frequent."""

_ATTRIBUTES = """
select key, what, value, count(*) from attribute join anchor on id = anchor
group by key, what, value order by key, what, count(*) desc, value
"""
_MEMBERS = "select pid, key from member join anchor on id = anchor where doc = ?"
_WHY = """
select distinct line from decision join anchor on anchor = id where key = ? order by line
"""


class Resolution:
    """Which entity each participant is; a context manager, as it holds a temporary file."""

    def __init__(
        self, evidence: Evidence, entries: dict[str, tuple[KnownEntity, ...]], rulings: Rulings
    ) -> None:
        """Answer from settled `evidence`; `entries` maps the keys of listed entities."""
        self._db = evidence.db
        self._names = evidence.names
        self._entries = entries
        self._rulings = rulings
        self._document: str | None = None
        self._keys: dict[str, str] = {}

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
        links = self._rulings.links(self.key_of)
        rows = self._db.execute(_ATTRIBUTES)
        for key, group in groupby(rows, key=itemgetter(0)):
            found: dict[str, list[tuple[str, int]]] = defaultdict(list)
            for _, what, value, count in group:
                found[what].append((value, count))
            entity = _entity(key, found, self._entries.get(key, ()), self._names)
            item, score = links.get(key, (entity.wikidata, entity.link_score))
            yield replace(entity, wikidata=item, link_score=score)

    def key_of(self, meant: Meant) -> str | None:
        """Return the key that what a judgement means has now; None when no document has it."""
        numbers = self._rulings.anchors(meant)[:1]
        rows = self._db.execute("select key from anchor where id = ?", numbers) if numbers else ()
        return next((str(key) for (key,) in rows), None)

    @property
    def unkept(self) -> dict[int, str]:
        """Number of each judgement that could not be obeyed → why."""
        return self._rulings.unkept

    def why(self, key: str) -> list[str]:
        """Return which rules joined which names to the entity `key`, one sentence each."""
        return [line for (line,) in self._db.execute(_WHY, (key,))]


def settle(evidence: Evidence, clusters: Clusters, rulings: Rulings) -> Resolution:
    """Give every group of anchors its key and return the answers."""
    best: dict[int, Anchor] = {}
    for anchor, number in evidence.in_order():
        root = clusters.root(number)
        best[root] = min(best.get(root, anchor), anchor, key=plainness)
    listed = evidence.names.entities
    known = {root: tuple(listed[x] for x in clusters.entries(root)) for root in best}
    keys = {root: entity_key(x, next(iter(known[root]), None)) for root, x in best.items()}
    numbers = range(len(evidence.anchors))
    evidence.insert("anchor", ((n, keys[clusters.root(n)]) for n in numbers))
    evidence.insert("decision", _held(evidence))
    evidence.insert("decision", _place_acronyms(evidence, clusters))
    evidence.insert("anchor", _drawn(evidence, clusters, keys))
    evidence.db.execute("create index told on decision (anchor)")
    evidence.db.execute("create index of_key on anchor (key)")
    return Resolution(evidence, {keys[r]: x for r, x in known.items() if x}, rulings)


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
    return Entity(
        key=key,
        type=kind,
        names=_ranked(found[NAMED], kind, entries, names),
        descriptions=tuple(text for text, _ in found[DESCRIBED][:_DESCRIPTIONS]),
        known=entry.iri if entry else None,
        wikidata=item,
        link_score=score,
        point=entry.point if entry else None,
    )


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
