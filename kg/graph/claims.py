"""Which entity each participant of a document is, read back from what the graph says of its claims.

So one document's claims can be weighed anew without resolving the whole corpus again.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, Store

from kg.errors import InputError
from kg.graph.views import Properties, Views, properties
from kg.model import Claim, Event, Figure, Participant, Record, Relation, claim_keys
from kg.vocabulary import AG, PREFIXES

_NAMES: Final = (PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel")


class ClaimKeys:
    """Keys of entities for documents of a graph; what `kg.model.Keys` asks for."""

    def __init__(self, store: Store, base: str) -> None:
        """Read from `store`, whose resources are called `base` and their key."""
        self._store = store
        self._base = base
        self._views = Views(store)
        self._known: dict[tuple[str, str], str] = {}

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the key of an entity; InputError where no claim of the graph tells it."""
        try:
            return self._known[document_key, participant_id]
        except KeyError:
            message = f"document {document_key!r} has no entity {participant_id!r}"
            raise InputError(message) from None

    def has(self, document_key: str, participant_id: str) -> bool:
        """Tell whether a claim has told which entity a participant is."""
        return (document_key, participant_id) in self._known

    def learn(self, record: Record, graph: str) -> set[str]:
        """Take in the claims of a document from its graph; return the keys of those found there."""
        people = {x.id: x for x in record.entities}
        found: set[str] = set()
        shared: list[tuple[list[str], list[str]]] = []
        for key, claim in claim_keys(record):
            own = properties(self._store, f"{self._base}claim/{key}", NamedNode(graph))
            if own:
                found.add(key)
                shared += self._roles(claim, own)
        for local, iris in sorted(shared, key=lambda x: len(x[1])):
            self._match(record.document.key, local, iris, people)
        return found

    def _roles(self, claim: Claim, own: Properties) -> Iterator[tuple[list[str], list[str]]]:
        for role, who in _participants(claim):
            iris = own.get(AG + role, [])
            if who and iris:
                yield list(dict.fromkeys(who)), iris

    def _match(
        self, document: str, local: list[str], iris: list[str], people: Mapping[str, Participant]
    ) -> None:
        """Match participants with the entities of one role: those known, by name, then the rest."""
        left = [x for x in local if (document, x) not in self._known]
        taken = {self._known[document, x] for x in local if x not in left}
        free = [x for iri in iris if (x := iri.removeprefix(self._base)) not in taken]
        if len(iris) == 1:
            free = [iris[0].removeprefix(self._base)] * len(left)
        for who in sorted(left, key=lambda x: -self._fit(people[x], free)[0]):
            if free:
                best = self._fit(people[who], free)[1]
                self._known[document, who] = best
                free.remove(best)

    def _fit(self, who: Participant, free: list[str]) -> tuple[int, str]:
        """Return how many names a participant shares with the likest of some entities, and it."""
        called = {x.casefold() for x in (*who.names, *who.descriptions)}
        shares = [(len(called & self.names(x)), x) for x in free]
        return max(shares, key=lambda x: (x[0], x[1]), default=(0, ""))

    def names(self, key: str) -> set[str]:
        """Return the names of an entity in lower case."""
        own = properties(self._store, self._base + key)
        return {x.casefold() for name in _NAMES for x in own.get(name, ())}

    def label(self, key: str) -> str:
        """Return what an entity is called."""
        return str(self._views.label(self._base + key))


def _participants(claim: Claim) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the roles of a claim, as the graph calls them, with the participants in them."""
    if isinstance(claim, Relation):
        yield from (("subject", (claim.s,)), ("object", (claim.o,)))
    elif isinstance(claim, Event):
        yield from claim.roles.items()
    elif isinstance(claim, Figure):
        yield from (
            ("of", (claim.of,) if claim.of else ()),
            ("by", (claim.by,) if claim.by else ()),
        )
    local = claim.attributed_to if isinstance(claim, Figure) else claim.stance.attributed_to
    yield "attributedTo", (local,) if local else ()
