"""Frames: which words name an event or a relation, and which argument plays which role.

Read from ``ontology/lexicon/frames/*.toml`` (words of war reporting, each frame with its example
sentences) and ``ontology/lexicon/verbs.toml`` (verbs that carry other predicates: light verbs,
speech, control, stance). A frame says what stands where in the plain active clause; passive,
relative clause, nominalisation and the like are the business of the constructions.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.vocabulary import EVENTS, RELATIONS, ROLES

_ROLES = frozenset({*ROLES, "means", "s", "o", "accuser"})
TURNS = ("begins", "ends")


@dataclass(frozen=True, slots=True)
class Frame:
    """One meaning shared by a set of words.

    `subject`, `object` and `prepositions` give the role of each argument in the active clause;
    nouns take the object by "of" and the subject by "by" or a possessive unless `noun_of` or
    `owner` say otherwise. `compounds` are participles or nouns joined by a hyphen ("X-backed Y"):
    X is the subject and Y the object. Without the roles in `requires` there is no claim.
    """

    name: str
    claim: str
    """An event class or a relation of the vocabulary."""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    subject: str | None = None
    object: str | None = None
    prepositions: Mapping[str, str] = field(default_factory=dict)
    noun_of: str | None = None
    owner: str | None = None
    requires: tuple[str, ...] = ()
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Entity types a role accepts, where the frame is choosier than the class of event."""
    polarity: str = "positive"
    turns: str = ""
    """"begins" or "ends", where the words tell how a relation began or that it is over."""
    passive_only: bool = False
    carriers: str = ""
    """List of ``verbs.toml`` whose words evoke it together with a deed ("vow to attack")."""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def is_event(self) -> bool:
        """Tell whether the frame names an event rather than a relation."""
        return self.claim in EVENTS


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames by the words that evoke them (lemmas; "pull back" for a verb with particle)."""

    frames: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[Frame, ...]]
    by_noun: Mapping[str, tuple[Frame, ...]]
    by_compound: Mapping[str, tuple[Frame, ...]]


@dataclass(frozen=True, slots=True)
class CarrierVerbs:
    """Verbs and other words that carry predicates without being events of war themselves."""

    light: frozenset[str]
    """"carry out an attack": the subject does what the noun says."""
    undergo: frozenset[str]
    """"come under attack", "suffer an attack": the subject has it done to it."""
    claiming: frozenset[str]
    blaming: frozenset[str]
    speech: frozenset[str]
    believing: frozenset[str]
    object_control: frozenset[str]
    """"force X to leave": X leaves."""
    denying: frozenset[str]
    failing: frozenset[str]
    irrealis: frozenset[str]
    """"plan to", "threaten to", "fear that": what follows has not happened."""
    future: frozenset[str]
    threatening: frozenset[str]
    """"vow to", "a threat to": what follows is threatened where it is violent."""
    violent: frozenset[str]
    """Words of force beside those of the frames: "avenge", "retaliation"."""
    partitives: frozenset[str]
    """"members of X", "dozens of Y": the noun stands for what follows "of"."""
    portions: frozenset[str]
    """"parts of Aleppo": of the partitives those by which but a part of a place is meant."""
    majorities: frozenset[str]
    """"most of Aleppo": those by which the greater part is meant."""
    wholes: frozenset[str]
    """"the rest of Aleppo": those after which nothing of the place is left out."""
    assets: frozenset[str]
    """"IS positions", "army convoy": what is hit is the owner's."""

    @property
    def shares(self) -> frozenset[str]:
        """Return the words by which some of a place, or all that is left of it, is meant."""
        return self.portions | self.majorities | self.wholes


@lru_cache(maxsize=4)
def load(folder: Path) -> Frames:
    """Read the frames below ``folder/lexicon/frames``; KnowledgeError names what is broken."""
    found: list[Frame] = []
    for path in sorted((folder / "lexicon" / "frames").glob("*.toml")):
        found += [_frame(path, entry) for entry in _read(path).get("frame", ())]
    return Frames(
        tuple(found),
        _index(found, "verbs"),
        _index(found, "nouns"),
        _index(found, "compounds"),
    )


@lru_cache(maxsize=4)
def load_carriers(folder: Path) -> CarrierVerbs:
    """Read ``folder/lexicon/verbs.toml``."""
    path = folder / "lexicon" / "verbs.toml"
    data = _read(path)
    try:
        return CarrierVerbs(**{name: frozenset(words) for name, words in data["carriers"].items()})
    except (KeyError, TypeError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def _frame(path: Path, entry: dict[str, Any]) -> Frame:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    try:
        frame = Frame(**values)
    except TypeError as error:
        message = f"{path}: frame {entry.get('name')!r}: {error}"
        raise KnowledgeError(message) from error
    roles = {
        frame.subject,
        frame.object,
        frame.noun_of,
        frame.owner,
        *frame.prepositions.values(),
        *frame.requires,
    }
    turning = frame.turns and (frame.is_event or frame.turns not in TURNS)
    if frame.claim not in (*EVENTS, *RELATIONS) or roles - {None} - _ROLES or turning:
        message = f"{path}: frame {frame.name!r} names an unknown claim, role or turn"
        raise KnowledgeError(message)
    return frame


def _index(frames: list[Frame], kind: str) -> Mapping[str, tuple[Frame, ...]]:
    index: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        for word in getattr(frame, kind):
            index[word].append(frame)
    return {word: tuple(found) for word, found in index.items()}
