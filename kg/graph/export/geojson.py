"""GeoJSON: places with who holds them now, and what happened at them."""

import json
from collections.abc import Iterator
from typing import IO, Any, Final

from pyoxigraph import Store

from kg.graph.views import FactView, Properties, Views, entity_types
from kg.vocabulary import PREFIXES

_LATITUDE: Final = PREFIXES["wgs"] + "lat"
_LONGITUDE: Final = PREFIXES["wgs"] + "long"
_SAME: Final = PREFIXES["owl"] + "sameAs"


def write(store: Store, form: str, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write a feature for every place with coordinates and for every event at one."""
    del form, prefixes
    views = Views(store)
    out.write(b'{"type": "FeatureCollection", "features": [')
    separator = b"\n"
    for feature in _features(views):
        out.write(separator + json.dumps(feature, ensure_ascii=False).encode("utf-8", "replace"))
        separator = b",\n"
    out.write(b"\n]}\n")


def _features(views: Views) -> Iterator[dict[str, Any]]:
    for iri, own in views.entities():
        if _LATITUDE in own and _LONGITUDE in own:
            facts = views.facts_about(iri)
            yield _feature(iri, own, _place(views, iri, own, facts))
            for fact in facts:
                if fact.kind == "Event" and iri in fact.roles.get("place", ()):
                    yield _feature(f"{fact.iri}@{iri}", own, _event(views, iri, fact))


def _feature(name: str, own: Properties, properties: dict[str, Any]) -> dict[str, Any]:
    point = [float(own[_LONGITUDE][0]), float(own[_LATITUDE][0])]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _place(views: Views, iri: str, own: Properties, facts: list[FactView]) -> dict[str, Any]:
    holders = [
        {
            "name": views.label(fact.roles["subject"][0]),
            "iri": fact.roles["subject"][0],
            "since": fact.since or None,
            "belief": fact.belief,
            "fact": fact.iri,
        }
        for fact in facts
        if is_held_now(fact) and iri in fact.roles.get("object", ())
    ]
    return {
        "kind": "place",
        "name": views.label(iri),
        "iri": iri,
        "types": entity_types(own),
        "wikidata": own.get(_SAME, [None])[0],
        "holders": holders,
    }


def is_held_now(fact: FactView) -> bool:
    """Tell whether a fact says that a place is held as of the last report."""
    return fact.predicate == "holds" and not fact.until and fact.modality in ("", "actual")


def _event(views: Views, iri: str, fact: FactView) -> dict[str, Any]:
    roles = {role: [views.label(x) for x in found] for role, found in fact.roles.items()}
    return {
        "kind": "event",
        "name": f"{fact.predicate} at {views.label(iri)}",
        "iri": fact.iri,
        "type": fact.predicate,
        "date": fact.since or None,
        **roles,
        "modality": fact.modality,
        "belief": fact.belief,
    }
