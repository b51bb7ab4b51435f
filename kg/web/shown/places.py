"""Views of time and place: the timeline of an entity, who controlled what on a day, the map."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.errors import QueryError
from kg.graph.library import is_date
from kg.web.shown.seen import Seen
from kg.web.shown.selection import MOST, Params, pattern
from kg.web.shown.states import States
from kg.web.shown.values import Control, Fact, Map, Point, Ref, Spot, State, Timeline

_PLACES: Final = 100
"""Places whose control is told in the timeline of an actor."""
_OFFERED: Final = 24
_TYPES: Final = {"Place", "State"}


@dataclass(frozen=True, slots=True)
class Choices:
    """Places and actors of which most is known over time, to choose from."""

    places: list[Ref]
    actors: list[Ref]


@lru_cache(maxsize=1)
def states(seen: Seen) -> States:
    """Return the states of places, read once."""
    return States(seen)


def timeline(seen: Seen, params: Params) -> Timeline:
    """Return what is known of the entity `iri` in the order of time; filters as for facts."""
    iri = seen.entity(params["iri"])
    where = pattern(seen, params | {"entity": iri})
    rows = seen.rows(
        f"SELECT DISTINCT ?fact ?day {{ {where} BIND(COALESCE(STR(?since), '') AS ?day) }}"
        f" ORDER BY ?day ?fact LIMIT {MOST}"
    )
    facts = [seen.fact(x["fact"].value) for x in rows]
    told = [
        x
        for x in _control(seen, iri)
        if x.belief >= float(params.get("min_belief") or 0)
        and _meets(x, params.get("since") or "", params.get("until") or "")
    ]
    return Timeline(
        entity=seen.known(iri),
        spells=[x for x in facts if x.form == "relation"],
        events=[x for x in facts if x.form == "event"],
        figures=[x for x in facts if x.form == "figure"],
        control=told,
    )


def timelines(seen: Seen, params: Params) -> Timeline | Choices:
    """Return the timeline of the entity `iri`; when none is named, those to choose from."""
    if params.get("iri"):
        return timeline(seen, params)

    def most(role: str) -> list[Ref]:
        rows = seen.rows(
            f"""SELECT ?who (COUNT(DISTINCT ?fact) AS ?n) {{ ?fact {role} ?who }}
            GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT {_OFFERED}"""
        )
        return [seen.known(x["who"].value) for x in rows]

    held = "ag:predicate ag:holds ; ag:object"
    return Choices(most(held), most("ag:subject|ag:agent|ag:target"))


def _control(seen: Seen, iri: str) -> list[State]:
    """Return the states of a place, or those of places in which an actor has a part."""
    own = states(seen).of(iri) if _TYPES & set(seen.known(iri).types) else []
    others = [y for x in states(seen).held(iri)[:_PLACES] if x != iri for y in states(seen).of(x)]
    return [*own, *(x for x in others if iri in {y.iri for y in x.holders})]


def _meets(state: State, since: str, until: str) -> bool:
    """Tell whether a state lasted at some time from `since` to `until` (partial dates or "")."""
    begun = not until or state.first[: len(until)] <= until
    return begun and (not since or not state.until or state.until >= since[: len(state.until)])


def control(seen: Seen, params: Params) -> Control:
    """Return who controlled the place `iri` on the day `as_of`, or whose control lasts."""
    iri, day = seen.entity(params["iri"]), _day(params)
    state = states(seen).on(iri, day)
    return Control(seen.known(iri), day, _status(state), _holding(seen, state), state)


def _holding(seen: Seen, state: State) -> list[Fact]:
    facts = map(seen.fact, state.facts)
    return [x for x in facts if x.form == "relation"] if state.holders else []


def _status(state: State) -> str:
    """Return "held", "contested" or "unknown": who has what was lost to nobody known is not."""
    return "unknown" if state.status == "lost" else state.status


def _day(params: Params) -> str:
    day = params.get("as_of") or ""
    if not is_date(day):
        raise QueryError(f"as_of={day!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
    return day


def points(seen: Seen, params: Params) -> Map:
    """Return the places with coordinates and their control on the day `as_of`."""
    day, events = _day(params), _events(seen)
    spots = []
    for row in seen.rows(
        "SELECT ?place ?lat ?long { ?place wgs:lat ?lat ; wgs:long ?long } ORDER BY ?place"
    ):
        iri, lat, long = (str(x.value) for x in row)
        point = Point(float(lat), float(long))
        spots.append(_spot(seen, iri, point, day, events.get(iri, 0)))
    days = {y.first for x in spots for y in x.states} - {""}
    return Map(day, spots, sorted(days))


def _spot(seen: Seen, iri: str, point: Point, day: str, events: int) -> Spot:
    state = states(seen).on(iri, day)
    return Spot(
        place=seen.known(iri),
        point=point,
        status=_status(state),
        holders=state.holders,
        extents=state.extents,
        belief=state.belief if state.holders else 0.0,
        facts=[x.iri for x in _holding(seen, state)],
        events=events,
        states=states(seen).of(iri),
    )


def _events(seen: Seen) -> dict[str, int]:
    rows = seen.rows(
        """SELECT ?place (COUNT(?fact) AS ?n) { ?fact a ag:EventFact ; ag:place ?place }
        GROUP BY ?place"""
    )
    return {x["place"].value: int(x["n"].value) for x in rows}
