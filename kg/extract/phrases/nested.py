"""Names inside names: "US-led coalition", "Jordan's army", "African Union Mission in Somalia"."""

import re
from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, BODIES, PLACES, Tie
from kg.model import Mention

_PARTS = re.compile(r"[-\u2010\u2011 '\u2019]")
_LED = re.compile(r"[-\u2010\u2011 ]led ", re.IGNORECASE)
_OWN = re.compile(r"['\u2019]s? ")
_MISSION = re.compile(r"\b(?:mission|force|command|peacekeep\w+|observers?)\b", re.IGNORECASE)
_IN = re.compile(r" (?:in|at) (?:the )?")


def nested(page: Page) -> Iterator[Tie]:
    """Yield the ties that the wording of proper names tells, each once."""
    names = {n: e.id for e in page.view.entities.values() for n in e.names if n[0].isupper()}
    seen: set[str] = set()
    for mention, _ in page.mentions(BODIES):
        text = mention.span.text
        if mention.kind == "name" and " " in text and text not in seen:
            seen.add(text)
            yield from _above(page, mention, names)
            yield from _where(page, mention, names)


def _above(page: Page, mention: Mention, names: dict[str, str]) -> Iterator[Tie]:
    """Read whose a body is off the beginning of its name."""
    text, body, at = mention.span.text, mention.entity or "", mention.head
    for end in (m.start() for m in _PARTS.finditer(text)):
        owner = names.get(text[:end])
        if owner is None or page.view.type(owner) not in BODIES:
            continue
        mission = page.view.type(owner) in ("Organisation", "Coalition") and _MISSION.search(
            text, end
        )
        if _LED.match(text, end):
            yield Tie(owner, "partOf", body, at, "partOf/led")
        elif mission or _OWN.match(text, end):
            yield Tie(body, "partOf", owner, at, "partOf/name")


def _where(page: Page, mention: Mention, names: dict[str, str]) -> Iterator[Tie]:
    """Read where a mission or a body is off the end of its name."""
    text, body = mention.span.text, mention.entity or ""
    if page.kind(mention) == "ArmedGroup":
        return  # "Islamic State in the Sahel" may be anywhere
    armed = page.kind(mention) in ARMED or _MISSION.search(text)
    relation = "presentIn" if armed else "basedIn"
    for match in _IN.finditer(text):
        place = names.get(text[match.end() :])
        if place is not None and page.view.type(place) in PLACES:
            yield Tie(body, relation, place, mention.head, f"{relation}/name")
