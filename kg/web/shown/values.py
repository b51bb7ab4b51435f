"""The shapes of the JSON API. They are its contract: fields may be added, none changes or goes.

A date is a day, a month or a year ("2018-12-15", "2018-12", "2018") or "" when it is not known.
Belief and confidence lie between 0 and 1. Texts come from reports: they are data, never markup.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity, as others refer to it."""

    iri: str
    name: str
    types: list[str]


@dataclass(frozen=True, slots=True)
class Source:
    """A report; `key` is its name in the dataset."""

    iri: str
    key: str
    title: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its sentence; `start` and `end` are characters of the report's text."""

    claim: str
    stands: str
    """"for" or "against" the fact."""
    source: Source
    sentence: str
    start: int
    end: int
    speaker: Ref | None
    """Whom the report names as saying so; null when it speaks itself."""
    polarity: str
    modality: str
    confidence: float
    rule: str
    low: int | None = None
    """Of a figure: the number that this claim gives, or its lower bound."""
    high: int | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Doubted:
    """Why a fact cannot well be true."""

    detector: str
    grounds: str
    """What is wrong with it, as a sentence."""
    because: str
    """What speaks against it: IRI of a fact or claim."""
    factor: float
    """Belief was multiplied by it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the reports together support: a relation, an event or a figure."""

    iri: str
    form: str
    """"relation", "event" or "figure"."""
    predicate: str
    """A relation ("holds"), a class of events ("Capture") or a kind of figure ("killed")."""
    roles: dict[str, list[Ref]]
    """Relation: subject, object. Event: agent, target, place, from, claimedBy, blamedOn.
    Figure: of, by; `about` is the event it counts for."""
    since: str
    """Of an event: its date."""
    until: str
    belief: float
    modality: str
    rule: str
    supported: int
    """Claims for it."""
    disputed: int
    """Claims against it."""
    sentence: str
    """One sentence that says so; `fact` gives them all."""
    document: str
    """Key of the report it stands in."""
    low: int | None = None
    high: int | None = None
    who: str = ""
    words: str = ""
    about: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    """All claims for and against; only where a view says so."""
    claim: str = ""
    """The claim that `sentence` is of."""
    start: int = 0
    """Where `sentence` begins in the report."""
    trigger: str = ""
    """Of an event: the word that most claims use."""
    means: list[str] = field(default_factory=list)
    """Of an event: the weapons and ways, in the words of the reports."""
    lowest: int | None = None
    """Of a figure: the lowest number of those that the last word of each source allows."""
    best: int | None = None
    """Of a figure: the number that stands."""
    highest: int | None = None
    """Of a figure: the highest number of those that the last word of each source gives."""
    settled: str = ""
    """The rule that decided between the claims for it and those against it."""
    review: str = ""
    """"accepted" or "rejected" by a person, else nothing."""
    doubts: list[Doubted] = field(default_factory=list)
    """Why it cannot well be true."""
    extent: str = ""
    """How much of a place: "part" or "most" of it; nothing where it is the whole."""
    before: float | None = None
    """Belief before the doubts lowered it; null when there are none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A page of a list of facts; `total` counts the whole list."""

    total: int
    items: list[Fact]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to Wikidata: "same", or "close" when it is not sure enough."""

    iri: str
    kind: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east."""

    lat: float
    long: float


@dataclass(frozen=True, slots=True)
class Said:
    """How many claims speakers make, and the first of them."""

    claims: int
    items: list[Evidence]


@dataclass(frozen=True, slots=True)
class Entity:
    """All that is known of an entity."""

    iri: str
    name: str
    types: list[str]
    aliases: list[str]
    links: list[Link]
    point: Point | None
    relations: list[Fact]
    events: list[Fact]
    figures: list[Fact]
    total: int
    """Facts it takes part in; at most 500 of them are listed."""
    sources: list[Source]
    """Reports that say something of it, newest first."""
    said: Said
    told: Said
    """What others say of it, as speakers."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found by one of its names."""

    iri: str
    name: str
    types: list[str]
    aliases: list[str]
    matched: str
    """The name that was found."""
    score: float
    """100 for the name itself, less for a name that only resembles it."""
    wikidata: str


@dataclass(frozen=True, slots=True)
class Hits:
    """Entities found, best first."""

    total: int
    items: list[Hit]


@dataclass(frozen=True, slots=True)
class Report:
    """A report in a list."""

    source: Source
    url: str
    language: str
    claims: int


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of the list of reports, newest first."""

    total: int
    items: list[Report]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a report that names an entity; `entity` is null when it is in no claim."""

    start: int
    end: int
    type: str
    name: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Stands:
    """A fact that a claim is for or against."""

    fact: str
    stands: str
    belief: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of a report, to be marked in its text from `start` to `end`."""

    claim: str
    form: str
    predicate: str
    roles: dict[str, list[Ref]]
    start: int
    end: int
    sentence: str
    polarity: str
    modality: str
    speaker: Ref | None
    since: str
    until: str
    confidence: float
    rule: str
    low: int | None
    high: int | None
    who: str
    words: str
    facts: list[Stands]
    extent: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report with all it says."""

    source: Source
    url: str
    language: str
    text: str
    statements: list[Statement]
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class State:
    """Who had a place for some time."""

    place: Ref
    status: str
    """"held", "contested", "lost" (by the last holder, to nobody known) or "unknown"."""
    holders: list[Ref]
    """Who holds it, or contends for it with the holder first."""
    since: str
    until: str
    first: str
    """The day on which it begins, or of which it is first known."""
    belief: float
    rule: str
    """The reason, as `kg timeline` gives it."""
    facts: list[str]
    """IRIs of the facts behind it: of holding, most believed first, then of fights."""
    supported: int
    disputed: int
    extents: dict[str, str] = field(default_factory=dict)
    """IRIs of holders who have but a part of it, and how much: "part" or "most"."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is known of an entity in the order of time; what has no date comes first."""

    entity: Ref
    spells: list[Fact]
    """Relations: who held or was present, who backed or fought, from when to when."""
    events: list[Fact]
    figures: list[Fact] = field(default_factory=list)
    control: list[State] = field(default_factory=list)
    """The states of a place; of an actor those of all places while it held or contested them."""


@dataclass(frozen=True, slots=True)
class Control:
    """Who controlled a place on a day."""

    place: Ref
    as_of: str
    """"" asks for the state that lasts."""
    status: str
    """"held" by one, "contested" by several, or "unknown"."""
    holders: list[Fact]
    """The facts of holding in force then, most believed first."""
    state: State
    """The stretch of time that it was so, by whom, and why."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    place: Ref
    point: Point
    status: str
    holders: list[Ref]
    extents: dict[str, str]
    """As of a `State`."""
    belief: float
    """Of the most believed holder; 0 when there is none."""
    facts: list[str]
    """IRIs of the facts of control in force."""
    events: int
    """Events at the place, of any day."""
    states: list[State] = field(default_factory=list)
    """Of all days, in order."""


@dataclass(frozen=True, slots=True)
class Map:
    """The places with coordinates, and who controlled them on a day."""

    as_of: str
    spots: list[Spot]
    days: list[str]
    """The days on which control of any of them changed, in order: the stops of a slider."""
