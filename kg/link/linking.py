"""An entity with the link that was chosen for it."""

from dataclasses import replace

from kg.link.choice import Choice
from kg.model import Entity
from kg.settings import Settings


def linked(entity: Entity, choice: Choice, settings: Settings) -> Entity:
    """Return `entity` with `known`, `wikidata`, `link_score` and `point` as chosen."""
    found = choice.candidate
    sure = choice.score >= settings.link_threshold
    linked = replace(
        entity,
        known=found.known if sure else entity.known,
        point=found.point if sure and found.point else entity.point,
    )
    if found.wikidata is None or (entity.link_score or 0.0) >= choice.score:
        return linked
    return replace(linked, wikidata=found.wikidata, link_score=choice.score)
