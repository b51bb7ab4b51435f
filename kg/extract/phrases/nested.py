"""Names inside names: "US-led coalition", "Jordan's army", "African Union Mission in Somalia"."""

import re
from collections.abc import Iterator

from kg.extract.phrases.tie import ARMED, BODIES, PLACES, Tie
from kg.extract.view import View
from kg.model import Mention

_LED = re.compile(r"[-\u2010\u2011 ]led ", re.IGNORECASE)
_OWN = re.compile(r"['\u2019]s? ")
_MISSION = re.compile(
    r"\b(?:mission|force|command|operation|peacekeep\w+|observers?)\b", re.IGNORECASE
)
_IN = re.compile(r" (?:in|at) (?:the )?")


def nested(view: View) -> Iterator[Tie]:
    """Yield the ties that the wording of proper names tells."""
    names = {n: e.id for e in view.entities.values() for n in e.names if n[0].isupper()}
    seen: set[tuple[str, str]] = set()
    for mention in view.mentions:
        text, entity = mention.span.text, mention.entity
        if (
            mention.kind != "name"
            or " " not in text
            or entity is None
            or view.type(entity) not in BODIES
        ):
            continue
        if (entity, text) not in seen:
            seen.add((entity, text))
            yield from _above(view, mention, names)
            yield from _where(view, mention, names)


def _above(view: View, mention: Mention, names: dict[str, str]) -> Iterator[Tie]:
    """Read whose a body is off the beginning of its name."""
    text, entity, at = mention.span.text, mention.entity or "", mention.head
    for end in (m.start() for m in re.finditer(r"[-\u2010\u2011 '\u2019]", text)):
        owner = names.get(text[:end])
        if owner is None or owner == entity or view.type(owner) not in BODIES:
            continue
        if _LED.match(text, end):
            yield Tie(owner, "partOf", entity, at, "partOf/led")
        elif _OWN.match(text, end) or (
            view.type(owner) in ("Organisation", "Coalition") and _MISSION.search(text, end)
        ):
            yield Tie(entity, "partOf", owner, at, "partOf/name")


def _where(view: View, mention: Mention, names: dict[str, str]) -> Iterator[Tie]:
    """Read where a mission or a body is off the end of its name."""
    text, entity = mention.span.text, mention.entity or ""
    for match in _IN.finditer(text):
        place = names.get(text[match.end() :])
        if place is not None and place != entity and view.type(place) in PLACES:
            armed = view.type(entity) in ARMED or _MISSION.search(text)
            relation = "presentIn" if armed else "basedIn"
            yield Tie(entity, relation, place, mention.head, f"{relation}/name")
