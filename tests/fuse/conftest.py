"""Records written short: entities are their own keys, claims are short tuples."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.fuse import fuse
from kg.model import (
    Document,
    Event,
    Fact,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
)
from kg.ontology import Sources, StateEffect, load
from kg.settings import shipped

Claims = Sequence[Relation | Event | Figure]


class SameName:
    """Entities are one when their local ids are; so the ids of tests are names."""

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the id, or with the document when it begins small: such a one has no name."""
        return participant_id if participant_id[0].isupper() else f"{document_key}/{participant_id}"


class Writer:
    """Builds claims and records."""

    def __init__(self) -> None:
        """Begin to number claims."""
        self._numbers = count(1)

    def _next(self) -> tuple[str, Span]:
        n = next(self._numbers)
        return f"c{n}", Span(n, n + 5, f"sentence {n}")

    def relation(self, s: str, p: str, o: str, confidence: float = 0.9, **more: str) -> Relation:
        """Return a relation claim; `more` are fields of stance and interval, and a quote."""
        key, span = self._next()
        stance = _stance(more)
        if quote := more.pop("quote", None):
            span = Span(span.start, span.start + len(quote), quote)
        return Relation(key, s, p, o, stance, span, "test", confidence, Interval(**more))

    def event(self, kind: str, date: str | None = None, **more: str) -> Event:
        """Return an event claim; `more` are roles (ids parted by spaces) and fields of stance."""
        key, span = self._next()
        stance = _stance(more)
        trigger, means = more.pop("trigger", kind.lower()), more.pop("means", "")
        roles = {role.rstrip("_"): tuple(who.split()) for role, who in more.items()}
        return Event(
            key, kind, trigger, roles, stance, span, "test", 0.9, tuple(means.split()), date
        )

    def figure(
        self, kind: str, low: int | None, high: int | None, of: str, event: Event | None = None
    ) -> Figure:
        """Return a figure of fighters."""
        _, span = self._next()
        words = f"{low} to {high}"
        return Figure(
            kind,
            Quantity(low, high),
            words,
            "fighters",
            span,
            "test",
            0.9,
            of=of,
            event=event.id if event else None,
        )

    def record(
        self, key: str, *claims: Relation | Event | Figure, published: str | None = None
    ) -> Record:
        """Return the record of a document with these claims; its publisher is its key."""
        return Record(
            Document(key, "x" * 400, published=published, publisher=key),
            tuple(
                Participant(x, "ArmedGroup", (x,) if x[0].isupper() else ())
                for x in sorted(set(_people(claims)))
            ),
            tuple(x for x in claims if isinstance(x, Relation)),
            tuple(x for x in claims if isinstance(x, Event)),
            tuple(x for x in claims if isinstance(x, Figure)),
        )


def _stance(more: dict[str, str]) -> Stance:
    found = {x: more.pop(x) for x in ("polarity", "modality", "attributed_to") if x in more}
    return Stance(**found)


def _people(claims: Claims) -> Iterable[str]:
    for claim in claims:
        if isinstance(claim, Relation):
            yield from (claim.s, claim.o)
        elif isinstance(claim, Event):
            yield from (x for who in claim.roles.values() for x in who)
        else:
            yield from filter(None, (claim.of, claim.by))
        speaker = claim.attributed_to if isinstance(claim, Figure) else claim.stance.attributed_to
        if speaker:
            yield speaker


@pytest.fixture
def write() -> SimpleNamespace:
    """Return the methods of a new `Writer`."""
    new = Writer()
    return SimpleNamespace(
        relation=new.relation, event=new.event, figure=new.figure, record=new.record
    )


@pytest.fixture(scope="session")
def effects() -> tuple[StateEffect, ...]:
    """Return the effects that the shipped ontology lists."""
    folder: Path = shipped() / "ontology"
    return load(folder).state_effects


@pytest.fixture
def facts(effects: tuple[StateEffect, ...]) -> Callable[..., list[Fact]]:
    """Return what fuses records."""

    def run(*records: Record, sources: Sources | None = None) -> list[Fact]:
        return list(fuse(records, SameName(), effects, sources))

    return run
