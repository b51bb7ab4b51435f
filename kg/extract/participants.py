"""Which entities of a reading go into the record: the named, and those that take part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Event, Figure, Participant, Relation

_WHERE = frozenset({"holds", "presentIn", "basedIn", "locatedIn"})
Claims = tuple[tuple[Relation, ...], tuple[Event, ...], tuple[Figure, ...]]


def participants(
    entities: Iterable[Participant], same_as: Mapping[str, str], claims: Claims
) -> tuple[Participant, ...]:
    """Return the entities of the record; those that are the same become one."""
    used = _used(claims)
    acting, located = _acting(claims), _located(claims)
    groups: dict[str, list[Participant]] = defaultdict(list)
    for entity in entities:
        groups[same_as.get(entity.id, entity.id)].append(entity)
    kept = []
    for first, parts in groups.items():
        head = next(p for p in parts if p.id == first)
        if head.type == "State" and first in located and first not in acting:
            head = replace(head, type="Place")
        if any(p.names for p in parts) or first in used:
            kept.append(_united(head, parts))
    return tuple(kept)


def _used(claims: Claims) -> set[str | None]:
    relations, events, figures = claims
    used = {x for r in relations for x in (r.s, r.o, r.stance.attributed_to)}
    used |= {x for e in events for ids in e.roles.values() for x in ids}
    used |= {e.stance.attributed_to for e in events}
    return used | {x for f in figures for x in (f.of, f.by, f.attributed_to)}


def _located(claims: Claims) -> set[str]:
    """Return the entities that are where something is or happens."""
    relations, events, _ = claims
    found = {r.o for r in relations if r.p in _WHERE}
    found |= {r.s for r in relations if r.p == "locatedIn"}
    return found | {x for e in events for x in e.roles.get("place", ())}


def _acting(claims: Claims) -> set[str | None]:
    """Return the entities that act, are acted on or speak: a country among them is a state."""
    relations, events, figures = claims
    found: set[str | None] = {r.o for r in relations if r.p not in _WHERE}
    found |= {r.s for r in relations if r.p != "locatedIn"}
    found |= {x for e in events for role, ids in e.roles.items() if role != "place" for x in ids}
    found |= {r.stance.attributed_to for r in relations} | {e.stance.attributed_to for e in events}
    return found | {x for f in figures for x in (f.of, f.by, f.attributed_to)}


def _united(head: Participant, parts: list[Participant]) -> Participant:
    if len(parts) == 1:
        return head
    ordered = [head, *(p for p in parts if p is not head)]
    return Participant(
        id=head.id,
        type=head.type,
        names=tuple(dict.fromkeys(n for p in ordered for n in p.names)),
        descriptions=tuple(dict.fromkeys(d for p in ordered for d in p.descriptions)),
        mentions=tuple(
            sorted({m for p in parts for m in p.mentions}, key=lambda m: (m.start, m.end))
        ),
        known=head.known,
    )
