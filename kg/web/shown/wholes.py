"""The shapes of the JSON API that tell of a dataset as a whole: its network, its names, itself.

What `kg.web.shown.values` says of its shapes holds for these too.
"""

from dataclasses import dataclass

from kg.graph.library import Parameter
from kg.web.shown.values import Ref


@dataclass(frozen=True, slots=True)
class Question:
    """A named question."""

    name: str
    title: str
    question: str
    description: str
    tags: list[str]
    params: list[Parameter]
    sparql: str
    """With the examples filled in."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The named questions."""

    items: list[Question]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person has decided; it binds every build while it stands."""

    number: int
    verdict: str
    """"same", "different", "accept", "reject" or "undo"."""
    by: str
    at: str
    note: str
    words: str
    """The whole as a sentence."""
    stands: bool
    """False once it was undone."""
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements in their order."""

    items: list[Judgement]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a dataset holds."""

    base: str
    counts: dict[str, int]
    """documents, claims, entities, linked, facts, quads, as the last build counted them."""
    entities: dict[str, int]
    """By type."""
    relations: dict[str, int]
    """Facts by relation."""
    events: dict[str, int]
    """Facts by class of event."""
    figures: dict[str, int]
    """Facts by kind of figure."""
    since: str
    until: str
    """The first and the last day of a fact."""
    prefixes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the network; `degree` counts its edges in this answer."""

    iri: str
    name: str
    types: list[str]
    degree: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two entities."""

    fact: str
    form: str
    subject: str
    predicate: str
    object: str
    since: str
    until: str
    belief: float
    disputed: bool


@dataclass(frozen=True, slots=True)
class Network:
    """Who stands in which relation to whom; `total` counts the edges that fit."""

    total: int
    nodes: list[Node]
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class Joined:
    """Why the names of an entity are one, each reason a sentence."""

    entity: Ref
    aliases: list[str]
    reasons: list[str]
