"""What stands against what: facts that claims deny, the rule that decided, and the sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.graph.views import ClaimView, FactView, Views, properties
from kg.model import BELIEVED
from kg.vocabulary import AG, PREFIXES

_AGAINST: Final = NamedNode(AG + "disputedBy")
_SETTLED: Final = AG + "settledBy"
_ISSUED, _PUBLISHER = PREFIXES["dcterms"] + "issued", PREFIXES["dcterms"] + "publisher"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for or against a fact, and whose it is."""

    claim: ClaimView
    voice: str
    """Name of the speaker, else of the publisher, else of the document."""
    published: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact with sentences on both sides."""

    fact: FactView
    rule: str
    """The rule that decided between the two sides."""
    stands: bool
    """The fact is believed all the same."""
    support: tuple[Sentence, ...]
    against: tuple[Sentence, ...]


def disputes(store: Store) -> Iterator[Dispute]:
    """Stream what is disputed, in the order of the IRIs of the facts."""
    views = Views(store)
    found = store.quads_for_pattern(None, _AGAINST, None, DefaultGraph())
    for iri in sorted({x.subject.value for x in found if isinstance(x.subject, NamedNode)}):
        fact = views.fact(iri)
        settled = properties(store, iri).get(_SETTLED, [fact.rule])
        yield Dispute(
            fact=fact,
            rule=settled[0],
            stands=fact.belief >= BELIEVED,
            support=tuple(_sentences(views, fact.supported_by)),
            against=tuple(_sentences(views, fact.disputed_by)),
        )


def _sentences(views: Views, claims: tuple[str, ...]) -> list[Sentence]:
    """Return the sentences of claims, each once, in the order of their publication."""
    told = {
        (x.published or "9999", x.claim.document, x.claim.start): x for x in _told(views, claims)
    }
    return [told[x] for x in sorted(told)]


def _told(views: Views, claims: tuple[str, ...]) -> Iterator[Sentence]:
    for iri in claims:
        claim = views.claim(iri)
        if claim is not None:
            graph = NamedNode(claim.document)
            own = properties(views.store, claim.document, graph)
            publisher = own.get(_PUBLISHER, [claim.title])[0]
            voice = views.label(claim.speaker) if claim.speaker else publisher
            yield Sentence(claim, voice, own.get(_ISSUED, [""])[0])
