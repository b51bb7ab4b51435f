"""The shapes of the JSON API that tell of a dataset as a whole.

What `kg.web.shown.values` says of its shapes holds for these too.
"""

from dataclasses import dataclass

from kg.graph.library import Parameter


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
