"""Views of time and place: the timeline of an entity, who controlled what on a day, the map."""

from collections import defaultdict
from typing import Final

from kg.model import BELIEVED
from kg.web.shown.seen import Seen, iri_term
from kg.web.shown.selection import MOST, Params, overlaps, pattern
from kg.web.shown.values import Control, Fact, Map, Point, Ref, Spot, Timeline

_LASTING: Final = 'FILTER(!BOUND(?until)) ?fact ag:modality "actual" .'
_HOLDS: Final = """?fact ag:predicate ag:holds ; ag:object ?place ; ag:subject ?actor ;
  a ag:RelationFact ; ag:belief ?belief .
OPTIONAL { ?fact ag:since ?since } OPTIONAL { ?fact ag:until ?until }"""


def timeline(seen: Seen, params: Params) -> Timeline:
    """Return what is known of the entity `iri` in the order of time; filters as for facts."""
    iri = seen.entity(params["iri"])
    where = pattern(seen, params | {"entity": iri})
    rows = seen.rows(
        f"SELECT DISTINCT ?fact ?day {{ {where} BIND(COALESCE(STR(?since), '') AS ?day) }}"
        f" ORDER BY ?day ?fact LIMIT {MOST}"
    )
    facts = [seen.fact(x["fact"].value) for x in rows]
    return Timeline(
        seen.known(iri),
        [x for x in facts if x.form == "relation"],
        [x for x in facts if x.form == "event"],
    )


def control(seen: Seen, params: Params) -> Control:
    """Return who controlled the place `iri` on the day `as_of`, or whose control lasts."""
    iri, day = seen.entity(params["iri"]), params.get("as_of") or ""
    rows = seen.rows(
        f"""SELECT ?fact {{ VALUES ?place {{ {iri_term(iri)} }} {_HOLDS} {in_force(day)} }}
        ORDER BY DESC(?belief) ?fact LIMIT {MOST}"""
    )
    holders = [seen.fact(x["fact"].value) for x in rows]
    return Control(seen.known(iri), day, status(_believed(holders)), holders)


def in_force(day: str) -> str:
    """Return a filter for control on a day; the day of a capture belongs to the winner."""
    if not day:
        return _LASTING
    over = f'FILTER(!BOUND(?until) || STR(?until) != "{day}" || STRLEN(STR(?until)) < 10)'
    return f"{overlaps(day, day)} {over}"


def status(holders: set[str]) -> str:
    """Return "held" by one, "contested" by several, "unknown" without any."""
    if not holders:
        return "unknown"
    return "held" if len(holders) == 1 else "contested"


def _believed(facts: list[Fact]) -> set[str]:
    return {x.roles["subject"][0].iri for x in facts if x.belief >= BELIEVED}


def points(seen: Seen, params: Params) -> Map:
    """Return the places with coordinates and their control on the day `as_of`."""
    day = params.get("as_of") or ""
    held: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    query = f"SELECT ?place ?actor ?fact ?belief {{ {_HOLDS} {in_force(day)} }}"
    for row in seen.rows(f"{query} ORDER BY DESC(?belief) ?fact"):
        place, actor, fact, belief = (x.value for x in row)
        held[place].append((actor, fact, float(belief)))
    events = _events(seen)
    spots = []
    for row in seen.rows(
        "SELECT ?place ?lat ?long { ?place wgs:lat ?lat ; wgs:long ?long } ORDER BY ?place"
    ):
        place, lat, long = (x.value for x in row)
        point = Point(float(lat), float(long))
        spots.append(_spot(seen, seen.known(place), point, held.get(place, [])))
    counted = [_with_events(x, events.get(x.place.iri, 0)) for x in spots]
    return Map(day, counted, _days(seen))


def _spot(seen: Seen, place: Ref, point: Point, held: list[tuple[str, str, float]]) -> Spot:
    believed = {actor for actor, _, belief in held if belief >= BELIEVED}
    holders = dict.fromkeys(actor for actor, _, _ in held)
    return Spot(
        place=place,
        point=point,
        status=status(believed),
        holders=[seen.known(x) for x in holders],
        belief=held[0][2] if held else 0.0,
        facts=[fact for _, fact, _ in held],
        events=0,
    )


def _with_events(spot: Spot, events: int) -> Spot:
    return Spot(spot.place, spot.point, spot.status, spot.holders, spot.belief, spot.facts, events)


def _events(seen: Seen) -> dict[str, int]:
    rows = seen.rows(
        """SELECT ?place (COUNT(?fact) AS ?n) { ?fact a ag:EventFact ; ag:place ?place }
        GROUP BY ?place"""
    )
    return {x["place"].value: int(x["n"].value) for x in rows}


def _days(seen: Seen) -> list[str]:
    rows = seen.rows(
        """SELECT DISTINCT ?day { ?place wgs:lat ?lat . ?fact ag:object ?place ;
        ag:predicate ag:holds ; ag:since|ag:until ?date BIND(STR(?date) AS ?day) } ORDER BY ?day"""
    )
    return [x["day"].value for x in rows]
