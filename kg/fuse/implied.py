"""Relations that a document states only by telling of an event.

Reading writes "A holds X" beside "A captured X", for those who read claims alone. Here the event
speaks for it: so who denies the capture denies the hold, and one sentence is not counted twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Event, Record, Relation
from kg.ontology import StateEffect


def without_implied(record: Record, effects: Mapping[str, Iterable[StateEffect]]) -> Record:
    """Return a record without the relations that follow from an event of the same sentence."""
    follow = {x for event in record.events for x in _following(event, effects)}
    return replace(record, relations=tuple(x for x in record.relations if _said(x) not in follow))


def _following(
    event: Event, effects: Mapping[str, Iterable[StateEffect]]
) -> Iterable[tuple[object, ...]]:
    for effect in effects.get(event.type, ()):
        for s in event.roles.get(effect.subject_role, ()):
            for o in event.roles.get(effect.object_role, ()):
                yield s, effect.relation, o, event.stance.polarity, event.evidence


def _said(x: Relation) -> tuple[object, ...]:
    return x.s, x.p, x.o, x.stance.polarity, x.evidence
