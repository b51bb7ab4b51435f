"""By what a participant of one document is held, so that others can be held by the same.

An anchor is a listed entry, a full name, an acronym with its theatre, or the document alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.lexicon.generic import is_generic, is_shared
from kg.lexicon.names import KnownEntity, Names
from kg.model import Participant
from kg.resolve.context import Context, bears
from kg.resolve.likeness import ENOUGH, likeness
from kg.resolve.spelling import (
    family,
    fits,
    is_acronym,
    is_full_person,
    key_of,
    may_be,
    person_key,
    place_key,
    place_kind,
    sound,
)
from kg.resolve.wordings import acronyms, body_names, readings

KNOWN: Final = "known"
NAME: Final = "name"
ACRONYM: Final = "acronym"
LOCAL: Final = "local"
_SURE: Final = 0.8
"""Score from which a link within a document counts."""
_LETTERS: Final = 3
"""Letters from which an acronym that only a well-known group bears means it anywhere."""
_AT_HOME: Final = frozenset({"ArmedGroup", "StateForce", "Coalition"})


class Anchor(NamedTuple):
    """What participants are held by; equal anchors, one entity."""

    scope: str
    """`KNOWN`, `NAME`, `ACRONYM` or `LOCAL`."""
    family: str
    name: str
    """The IRI of an entry, a normalised name, an acronym, or the key of a document."""
    country: str = ""
    """Of a place, where the text gives it; of an acronym, the theatre."""
    kind: str = ""
    """Of a place: "settlement", "region", "water" or unsaid. Of a local: the participant's id."""


@dataclass(frozen=True, slots=True)
class Anchoring:
    """The anchors of one participant, the deciding one first, and the acronyms it goes by."""

    anchors: tuple[Anchor, ...]
    acronyms: tuple[str, ...]


def anchoring(who: Participant, context: Context, names: Names) -> Anchoring:
    """Return what `who` is held by: the first rule that applies decides.

    1. recognised: annotation has found it in the list of names.
    2. listed: one of its names is in the list, and only one entry fits type, kind and country.
    3. full name: a name with enough in it to be one entity's everywhere.
    4. acronym: only with the theatre of its document, never alone.
    5. local: a description, a surname or a generic name stays in its document.
    """
    kin = family(who.type)
    short = acronyms(who.type, who.names)
    full = full_names(who, context)
    entry = names.entities.get(who.known or "")
    if entry is None or not may_be(who.type, entry.type):
        entry = listed(who, context, names) if who.town is None else None
    if entry is not None:
        unlisted = [x for x in full if not _is_listed(x, who, names)]
        return Anchoring((_known(entry), *unlisted), short)
    if full:
        return Anchoring(tuple(full), short)
    if short and context.theatre:
        return Anchoring((Anchor(ACRONYM, kin, short[0], context.theatre),), short)
    return Anchoring((Anchor(LOCAL, kin, context.document, kind=who.id),), short)


def _known(entry: KnownEntity) -> Anchor:
    return Anchor(KNOWN, family(entry.type), entry.iri)


def full_names(who: Participant, context: Context) -> list[Anchor]:
    """Return an anchor for each name of `who` that is full, in the order of its names.

    Not full: acronyms, generic names ("Defence Ministry"), a surname, one word of a fuller name
    ("the Observatory" beside "Syrian Observatory for Human Rights").
    """
    kin = family(who.type)
    if kin == "place":
        return _place_names(who, context)
    if kin == "person":
        keys = [k for n in who.names if is_full_person(k := person_key(n))]
    else:
        keys = [k for k in body_names(who.type, who.names) if not is_generic(k)]
    longer = [k for k in keys if not _shortens(k, keys, kin)]
    return [Anchor(NAME, kin, k, _scene(k, kin, context)) for k in dict.fromkeys(longer)]


def _scene(key: str, kin: str, context: Context) -> str:
    """Return the theatre for a name that groups of many countries may bear, else ""."""
    return context.theatre if kin == "group" and is_shared(key) else ""


def _shortens(key: str, keys: list[str], kin: str) -> bool:
    """Tell whether `key` is a short form of another of `keys`."""
    words = set(sound(key).split())
    if kin == "group" and len(words) > 1:
        return False
    return any(words < set(sound(other).split()) for other in keys)


