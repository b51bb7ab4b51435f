"""How a name in a report may be worded otherwise in the list: the readings of one name.

"Turkey's air force" is looked up as "Turkish air force", "Islamic State fighters" as "Islamic
State", "Prime Minister Haider al-Abadi" as "Haider al-Abadi", "Palmyra, Syria" as "Palmyra", and
in a report on Iraq "federal police" as "Iraqi federal police".
Each reading has a factor below 1 when the name was changed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.lexicon.names import KnownEntity, Names

CHANGED = 0.97
"""Factor of a reading that leaves out what does not belong to the name."""
SUPPLIED = 0.93
"""Factor of a reading to which the country of the report was added."""

_TAILS = {
    "ArmedGroup": r"groups?|movement|militias?|militants?|fighters?|rebels?|insurgents?|forces"
    r"|organi[sz]ation|network|gunmen|jihadis(?:ts?)?|terrorists?|extremists|guerrillas?|gang"
    r"|coalition|alliance",
    "State": r"government|regime|authorities|administration|officials|state",
    "StateForce": r"troops|soldiers|forces|servicemen|personnel|officers",
    "Coalition": r"forces|troops|mission|alliance|peacekeepers",
    "Place": r"city|town|village|district|area|region|border crossing|crossing|valley|peninsula"
    r"|mountains",
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
    r"(.+) (?:artillery|tanks|troops|soldiers|forces|army|military|commandos)$"
)
_AIR_FORCE = re.compile(r"(.+) (?:warplanes?|(?:fighter )?jets?|aircraft|planes)$")

REGIONS: Final = (
    *("province", "governorate", "region", "department", "oblast", "district", "territory"),
    *("county", "division", "prefecture", "state", "canton"),
)
"""Words for a part of a country, as against a town of its name."""
_TOWNS: Final = ("city", "town", "village", "port", "capital", "hamlet", "municipality")
_WATERS: Final = ("river", "lake", "sea", "gulf", "strait")
_KINDS: Final = {
    **dict.fromkeys(REGIONS, "region"),
    **dict.fromkeys(_TOWNS, "settlement"),
    **dict.fromkeys(_WATERS, "water"),
}
_HEADED: Final = re.compile(rf"(?:\S+ ){{0,4}}({'|'.join(_KINDS)})(?: of \S.*)?$", re.IGNORECASE)
_NAMED: Final = re.compile(rf"(?:.* )?({'|'.join(_KINDS)})$", re.IGNORECASE)


def readings(name: str, kind: str, names: Names) -> Iterator[tuple[str, float]]:
    """Yield (reading, factor): `name` itself first, then what it may stand for, as `kind`."""
    bare = name[4:] if name[:4] in ("the ", "The ") else name
    yield name, 1.0
    shortened = _untitled(bare) if kind == "Person" else _shortened(bare, kind)
    yield from ((text, CHANGED) for text in shortened)
    if kind in ("StateForce", "Organisation"):
        yield from ((text, CHANGED) for text in _owned(bare, names))
    if kind == "StateForce" and not any(x.type == kind for x in names.candidates(bare)):
        yield from ((text, CHANGED * CHANGED) for text in _forces(bare, names))


def supplied(name: str, state: KnownEntity) -> Iterator[tuple[str, float]]:
    """Yield readings of a name that leaves out its country because all of its report is there.

    "Defence Ministry" is the Afghan Defence Ministry, "National Guard" the National Guard (Mexico).
    """
    bare = name[4:] if name[:4] in ("the ", "The ") else name
    for adjective in state.demonyms[:1]:
        yield f"{adjective} {bare}", SUPPLIED
    for form in (f"{bare} ({state.label})", f"{bare} of {state.label}", f"{bare}, {state.label}"):
        yield form, SUPPLIED


def place_kind(names: Iterable[str], descriptions: Iterable[str]) -> tuple[str, str] | None:
    """Return what kind of place is meant and the word that says so; None when nothing does.

    "the eastern province of Deir Ezzor" is a region, "the river" a water.
    """
    for pattern, texts in ((_NAMED, names), (_HEADED, descriptions)):
        for text in texts:
            if found := pattern.fullmatch(text):
                word = found[1].lower()
                return _KINDS[word], word
    return None


def kinds_of(entity: KnownEntity) -> frozenset[str]:
    """Return the kinds of place that a listed place is by its names and epithets."""
    words = [*entity.epithets, *(a.rsplit(" ", 1)[-1].lower() for a in entity.aliases)]
    return frozenset(_KINDS[w] for w in words if w in _KINDS)


def adjectives(state: str, names: Names) -> tuple[str, ...]:
    """Return the adjectives of the country called `state`; () when there is none."""
    return next((e.demonyms for e in names.candidates(state) if e.type == "State"), ())


def _forces(name: str, names: Names) -> Iterator[str]:
    """Yield the force that soldiers, tanks or planes of a country stand for."""
    for pattern, force in ((_AIR_FORCE, "Air Force"), (_MAIN_FORCE, "military")):
        if found := pattern.match(name):
            for adjective in (found[1], *adjectives(found[1].rstrip("'\u2019s"), names)):
                yield f"{adjective} {force}"


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
