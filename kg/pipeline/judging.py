"""Judgements on a dataset: what people's words mean in its graph, written down for every build."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import DatasetError, InputError, QueryError
from kg.graph import Dataset
from kg.graph.search import find
from kg.graph.views import FactView, Views, entity_types, properties
from kg.judgements import (
    CLAIM,
    FACT,
    IDENTITY,
    LINK,
    SAME,
    UNDO,
    Judgement,
    Judgements,
    Meant,
    Statement,
    is_item,
    is_standing,
)
from kg.lexicon import names
from kg.lexicon.names import Names
from kg.model import Record
from kg.pipeline.places import participant_at
from kg.publish.terms import resource
from kg.resolve import Resolution, local_key, resolve
from kg.settings import Settings
from kg.vocabulary import ID

_LISTED: Final = 8
"""So many bearers of a name are told."""
Mention = tuple[str, int, int]


@contextmanager
def resolved(dataset: Dataset, settings: Settings) -> Iterator[Resolution]:
    """Decide anew who is who in an open dataset, as its last build did with its judgements."""

    def record(key: str) -> Record | None:
        try:
            return dataset.document(key)
        except DatasetError:
            return None

    known = names.known(settings)
    judgements = Judgements(dataset.journal).located(partial(participant_at, record))
    with resolve(dataset.documents(), known, judgements) as resolution:
        yield resolution


def why(path: Path | str, name: str, settings: Settings) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (IRI, label, reasons) of each entity called `name`: why its names are one.

    Raises QueryError when nothing is called so.
    """
    with Dataset(path, settings) as dataset, resolved(dataset, settings) as resolution:
        for iri in find(dataset.store, name):
            key = unquote(iri.removeprefix(dataset.base))
            yield iri, Views(dataset.store).label(iri), resolution.why(key)


def state(path: Path | str, settings: Settings) -> Iterator[tuple[Judgement, str]]:
    """Yield every judgement with "holds", "undone", or why a build cannot obey it."""
    with Dataset(path, settings) as dataset, resolved(dataset, settings) as resolution:
        journal = dataset.journal
        for x in journal:
            stands = is_standing(x, journal)
            yield x, resolution.unkept.get(x.number, "holds") if stands else "undone"


