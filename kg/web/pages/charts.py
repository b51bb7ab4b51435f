"""What the scripts of network, map and timeline are given, as JSON values.

Addresses and words are made here: a script never makes the address of a page itself.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from kg.web.pages.addresses import Addresses
from kg.web.pages.phrases import plain
from kg.web.pages.words import term
from kg.web.shown.networks import network
from kg.web.shown.places import Choices
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params
from kg.web.shown.values import Fact, Map, Ref, State, Timeline
from kg.web.shown.wholes import Network

Json = Any
"""A JSON value."""
_EDGES: Final = 5_000
"""Edges of a page; more are no picture."""


def ties(seen: Seen, params: Params) -> Network:
    """Return the network with events, unless they are switched off, as far as it can be drawn."""
    events = params.get("events") != "off"
    return network(seen, params | {"events": events, "limit": _EDGES})


def network_data(found: Network, at: Addresses) -> Json:
    """Return nodes and edges; the ends of an edge (`s`, `o`) are numbers of nodes."""
    places = {x.iri: n for n, x in enumerate(found.nodes)}
    nodes = [
        {"iri": x.iri, "name": x.name, "type": kind(x.types), "href": at.link("entity", iri=x.iri)}
        for x in found.nodes
    ]
    edges = [
        {
            "s": places[x.subject],
            "o": places[x.object],
            "p": x.predicate,
            "event": x.form == "event",
            "since": x.since,
            "until": x.until,
            "belief": x.belief,
            "disputed": x.disputed,
            "href": at.link("fact", iri=x.fact),
        }
        for x in found.edges
    ]
    names = {x.predicate for x in found.edges}
    return {
        "total": found.total,
        "nodes": nodes,
        "edges": edges,
        "words": shown(names | {str(x["type"]) for x in nodes}),
    }


def map_data(found: Map, at: Addresses) -> Json:
    """Return the places with their states.

    Holders are numbers in `actors`; `extents` say how much each has, "" for the whole.
    """
    actors: dict[str, int] = {}
    refs: list[Ref] = []

    def number(ref: Ref) -> int:
        if ref.iri not in actors:
            actors[ref.iri] = len(refs)
            refs.append(ref)
        return actors[ref.iri]

    spots = [
        {
            "name": x.place.name,
            "lat": x.point.lat,
            "long": x.point.long,
            "events": x.events,
            "href": at.link("entity", iri=x.place.iri),
            "timeline": at.link("timeline", iri=x.place.iri),
            "states": [
                _state(y, at)
                | {
                    "holders": [number(z) for z in y.holders],
                    "extents": [y.extents.get(z.iri, "") for z in y.holders],
                }
                for y in x.states
            ],
        }
        for x in found.spots
    ]
    rules = {y.rule for x in found.spots for y in x.states}
    return {
        "as_of": found.as_of,
        "days": found.days,
        "spots": spots,
        "actors": [{"name": x.name, "href": at.link("entity", iri=x.iri)} for x in refs],
        "words": shown(rules),
    }


def timeline_data(found: Timeline | Choices, at: Addresses) -> Json:
    """Return spells, events and figures, each with a sentence and the address of its fact."""
    if isinstance(found, Choices):
        return None
    facts = (*found.spells, *found.events, *found.figures)
    return {
        "entity": asdict(found.entity),
        "control": [
            _state(x, at)
            | {"place": x.place.name, "holders": [y.name for y in x.holders], "own": _own(x, found)}
            for x in found.control
        ],
        "spells": [_fact(x, at) for x in found.spells if x.predicate != "holds"],
        "events": [_fact(x, at) for x in found.events],
        "figures": [_fact(x, at) for x in found.figures],
        "words": shown({x.predicate for x in facts} | {x.rule for x in found.control}),
    }


def _own(state: State, found: Timeline) -> bool:
    return state.place.iri == found.entity.iri


def _state(state: State, at: Addresses) -> dict[str, Json]:
    return {
        "status": state.status,
        "first": state.first,
        "since": state.since,
        "until": state.until,
        "belief": state.belief,
        "rule": state.rule,
        "hrefs": [at.link("fact", iri=x) for x in state.facts],
    }


def _fact(fact: Fact, at: Addresses) -> dict[str, Json]:
    return {
        "p": fact.predicate,
        "text": plain(fact),
        "roles": {role: [x.name for x in found] for role, found in fact.roles.items()},
        "since": fact.since,
        "until": fact.until,
        "belief": fact.belief,
        "disputed": fact.disputed > 0,
        "low": fact.low,
        "high": fact.high,
        "sentence": fact.sentence,
        "href": at.link("fact", iri=fact.iri),
    }


def shown(names: Iterable[str]) -> dict[str, str]:
    """Return what terms of the vocabulary and rules are called."""
    return {name: term(name).shown for name in sorted(names)}


def kind(types: list[str]) -> str:
    """Return the type by which an entity is drawn: a state is first of all a state."""
    return "State" if "State" in types else (types or ["Entity"])[0]
