"""The named graph of a document: the document, what it claims, and the stretches that say so."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import (
    Claim,
    Event,
    Figure,
    Interval,
    Keys,
    Record,
    Relation,
    Span,
    claim_keys,
    digest,
)
from kg.publish.terms import address, ag, integer, partial_date, resource, share, term, text
from kg.vocabulary import ROLES

Properties = Iterable[tuple[NamedNode, NamedNode | Literal | None]]

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNKNOWN: Final = "und"
TYPE: Final = term("rdf", "type")


def document_quads(record: Record, keys: Keys, base: str) -> Iterator[Quad]:
    """Yield the named graph of a document; its name is the IRI of the document.

    `keys` tells entities (a `kg.resolve.Resolution`). A relation whose two ends have proved to be
    one entity says nothing and is left out, as it is among the facts.
    """
    return _Graph(record, keys, base).quads()


class _Graph:
    def __init__(self, record: Record, keys: Keys, base: str) -> None:
        self._record = record
        self._keys = keys
        self._base = base
        self._name = resource(base, "document", record.document.key)
        self._claims = [(resource(base, "claim", key), x) for key, x in claim_keys(record)]
        self._events = {x.id: iri for iri, x in self._claims if isinstance(x, Event)}

    def quads(self) -> Iterator[Quad]:
        yield from self._node(self._name, self._document())
        spans: dict[tuple[int, int], Span] = {}
        for iri, claim in self._claims:
            content = list(self._content(claim))
            if content:
                spans.setdefault((claim.evidence.start, claim.evidence.end), claim.evidence)
                yield from self._node(iri, content)
                yield from self._node(iri, self._common(claim))
        for span in spans.values():
            yield from self._node(self._evidence(span), self._span(span))

    def _node(self, subject: NamedNode, properties: Properties) -> Iterator[Quad]:
        for predicate, value in properties:
            if value is not None:
                yield Quad(subject, predicate, value, self._name)

    def _document(self) -> Properties:
        x = self._record.document
        language = x.language if _LANGUAGE.fullmatch(x.language) else _UNKNOWN
        yield TYPE, ag("Document")
        yield term("dcterms", "identifier"), text(x.key)
        yield term("dcterms", "title"), text(x.title) if x.title else None
        yield term("dcterms", "publisher"), text(x.publisher) if x.publisher else None
        yield term("dcterms", "issued"), partial_date(x.published)
        yield term("dcterms", "source"), address(x.url) if x.url else None
        yield term("dcterms", "language"), text(language)
        yield ag("sha256"), text(x.sha256)
        yield ag("characters"), integer(len(x.text))

    def _evidence(self, span: Span) -> NamedNode:
        key = digest(self._record.document.key, str(span.start), str(span.end))
        return resource(self._base, "evidence", key)

    def _span(self, span: Span) -> Properties:
        yield TYPE, ag("Evidence")
        yield TYPE, term("oa", "TextPositionSelector")
        yield TYPE, term("oa", "TextQuoteSelector")
        yield term("oa", "start"), integer(span.start)
        yield term("oa", "end"), integer(span.end)
        yield term("oa", "exact"), text(span.text)
        yield ag("inDocument"), self._name

    def _entity(self, local: str | None) -> NamedNode | None:
        if local is None:
            return None
        return resource(self._base, "", self._keys.key(self._record.document.key, local))

    def _common(self, claim: Claim) -> Properties:
        stance = None if isinstance(claim, Figure) else claim.stance
        local = claim.attributed_to if isinstance(claim, Figure) else claim.stance.attributed_to
        speaker, evidence = self._entity(local), self._evidence(claim.evidence)
        yield TYPE, ag("Claim")
        yield ag("polarity"), text(stance.polarity if stance else "positive")
        yield ag("modality"), text(stance.modality if stance else "actual")
        yield ag("attributedTo"), speaker
        yield term("prov", "wasAttributedTo"), speaker
        yield ag("confidence"), share(claim.confidence)
        yield ag("rule"), text(claim.rule) if claim.rule else None
        yield ag("evidence"), evidence
        yield term("prov", "wasDerivedFrom"), evidence

    def _content(self, claim: Claim) -> Properties:
        if isinstance(claim, Relation):
            return self._relation(claim)
        return self._event(claim) if isinstance(claim, Event) else self._figure(claim)

    def _relation(self, claim: Relation) -> Properties:
        subject, object_ = self._entity(claim.s), self._entity(claim.o)
        if subject == object_:
            return
        yield TYPE, ag("RelationClaim")
        yield ag("subject"), subject
        yield ag("predicate"), ag(claim.p)
        yield ag("object"), object_
        yield ag("extent"), text(claim.extent) if claim.extent else None
        yield from interval(claim.interval)

    def _event(self, claim: Event) -> Properties:
        yield TYPE, ag("EventClaim")
        yield ag("eventType"), ag(claim.type)
        yield ag("trigger"), text(claim.trigger) if claim.trigger else None
        for role in roles_of(claim.type):
            for local in claim.roles.get(role, ()):
                yield ag(role), self._entity(local)
        for words in claim.means:
            yield ag("means"), text(words) if words else None
        yield ag("date"), partial_date(claim.date)
        yield ag("extent"), text(claim.extent) if claim.extent else None

    def _figure(self, claim: Figure) -> Properties:
        low, high = claim.quantity.low, claim.quantity.high
        yield TYPE, ag("FigureClaim")
        yield ag("kind"), text(claim.kind)
        yield ag("min"), None if low is None else integer(low)
        yield ag("max"), None if high is None else integer(high)
        yield ag("who"), text(claim.who)
        yield ag("words"), text(claim.text) if claim.text else None
        yield ag("of"), self._entity(claim.of)
        yield ag("by"), self._entity(claim.by)
        yield ag("aboutEvent"), self._events.get(claim.event or "")
        yield ag("since"), partial_date(claim.since)


def roles_of(event: str) -> tuple[str, ...]:
    """Return the roles that an event of this class has: only a capture has a loser."""
    return tuple(x for x in ROLES if x != "from" or event == "Capture")


def interval(when: Interval) -> Properties:
    """Yield beginning and end; the end is left out when it comes before the beginning."""
    since, until = partial_date(when.since), partial_date(when.until)
    yield ag("since"), since
    if since is not None and until is not None:
        shorter = min(len(since.value), len(until.value))
        if until.value[:shorter] < since.value[:shorter]:
            return
    yield ag("until"), until
