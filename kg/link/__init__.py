"""Tell which known entity or place each entity is, offline; say nothing when in doubt.

`link` is the door. What it sets comes from `ontology/names.ttl`, where every Wikidata item is
verified, and from GeoNames; the score tells how well name, type and company agree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.lexicon.names import Names
from kg.lexicon.places import Places
from kg.link.choice import Choice, Company, Subject, choose
from kg.link.keeping import Links
from kg.link.linking import linked
from kg.model import Entity, Participant
from kg.settings import Settings

__all__ = ["Links", "link", "link_participants"]


def link(
    entities: Iterable[Entity], names: Names, places: Places, settings: Settings
) -> Iterator[Entity]:
    """Yield the entities in order, with `known`, `wikidata`, `link_score` and `point` set.

    The entities given together are one another's company: their countries decide between
    bearers of one name. `known` is set from `settings.link_threshold` on; `link_score` (0…1) goes
    with `wikidata`. What cannot be decided, or was linked before, keeps what it had.
    """
    held = list(entities)
    subjects = [Subject(e.type, e.names, e.known) for e in held]
    company = Company(subjects, names)
    for i, (entity, subject) in enumerate(zip(held, subjects, strict=True)):
        near = company.of(i, whole=True)
        choice = choose(subject, near, names, places) if subject.names else None
        yield entity if choice is None else linked(entity, choice, settings)


def link_participants(
    participants: Iterable[Participant], names: Names, places: Places, settings: Settings
) -> tuple[Participant, ...]:
    """Return one document's participants with `known`, `wikidata` and `link_score` set."""
    held = tuple(participants)
    subjects = [Subject(p.type, p.names, p.known) for p in held]
    company = Company(subjects, names)
    choices = [
        choose(subject, company.of(i), names, places) if subject.names else None
        for i, subject in enumerate(subjects)
    ]
    return tuple(
        p if choice is None else _marked(p, choice, settings)
        for p, choice in zip(held, choices, strict=True)
    )


def _marked(participant: Participant, choice: Choice, settings: Settings) -> Participant:
    found = choice.candidate
    known = found.known if choice.score >= settings.link_threshold else participant.known
    if found.wikidata is None:
        return replace(participant, known=known)
    return replace(participant, known=known, wikidata=found.wikidata, link_score=choice.score)
