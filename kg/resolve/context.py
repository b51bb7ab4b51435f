"""What a document tells about where it plays: the country of a place, and the theatre of it all."""

from collections import Counter
from dataclasses import dataclass

from kg.lexicon.names import KnownEntity, Names
from kg.model import Participant, Record
from kg.resolve.spelling import family, key_of

_HOPS = 6
"""Longest chain of "lies in" that is followed."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a document plays."""

    document: str
    theatre: str
    """The country most of its places lie in (ISO code, or a normalised name); "" when unclear."""
    countries: dict[str, str]
    """Local id of a place → its country, where the text or the list of names gives one."""


def context_of(record: Record, names: Names) -> Context:
    """Return the context of a record."""
    people = {x.id: x for x in record.entities}
    inside = _containers(record)
    places = [x for x in record.entities if family(x.type) == "place"]
    countries = {x.id: y for x in places if (y := _country(x.id, people, inside, names))}
    scenes = {x.id for x in places if x.type == "Place"} | set(inside.values())
    scenes |= {x for event in record.events for x in event.roles.get("place", ())}
    found = Counter(countries[x] for x in scenes if x in countries).most_common(2)
    clear = len(found) == 1 or (len(found) > 1 and found[0][1] > found[1][1])
    return Context(record.document.key, found[0][0] if clear else "", countries)


def _containers(record: Record) -> dict[str, str]:
    """Return place → the place that the text says it lies in (the first such claim wins)."""
    found: dict[str, str] = {}
    for claim in record.relations:
        if claim.p == "locatedIn" and claim.stance.polarity == "positive":
            found.setdefault(claim.s, claim.o)
    return found


def _country(
    start: str, people: dict[str, Participant], inside: dict[str, str], names: Names
) -> str:
    """Follow "lies in" from a place to a country; the list of names may know any place on the way.

    What the text says comes before what the list says of the place itself, unless that is a state.
    """
    own = ""
    here: str | None = start
    for _ in range(_HOPS):
        place = people.get(here or "")
        if place is None:
            break
        found = _country_of_one(place, names)
        if found and (here != start or place.type == "State"):
            return found
        own = own or found
        here = inside.get(place.id)
    return own


def _country_of_one(place: Participant, names: Names) -> str:
    """Return the one country of the town or entry that a place is, or an unlisted state's name."""
    if place.town is not None:
        return place.town.country
    entry = names.entities.get(place.known or "")
    entries = [entry] if entry else [_sole(name, place.type, names) for name in place.names]
    for entry in entries:
        if entry and family(entry.type) == "place" and len(entry.countries) == 1:
            return entry.countries[0] if entry.countries[0].isalpha() else ""
    unlisted = place.type == "State" and place.names and not any(entries)
    return key_of(place.names[0]) if unlisted else ""


def _sole(name: str, kind: str, names: Names) -> KnownEntity | None:
    found = [x for x in names.candidates(name) if bears(x, name, kind)]
    return found[0] if len(found) == 1 else None


def bears(entry: KnownEntity, name: str, kind: str) -> bool:
    """Tell whether an entry can be meant by `name` of a participant of type `kind`.

    By the name of its capital a state is meant where it acts, not where something happens.
    """
    key = key_of(name)
    if kind == "State" or key not in map(key_of, entry.capitals):
        return True
    return any(key_of(x) == key for x in (*entry.aliases, *entry.demonyms))