@dataclass(frozen=True, slots=True)
class Docket:
    """Turns words into a judgement on an open dataset."""

    dataset: Dataset
    names: Names

    def judgement(self, verdict: str, targets: Sequence[str], by: str, note: str) -> Judgement:
        """Return what is judged, without its number and time; InputError when it means nothing."""
        if not by.strip():
            raise InputError("a judgement needs the name of who makes it (--by NAME)")
        wanted = 2 if verdict in {*IDENTITY, LINK} else 1
        if len(targets) != wanted:
            raise InputError(f"{verdict} takes {wanted}, not {len(targets)} (kg judge --help)")
        made = partial(Judgement, 0, verdict, " ".join(by.split()), "", note=" ".join(note.split()))
        if verdict == UNDO:
            if not targets[0].isdecimal():
                raise InputError(f"undo takes the number of a judgement, not {targets[0]!r}")
            return made(undoes=int(targets[0]))
        if verdict == LINK:
            if not is_item(targets[1]):
                raise InputError(f"link takes an item of Wikidata (Q…), not {targets[1]!r}")
            who = self._whole(targets[0], self._entity(targets[0]))
            return made(entities=(who,), item=targets[1])
        if verdict in IDENTITY:
            pair = self._pair(targets[0], targets[1])
            if verdict == SAME:
                self._check_rivals(*pair)
            return made(entities=pair)
        return made(statement=self._statement(targets[0]))

    def linked(self, iri: str, item: str, score: float, note: str) -> Judgement:
        """Return that an entity is an item, as live Wikidata makes likely."""
        who = self._whole(iri, iri)
        return Judgement(
            0, LINK, "Wikidata, asked live", "", (who,), note=note, item=item, score=score
        )

    def _pair(self, one: str, other: str) -> tuple[Meant, Meant]:
        left, right = self._entity(one), self._entity(other)
        if left != right:
            return self._whole(one, left), self._whole(other, right)
        kind = self._type(left)
        pair = Meant((one,), kind), Meant((other,), kind)
        if pair[0].is_like(pair[1]) or left in (one, other):
            raise InputError(f"{one!r} and {other!r} are one and the same name")
        entry = self.names.entities.get(ID + self._key(left))
        if entry and all(entry in self.names.candidates(x) for x in (one, other)):
            raise InputError(
                f"{one!r} and {other!r} are both names of {entry.label} in the list of names; "
                "what is listed is changed there (ontology/names.ttl)"
            )
        return pair

    def _check_rivals(self, one: Meant, other: Meant) -> None:
        left, right = (self.names.entities.get(ID + x.key) for x in (one, other))
        if left and right and right.iri in left.different_from:
            raise InputError(
                f"the list of names says that {left.label} and {right.label} are different "
                "(owl:differentFrom); what is listed is changed there (ontology/names.ttl)"
            )

    def _entity(self, name: str) -> str:
        given = self.dataset.base + name[3:] if name.startswith("id:") else name
        found = find(self.dataset.store, given)
        if len(found) > 1:
            views = Views(self.dataset.store)
            told = [f"{views.label(x)}, {self._type(x)}: {x}" for x in found[:_LISTED]]
            raise QueryError(f"{len(found)} are called {name!r}, give one by its IRI: {told}")
        return found[0]

    def _whole(self, called: str, iri: str) -> Meant:
        label, key = Views(self.dataset.store).label(iri), self._key(iri)
        own = called if called not in (iri, f"id:{key}") else label
        mention = None if ID + key in self.names.entities else self._mention(iri, key)
        return Meant(tuple(dict.fromkeys((own, label))), self._type(iri), key, mention)

    def _key(self, iri: str) -> str:
        return unquote(iri.removeprefix(self.dataset.base))

    def _type(self, iri: str) -> str:
        types = entity_types(properties(self.dataset.store, iri))
        return next((x for x in types if x != "Place"), "Place")

    def _mention(self, iri: str, key: str) -> Mention | None:
        """Return a mention of what has no name of its own, found by what is claimed of it."""
        head = resource(self.dataset.base, "document", "").value
        graphs = {
            quad.graph_name.value
            for quad in self.dataset.store.quads_for_pattern(None, None, NamedNode(iri), None)
            if isinstance(quad.graph_name, NamedNode)
        }
        for document in sorted(unquote(x.removeprefix(head)) for x in graphs if x.startswith(head)):
            for who in self.dataset.document(document).entities:
                if who.mentions and local_key(document, who) == key:
                    return document, who.mentions[0].start, who.mentions[0].end
        return None

    def _statement(self, target: str) -> Statement:
        base, views = self.dataset.base, Views(self.dataset.store)
        tail = target.removeprefix(base).removeprefix("id:")
        kinds = [x for x in (FACT, CLAIM) if tail.startswith(f"{x}/")] or [FACT, CLAIM]
        key = tail.rpartition("/")[2]
        for kind in kinds:
            iri = resource(base, kind, key).value
            if kind == FACT and properties(self.dataset.store, iri, DefaultGraph()):
                return self._fact(views, views.fact(iri), key)
            if kind == CLAIM and (claim := views.claim(iri)):
                return Statement(CLAIM, key, " ".join(claim.quote.split()))
        raise QueryError(f"no fact or claim {target!r} (their IRIs: kg query … --format csv)")

    def _fact(self, views: Views, fact: FactView, key: str) -> Statement:
        roles = {
            role: [(views.label(x), x) for x in who]
            for role, who in fact.roles.items()
            if role != "aboutEvent"
        }
        words = "; ".join(f"{r} {', '.join(n for n, _ in who)}" for r, who in roles.items())
        return Statement(
            kind=FACT,
            key=key,
            words=f"{fact.predicate} {fact.since} {words}",
            predicate="Figure" if fact.kind == "Figure" else fact.predicate,
            claims=tuple(x.rpartition("/")[2] for x in fact.supported_by),
            roles=tuple((r, tuple(self._whole(x, x) for _, x in who)) for r, who in roles.items()),
        )
