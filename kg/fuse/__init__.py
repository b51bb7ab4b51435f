"""Facts from claims: what the corpus supports, and how far.

Claims that say the same are one fact. A claim that denies, or speaks of what may be or is to
come, supports none; a denial stands against the fact it denies. Happenings come first, as states
follow from them by the effects that the ontology lists (`kg.fuse.states`); how spells of a state
begin and end is told in `kg.fuse.timeline`, what belief is in `kg.fuse.belief`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain

from kg.fuse.control import Control, Place
from kg.fuse.events import cluster, event_facts
from kg.fuse.figures import figure_facts
from kg.fuse.reviewing import REJECTED, reviewed
from kg.fuse.spool import Spool
from kg.fuse.states import effect_marks, relation_facts
from kg.judgements import Review
from kg.model import Fact, Keys, Record
from kg.ontology import Sources, StateEffect

__all__ = ["Control", "Place", "fuse"]


def fuse(
    records: Iterable[Record],
    keys: Keys,
    effects: Iterable[StateEffect],
    sources: Sources | None = None,
    review: Review | None = None,
) -> Iterator[Fact]:
    """Yield the facts of a corpus: events, then relations, then figures; the same for any order.

    `keys` tells entities (a `kg.resolve.Resolution`), `effects` what events do to relations
    (`kg.ontology.Ontology.state_effects`), `sources` how far to trust publishers and speakers,
    `review` what people have judged of claims and facts (`kg.fuse.reviewing`).
    All records are read before the first fact comes; claims wait in a temporary file, so memory
    does not grow with the corpus.
    """
    of_event: dict[str, list[StateEffect]] = defaultdict(list)
    for effect in effects:
        of_event[effect.event].append(effect)
    with closing(Spool(keys, sources, review)) as spool:
        for record in records:
            spool.add(record)
        spool.weigh()
        cluster(spool)
        for found, claims in event_facts(spool.db):
            fact = reviewed(found, review)
            spool.insert("fact_of", ((x.witness.claim, fact.key) for x in claims))
            if fact.review != REJECTED:
                spool.add_marks(effect_marks(fact, claims, of_event.get(fact.predicate, [])))
            yield fact
        for found in chain(relation_facts(spool.db), figure_facts(spool.db)):
            yield reviewed(found, review)
