"""The network: who stands in which relation to whom, and who attacked whom."""

from collections import Counter
from typing import Final

from kg.web.shown.seen import Seen, iri_term
from kg.web.shown.selection import Params, pattern
from kg.web.shown.wholes import Edge, Network, Node

_MOST: Final = 20_000
_USUAL: Final = 2_000
_ENDS: Final = """{ ?fact a ag:RelationFact ; ag:subject ?one ; ag:object ?other ;
  ag:predicate ?kind BIND("relation" AS ?form) }"""
_DEEDS: Final = """{ ?fact a ag:EventFact ; ag:agent ?one ; ag:target ?other ; a ?kind
  FILTER(?kind NOT IN (ag:Fact, ag:EventFact)) BIND("event" AS ?form) }"""


def network(seen: Seen, params: Params) -> Network:
    """Return the edges that `params` select, most believed first, and the nodes at their ends.

    Filters as for facts; with `entity` the edges of that entity and those among its neighbours;
    with `events` also those from the agent of an event to its target.
    """
    center = seen.entity(params["entity"]) if params.get("entity") else ""
    where = pattern(seen, params | {"entity": ""})
    ends = f"{_ENDS} UNION {_DEEDS}" if params.get("events") else _ENDS
    near = _near(seen, center, ends) if center else ""
    limit = min(int(params.get("limit") or _USUAL), _MOST)
    rows = seen.rows(
        f"""SELECT ?fact ?form ?one ?kind ?other ?since ?until ?belief
        (EXISTS {{ ?fact ag:disputedBy ?against }} AS ?disputed)
        {{ {near} {ends} {where} }} ORDER BY DESC(?belief) ?fact ?other"""
    )
    edges: list[Edge] = []
    total = 0
    for row in rows:
        total += 1
        if len(edges) < limit:
            values = ("" if x is None else str(x.value) for x in row)
            fact, form, one, kind, other, since, until, belief, disputed = values
            predicate = kind.rpartition("#")[2]
            ends_ = (one, predicate, other, since, until, float(belief), disputed == "true")
            edges.append(Edge(fact, form, *ends_))
    degrees = Counter(x for e in edges for x in (e.subject, e.object))
    nodes = [_node(seen, iri, degrees[iri]) for iri in sorted(degrees)]
    return Network(total, nodes, edges)


def _node(seen: Seen, iri: str, degree: int) -> Node:
    ref = seen.known(iri)
    return Node(ref.iri, ref.name, ref.types, degree)


def _near(seen: Seen, center: str, ends: str) -> str:
    """Return a pattern that binds both ends to an entity or its neighbours."""
    here = iri_term(center)
    rows = seen.rows(
        f"SELECT DISTINCT ?one ?other {{ {ends} FILTER(?one = {here} || ?other = {here}) }}"
    )
    found = {str(x.value) for row in rows for x in row} | {center}
    some = " ".join(iri_term(x) for x in sorted(found)[:300])
    return f"VALUES ?one {{ {some} }} VALUES ?other {{ {some} }}"
