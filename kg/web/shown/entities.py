"""Views of entities: found by name, and all that is known of one."""

from pyoxigraph import NamedNode

from kg.graph.views import entity_types, properties
from kg.vocabulary import AG, PREFIXES
from kg.web.shown.seen import Seen, iri_term
from kg.web.shown.selection import MOST, PARTS, Params, pattern
from kg.web.shown.values import Entity, Evidence, Fact, Hit, Hits, Link, Point, Said, Source

_SKOS, _WGS = PREFIXES["skos"], PREFIXES["wgs"]
_SAME = PREFIXES["owl"] + "sameAs"
_ALL = 10_000_000
_SAID = 50
"""Claims listed of what an entity says, or others of it."""


def search(seen: Seen, params: Params) -> Hits:
    """Return the entities whose names fit `text`, of `types` if given."""
    types, limit = set(params.get("types") or ()), min(int(params.get("limit") or 20), MOST)
    fitting = hits(seen, params.get("text") or "", MOST * 4)
    found = [x for x in fitting if not types or not types.isdisjoint(x.types)]
    return Hits(len(found), found[:limit])


def hits(seen: Seen, text: str = "", most: int = _ALL) -> list[Hit]:
    """Return the entities of which a name fits, best first; for "" all by their names."""
    found = []
    for name in seen.names.search(text, most):
        own = properties(seen.store, name.iri)
        found.append(
            Hit(
                iri=name.iri,
                name=own[_SKOS + "prefLabel"][0],
                types=entity_types(own),
                aliases=own.get(_SKOS + "altLabel", []),
                matched=name.name,
                score=round(name.score, 1),
                wikidata=own.get(_SAME, [""])[0],
            )
        )
    return found


def entity(seen: Seen, params: Params) -> Entity:
    """Return all that is known of the entity `iri` (or with that name)."""
    iri = seen.entity(params["iri"])
    own = properties(seen.store, iri)
    where = pattern(seen, {"entity": iri})
    rows = seen.rows(
        f"SELECT DISTINCT ?fact ?belief {{ {where} }} ORDER BY DESC(?belief) ?fact LIMIT {MOST}"
    )
    facts = [seen.fact(x["fact"].value) for x in rows]
    return Entity(
        iri=iri,
        name=own[_SKOS + "prefLabel"][0],
        types=entity_types(own),
        aliases=own.get(_SKOS + "altLabel", []),
        links=_links(own),
        point=point(own),
        relations=_of(facts, "relation"),
        events=_of(facts, "event"),
        figures=_of(facts, "figure"),
        total=seen.count(where),
        sources=_sources(seen, iri),
        said=_said(seen, f"?claim ag:attributedTo {iri_term(iri)}"),
        told=_said(seen, _told(iri)),
    )


def point(own: dict[str, list[str]]) -> Point | None:
    """Return the coordinates among the properties of a place."""
    lat, long = own.get(_WGS + "lat"), own.get(_WGS + "long")
    return Point(float(lat[0]), float(long[0])) if lat and long else None


def _of(facts: list[Fact], form: str) -> list[Fact]:
    chosen = [x for x in facts if x.form == form]
    return sorted(chosen, key=lambda x: (x.predicate, x.since, x.iri))


def _links(own: dict[str, list[str]]) -> list[Link]:
    score = own.get(AG + "linkScore")
    number = float(score[0]) if score else None
    links = [Link(x, "same", number) for x in own.get(_SAME, ())]
    return [*links, *(Link(x, "close", number) for x in own.get(_SKOS + "closeMatch", ()))]


def _sources(seen: Seen, iri: str) -> list[Source]:
    head = f"{seen.dataset.base}document/"
    graphs = {
        quad.graph_name.value
        for quad in seen.store.quads_for_pattern(None, None, NamedNode(iri), None)
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(head)
    }
    found = map(seen.source, graphs)
    return sorted(found, key=lambda x: (x.published, x.key), reverse=True)[:MOST]


def _told(iri: str) -> str:
    """Return a pattern of the claims in which an entity takes part and others speak."""
    who = iri_term(iri)
    return (
        f"VALUES ?part {{ {PARTS} }} ?claim ?part {who} ; ag:attributedTo ?speaker "
        f"FILTER(?speaker != {who})"
    )


def _said(seen: Seen, pattern: str) -> Said:
    """Return the claims of a pattern in the order of their reports, newest first."""
    rows = seen.rows(
        f"""SELECT DISTINCT ?claim ?day {{ GRAPH ?document {{ {pattern} }}
        OPTIONAL {{ GRAPH ?document {{ ?document dcterms:issued ?day }} }} }}
        ORDER BY DESC(STR(?day)) ?claim"""
    )
    claims = [x["claim"].value for x in rows]
    items: list[Evidence] = [seen.said(x, "") for x in map(seen.claim, claims[:_SAID]) if x]
    return Said(len(claims), items)
