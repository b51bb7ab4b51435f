"""How much of a place is meant: "most of the city", "two thirds of Hajin", "parts of Aleppo".

A clause speaks of the place all the same; who takes or holds but a part of it does not have it.
"""

from typing import Final

from kg.extract.happening import Happening
from kg.extract.view import View
from kg.vocabulary import MOST, PART, WHOLE

_NEARLY: Final = frozenset({"almost", "nearly", "virtually", "practically"})
_OVER: Final = frozenset({"more", "over"})
_ALL: Final = "all"
_HALF: Final = "half"
_OUT_OF: Final = {"third": 3, "quarter": 4}
_PERCENT: Final = frozenset({"%", "percent"})
_NUMBERS: Final = {"two": 2, "three": 3}
_DEPTH: Final = 4


def extent(view: View, token: int, entity: str) -> str:
    """Return how much of the place `entity` the noun phrase headed by `token` means."""
    nodes = view.conjuncts(token)
    if any(view.entity(x) == entity for x in nodes):
        return WHOLE
    return next((_share(view, x, entity) for x in nodes if entity in view.fillers(x)), WHOLE)


def extent_of(view: View, event: Happening, place: str) -> str:
    """Return how much of a place an event is about, as the report tells below its headline."""
    told = [m for m in event.mentions if place in m.filled("place")]
    sentence_of = view.parse.sentence_of
    below = [m for m in told if not view.is_headline(sentence_of[m.trigger])]
    return next((m.extents.get(place, WHOLE) for m in (*below, *told)), WHOLE)


def _share(view: View, token: int, entity: str, depth: int = 0) -> str:
    parse, lemma = view.parse, view.parse.lemmas[token]
    before = {parse.words[x].lower() for x in parse.children[token] if x < token}
    if lemma in view.carriers.majorities or (lemma == _ALL and before & _NEARLY):
        return MOST
    if lemma in _PERCENT or lemma == _HALF or lemma in _OUT_OF:
        return MOST if _is_over_half(view, token) else PART
    if lemma in view.carriers.portions or parse.tags[token] == "CD":
        return PART
    inner = (o for _, t in view.prepositions(token) for o in view.objects_of(t))
    for o in inner if depth < _DEPTH else ():  # "control of most of the city"
        if view.entity(o) != entity and entity in view.fillers(o):
            return _share(view, o, entity, depth + 1)
    return WHOLE


def _is_over_half(view: View, token: int) -> bool:
    """Tell whether a share in numbers is the greater one: "60 %", "two thirds", "over half"."""
    parse, lemma = view.parse, view.parse.lemmas[token]
    first = max(parse.sentences[parse.sentence_of[token]][0], token - 3)
    before = [x.lower() for x in parse.words[first:token]]
    if lemma == _HALF:
        return not _OVER.isdisjoint(before)
    numbers = [x for x in map(_number, before) if x is not None]
    whole = _OUT_OF.get(lemma, 100)
    return bool(numbers) and numbers[-1] > whole / 2


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return _NUMBERS.get(word)
