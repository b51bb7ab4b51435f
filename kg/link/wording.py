"""How a name in a report may be worded otherwise in the list: the readings of one name.

"Turkey's air force" is looked up as "Turkish air force", "Islamic State fighters" as "Islamic
State", "Prime Minister Haider al-Abadi" as "Haider al-Abadi", "Palmyra, Syria" as "Palmyra".
Each reading has a factor below 1 when the name was changed.
"""

import re
from collections.abc import Iterator

from kg.lexicon.names import Names

CHANGED = 0.97
"""Factor of a reading that leaves out what does not belong to the name."""

_TAILS = {
    "ArmedGroup": r"groups?|movement|militias?|militants?|fighters?|rebels?|insurgents?|forces"
    r"|organi[sz]ation|network|gunmen|jihadis(?:ts?)?|terrorists?|extremists|guerrillas?|gang",
    "State": r"government|regime|authorities|administration|officials|state",
    "StateForce": r"troops|soldiers|forces|servicemen|personnel|officers",
    "Coalition": r"forces|troops|mission|alliance|peacekeepers",
    "Place": r"city|town|village|district|area|region",
    "MediaOutlet": r"news agency|agency|newspaper|television|TV|news|radio",
    "Organisation": r"party|group|organi[sz]ation",
}
_TAIL = {kind: re.compile(rf"(.+?) (?:{x})$", re.IGNORECASE) for kind, x in _TAILS.items()}
_HEADS = {
    "ArmedGroup": r"(?:Shiite|Shia|Sunni|Kurdish|Islamist|jihadist|militant|rebel) ",
    "State": r"government of (?:the )?",
    "Place": r"(?:port )?(?:city|town|village|district|province|region) of ",
}
_HEAD = {kind: re.compile(rf"{x}(.+)", re.IGNORECASE) for kind, x in _HEADS.items()}
_WITHIN = re.compile(r"(.+?), [A-Z][\w .]+$")
_INITIAL = re.compile(r" [A-Z]\.(?= )")
_OWNER = re.compile(r"(.+?)['\u2019]s? (.+)")
_MAIN_FORCE = re.compile(
    r"(.+) (?:artillery|warplanes|jets|tanks|troops|soldiers|forces|army|military|commandos)$"
)


def readings(name: str, kind: str, names: Names) -> Iterator[tuple[str, float]]:
    """Yield (reading, factor): `name` itself first, then what it may stand for, as `kind`."""
    bare = name[4:] if name[:4] in ("the ", "The ") else name
    yield name, 1.0
    shortened = _untitled(bare) if kind == "Person" else _shortened(bare, kind)
    yield from ((text, CHANGED) for text in shortened)
    if kind in ("StateForce", "Organisation"):
        yield from ((text, CHANGED) for text in _owned(bare, names))
    if kind == "StateForce" and (force := _MAIN_FORCE.match(bare)):
        for adjective in (force[1], *adjectives(force[1].rstrip("'\u2019s"), names)):
            yield f"{adjective} military", CHANGED * CHANGED


def adjectives(state: str, names: Names) -> tuple[str, ...]:
    """Return the adjectives of the country called `state`; () when there is none."""
    return next((e.demonyms for e in names.candidates(state) if e.type == "State"), ())


def _shortened(name: str, kind: str) -> Iterator[str]:
    """Yield `name` without generic words before or after it, or the country it stands in."""
    tail, head = _TAIL.get(kind), _HEAD.get(kind)
    if tail is not None and (found := tail.match(name)):
        yield found[1]
    if head is not None and (found := head.match(name)):
        yield found[1]
        if tail is not None and (inner := tail.match(found[1])):
            yield inner[1]
    if kind == "Place" and (found := _WITHIN.match(name)):
        yield found[1]


def _untitled(name: str) -> Iterator[str]:
    """Yield a person's name without a middle initial, then without the titles before it."""
    plain = _INITIAL.sub("", name)
    if plain != name:
        yield plain
    words = plain.split()
    for start in range(1, len(words) - 1):
        yield " ".join(words[start:])


def _owned(name: str, names: Names) -> Iterator[str]:
    found = _OWNER.match(name)
    if found is not None:
        yield from (f"{adjective} {found[2]}" for adjective in adjectives(found[1], names))
