"""Facts from claims: what the corpus supports, and how far.

Claims that say the same are one fact. A claim that denies, or speaks of what may be or is to
come, supports none; a denial stands against the fact it denies. Happenings come first, as states
follow from them by the effects that the ontology lists (`kg.fuse.states`); how spells of a state
begin and end is told in `kg.fuse.timeline`, what belief is in `kg.fuse.belief`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from kg.fuse import happenings
from kg.fuse.control import Control, Place
from kg.fuse.happenings import Happenings
from kg.fuse.implied import without_implied
from kg.fuse.reviewing import reviewed
from kg.fuse.spool import Spool
from kg.fuse.telling import figures, relations
from kg.fuse.voices import Voices
from kg.judgements import Review
from kg.model import Fact, Keys, Record
from kg.ontology import Sources, StateEffect

__all__ = ["Changed", "Control", "Knowledge", "Place", "fuse", "prepare", "update"]

Told = tuple[str, list[Fact]]
"""The facts that are made together, with what stands for them: an event, a block, a subject."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What facts depend on besides claims.

    `keys` tells entities (a `kg.resolve.Resolution`), `effects` what events do to relations
    (`kg.ontology.Ontology.state_effects`), `sources` how far to trust publishers and speakers,
    `review` what people have judged of claims and facts (`kg.fuse.reviewing`).
    """

    keys: Keys
    effects: tuple[StateEffect, ...]
    sources: Sources | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """The documents that say something else than when facts were last made.

    `gone` are the keys of those that were there, `records` what is there now.
    """

    gone: Iterable[str]
    records: Iterable[Record]


def fuse(
    records: Iterable[Record],
    keys: Keys,
    effects: Iterable[StateEffect],
    sources: Sources | None = None,
    review: Review | None = None,
) -> Iterator[Fact]:
    """Yield the facts of a corpus: events, then relations, then figures; the same for any order.

    See `Knowledge` for what they depend on. All records are read before the first fact comes.
    """
    with closing(sqlite3.connect("")) as db:
        db.executescript("pragma journal_mode = off; pragma synchronous = off")
        prepare(db)
        knowledge = Knowledge(keys, tuple(effects), sources, review)
        told = list(update(db, Changed((), records), knowledge))
    for _, facts in sorted(told, key=lambda x: (_FORMS.index(x[0].partition("|")[0]), x[0])):
        yield from facts


_FORMS = ("event", "relation", "figure")


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables that `update` works on; it ends a transaction that is open."""
    for room in (Voices, Spool, happenings):
        room.prepare(db)


def update(db: sqlite3.Connection, changed: Changed, knowledge: Knowledge) -> Iterator[Told]:
    """Yield the facts that may be others now, by what they are made of; [] where none is left.

    `db` holds all claims, and goes on to do so; only the blocks of claims that changed, or whose
    speakers, events or entities did, are fused anew. So it equals fusing all documents.
    """
    review = knowledge.review
    spool = Spool(db, Voices(db, knowledge.keys, knowledge.sources), review)
    for document in changed.gone:
        spool.forget(document)
    effects: dict[str, list[StateEffect]] = defaultdict(list)
    for effect in knowledge.effects:
        effects[effect.event].append(effect)
    for record in changed.records:
        spool.add(without_implied(record, effects))
    spool.weigh()
    spool.review(review.token if review else "")
    happenings.meet(spool)
    for name, facts in Happenings(spool, knowledge.effects, review).facts():
        yield f"event|{name}", facts
    for name, facts in relations(spool):
        yield f"relation|{name}", [reviewed(x, review) for x in facts]
    for name, facts in figures(spool):
        yield f"figure|{name}", [reviewed(x, review) for x in facts]
