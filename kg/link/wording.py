"""How a name in a report may be worded otherwise in the list: the readings of one name.

"Turkey's air force" is looked up as "Turkish air force", "Islamic State fighters" as "Islamic
State", "the Syrian government" as "Syrian". Each reading has a factor below 1 when it was changed.
"""

import re
from collections.abc import Iterator

from kg.lexicon.names import Names

_GENERIC = {
    "ArmedGroup": r"groups?|movement|militias?|militants?|fighters?|rebels?|insurgents?|forces"
    r"|organi[sz]ation|network|gunmen|jihadis(?:ts?)?|terrorists?|extremists|guerrillas?|gang",
    "State": r"government|regime|authorities|administration|officials|state",
    "StateForce": r"troops|soldiers|forces|servicemen|personnel|officers",
    "Coalition": r"forces|troops|mission|alliance|peacekeepers",
    "Place": r"city|town|village|district|area|region",
    "MediaOutlet": r"news agency|agency|newspaper|television|TV|news|radio",
    "Organisation": r"party|group|organi[sz]ation",
}
_TAIL = {kind: re.compile(rf"(.+?) (?:{nouns})$") for kind, nouns in _GENERIC.items()}
_HEAD = re.compile(r"(?:city|town|village) of (.+)")
_KIND = re.compile(
    r"(?:Shiite|Shia|Sunni|Kurdish|Islamist|jihadist|militant|rebel) (.+)", re.IGNORECASE
)
_OWNER = re.compile(r"(.+?)['\u2019]s? (.+)")
_MAIN_FORCE = re.compile(
    r"(.+) (?:artillery|warplanes|jets|tanks|troops|soldiers|forces|army|military|commandos)$"
)
_PLACES = frozenset({"Place", "State"})

CHANGED = 0.95
"""Factor of a reading that drops or changes a generic word."""


def readings(name: str, kind: str, names: Names) -> Iterator[tuple[str, float]]:
    """Yield (reading, factor): `name` itself first, then what it may stand for, as `kind`."""
    yield name, 1.0
    yield from ((text, CHANGED) for text in _shortened(name, kind))
    owned = _OWNER.match(name)
    if owned is not None and kind in ("StateForce", "Organisation"):
        yield from ((f"{adj} {owned[2]}", CHANGED) for adj in adjectives(owned[1], names))
    force = _MAIN_FORCE.match(name)
    if force is not None and kind == "StateForce":
        for adjective in (force[1], *adjectives(force[1].rstrip("'\u2019s"), names)):
            yield f"{adjective} military", CHANGED * CHANGED


def adjectives(state: str, names: Names) -> tuple[str, ...]:
    """Return the adjectives of the country called `state`; () when there is none."""
    return next((e.demonyms for e in names.candidates(state) if e.type == "State"), ())


def _shortened(name: str, kind: str) -> Iterator[str]:
    tail = _TAIL.get(kind)
    if tail is not None and (found := tail.match(name)):
        yield found[1]
    if kind in _PLACES and (found := _HEAD.match(name)):
        yield found[1]
    if kind == "ArmedGroup" and (found := _KIND.match(name)):
        yield found[1]
        if tail is not None and (inner := tail.match(found[1])):
            yield inner[1]
