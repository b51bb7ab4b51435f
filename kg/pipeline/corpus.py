"""The corpus half: from the records to the graph, streamed from stage to stage."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg import fuse
from kg.judgements import Judgements, Review
from kg.lexicon import names, places
from kg.link import link
from kg.model import Entity
from kg.ontology import load, load_sources
from kg.pipeline.growth import Growth
from kg.pipeline.units import Units
from kg.resolve import resolve
from kg.settings import Settings, shipped

if TYPE_CHECKING:
    from kg.graph.edits import Edit

PASSES: Final = 3
"""So often all records are read: to resolve, to fuse and to publish."""


@contextmanager
def combine(
    growth: Growth, settings: Settings, found: dict[str, int], judgements: Judgements
) -> Iterator[Iterable["Edit"]]:
    """Give what changes in the graph: resolve, link, fuse, publish; `found` is filled meanwhile.

    `judgements` bind. Raises KnowledgeError when a file of the ontology is broken.
    """
    folder = shipped(settings) / "ontology"
    known, ontology, sources = names.known(settings), load(folder), load_sources(folder)
    found["claims"] = 0
    units = Units(growth.db, settings)
    fuse.prepare(growth.db)
    with resolve(growth.every(), known, judgements) as resolution:
        if judgements:
            found["judgements"] = len(judgements.holding)
            found["judgements not kept"] = len(resolution.unkept)
        review = Review(judgements, resolution.key_of) if judgements else None

        def edits() -> Iterator["Edit"]:
            growth.learn()
            linked = link(resolution.entities(), known, places.load(folder), settings)
            yield from map(units.without, growth.left())
            yield from units.documents(growth.every(), resolution)
            yield from units.entities(_counted(linked, settings, found))
            altered = units.altered()
            changed = fuse.Changed(chain(growth.left(), altered), growth.some(altered))
            knowledge = fuse.Knowledge(resolution, ontology.state_effects, sources, review)
            yield from units.facts(fuse.update(growth.db, changed, knowledge))
            found["claims"], found["facts"] = growth.claims, units.number_of_facts

        yield edits()


def _counted(
    entities: Iterable[Entity], settings: Settings, found: dict[str, int]
) -> Iterator[Entity]:
    found |= {"entities": 0, "linked": 0}
    for entity in entities:
        found["entities"] += 1
        found["linked"] += entity.wikidata is not None and (
            entity.link_score is None or entity.link_score >= settings.link_threshold
        )
        yield entity
