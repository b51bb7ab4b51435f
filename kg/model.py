"""The values that travel through the house: frozen, slotted, standard library only.

Character offsets count Unicode code points of `Document.text`, start inclusive, end exclusive.
Dates are partial ISO dates: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

PartialDate = str

BELIEVED = 0.5
"""Belief from which a fact counts as believed."""


def digest(*parts: str, length: int = 16) -> str:
    """Return a stable hexadecimal key for `parts`: equal parts, equal key, on every machine."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one document: `text` equals ``document.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it is kept: `text` is what every offset refers to."""

    key: str
    text: str
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"

    @property
    def sha256(self) -> str:
        """Digest of the text and of the metadata that reading depends on."""
        head = "\x1f".join(x or "" for x in (self.title, self.published, self.publisher, self.url))
        return sha256(f"{head}\x1e{self.text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that could not be used, with the reason in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with bounds: exact when both are equal; None stands for an open end."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Interval:
    """From `since` to `until`, each a partial date or unknown."""

    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """A place that GeoNames lists: its number, ISO 3166 alpha-2 code, latitude and longitude."""

    geonames: int
    country: str
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity as one document knows it; `id` is local to the document ("e1")."""

    id: str
    type: str
    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    known: str | None = None
    """IRI of its entry in `ontology/names.ttl`, if any: in a record that of the link."""
    wikidata: str | None = None
    link_score: float | None = None
    town: Town | None = None
    """The place it is, where GeoNames lists it and the names do not."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How the document stands to what it says."""

    polarity: str = "positive"
    modality: str = "actual"
    attributed_to: str | None = None
    """Local id of the speaker; None when the document says it in its own voice."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A state of affairs between two participants (local ids)."""

    id: str
    s: str
    p: str
    o: str
    stance: Stance
    evidence: Span
    rule: str
    confidence: float
    interval: Interval = Interval()
    extent: str = ""
    """How much of the place, for who holds one: one of `kg.vocabulary.EXTENTS`."""


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: `roles` maps a role to local ids, in the order of the text."""

    id: str
    type: str
    trigger: str
    roles: dict[str, tuple[str, ...]]
    stance: Stance
    evidence: Span
    rule: str
    confidence: float
    means: tuple[str, ...] = ()
    date: PartialDate | None = None
    extent: str = ""
    """How much of the place was taken or left: one of `kg.vocabulary.EXTENTS`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people: killed, wounded, captured, displaced, or the strength of a force."""

    kind: str
    quantity: Quantity
    text: str
    who: str
    evidence: Span
    rule: str
    confidence: float
    of: str | None = None
    by: str | None = None
    event: str | None = None
    attributed_to: str | None = None
    since: PartialDate | None = None
    """From when it counts, for a total that runs on; None for the toll of one incident."""


Claim = Relation | Event | Figure
"""What one document says once."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document says: one line of the ledger."""

    document: Document
    entities: tuple[Participant, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that stands for an entity, as annotation finds it.

    `kind` is "name", "description" or "pronoun"; `head` is the index of its syntactic head in
    the reading's tokens, `first` and `last` (exclusive) its token range.
    """

    span: Span
    type: str
    kind: str
    head: int
    first: int
    last: int
    entity: str | None = None
    """Local id of the participant it belongs to (the end of its chain of antecedents)."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of a document with their syntax, as parallel tuples (one entry a token).

    Tags are Penn Treebank tags, `deps` the dependency labels of the pipeline (ClearNLP style),
    `heads` the index of the governing token (a root governs itself). A known name of several
    words is one token. `sentences` are (first, last-exclusive) token ranges.
    """

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    """Index into `sentences` of each token."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that gives a date, resolved against the day of publication."""

    start: int
    end: int
    text: str
    kind: str
    """"point", "since", "until" or "range"."""
    since: PartialDate | None
    """The date of a point (its past or neutral reading), or the beginning of a range."""
    until: PartialDate | None
    future: PartialDate | None = None
    """The reading to take when the clause speaks of what is to come."""


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A stretch of text that counts something, with its bounds."""

    start: int
    end: int
    text: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """An annotated document: all that extraction needs, and no object of spaCy."""

    document: Document
    parse: Parse
    mentions: tuple[Mention, ...]
    entities: tuple[Participant, ...]
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the corpus, resolved from the participants of many documents."""

    key: str
    """Stable key; its IRI is the base plus this key."""
    type: str
    names: tuple[str, ...]
    """Distinct names, best first (the first is the label)."""
    descriptions: tuple[str, ...] = ()
    known: str | None = None
    """IRI of its entry in `ontology/names.ttl`."""
    wikidata: str | None = None
    link_score: float | None = None
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    geonames: int | None = None
    """Number in GeoNames of a place that the names do not list."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What a fact about people counts: killed, wounded, captured, displaced, or a strength."""

    kind: str
    quantity: Quantity
    who: str
    text: str
    """The words of the claim that decided."""
    event: str | None = None
    """Key of the fact of the event it is the toll of."""
    lowest: int | None = None
    """The lowest number of those whom the latest word of each source allows."""
    best: int | None = None
    """The number that stands."""
    highest: int | None = None
    """The highest number of those that the latest word of each source gives."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the corpus supports: a relation between entities, an event or a figure."""

    key: str
    predicate: str
    """A relation, an event class, or "Figure"."""
    roles: dict[str, tuple[str, ...]]
    """For a relation: subject and object; for an event its roles; entity keys."""
    interval: Interval
    """When a relation held; an event has its date as `since` and as `until`."""
    belief: float
    """How far the claims for it carry it, 0 to 1, lowered by those against it."""
    supported_by: tuple[str, ...]
    """Claim keys for the fact."""
    disputed_by: tuple[str, ...]
    """Claim keys against it."""
    rule: str
    """The rule that decided."""
    modality: str = "actual"
    """"actual", or "past" when the corpus says that it is over."""
    trigger: str | None = None
    """For an event: the word that most claims use."""
    means: tuple[str, ...] = ()
    toll: Toll | None = None
    """For a figure: what it counts."""
    seen: Interval = Interval()
    """For a relation: the first and the last day on which a claim shows it; for an event, those on
    which it was reported."""
    extent: str = ""
    """How much of the place is held, taken or left: one of `kg.vocabulary.EXTENTS`."""
    settled: str = ""
    """The rule that decided between the claims for and those against; "" when none are against."""
    doubted: tuple[str, ...] = ()
    """Names of the detectors that doubt it, where its belief is already lowered by them."""
    review: str | None = None
    """What a person has judged: "accepted", "rejected" or nothing."""

    @property
    def form(self) -> str:
        """Return "relation", "event" or "figure"."""
        if self.toll is not None:
            return "figure"
        return "relation" if self.trigger is None else "event"

    @property
    def believed_now(self) -> bool:
        """Tell whether it is a relation to be stated plainly: it lasts, and is believed.

        Who has but a part of a place does not plainly hold it.
        """
        lasting = self.interval.until is None and self.modality == "actual"
        plain = self.form == "relation" and not self.extent
        return plain and lasting and self.belief >= BELIEVED


class Keys(Protocol):
    """What tells which entity of the corpus a participant of a document is."""

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the key of the entity; InputError when the document has no such participant."""
        ...


def claim_keys(record: Record) -> Iterator[tuple[str, Claim]]:
    """Yield each claim of `record` with its key: relations, then events, then figures.

    A key is a digest of the document's key and of what identifies the claim in it, so it stays
    when other documents come or go, and two claims never share one.
    """
    document = record.document.key
    for r in record.relations:
        place = (str(r.evidence.start), str(r.evidence.end))
        yield digest(document, "relation", r.id, r.s, r.p, r.o, *place), r
    for e in record.events:
        yield event_key(document, e), e
    for n, f in enumerate(record.figures):
        place = (str(f.evidence.start), str(f.evidence.end))
        yield digest(document, "figure", str(n), f.kind, f.text, *place), f


def event_key(document: str, event: Event) -> str:
    """Return the key of an event claim of the document with the key `document`."""
    place = (str(event.evidence.start), str(event.evidence.end))
    return digest(document, "event", event.id, event.type, *place)
