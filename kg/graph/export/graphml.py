"""GraphML for Gephi, yEd and others: entities are nodes, facts believed now are edges."""

from itertools import product
from typing import IO, Final

from pyoxigraph import Store

from kg.graph.export.rdf import xml_text
from kg.graph.views import FactView, Views, entity_types
from kg.vocabulary import PREFIXES

_SAME: Final = PREFIXES["owl"] + "sameAs"
_LATITUDE: Final = PREFIXES["wgs"] + "lat"
_LONGITUDE: Final = PREFIXES["wgs"] + "long"


def write(store: Store, form: str, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write entities and facts to `out`; an event goes from agents to targets and places."""
    del form, prefixes
    import networkx as nx  # noqa: PLC0415 (only this format needs it)

    graph = nx.MultiDiGraph()
    views = Views(store)
    for iri, own in views.entities():
        graph.add_node(
            iri,
            label=xml_text(views.label(iri)),
            type=" ".join(entity_types(own)),
            wikidata=own.get(_SAME, [""])[0],
            lat=float(own.get(_LATITUDE, ["nan"])[0]),
            long=float(own.get(_LONGITUDE, ["nan"])[0]),
        )
    for fact in views.facts():
        for number, (start, end, role) in enumerate(_edges(fact)):
            if graph.has_node(start) and graph.has_node(end):
                graph.add_edge(start, end, key=f"{fact.iri}/{number}", **_attributes(fact, role))
    nx.write_graphml_xml(graph, out)


def _edges(fact: FactView) -> list[tuple[str, str, str]]:
    if fact.kind == "Relation":
        return [
            (s, o, "") for s, o in product(*(fact.roles.get(x, ()) for x in ("subject", "object")))
        ]
    if fact.kind == "Event":
        ends = [(x, role) for role in ("target", "place", "from") for x in fact.roles.get(role, ())]
        return [(a, x, role) for a in fact.roles.get("agent", ()) for x, role in ends]
    return []


def _attributes(fact: FactView, role: str) -> dict[str, str | float]:
    return {
        "fact": fact.iri,
        "label": f"{fact.predicate} {role}".strip(),
        "since": fact.since,
        "until": fact.until,
        "extent": fact.extent,
        "modality": fact.modality,
        "belief": fact.belief,
        "rule": fact.rule,
    }
