"""Who had a place, as of any day and as known on any day: its claims weighed anew.

The stages meet here as they do in a build: what documents of the dataset say of the place, of the
places it lies in and of those in it is fused again, as far as it was published, or had come into
the dataset, by the day asked for. So what is answered of a day long past is what could be answered
then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import QueryError
from kg.fuse import Control, Place, fuse
from kg.fuse.dates import first_day, last_day
from kg.graph import Dataset
from kg.graph.claims import ClaimKeys
from kg.graph.search import find
from kg.graph.views import entity_types, properties
from kg.judgements import Judgements, Review
from kg.model import Claim, Event, Fact, Figure, Record, Relation, claim_keys
from kg.ontology import load, load_sources
from kg.pipeline.doubting import Doubted
from kg.settings import Settings, shipped
from kg.vocabulary import AG

_SPEAKING: Final = ("speaksFor", "leads", "mediaArmOf", "memberOf")
_ABOUT: Final = ("object", "place")
_DAY: Final = len("2018-12-15")
_LEVELS: Final = 8
"""So many steps from a place to those it lies in, and to those in it, are followed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was known: published by one day and in the dataset by another; None sets no bound.

    A report without a date was published on the day on which it came into the dataset.
    """

    published: str | None = None
    entered: str | None = None

    def covers(self, published: str | None, added_at: str | None) -> bool:
        """Tell whether a report, published on a partial date and added at a time, was known."""
        added = (added_at or "9999")[:_DAY]
        told = last_day(published) if published else added
        return told <= _end(self.published) and added <= _end(self.entered)

    def judged(self, at: str) -> bool:
        """Tell whether what a person judged at a time was known: it is in the dataset since."""
        return at[:_DAY] <= min(_end(self.published), _end(self.entered))


def _end(when: str | None) -> str:
    return last_day(when) if when else "9999-12-31"


@dataclass(frozen=True, slots=True)
class Answer:
    """A state of control with the sentences for and against it."""

    control: Control
    holders: tuple[str, ...]
    extents: tuple[tuple[str, str], ...]
    """Holders of but a part of it, and of how much."""
    supported_by: tuple[dict[str, Any], ...]
    disputed_by: tuple[dict[str, Any], ...]


class History:
    """The control of one place, as known on one day or now."""

    def __init__(self, dataset: Dataset, name: str, settings: Settings, known: Known) -> None:
        """Find the place called `name`; QueryError when none or several are."""
        self._dataset = dataset
        self._settings = settings
        self._known = known
        self._keys = ClaimKeys(dataset.store, dataset.base)
        self._iri = _place(dataset, name)
        self._claims: dict[str, tuple[Record, Claim]] = {}
        self._doubts = Doubted(dataset)

    @property
    def place(self) -> str:
        """What the place is called."""
        return self._keys.label(self._iri.removeprefix(self._dataset.base))

    def on(self, day: str) -> Answer:
        """Return who had the place on a day, with the stretch of time that the state lasted."""
        return self._answer(self._place.at(first_day(day)))

    def states(self) -> list[Answer]:
        """Return the states of the place one after the other."""
        return [self._answer(x) for x in self._place.history()]

    @cached_property
    def facts(self) -> list[Fact]:
        """What is known of the control of the place, of its wholes and of its parts."""
        folder = shipped(self._settings) / "ontology"
        effects = load(folder).state_effects
        sources = load_sources(folder, self._dataset.sources_file)
        told = fuse(self._records(), self._keys, effects, sources, self._review())
        return [self._doubts.lowered(x, self._was_said) for x in told]

    def _review(self) -> Review:
        """Return what people had judged by the day asked for; their entities have their keys."""
        judged = [x for x in self._dataset.journal if self._known.judged(x.at)]
        return Review(Judgements(judged), lambda meant: meant.key or None)

    @cached_property
    def _place(self) -> Place:
        key, wholes, parts = (
            [self._key(x) for x in found] for found in ([self._iri], self._wholes, self._parts)
        )
        place = Place(key[0], self.facts, parts)
        for whole in wholes:
            place.within(Place(whole, self.facts))
        return place

    @cached_property
    def _wholes(self) -> list[str]:
        return _steps(self._dataset, self._iri, upward=True)

    @cached_property
    def _parts(self) -> list[str]:
        return _steps(self._dataset, self._iri, upward=False)

    def _key(self, iri: str) -> str:
        return iri.removeprefix(self._dataset.base)

    def _records(self) -> Iterator[Record]:
        """Yield the documents that speak of the places, cut down to what bears on control."""
        places = {self._iri, *self._wholes, *self._parts}
        for graph in _graphs(self._dataset, places):
            record = self._dataset.document(self._document(graph))
            if self._is_known(record):
                yield self._cut(record, graph)

    def _was_said(self, claim: str) -> bool:
        """Tell whether a claim, by its key, is of a report that was known."""
        if claim in self._claims or self._known == Known():
            return True
        graphs = {
            x.graph_name.value
            for x in self._dataset.store.quads_for_pattern(
                NamedNode(f"{self._dataset.base}claim/{claim}"), NamedNode(AG + "evidence"), None
            )
            if isinstance(x.graph_name, NamedNode)
        }
        return any(self._is_known(self._dataset.document(self._document(x))) for x in graphs)

    def _is_known(self, record: Record) -> bool:
        added = self._dataset.added_at(record.document.key)
        return self._known.covers(record.document.published, added)

    def _document(self, graph: str) -> str:
        return unquote(graph.removeprefix(f"{self._dataset.base}document/"))

    def _cut(self, record: Record, graph: str) -> Record:
        found = self._keys.learn(record, graph)
        kept = {key: x for key, x in claim_keys(record) if key in found and _bears(x)}
        self._claims |= {key: (record, x) for key, x in kept.items()}
        return replace(
            record,
            entities=tuple(x for x in record.entities if self._keys.has(record.document.key, x.id)),
            figures=(),
            relations=tuple(x for x in kept.values() if isinstance(x, Relation)),
            events=tuple(x for x in kept.values() if isinstance(x, Event)),
        )

    def _answer(self, state: Control) -> Answer:
        return Answer(
            control=state,
            holders=tuple(self._keys.label(x) for x in state.holders),
            extents=tuple((self._keys.label(x), share) for x, share in state.extents),
            supported_by=tuple(self._sentences(state.supported_by)),
            disputed_by=tuple(self._sentences(state.disputed_by)),
        )

    def _sentences(self, claims: Iterable[str]) -> list[dict[str, Any]]:
        """Return the sentences of claims, each once, in the order of their publication."""
        found = {
            (x["published"] or "9999", x["doc"], x["start"]): x for x in map(self._evidence, claims)
        }
        return [found[x] for x in sorted(found)]

    def _evidence(self, key: str) -> dict[str, Any]:
        record, claim = self._claims[key]
        document, span = record.document, claim.evidence
        local = claim.attributed_to if isinstance(claim, Figure) else claim.stance.attributed_to
        speaker = self._keys.label(self._keys.key(document.key, local)) if local else None
        return {
            "doc": document.key,
            "published": document.published,
            "start": span.start,
            "end": span.end,
            "text": span.text,
            "speaker": speaker or document.publisher,
        }


def _bears(claim: Claim) -> bool:
    """Tell whether a claim bears on who controls a place, or on who speaks for whom."""
    if isinstance(claim, Relation):
        return claim.p == "holds" or claim.p in _SPEAKING
    return isinstance(claim, Event) and bool(claim.roles.get("place"))


def _place(dataset: Dataset, name: str) -> str:
    """Return the IRI of the only place called `name`."""
    found = [
        iri
        for iri in find(dataset.store, name)
        if {"Place", "State"} & set(entity_types(properties(dataset.store, iri)))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise QueryError(f"{name!r} is no place")
    raise QueryError(f"several places are called {name!r}; give one of {', '.join(found)}")


def _steps(dataset: Dataset, iri: str, *, upward: bool) -> list[str]:
    """Return the places that a place lies in, the nearest first, or those that lie in it."""
    found: dict[str, None] = {}
    level = [iri]
    for _ in range(_LEVELS):
        level = [x for y in level for x in _next(dataset, y, upward=upward) if x not in found]
        found |= dict.fromkeys(x for x in level if x != iri)
    return list(found)


def _next(dataset: Dataset, iri: str, *, upward: bool) -> list[str]:
    node, within = NamedNode(iri), NamedNode(AG + "locatedIn")
    start, end = (node, None) if upward else (None, node)
    quads = dataset.store.quads_for_pattern(start, within, end, DefaultGraph())
    ends = (x.object if upward else x.subject for x in quads)
    return sorted(x.value for x in ends if isinstance(x, NamedNode))


def _graphs(dataset: Dataset, places: Iterable[str]) -> list[str]:
    """Return the graphs of the documents with a claim about one of some places, sorted."""
    documents = f"{dataset.base}document/"
    return sorted(
        {
            x.graph_name.value
            for place in places
            for role in _ABOUT
            for x in dataset.store.quads_for_pattern(
                None, NamedNode(AG + role), NamedNode(place), None
            )
            if isinstance(x.graph_name, NamedNode) and x.graph_name.value.startswith(documents)
        }
    )


def timeline(  # noqa: PLR0913 (what one may ask of a place, by keyword)
    path: Path | str,
    place: str,
    settings: Settings | None = None,
    *,
    as_of: str | None = None,
    known: str | None = None,
    entered: str | None = None,
) -> dict[str, Any]:
    """Return who had a place: as of a day, or the list of intervals.

    With `known` by what was published until that day, with `entered` by what was in the dataset
    until that day; by all that is there without them.

    Raises DatasetError as `Dataset`, and QueryError when no or more than one place is so called.
    """
    used = settings or Settings()
    with Dataset(path, used) as dataset:
        history = History(dataset, place, used, Known(known, entered))
        asked = {"known": known, "entered": entered}
        if as_of is None:
            states = [_interval(x) for x in history.states()]
            return {"place": history.place, **asked, "intervals": states}
        found = history.on(as_of)
        status = "unknown" if found.control.status == "lost" else found.control.status
        return {
            "place": history.place,
            "as_of": as_of,
            **asked,
            **_interval(found),
            "status": status,
        }


def _interval(x: Answer) -> dict[str, Any]:
    return {
        "status": x.control.status,
        "holders": list(x.holders),
        "extents": dict(x.extents),
        "since": x.control.since,
        "until": x.control.until,
        "belief": round(x.control.belief, 3),
        "rule": x.control.rule,
        "settled_by": x.control.settled or None,
        "doubted_by": list(x.control.doubted),
        "supported_by": list(x.supported_by),
        "disputed_by": list(x.disputed_by),
    }
