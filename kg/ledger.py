"""Records as JSON lines: what `kg extract` writes and a dataset keeps.

The shape is the contract of `kg/record.schema.json`; `decode` is the inverse of `encode`.
"""

import json
from typing import Any

from kg.errors import InputError
from kg.model import (
    Document,
    Event,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
    Town,
)
from kg.vocabulary import ROLES


def encode(record: Record) -> str:
    """Return `record` as one line of JSON (no newline), the same bytes for the same record."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(", ", ": "))


def decode(line: str) -> Record:
    """Return the record a line stands for; InputError when it is not one."""
    try:
        return from_json(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"not a record: {type(error).__name__}: {error}") from error


def to_json(record: Record) -> dict[str, Any]:
    """Return `record` as plain JSON values."""
    document = record.document
    return {
        "doc": document.key,
        "date": document.published,
        "document": {
            "id": document.key,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "language": document.language,
            "sha256": document.sha256,
            "chars": len(document.text),
            "text": document.text,
        },
        "entities": [_participant(x) for x in record.entities],
        "relations": [_relation(x) for x in record.relations],
        "events": [_event(x) for x in record.events],
        "figures": [_figure(x) for x in record.figures],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _participant(x: Participant) -> dict[str, Any]:
    return {
        "id": x.id,
        "type": x.type,
        "names": list(x.names),
        "descriptions": list(x.descriptions),
        "known": x.known,
        "wikidata": x.wikidata,
        "link_score": x.link_score,
        "town": _town(x.town),
        "mentions": [_span(m) for m in x.mentions],
    }


def _town(x: Town | None) -> dict[str, Any] | None:
    if x is None:
        return None
    latitude, longitude = x.point
    return {"geonames": x.geonames, "country": x.country, "lat": latitude, "long": longitude}


def _relation(x: Relation) -> dict[str, Any]:
    return {
        "id": x.id,
        "s": x.s,
        "p": x.p,
        "o": x.o,
        "polarity": x.stance.polarity,
        "modality": x.stance.modality,
        "attributed_to": x.stance.attributed_to,
        "since": x.interval.since,
        "until": x.interval.until,
        "extent": x.extent or None,
        "confidence": x.confidence,
        "evidence": _span(x.evidence),
        "rule": x.rule,
    }


def _event(x: Event) -> dict[str, Any]:
    return {
        "id": x.id,
        "type": x.type,
        "trigger": x.trigger,
        **{role: list(x.roles.get(role, ())) for role in ROLES},
        "means": list(x.means),
        "date": x.date,
        "extent": x.extent or None,
        "polarity": x.stance.polarity,
        "modality": x.stance.modality,
        "attributed_to": x.stance.attributed_to,
        "confidence": x.confidence,
        "evidence": _span(x.evidence),
        "rule": x.rule,
    }


def _figure(x: Figure) -> dict[str, Any]:
    return {
        "kind": x.kind,
        "min": x.quantity.low,
        "max": x.quantity.high,
        "text": x.text,
        "who": x.who,
        "of": x.of,
        "by": x.by,
        "event": x.event,
        "attributed_to": x.attributed_to,
        "since": x.since,
        "confidence": x.confidence,
        "evidence": _span(x.evidence),
        "rule": x.rule,
    }


def from_json(data: dict[str, Any]) -> Record:
    """Return the record that plain JSON values stand for."""
    meta = data["document"]
    return Record(
        document=Document(
            key=meta["id"],
            text=meta["text"],
            title=meta.get("title"),
            published=meta.get("published"),
            publisher=meta.get("publisher"),
            url=meta.get("url"),
            language=meta.get("language") or "en",
        ),
        entities=tuple(_read_participant(x) for x in data["entities"]),
        relations=tuple(_read_relation(x) for x in data["relations"]),
        events=tuple(_read_event(x) for x in data["events"]),
        figures=tuple(_read_figure(x) for x in data["figures"]),
    )


def _read_participant(x: dict[str, Any]) -> Participant:
    return Participant(
        id=x["id"],
        type=x["type"],
        names=tuple(x["names"]),
        descriptions=tuple(x["descriptions"]),
        mentions=tuple(Span(**m) for m in x["mentions"]),
        known=x.get("known"),
        wikidata=x["wikidata"],
        link_score=x["link_score"],
        town=_read_town(x.get("town")),
    )


def _read_town(x: dict[str, Any] | None) -> Town | None:
    return None if x is None else Town(x["geonames"], x["country"], (x["lat"], x["long"]))


def _stance(x: dict[str, Any]) -> Stance:
    return Stance(x["polarity"], x["modality"], x["attributed_to"])


def _read_relation(x: dict[str, Any]) -> Relation:
    return Relation(
        id=x["id"],
        s=x["s"],
        p=x["p"],
        o=x["o"],
        stance=_stance(x),
        evidence=Span(**x["evidence"]),
        rule=x["rule"],
        confidence=x["confidence"],
        interval=Interval(x["since"], x["until"]),
        extent=x.get("extent") or "",
    )


def _read_event(x: dict[str, Any]) -> Event:
    return Event(
        id=x["id"],
        type=x["type"],
        trigger=x["trigger"],
        roles={role: tuple(x[role]) for role in ROLES if x[role]},
        stance=_stance(x),
        evidence=Span(**x["evidence"]),
        rule=x["rule"],
        confidence=x["confidence"],
        means=tuple(x["means"]),
        date=x["date"],
        extent=x.get("extent") or "",
    )


def _read_figure(x: dict[str, Any]) -> Figure:
    return Figure(
        kind=x["kind"],
        quantity=Quantity(x["min"], x["max"]),
        text=x["text"],
        who=x["who"],
        evidence=Span(**x["evidence"]),
        rule=x["rule"],
        confidence=x["confidence"],
        of=x["of"],
        by=x["by"],
        event=x["event"],
        attributed_to=x["attributed_to"],
        since=x.get("since"),
    )
