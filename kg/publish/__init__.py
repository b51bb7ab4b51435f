"""Values as RDF: a named graph per document, entities and facts in the default graph.

Terms are those of `ontology/armed-groups.ttl`. No node is blank: every resource has an IRI made of
the base and a key, so the same values give the same quads.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.model import Entity, Fact, Keys, Record
from kg.publish.documents import document_quads
from kg.publish.entities import entity_quads
from kg.publish.facts import fact_quads
from kg.settings import Settings

__all__ = ["document_quads", "entity_quads", "fact_quads", "publish"]


def publish(
    records: Iterable[Record],
    keys: Keys,
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    settings: Settings,
) -> Iterator[Quad]:
    """Stream the quads of a corpus: documents, then entities, then facts.

    Holds one record, entity or fact at a time. `keys` tells entities (a
    `kg.resolve.Resolution`); of `settings`, `base` and `link_threshold` matter.
    """
    for record in records:
        yield from document_quads(record, keys, settings.base)
    for entity in entities:
        yield from entity_quads(entity, settings.base, settings.link_threshold)
    for fact in facts:
        yield from fact_quads(fact, settings.base)
