"""What a report says, one line for each claim, in the order of the text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.model import Event, Figure, Record, Relation, Stance
from kg.vocabulary import ROLES

FOLDER: Final = Path(__file__).parent / "claims"
"""One file for each sample report."""

Line = tuple[int, str, str]


def lines(record: Record) -> list[str]:
    """Return the claims of a record: where the evidence starts, what is said, how and by whom."""
    called = {e.id: (*e.names, *e.descriptions, e.id)[0] for e in record.entities}
    events = {e.id: f"{e.type} at {e.evidence.start}" for e in record.events}
    found = [
        *(_relation(x, called) for x in record.relations),
        *(_event(x, called) for x in record.events),
        *(_figure(x, called, events) for x in record.figures),
    ]
    return [f"{start:5} {what} [{stance}]" for start, what, stance in sorted(found)]


def _relation(x: Relation, called: dict[str, str]) -> Line:
    dates = f" since {x.interval.since}" if x.interval.since else ""
    dates += f" until {x.interval.until}" if x.interval.until else ""
    what = f"{called[x.s]} | {x.p} | {called[x.o]}{dates}"
    return x.evidence.start, what, _stance(x.stance, called)


def _event(x: Event, called: dict[str, str]) -> Line:
    roles = [f"{role} {called[one]}" for role in ROLES for one in x.roles.get(role, ())]
    roles += [f"means {word}" for word in x.means]
    roles += [f"date {x.date}"] if x.date else []
    return x.evidence.start, f"{x.type}: {'; '.join(roles)}", _stance(x.stance, called)


def _figure(x: Figure, called: dict[str, str], events: dict[str, str]) -> Line:
    low, high = x.quantity.low, x.quantity.high
    count = f"{low}" if low == high else f"{low or ''}..{high or ''}"
    parts = [f"{x.kind}: {count} {x.who}"]
    parts += [f"{word} {called[one]}" for word, one in (("of", x.of), ("by", x.by)) if one]
    parts += [f"in {events[x.event]}"] if x.event else []
    said = called[x.attributed_to] if x.attributed_to else None
    return x.evidence.start, "; ".join(parts), ", ".join(_said(said))


def _stance(x: Stance, called: dict[str, str]) -> str:
    said = called[x.attributed_to] if x.attributed_to else None
    return ", ".join((x.polarity, x.modality, *_said(said)))


def _said(speaker: str | None) -> Iterator[str]:
    yield f"says {speaker}" if speaker else "says the report"
