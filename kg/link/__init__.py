"""Tell which known entity or place each entity is, offline; say nothing when in doubt.

`link` is the door. What it sets comes from `ontology/names.ttl`, where every Wikidata item is
verified, from what was imported beside it, and from GeoNames; the score tells how well name, type
and company agree.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.lexicon.names import Names
from kg.lexicon.places import Places
from kg.link.catalogue import Catalogue
from kg.link.choice import Choice
from kg.link.company import Home, surroundings
from kg.link.gathering import Subject
from kg.link.keeping import Links
from kg.link.lands import lands_of
from kg.link.linking import bearers, catalogue_of, chosen, home, linked, subject_of, town_of
from kg.model import Entity, Participant
from kg.settings import Settings

__all__ = ["Links", "link", "link_participants"]


def link(
    entities: Iterable[Entity],
    names: Names,
    places: Places,
    settings: Settings,
    documents: Iterable[Collection[str]] | None = None,
) -> Iterator[Entity]:
    """Yield the entities in order, with `known`, `wikidata`, `link_score`, `geonames`, `point` set.

    `documents` hold the keys of entities that stand together: they are one another's company,
    whose countries and places decide between bearers of one name; None: all stand together.
    `known` is set from `settings.link_threshold` on; `link_score` (0…1) goes with `wikidata`. What
    cannot be decided, or was linked before, keeps what it had.
    """
    held = list(entities)
    subjects = {e.key: subject_of(e) for e in held}
    together = [tuple(subjects)] if documents is None else documents
    choices = _choices(subjects, together, catalogue_of(names, places, settings))
    for entity in held:
        choice = choices.get(entity.key)
        yield entity if choice is None else linked(entity, choice, settings)


def link_participants(
    participants: Iterable[Participant],
    names: Names,
    places: Places,
    settings: Settings,
    inside: Iterable[tuple[str, str]] = (),
) -> tuple[Participant, ...]:
    """Return one document's participants with `known`, `wikidata`, `link_score`, `town` set.

    What is decided in the company of the whole document replaces what the words alone were
    taken for; where nothing is decided, that stays. `inside` are pairs of ids of which the text
    says that the first lies in the second: what no country allows both to be, neither is.
    """
    held = tuple(participants)
    subjects = {p.id: Subject(p.type, p.names, descriptions=p.descriptions) for p in held}
    catalogue = catalogue_of(names, places, settings)
    lands = lands_of(subjects, inside, catalogue)
    choices = _choices(subjects, [tuple(subjects)], catalogue, lands)
    return tuple(p if p.id not in choices else _marked(p, choices[p.id], settings) for p in held)


def _choices(
    subjects: Mapping[str, Subject],
    documents: Iterable[Collection[str]],
    catalogue: Catalogue,
    lands: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> dict[str, Choice]:
    subjects = {k: replace(x, lands=frozenset(lands.get(k, ()))) for k, x in subjects.items()}
    known = {key: bearers(subject, catalogue) for key, subject in subjects.items()}
    homes = {key: home(subject, known[key], catalogue) for key, subject in subjects.items()}
    sought = {key for key, subject in subjects.items() if subject.type == "Place"}
    around = surroundings(homes, documents, sought - _located(homes))
    found = {
        key: chosen(subject, known[key], around[key], catalogue)
        for key, subject in subjects.items()
    }
    return {key: choice for key, choice in found.items() if choice is not None}


def _located(homes: Mapping[str, Home]) -> set[str]:
    return {key for key, home in homes.items() if home.point is not None}


def _marked(participant: Participant, choice: Choice, settings: Settings) -> Participant:
    found = choice.candidate
    if choice.score >= settings.link_threshold:
        participant = replace(participant, known=found.known, town=town_of(found))
    if found.wikidata is None:
        return participant
    return replace(participant, wikidata=found.wikidata, link_score=choice.score)
