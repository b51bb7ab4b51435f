"""The steps of linking one entity: what may be it, where it is at home, and the link chosen."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from kg.lexicon import imported
from kg.lexicon.imported import Imported
from kg.lexicon.names import Names
from kg.lexicon.places import Places
from kg.link.candidates import Candidate, known_candidates, with_imported
from kg.link.catalogue import Catalogue
from kg.link.choice import Choice, choose
from kg.link.company import Home, Surroundings, home_of
from kg.link.gathering import Subject, gathered
from kg.model import Entity, Town
from kg.settings import Settings, imported_names


def subject_of(entity: Entity) -> Subject:
    """Return an entity as the scorer sees it."""
    return Subject(entity.type, entity.names, entity.known, entity.descriptions)


def catalogue_of(names: Names, places: Places, settings: Settings) -> Catalogue:
    """Return what names are looked up in: the same for the same knowledge."""
    return _combined(names, places, imported.load(imported_names(settings)))


@lru_cache(maxsize=2)
def _combined(names: Names, places: Places, held: Imported | None) -> Catalogue:
    return Catalogue(names, places, held)


def bearers(subject: Subject, catalogue: Catalogue) -> dict[str, Candidate]:
    """Return the listed and imported entities that bear a name of `subject`, by IRI."""
    found = known_candidates(subject.asked, subject.type, catalogue.names)
    if subject.lands:
        found = {iri: x for iri, x in found.items() if subject.allows(x.countries)}
    if catalogue.imported is None:
        return found
    held = catalogue.imported
    return with_imported(found, subject.asked, subject.type, catalogue.names, held)


def home(subject: Subject, known: Mapping[str, Candidate], catalogue: Catalogue) -> Home:
    """Return where a subject that can be only one of `known` is at home."""
    if len(known) != 1:
        return Home()
    (only,) = known.values()
    point = only.point
    if point is None and subject.type == "Place" and len(only.countries) == 1:
        point = catalogue.point(subject.names, only.countries[0])
    return home_of(subject.type, only.countries, point)


def chosen(
    subject: Subject,
    known: Mapping[str, Candidate],
    around: Surroundings,
    catalogue: Catalogue,
) -> Choice | None:
    """Return what `subject` is in its company, or None; what has no name is nothing."""
    if not subject.names:
        return None
    return choose(subject, gathered(subject, known, around, catalogue), around)


def town_of(found: Candidate) -> Town | None:
    """Return the place of GeoNames that a candidate is; None for what the names list."""
    if found.geonames is None or found.point is None or not found.countries:
        return None
    return Town(found.geonames, found.countries[0], found.point)


def linked(entity: Entity, choice: Choice, settings: Settings) -> Entity:
    """Return `entity` with `known`, `wikidata`, `link_score`, `geonames` and `point` as chosen.

    What the reports that name it have decided, each in its own company, stays: an entry of the
    list or a town. What a whole corpus speaks of most does not undo it, and tells of no village.
    """
    found = choice.candidate
    decided = entity.known is not None or entity.geonames is not None
    if decided and (found.known, found.geonames) != (entity.known, entity.geonames):
        return entity
    sure = choice.score >= settings.link_threshold
    linked = replace(
        entity,
        known=found.known if sure and found.known else entity.known,
        geonames=found.geonames if sure else entity.geonames,
        point=found.point if sure and found.point else entity.point,
    )
    if found.wikidata is None or (entity.link_score or 0.0) >= choice.score:
        return linked
    return replace(linked, wikidata=found.wikidata, link_score=choice.score)
