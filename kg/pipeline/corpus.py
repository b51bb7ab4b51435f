"""The corpus half: from all records to the graph, streamed from stage to stage."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kg.fuse import fuse
from kg.judgements import Judgements, Review
from kg.lexicon import names, places
from kg.link import link
from kg.model import Entity, Fact, Record
from kg.ontology import load, load_sources
from kg.pipeline.stages import Records
from kg.publish import publish
from kg.resolve import resolve
from kg.settings import Settings, shipped

if TYPE_CHECKING:
    from pyoxigraph import Quad

PASSES: Final = 3
"""So often all records are read: to resolve, to fuse and to publish."""


@contextmanager
def combine(
    records: Records, settings: Settings, found: dict[str, int], judgements: Judgements
) -> Iterator[Iterable["Quad"]]:
    """Give the quads of the graph: resolve, link, fuse, publish; `found` is filled meanwhile.

    `judgements` bind. Raises KnowledgeError when a file of the ontology is broken.
    """
    folder = shipped(settings) / "ontology"
    known, ontology, sources = names.known(settings), load(folder), load_sources(folder)
    with resolve(records(), known, judgements) as resolution:
        if judgements:
            found["judgements"] = len(judgements.holding)
            found["judgements not kept"] = len(resolution.unkept)
        review = Review(judgements, resolution.key_of) if judgements else None
        linked = link(resolution.entities(), known, places.load(folder), settings)
        entities = _entities(linked, settings, found)
        facts = fuse(records(), resolution, ontology.state_effects, sources, review)
        said = _claims(records(), found)
        yield publish(said, resolution, entities, _facts(facts, found), settings)


def _claims(records: Iterable[Record], found: dict[str, int]) -> Iterator[Record]:
    found["claims"] = 0
    for record in records:
        found["claims"] += len(record.relations) + len(record.events) + len(record.figures)
        yield record


def _entities(
    entities: Iterable[Entity], settings: Settings, found: dict[str, int]
) -> Iterator[Entity]:
    found |= {"entities": 0, "linked": 0}
    for entity in entities:
        found["entities"] += 1
        found["linked"] += entity.wikidata is not None and (
            entity.link_score is None or entity.link_score >= settings.link_threshold
        )
        yield entity


def _facts(facts: Iterable[Fact], found: dict[str, int]) -> Iterator[Fact]:
    found["facts"] = 0
    for fact in facts:
        found["facts"] += 1
        yield fact
