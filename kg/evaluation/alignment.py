"""Which predicted entity is which annotated one, told by their names and descriptions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Entity = Mapping[str, Any]

_EMPTY_WORDS: Final = frozenset(
    (
        *("the", "a", "an", "its", "their", "his", "her", "s", "of"),
        *("group", "forces", "force", "fighters", "militants", "troops", "militant"),
    )
)
_POSSESSIVE: Final = re.compile("[\u2019'`]s\\b")
_PUNCTUATION: Final = re.compile(r"[^\w]+")
_ARTICLE: Final = re.compile(r"^(the|a|an) ")
_EXACT: Final = 3.0
_PARTIAL: Final = 1.0
_SAME_TYPE: Final = 0.5
_OVERLAP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Alignment:
    """`of` maps predicted ids to annotated ids.

    `split` counts further predicted entities that are the same annotated one, `merged` annotated
    ones whose names went into another's prediction.
    """

    of: dict[str, str]
    split: int
    merged: int


def normalise(text: str) -> str:
    """Return a name without case, punctuation, possessive and article."""
    text = _POSSESSIVE.sub("", text.casefold()).replace("u.s.", "us").replace("u.k.", "uk")
    return _ARTICLE.sub("", " ".join(_PUNCTUATION.sub(" ", text).split()))


def strings(entity: Entity) -> frozenset[str]:
    """Return all that an entity is called, normalised."""
    named = [entity["name"]] if entity.get("name") else []
    every = [*(entity.get("names") or ()), *(entity.get("descriptions") or ()), *named]
    return frozenset(normalise(x) for x in every) - {""}


def similarity(gold: Entity, found: Entity) -> float:
    """Return 0 for unrelated entities; more for more shared names, then for shared words."""
    ours, theirs = strings(gold), strings(found)
    score = _EXACT * len(ours & theirs)
    if not score:
        score = max((_containment(a, b) for a in ours for b in theirs), default=0.0)
    return score + _SAME_TYPE if score and gold["type"] == found.get("type") else score


def _containment(one: str, other: str) -> float:
    a, b = (frozenset(x.split()) - _EMPTY_WORDS for x in (one, other))
    if not (a and b and (a <= b or b <= a)):
        return 0.0
    share = len(a & b) / max(len(a), len(b))
    return _PARTIAL + share if share >= _OVERLAP else 0.0


def align(gold: Sequence[Entity], found: Sequence[Entity]) -> Alignment:
    """Map predicted to annotated entities one to one, the most similar pairs first."""
    scored = ((similarity(g, p), g["id"], p["id"]) for g in gold for p in found)
    pairs = sorted((x for x in scored if x[0]), key=lambda x: (-x[0], x[1], x[2]))
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for _, theirs, ours in pairs:
        if ours not in mapping and theirs not in taken:
            mapping[ours] = theirs
            taken.add(theirs)
    before = len(mapping)
    for score, theirs, ours in pairs:
        if ours not in mapping and score >= _EXACT:
            mapping[ours] = theirs
    return Alignment(mapping, len(mapping) - before, _merged(gold, found, mapping))


def _merged(gold: Sequence[Entity], found: Sequence[Entity], mapping: Mapping[str, str]) -> int:
    names = {x["id"]: strings(x) for x in gold}
    total = 0
    for entity in found:
        own, target = strings(entity), mapping.get(entity["id"])
        if target is not None:
            others = (theirs for other, theirs in names.items() if other != target)
            total += sum(1 for x in others if x & own and not x & names[target])
    return total
