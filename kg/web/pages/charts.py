"""What the scripts of network, map, timeline and query page are given, as JSON values.

Addresses are made here: a script never makes the address of a page itself.
"""

from dataclasses import asdict
from typing import Any

from kg.web.pages.addresses import Addresses
from kg.web.shown.values import Map, Network, Questions, Timeline


def network_data(network: Network, at: Addresses) -> Any:  # noqa: ANN401 (JSON values)
    """Return nodes and edges, each with its address."""
    value = asdict(network)
    for node in value["nodes"]:
        node["href"] = at.link("entity", iri=node["iri"])
    for edge in value["edges"]:
        edge["href"] = at.link("fact", iri=edge["fact"])
    return value


def map_data(found: Map, at: Addresses) -> Any:  # noqa: ANN401 (JSON values)
    """Return the places with the addresses of their pages."""
    value = asdict(found)
    for spot in value["spots"]:
        spot["href"] = at.link("entity", iri=spot["place"]["iri"])
    return value


def timeline_data(timeline: Timeline, at: Addresses) -> Any:  # noqa: ANN401 (JSON values)
    """Return spells and events, each with the address of its fact."""
    value = asdict(timeline)
    for fact in (*value["spells"], *value["events"]):
        fact["href"] = at.link("fact", iri=fact["iri"])
    return value


def query_data(questions: Questions, at: Addresses) -> Any:  # noqa: ANN401 (JSON values)
    """Return the named questions."""
    del at
    return asdict(questions)
