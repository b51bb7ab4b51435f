"""Values that only pages show: put together from those of the API."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from kg.vocabulary import AG, SYMMETRIC
from kg.web.pages.marking import Marked, mark
from kg.web.shown import documents, entities, facts, overview, places
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params
from kg.web.shown.values import Entity, Fact, Facts, Ref, Reports, State
from kg.web.shown.wholes import Overview

_NEWEST: Final = 6
_SHOWN: Final = 12
_RANKED: Final = 400
_DISPUTED: Final = 4
_PARTS: Final = ("subject", "object", "agent", "target", "place")


@dataclass(frozen=True, slots=True)
class Busy:
    """An entity, and in how many facts it stands."""

    ref: Ref
    facts: int


@dataclass(frozen=True, slots=True)
class Front:
    """The first page: what there is, and where to begin."""

    overview: Overview
    reports: Reports
    disputes: Facts
    actors: list[Busy]
    places: list[Busy]


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with its facts as its page groups them."""

    entity: Entity
    relations: dict[str, list[Fact]]
    """By relation; those of which it is the object begin with "←"."""
    did: list[Fact]
    suffered: list[Fact]
    """Events in which it is not the agent."""
    disputed: list[Fact]
    dated: list[Fact]
    """What has a date, the latest first; an excerpt."""
    state: State | None
    """Of a place of which somebody says so: who has it now."""


def front(seen: Seen, params: Params) -> Front:
    """Return what the first page shows."""
    del params
    return Front(
        overview.overview(seen, {}),
        documents.documents(seen, {"limit": _NEWEST}),
        facts.disputes(seen, {"limit": _DISPUTED}),
        _busiest(seen, places=False),
        _busiest(seen, places=True),
    )


def _busiest(seen: Seen, *, places: bool) -> list[Busy]:
    """Return the places, or the actors, that stand in most facts."""
    found: list[Busy] = []
    for iri, number in _ranks(seen):
        ref = seen.known(iri)
        if len(found) < _SHOWN and ("Place" in ref.types if places else ref.types != ["Place"]):
            found.append(Busy(ref, number))
    return found


@lru_cache(maxsize=1)
def _ranks(seen: Seen) -> list[tuple[str, int]]:
    """Return the entities that stand in most facts, and in how many; read once."""
    counted = Counter(
        quad.object.value
        for part in _PARTS
        for quad in seen.store.quads_for_pattern(None, NamedNode(AG + part), None, DefaultGraph())
        if isinstance(quad.object, NamedNode)
    )
    return sorted(counted.items(), key=lambda x: (-x[1], x[0]))[:_RANKED]


def profile(seen: Seen, params: Params) -> Profile:
    """Return the entity `iri` with its facts in groups."""
    found = entities.entity(seen, params)
    everything = [*found.relations, *found.events, *found.figures]
    dated = [x for x in (*found.relations, *found.events) if x.since or x.until]
    return Profile(
        entity=found,
        relations=_by_relation(found),
        did=[x for x in found.events if _is(found, x, "agent")],
        suffered=[x for x in found.events if not _is(found, x, "agent")],
        disputed=[x for x in everything if x.disputed],
        dated=sorted(dated, key=lambda x: (x.since or x.until, x.iri), reverse=True)[:_SHOWN],
        state=_state(seen, found),
    )


def _state(seen: Seen, entity: Entity) -> State | None:
    if "Place" not in entity.types:
        return None
    state = places.control(seen, {"iri": entity.iri}).state
    return state if state.holders else None


def _by_relation(entity: Entity) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in sorted(entity.relations, key=lambda x: -x.belief):
        active = fact.predicate in SYMMETRIC or _is(entity, fact, "subject")
        found.setdefault(f"{'' if active else '←'}{fact.predicate}", []).append(fact)
    return dict(sorted(found.items(), key=lambda x: (x[0].startswith("←"), x[0])))


def _is(entity: Entity, fact: Fact, role: str) -> bool:
    return any(x.iri == entity.iri for x in fact.roles.get(role, ()))


def marked(seen: Seen, params: Params) -> Marked:
    """Return the report `key` with its statements marked."""
    return mark(documents.document(seen, params))
