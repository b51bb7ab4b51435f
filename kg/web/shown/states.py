"""Who had a place, state after state, from the facts of the graph by the rules of `kg timeline`.

`kg.fuse.control` tells how facts make states. `kg.pipeline.history` fuses the claims anew, as it
must to answer what was known on some day; here the published facts stand for them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from kg.fuse import Control, Place
from kg.fuse.control import FADED
from kg.fuse.dates import first_day
from kg.graph.views import RDF_TYPE, FactView, properties
from kg.model import Fact, Interval
from kg.vocabulary import AG
from kg.web.shown.seen import Seen
from kg.web.shown.values import State

_HOLDS: Final = AG + "holds"
_FIGHTS: Final = {AG + "Battle", AG + "Operation"}
_LEVELS: Final = 8
"""So many steps from a place to those it lies in, and to those in it, are followed."""
_CACHE: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Site:
    """A place with all facts that bear on its control: its own, those of its wholes and parts."""

    place: Place
    facts: tuple[Fact, ...]


class States:
    """The states of places of one dataset."""

    def __init__(self, seen: Seen) -> None:
        """Read from the dataset that `seen` sees."""
        self._seen = seen
        self._facts = lru_cache(_CACHE)(self._read)
        self._site = lru_cache(_CACHE)(self._found)

    def of(self, iri: str) -> list[State]:
        """Return the states of a place one after the other, from the first that is known."""
        states = self._site(iri).place.states()
        return [self._state(iri, state, first) for first, state in states]

    def on(self, iri: str, day: str) -> State:
        """Return the state on a day, month or year (its first day); "" asks for what lasts.

        What lasts is the last state that was told of, however long ago.
        """
        if day:
            first = first_day(day)
            return self._state(iri, self._site(iri).place.at(first), first)
        states = self._site(iri).place.states()
        told = [x for x in states if x[1].rule != FADED]
        first, state = told[-1] if told else ("", Control("unknown", (), 0.0, "no-report"))
        return self._state(iri, state, first)

    def held(self, actor: str) -> list[str]:
        """Return the places that an actor is said to have held, sorted."""
        return sorted(
            {x.roles["object"][0] for x in map(self._fact, self._about("subject", actor))}
        )

    def _state(self, iri: str, state: Control, first: str) -> State:
        facts = list(self._behind(iri, state))
        return State(
            place=self._seen.known(iri),
            status=state.status,
            holders=[self._seen.known(x) for x in state.holders],
            since=state.since or "",
            until=state.until or "",
            first=first,
            belief=round(state.belief, 3),
            rule=state.rule,
            facts=[x.key for x in facts],
            supported=len(state.supported_by),
            disputed=len(state.disputed_by),
        )

    def _behind(self, iri: str, state: Control) -> Iterator[Fact]:
        """Yield the facts by which a state is so: of its holders, most believed first; fights."""
        claims = {*state.supported_by, *state.disputed_by}
        told = [x for x in self._site(iri).facts if claims.intersection(x.supported_by)]
        held = [x for x in told if x.form == "relation"]
        if state.holders:
            held = [x for x in held if x.roles["subject"][0] in state.holders]
        yield from sorted(held, key=lambda x: (-x.belief, x.key))
        fights = (x for x in told if x.form == "event")
        yield from sorted(fights, key=lambda x: (x.interval.since or "", x.key))

    def _found(self, iri: str) -> _Site:
        wholes = list(self._steps(iri, upward=True))
        parts = [x for x in self._steps(iri, upward=False) if self._facts(x)]
        near = [y for x in parts for y in self._facts(x)]
        place = Place(iri, [*self._facts(iri), *near], parts)
        for whole in wholes:
            place.within(Place(whole, self._facts(whole)))
        above = [y for x in wholes for y in self._facts(x)]
        return _Site(place, tuple({x.key: x for x in (*self._facts(iri), *near, *above)}.values()))

    def _steps(self, iri: str, *, upward: bool) -> Iterable[str]:
        """Return the places that a place lies in, the nearest first, or those that lie in it."""
        found: dict[str, None] = {}
        level = [iri]
        for _ in range(_LEVELS):
            level = [x for y in level for x in self._next(y, upward=upward) if x not in found]
            found |= dict.fromkeys(x for x in level if x != iri)
        return found

    def _next(self, iri: str, *, upward: bool) -> list[str]:
        node, within = NamedNode(iri), NamedNode(AG + "locatedIn")
        start, end = (node, None) if upward else (None, node)
        quads = self._seen.store.quads_for_pattern(start, within, end, DefaultGraph())
        ends = (x.object if upward else x.subject for x in quads)
        return sorted(x.value for x in ends if isinstance(x, NamedNode))

    def _read(self, place: str) -> tuple[Fact, ...]:
        """Return the facts of holding a place and of fights there."""
        iris = sorted({*self._about("object", place), *self._about("place", place)})
        return tuple(map(self._fact, iris))

    def _about(self, role: str, iri: str) -> Iterator[str]:
        """Yield the facts of holding in which an entity has a role; of a place also fights."""
        store = self._seen.store
        for quad in store.quads_for_pattern(
            None, NamedNode(AG + role), NamedNode(iri), DefaultGraph()
        ):
            if not isinstance(quad.subject, NamedNode):
                continue
            own = properties(store, quad.subject.value)
            kinds = own.get(RDF_TYPE, ()) if role == "place" else own.get(AG + "predicate", ())
            if _FIGHTS.intersection(kinds) or _HOLDS in kinds:
                yield quad.subject.value

    def _fact(self, iri: str) -> Fact:
        view = self._seen.view(iri)
        own = properties(self._seen.store, iri)
        seen = self._reported(view)
        if view.kind == "Relation":
            seen = Interval(*(own.get(AG + x, [None])[0] for x in ("firstSeen", "lastSeen")))
        return Fact(
            key=iri,
            predicate=view.predicate,
            roles=view.roles,
            interval=Interval(view.since or None, view.until or None),
            belief=view.belief,
            supported_by=view.supported_by,
            disputed_by=view.disputed_by,
            rule=view.rule,
            modality=view.modality,
            trigger=None if view.kind == "Relation" else "",
            seen=seen,
            settled=own.get(AG + "settledBy", [""])[0],
        )

    def _reported(self, view: FactView) -> Interval:
        """Return the days of the first and the last report of an event."""
        claims = filter(None, map(self._seen.claim, view.supported_by))
        days = [day for x in claims if (day := self._seen.source(x.document).published)]
        return Interval(min(days, default=None), max(days, default=None))
