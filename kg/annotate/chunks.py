"""The working value of annotation: a stretch of tokens that may stand for an entity."""

from dataclasses import dataclass, field

from kg.lexicon.names import KnownEntity
from kg.lexicon.nouns import NounClass


@dataclass(slots=True)
class Chunk:
    """A name, a description or a pronoun: tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    head: int
    kind: str
    type: str
    text: str
    known: KnownEntity | None = None
    form: str = "name"
    """How a known entity is named: "name", "acronym", "demonym" or "capital"."""
    noun: NounClass | None = None
    """Class of the head noun of a description."""
    lemma: str = ""
    """Lemma of the head noun of a description, or the pronoun."""
    definite: bool = False
    plural: bool = False
    cluster: int = -1
    modifiers: list["Chunk"] = field(default_factory=list)
    """Names inside a description, before its head ("IS fighters")."""
    sharing: list["Chunk"] = field(default_factory=list)
    """Names before that share its head: "Mozambican" in "Mozambican and Rwandan soldiers"."""
    long_text: str = ""
    """A description with its complements ("officials at the mission"); "" when there are none."""
