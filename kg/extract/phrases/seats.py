"""Seats: "the university in Beirut", "headquarters of the brigade", "militiamen from Misrata"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import PERSON, PLACES, Tie
from kg.extract.stance import is_past
from kg.model import Mention

_SEAT = frozenset({"in", "at"})
_CIVIL = frozenset({"Organisation", "MediaOutlet"})
_PLACE = frozenset({"Place"})
_GROUP = frozenset({"ArmedGroup"})


def seats(page: Page) -> Iterator[Tie]:
    """Yield where the bodies of the document have their seats."""
    for mention, body in page.mentions(_CIVIL):
        for place, rule in _seated(page, mention):
            yield Tie(body, "basedIn", place, mention.head, f"basedIn/{rule}")
    for mention, group in page.mentions(_GROUP):
        for place, rule in _from_town(page, mention):
            yield Tie(group, "basedIn", place, mention.head, f"basedIn/{rule}")
    for mention, person in page.mentions(PERSON):
        if page.parse.lemmas[mention.head] in page.words.offices.local:
            here = next(iter(page.bearers.of(mention.head, PERSON)), person)
            for place in _local(page, mention):
                yield Tie(here, "basedIn", place, mention.head, "basedIn/office")
    for i in page.nouns(page.words.places.seats):
        yield from _headquarters(page, i)


def _seated(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "the university in Beirut", "Istanbul's university", "the centre based in Mombasa"."""
    final = page.lower[mention.last - 1]
    noun = page.view.nouns.get(final)
    if final in page.words.places.buildings or (noun is not None and noun.facility):
        return
    if mention.kind == "description" or page.kind(mention) == "Organisation":
        yield from ((e, "phrase") for e, _ in page.places(mention.head, _SEAT))
        town = _after_comma(page, mention)
        yield from ((e, "comma") for e in (town,) if e is not None)
    for q in page.nominals.qualifiers(mention.head):
        if q.possessive and page.view.type(q.entity) == "Place":
            yield q.entity, "possessive"
    if page.parse.words[mention.last : mention.last + 1] == ("based",):
        yield from ((e, "based") for e, _ in page.places(mention.last, _SEAT))


def _after_comma(page: Page, mention: Mention) -> str | None:
    """Return the town of "the Policy Centre, Nairobi."."""
    if mention.kind == "name" and page.lower[mention.last : mention.last + 1] == (",",):
        town = page.bearers.name(mention.last + 1, _PLACE)
        if town is not None and not page.national(town.entity or ""):
            return town.entity
    return None


def _local(page: Page, mention: Mention) -> Iterator[str]:
    """Yield the town of "an official in Goma"."""
    for place, token in page.places(mention.head, {"in"}):
        if token == mention.head + 1 and not page.national(place):
            yield place


def _from_town(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "militiamen from the town of Misrata"; who is driven from a town is not based there."""
    if mention.kind == "description" and page.parse.deps[mention.head] not in ("dobj", "nsubjpass"):
        for place, token in page.places(mention.head, {"from"}):
            if token == mention.head + 1 and not page.national(place):
                yield place, "from"


def _headquarters(page: Page, i: int) -> Iterator[Tie]:
    """Read "Tekbali camp, headquarters of the brigade" and "its headquarters are in Stuttgart"."""
    behind = [e for _, _, o in page.nominals.complements(i, {"of"}) for e in page.view.fillers(o)]
    owners = behind + [q.entity for q in page.nominals.qualifiers(i) if q.possessive]
    sites = [e for e in page.bearers.of(i, PLACES) if page.named(e)]
    verb = page.parse.heads[i]
    if page.parse.deps[i] == "nsubj" and page.parse.lemmas[verb] == "be":
        sites += [e for e, _ in page.places(verb, _SEAT)]
    past = is_past(page.view, i)
    for owner in owners:
        yield from (Tie(owner, "basedIn", e, i, "basedIn/headquarters", past=past) for e in sites)