def _place_names(who: Participant, context: Context) -> list[Anchor]:
    found = []
    for name in who.names:
        if who.type == "State" and is_acronym(name):
            continue
        key, kind = place_key(name)
        kind = kind or place_kind(name, who.descriptions) or _linked_kind(who)
        if key:
            found.append(Anchor(NAME, "place", key, context.countries.get(who.id, ""), kind))
    return list(dict.fromkeys(found))


def _linked_kind(who: Participant) -> str:
    """Return "settlement" for a place that was surely linked: what the list lacks is a city."""
    sure = who.town is not None or (who.wikidata and (who.link_score or 0.0) >= _SURE)
    return "settlement" if sure else ""


def listed(who: Participant, context: Context, names: Names) -> KnownEntity | None:
    """Return the only entry of the list of names that fits a name of `who`, or None.

    Names are tried in their order. Where several entries share the name, the country decides;
    an acronym never fits an entry whose countries are others than the theatre.
    """
    where = context.countries.get(who.id, "") or context.theatre
    for name in who.names:
        for reading in readings(who.type, name):
            fitting = _fitting(who, name, reading, context, names)
            if len(fitting) > 1:
                fitting = [x for x in fitting if where and where in x.countries]
            if len(fitting) > 1 and family(who.type) == "place":
                fitting = [x for x in fitting if "region" not in kinds_of(x)]
            if len(fitting) == 1:
                return fitting[0]
    return None


def _fitting(
    who: Participant, name: str, reading: str, context: Context, names: Names
) -> list[KnownEntity]:
    """Return the entries that a reading of a name of `who` can mean."""
    bearing = [x for x in names.candidates(reading) if bears(x, reading, who.type)]
    fitting = [x for x in bearing if _fits(x, who, name, context)]
    if family(who.type) != "group":
        return fitting
    if not is_acronym(reading):
        roams = not is_shared(key_of(reading))
        return [x for x in fitting if roams or not elsewhere(home(x), context.theatre)]
    sole = len(reading) >= _LETTERS and len(names.candidates(reading)) == 1
    near = [
        x for x in fitting if (sole and x.prominence > 1) or not elsewhere(home(x), context.theatre)
    ]
    return [x for x in near if not _is_of_other(reading, who, x)]


def _is_of_other(acronym: str, who: Participant, entry: KnownEntity) -> bool:
    """Tell whether `acronym` is short for a full name of `who` that is none of the entry's."""
    spelled = [k for k in body_names(who.type, who.names) if fits(acronym, k)]
    return any(
        all(likeness(k, key_of(x), acronym) < ENOUGH for x in entry.aliases) for k in spelled
    )


def is_own_name(entry: KnownEntity, key: str) -> bool:
    """Tell whether one word names a person by itself (Hemedti), being no part of a longer name."""
    aliases = [key_of(x).split() for x in entry.aliases]
    return [key] in aliases and not any(key in x for x in aliases if len(x) > 1)


def _fits(entry: KnownEntity, who: Participant, name: str, context: Context) -> bool:
    """Tell whether family, kind of place and country leave room for `entry` to be `who`."""
    if not may_be(who.type, entry.type):
        return False
    if family(entry.type) != "place":
        key = person_key(name)
        return who.type != "Person" or is_full_person(key) or is_own_name(entry, key)
    kind = place_key(name)[1]
    if entry.type == "State":  # the river and the state of Nigeria are no country
        return not kind or key_of(name) in map(key_of, entry.aliases)
    if elsewhere(entry.countries, context.countries.get(who.id, "")):
        return False
    kind = kind or place_kind(name, who.descriptions)
    kinds = kinds_of(entry)
    return not kind or kind in kinds or (kind == "settlement" and not kinds)


def kinds_of(entry: KnownEntity) -> set[str]:
    """Return the kinds of place that the names of an entry give it."""
    return {place_key(x)[1] for x in entry.aliases} - {""}


def home(entry: KnownEntity) -> tuple[str, ...]:
    """Return the countries an entry acts in, () when it may speak or act anywhere."""
    return entry.countries if entry.type in _AT_HOME else ()


def elsewhere(countries: Collection[str], theatre: str) -> bool:
    """Tell whether `theatre` is none of the countries of an entity; the unknown is no bar."""
    return bool(theatre and countries) and theatre not in countries


def _is_listed(held: Anchor, who: Participant, names: Names) -> bool:
    """Tell whether the list of names knows the name of `held`, for whatever entry."""
    return any(
        names.candidates(n)
        for n in who.names
        if held.name in (key_of(n), person_key(n), place_key(n)[0])
    )
