"""How much of re3d is found: another corpus of this domain, annotated by others for their ends.

Its relations are wider than ours (weapons, hospitals and strikes take part in them), so its
numbers are a check of recall and nothing to reach. A relation counts as found when one of ours of
a like kind stands between entities whose mentions overlap both of its ends.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from kg.model import Document, Participant, Record, Skipped
from kg.pipeline.understanding import understand
from kg.settings import Settings
from kg.vocabulary import EVENTS

Json = dict[str, Any]

_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "FightingAgainst": frozenset({"fights"}),
    "AlliesOf": frozenset({"alliedWith", "backedBy"}),
    "InChargeOf": frozenset({"leads", "holds", "mediaArmOf"}),
    "BelongsTo": frozenset({"memberOf", "partOf", "affiliatedWith", "speaksFor"}),
}
_EITHER_WAY: Final = frozenset({"FightingAgainst", "AlliesOf"})
"""Relations of re3d whose ends may be ours in any order."""
_EVENTS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "FightingAgainst": (frozenset(EVENTS), frozenset({"target", "from"})),
    "InChargeOf": (frozenset({"Capture"}), frozenset({"place"})),
}
"""Events that say as much of their agent and of those in these roles."""
_OURS: Final = frozenset({"Organisation", "Person", "Location", "Nationality"})
"""Types of re3d that our entities may have; ends of other types can never be found."""


def table(path: Path) -> list[str]:
    """Read the documents of `path` and return how many of their relations are found."""
    counts: Counter[tuple[str, str]] = Counter()
    for document, record in _records(path):
        kinds = {(e["begin"], e["end"]): e["type"] for e in document["entities"]}
        for relation in document["relations"]:
            if relation["type"] in _ALIKE:
                counts.update((relation["type"], x) for x in _judged(relation, record, kinds))
    columns = ("annotated", "ours to find", "ends found", "relation found", "or an event")
    lines = [f"{'':16}" + "".join(f"{x:>16}" for x in (*columns, "recall"))]
    for name in _ALIKE:
        numbers = [counts[name, x] for x in columns]
        recall = (numbers[3] + numbers[4]) / numbers[1] if numbers[1] else 0.0
        lines.append(f"{name:16}" + "".join(f"{x:16}" for x in numbers) + f"{recall:16.2f}")
    return lines


def _records(path: Path) -> Iterator[tuple[Json, Record]]:
    """Yield each document with its record; its text is taken as it is, for the offsets' sake."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for found in map(json.loads, lines):
        document = Document(found["id"], found["text"], found["title"], publisher=found["subset"])
        (outcome,) = understand([document], Settings())
        if isinstance(outcome, Skipped):
            raise ValueError(f"{outcome.source}: {outcome.reason}")  # noqa: TRY004 (a value, unread)
        yield found, outcome


def _judged(relation: Json, record: Record, kinds: Mapping[tuple[int, int], str]) -> Iterator[str]:
    yield "annotated"
    spans = [(relation[f"{x}Begin"], relation[f"{x}End"]) for x in ("source", "target")]
    if not all(kinds.get(x) in _OURS for x in spans):
        return
    yield "ours to find"
    ends = [_overlapping(record.entities, *x) for x in spans]
    if not all(ends):
        return
    yield "ends found"
    pairs = set(product(*ends))
    if relation["type"] in _EITHER_WAY:
        pairs |= {(b, a) for a, b in pairs}
    if any(x.p in _ALIKE[relation["type"]] and (x.s, x.o) in pairs for x in record.relations):
        yield "relation found"
    elif not pairs.isdisjoint(_acting(relation["type"], record)):
        yield "or an event"


def _overlapping(entities: tuple[Participant, ...], start: int, end: int) -> frozenset[str]:
    return frozenset(
        e.id for e in entities if any(m.start < end and start < m.end for m in e.mentions)
    )


def _acting(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the agent of each event that says as much, with those it acts upon."""
    types, roles = _EVENTS.get(kind, (frozenset(), frozenset()))
    for event in record.events:
        if event.type in types:
            others = (x for role in sorted(roles) for x in event.roles.get(role, ()))
            yield from product(event.roles.get("agent", ()), others)
