"""Why a sentence yields what it yields: mentions, frames that fitted, near misses, and the record.

For those who write frames, and for those who doubt a statement.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.found import Attempt
from kg.extract.recorder import Recorder
from kg.model import Reading, Record
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Explanation:
    """The record of a text, and the steps that led to it, one line each."""

    record: Record
    parse: tuple[str, ...]
    entities: tuple[str, ...]
    frames: tuple[str, ...]
    near_misses: tuple[str, ...]
    claims: tuple[str, ...]


def explain(reading: Reading, settings: Settings) -> Explanation:
    """Return how the record of `reading` came about."""
    recorder = Recorder(reading, settings)
    record = recorder.record()
    attempts = recorder.attempts
    return Explanation(
        record,
        tuple(_parse(reading)),
        tuple(_entities(reading)),
        tuple(_fitted(reading, a) for a in attempts if not a.missing),
        tuple(_missed(reading, a) for a in attempts if a.missing),
        tuple(_claims(record)),
    )


def _parse(reading: Reading) -> Iterator[str]:
    parse = reading.parse
    for first, last in parse.sentences:
        words = [
            f"{parse.words[i]}/{parse.tags[i]}/{parse.deps[i]}←{parse.words[parse.heads[i]]}"
            for i in range(first, last)
            if parse.words[i].strip()
        ]
        yield " ".join(words)


def _entities(reading: Reading) -> Iterator[str]:
    for entity in reading.entities:
        said = [*entity.names, *entity.descriptions]
        known = f" = {entity.known}" if entity.known else ""
        yield f"{entity.id} {entity.type}: {'; '.join(said)}{known}"


def _roles(reading: Reading, attempt: Attempt) -> str:
    names = {e.id: next(iter((*e.names, *e.descriptions)), e.id) for e in reading.entities}
    filled = [
        f"{role}: {', '.join(names[e] for e in entities)}"
        for role, entities in attempt.found.roles.items()
        if entities
    ]
    return "; ".join(filled) or "no role filled"


def _head(reading: Reading, attempt: Attempt) -> str:
    found = attempt.found
    word = reading.parse.words[found.trigger]
    return f"{found.frame.claim} “{word}” ({found.frame.name}, {found.construction})"


def _fitted(reading: Reading, attempt: Attempt) -> str:
    standing = attempt.found.standing
    real = "" if standing.real else ", not told as a fact"
    return (
        f"{_head(reading, attempt)} — {_roles(reading, attempt)}"
        f" [{standing.polarity}, {standing.modality}{real}]"
    )


def _missed(reading: Reading, attempt: Attempt) -> str:
    lacking = " and ".join(attempt.missing)
    return f"{_head(reading, attempt)} — {_roles(reading, attempt)}; lacks {lacking}"


def _claims(record: Record) -> Iterator[str]:
    """Yield relations, events and figures as the record keeps them."""
    names = {e.id: next(iter((*e.names, *e.descriptions)), e.id) for e in record.entities}

    def told(ids: Iterable[str | None]) -> str:
        return ", ".join(names[i] for i in ids if i is not None)

    for x in record.relations:
        speaker = told([x.stance.attributed_to]) or "the report"
        yield (
            f"{names[x.s]} {x.p} {names[x.o]} [{x.stance.polarity}, {x.stance.modality},"
            f" says {speaker}, {x.rule}, {x.confidence:.2f}]"
        )
    for e in record.events:
        speaker = told([e.stance.attributed_to]) or "the report"
        roles = "; ".join(f"{role}: {told(ids)}" for role, ids in e.roles.items() if ids)
        yield (
            f"{e.type}: {roles} [{e.stance.polarity}, {e.stance.modality},"
            f" says {speaker}, {e.rule}, {e.confidence:.2f}]"
        )
    for f in record.figures:
        speaker = told([f.attributed_to]) or "the report"
        yield f"{f.kind} “{f.text}”: {told([f.of]) or f.who} [says {speaker}, {f.confidence:.2f}]"
