"""Entities in the default graph: what they are, their names, where they lie, their links."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.model import Entity
from kg.publish.documents import TYPE, Properties
from kg.publish.terms import address, ag, clean, decimal, item, resource, share, term, text

_GEONAMES = "https://sws.geonames.org/"
_DEGREES = 6
"""Digits of a coordinate: a tenth of a metre."""


def entity_quads(entity: Entity, base: str, link_threshold: float) -> Iterator[Quad]:
    """Yield what the default graph says of an entity.

    A link to Wikidata is owl:sameAs when its score reaches `link_threshold`, else
    skos:closeMatch; a place that only GeoNames lists has its IRI there. An entity without a name
    is called by its description.
    """
    subject = resource(base, "", entity.key)
    for predicate, value in _properties(entity, link_threshold):
        if value is not None:
            yield Quad(subject, predicate, value)


def _properties(entity: Entity, link_threshold: float) -> Properties:
    yield TYPE, ag(entity.type)
    if entity.type == "State":
        yield TYPE, ag("Place")
    names = [name for x in entity.names or entity.descriptions[:1] if (name := clean(x).strip())]
    label, *others = dict.fromkeys(names or [entity.key])
    yield term("skos", "prefLabel"), text(label)
    for name in others:
        yield term("skos", "altLabel"), text(name)
    if linked := item(entity.wikidata):
        score = 1.0 if entity.link_score is None else entity.link_score
        sure = score >= link_threshold
        yield (term("owl", "sameAs") if sure else term("skos", "closeMatch")), linked
        yield ag("linkScore"), share(score)
    if entity.geonames is not None:
        yield term("skos", "exactMatch"), address(f"{_GEONAMES}{entity.geonames}/")
    if entity.point is not None:
        for axis, degrees in zip(("lat", "long"), entity.point, strict=True):
            yield term("wgs", axis), decimal(degrees, _DEGREES)
