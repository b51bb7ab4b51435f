"""The corpus half: from the records to the graph, streamed from stage to stage."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg import fuse, resolve
from kg.judgements import Judgements, Review
from kg.lexicon import names, places
from kg.link import Links
from kg.ontology import load, load_sources
from kg.pipeline.growth import Growth
from kg.pipeline.units import Units
from kg.settings import Settings, shipped

if TYPE_CHECKING:
    from kg.graph.edits import Edit

PASSES: Final = 3
"""So often the records that are due are read: to resolve, to publish and to fuse."""


@contextmanager
def combine(
    growth: Growth, settings: Settings, found: dict[str, int], judgements: Judgements
) -> Iterator[Iterable["Edit"]]:
    """Give what changes in the graph: resolve, link, publish, fuse; `found` is filled meanwhile.

    What the stages remember stands in `growth.db`, so each does only what the documents that are
    due touch. `judgements` bind. Raises KnowledgeError when a file of the ontology is broken.
    """
    folder = shipped(settings) / "ontology"
    known = names.known(settings)
    for stage in (resolve.prepare, Links.prepare, fuse.prepare, Units.prepare):
        stage(growth.db)
    links = Links(growth.db, known, places.load(folder), settings)
    entities = links.found["entities"]
    due = (growth.gone(), growth.changed())
    resolution = resolve.update(growth.db, due, known, judgements)
    moves = resolution.moves()
    growth.moves = {"entities": entities, **moves} if moves else {}
    found["claims"] = 0
    if judgements:
        found["judgements"] = len(judgements.holding)
        found["judgements not kept"] = len(resolution.unkept)

    def edits() -> Iterator["Edit"]:
        units = Units(growth.db, settings)
        growth.learn()
        altered = list(resolution.documents())
        yield from map(units.without, growth.left())
        yield from units.documents(growth.some(altered), resolution)
        now = links.update(resolution.affected(), resolution.changed, resolution.entity)
        yield from units.entities(now)
        changed = fuse.Changed(chain(growth.left(), altered), growth.some(altered))
        yield from units.facts(fuse.update(growth.db, changed, _knowledge()))
        found.update(links.found)
        found["claims"], found["facts"] = growth.claims, units.number_of_facts

    def _knowledge() -> fuse.Knowledge:
        review = Review(judgements, resolution.key_of) if judgements else None
        effects = load(folder).state_effects
        sources = load_sources(folder, settings.sources_file)
        if sources.own:
            found["own sources"] = len(sources.own)
        return fuse.Knowledge(resolution, effects, sources, review)

    yield edits()
