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
from kg.fuse.control import FADED, NO_REPORT
from kg.fuse.dates import first_day
from kg.graph.views import RDF_TYPE, Properties, properties
from kg.model import Fact, Interval
from kg.vocabulary import AG, ROLES
from kg.web.shown.seen import Seen
from kg.web.shown.values import State

_HOLDS: Final = AG + "holds"
_FIGHTS: Final = {AG + "Battle", AG + "Operation"}
_ROLES: Final = ("subject", "object", *ROLES)
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
        self.of = lru_cache(_CACHE)(self._told)

    def _told(self, iri: str) -> list[State]:
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
        told = [x for x in self.of(iri) if x.rule != FADED]
        return told[-1] if told else self._state(iri, Control("unknown", (), 0.0, NO_REPORT), "")

    def held(self, actor: str) -> list[str]:
        """Return the places that an actor is said to have held, sorted."""
        facts = self._about("subject", actor).values()
        held = (x for x in facts if _HOLDS in x.get(AG + "predicate", ()))
        return sorted({x[AG + "object"][0] for x in held})

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
            extents=dict(state.extents),
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
        """Return the facts of holding a place and of fights there, in the order of their IRIs."""
        found = {
            iri: own
            for iri, own in self._about("object", place).items()
            if _HOLDS in own.get(AG + "predicate", ())
        }
        found |= {
            iri: own
            for iri, own in self._about("place", place).items()
            if _FIGHTS.intersection(own.get(RDF_TYPE, ()))
        }
        return tuple(self._fact(iri, own) for iri, own in sorted(found.items()))

    def _about(self, role: str, iri: str) -> dict[str, Properties]:
        """Return what is said of the facts in which an entity has a role, by their IRIs."""
        store, node = self._seen.store, NamedNode(iri)
        quads = store.quads_for_pattern(None, NamedNode(AG + role), node, DefaultGraph())
        iris = (x.subject.value for x in quads if isinstance(x.subject, NamedNode))
        return {iri: properties(store, iri) for iri in iris}

    def _fact(self, iri: str, own: Properties) -> Fact:
        def one(name: str) -> str | None:
            return own.get(AG + name, [None])[0]

        held = _HOLDS in own.get(AG + "predicate", ())
        support = tuple(own.get(AG + "supportedBy", ()))
        kind = next((x for x in _FIGHTS if x in own.get(RDF_TYPE, ())), _HOLDS)
        date = one("date")
        return Fact(
            key=iri,
            predicate=kind.removeprefix(AG),
            roles={x: tuple(own[AG + x]) for x in _ROLES if AG + x in own},
            interval=Interval(one("since"), one("until")) if held else Interval(date, date),
            belief=float(one("belief") or 0),
            supported_by=support,
            disputed_by=tuple(own.get(AG + "disputedBy", ())),
            rule=one("decidedBy") or "",
            modality=one("modality") or "actual",
            trigger=None if held else "",
            seen=Interval(one("firstSeen"), one("lastSeen")) if held else self._reported(support),
            extent=one("extent") or "",
            settled=one("settledBy") or "",
        )

    def _reported(self, support: tuple[str, ...]) -> Interval:
        """Return the days of the first and the last report of an event."""
        claims = filter(None, map(self._seen.claim, support))
        days = [day for x in claims if (day := self._seen.source(x.document).published)]
        return Interval(min(days, default=None), max(days, default=None))
