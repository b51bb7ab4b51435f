"""Values that only pages show: put together from those of the API."""

from dataclasses import dataclass
from typing import Final

from kg.vocabulary import SYMMETRIC
from kg.web.pages.marking import Marked, mark
from kg.web.shown import documents, entities, facts, overview
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params
from kg.web.shown.values import Entity, Fact, Facts, Ref, Reports
from kg.web.shown.wholes import Overview

_NEWEST: Final = 6
_SHOWN: Final = 12
_DISPUTED: Final = 4
_BUSIEST: Final = """SELECT ?who (COUNT(DISTINCT ?fact) AS ?n) {{
  ?fact a ag:Fact ; ag:subject|ag:object|ag:agent|ag:target|ag:place ?who .
  ?who a ag:{kind} }} GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT {limit}"""


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


def front(seen: Seen, params: Params) -> Front:
    """Return what the first page shows."""
    del params
    return Front(
        overview.overview(seen, {}),
        documents.documents(seen, {"limit": _NEWEST}),
        facts.disputes(seen, {"limit": _DISPUTED}),
        _busiest(seen, "Actor"),
        _busiest(seen, "Place"),
    )


def _busiest(seen: Seen, kind: str) -> list[Busy]:
    """Return the entities of a class that stand in most facts."""
    kinds = "ArmedGroup StateForce Coalition State Organisation MediaOutlet Person".split()
    chosen = kinds if kind == "Actor" else [kind]
    found = [
        Busy(seen.known(row["who"].value), int(row["n"].value))
        for name in chosen
        for row in seen.rows(_BUSIEST.format(kind=name, limit=_SHOWN))
    ]
    unique = {x.ref.iri: x for x in found}
    return sorted(unique.values(), key=lambda x: (-x.facts, x.ref.name))[:_SHOWN]


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
    )


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
