"""The event that killed, wounded or took the people a figure counts."""

from collections.abc import Iterable
from typing import Final

from kg.extract.figures import Count
from kg.extract.happening import Happening
from kg.extract.view import View

DEEDS: Final = ("Attack", "Strike", "Killing", "Abduction")
"""Events that somebody does to somebody, claims responsibility for or is blamed for."""
_COUNTED_IN: Final = frozenset({*DEEDS, "Battle", "Operation", "Detention"})
_SHARES: Final = frozenset({"many", "most", "some", "several", "half", "few", "majority"})
_TIMES: Final = frozenset({"since", "before", "until"})
_PRONOUNS: Final = frozenset({"PRP", "WP"})


def cause(view: View, count: Count, told: Iterable[Happening]) -> Happening | None:
    """Return the event a figure belongs to: the one of its verb, else of its sentence."""
    if count.kind == "strength":
        return None
    events = list(told)
    for event in events:
        if count.cause in event.merged:
            return event
    sentence_of = view.parse.sentence_of
    here = sentence_of[count.token]
    near = (
        e
        for e in events
        if e.type in _COUNTED_IN
        and any(sentence_of[t] == here and not _is_apart(view, count.token, t) for t in e.merged)
    )
    return next(near, None)


def _is_apart(view: View, count: int, token: int) -> bool:
    """Tell whether a word is no cause of all that are counted in its sentence.

    It only says since when ("killed since they set out to crush it"), or it is said of some of
    them ("many of them in air strikes").
    """
    parse, node = view.parse, token
    if any(_is_share(view, i) for i in range(count + 1, token)):
        return True
    while parse.heads[node] != node:
        marks = view.children(node, "mark") if parse.deps[node] == "advcl" else []
        governors = [*marks, parse.heads[node]] if parse.deps[node] == "pobj" else marks
        if any(parse.words[m].lower() in _TIMES for m in governors):
            return True
        node = parse.heads[node]
    return False


def _is_share(view: View, i: int) -> bool:
    """Tell whether "many of them" begins at a token."""
    parse = view.parse
    after = i + 2 < len(parse.words) and parse.words[i + 1].lower() == "of"
    return after and parse.lemmas[i] in _SHARES and parse.tags[i + 2] in _PRONOUNS
