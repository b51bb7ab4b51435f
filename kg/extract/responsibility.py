"""Claims of responsibility and blame, joined to the attack they are about.

"X claimed responsibility for the bombing", "officials blamed X for the raid", "the attack, blamed
on X", "an IS-claimed attack", "X is suspected of being behind the attack".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.clauses import verb_clause
from kg.extract.view import View
from kg.lexicon.frames import Frames

_VIOLENT = frozenset({"Attack", "Strike", "Killing", "Abduction", "Battle", "Operation"})
_RESPONSIBILITY = frozenset({"responsibility", "credit"})
_SIDES = frozenset(
    {"ArmedGroup", "StateForce", "Coalition", "State", "Organisation", "MediaOutlet", "Person"}
)
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who claims or is blamed for what: `event` is the trigger token of the deed, if named."""

    role: str
    entities: tuple[str, ...]
    event: int | None
    token: int
    accuser: str | None = None
    denied: bool = False


def find(view: View, frames: Frames) -> Iterator[Responsibility]:
    """Yield claims of responsibility and blame in the order of the text."""
    for i, lemma in enumerate(view.parse.lemmas):
        tag = view.parse.tags[i]
        if tag.startswith("VB"):
            if lemma in view.carriers.claiming:
                yield from _claim(view, frames, i)
            if lemma in view.carriers.blaming:
                yield from _blame(view, frames, i)
        elif lemma in ("claimed", "claim") and view.parse.words[i - 1] == "-":
            yield from _compound(view, frames, i)


def _claim(view: View, frames: Frames, i: int) -> Iterator[Responsibility]:
    parse = view.parse
    clause = verb_clause(view, i)
    subjects = [e for t in clause.subject for e in view.fillers(t) if view.type(e) in _SIDES]
    for o in clause.object:
        if parse.lemmas[o] in _RESPONSIBILITY:
            event = _named_event(view, frames, _for(view, o) + _for(view, i))
            negative = _no(view, i) or _no(view, o)
            if subjects and not negative:
                yield Responsibility("claimedBy", tuple(subjects), event, i)
            elif not subjects and clause.construction == "passive":
                yield Responsibility("claimedBy", (), event, i)
        elif parse.lemmas[i] == "claim" and _violent(view, frames, o) and subjects:
            yield Responsibility("claimedBy", tuple(subjects), o, i)
    # "responsibility was claimed by X" and "the attack was claimed by X"
    if clause.construction in ("passive", "relative") and subjects and parse.lemmas[i] == "claim":
        for o in clause.object:
            if _violent(view, frames, o):
                yield Responsibility("claimedBy", tuple(subjects), o, i)


def _blame(view: View, frames: Frames, i: int) -> Iterator[Responsibility]:
    parse = view.parse
    clause = verb_clause(view, i)
    accuser = next(
        (e for t in clause.subject for e in view.fillers(t) if view.type(e) in _SIDES), None
    )
    on = [o for p, o in clause.prepositions if p in ("on", "to")]
    blamed = [e for t in clause.object for e in view.fillers(t) if view.type(e) in _SIDES]
    event = _named_event(view, frames, _for(view, i))
    if parse.lemmas[i] in ("blame", "attribute", "pin") and on:
        blamed = [e for t in on for e in view.fillers(t) if view.type(e) in _SIDES]
        event = next((o for o in clause.object if _violent(view, frames, o)), event)
        if event is None and clause.object:
            event = _named_event(
                view,
                frames,
                [
                    x
                    for o in clause.object
                    for p, t in view.prepositions(o)
                    if p == "for"
                    for x in view.objects_of(t)
                ],
            )
    if event is None:
        event = _named_event(
            view, frames, [o for p, o in clause.prepositions if p in ("of", "in", "over")]
        )
        if event is None:
            for p, t in view.prepositions(i):
                if p in ("of", "for"):
                    for verb in view.children(t, "pcomp"):
                        event = verb if _violent_verb(view, frames, verb) else event
                        for o in view.children(verb, "dobj"):
                            if _violent(view, frames, o):
                                event = o
    if parse.lemmas[i] in ("blame", "pin") and not on:
        event = next((o for o in clause.object if _violent(view, frames, o)), event)
    if parse.lemmas[i] in ("blame", "pin") and not on and event is not None:
        hung = [o for p, t in view.prepositions(event) if p == "on" for o in view.objects_of(t)]
        blamed = [e for o in hung for e in view.fillers(o) if view.type(e) in _SIDES] or blamed
    blamed = [e for e in blamed if e != accuser]
    if blamed and (event is not None or parse.lemmas[i] == "blame"):
        yield Responsibility("blamedOn", tuple(blamed), event, i, accuser, denied=_no(view, i))


def _compound(view: View, frames: Frames, i: int) -> Iterator[Responsibility]:
    """Read "IS-claimed twin attacks"."""
    first = view.covering(i - 2)
    noun = view.parse.heads[i]
    if first is not None and first.entity and _violent(view, frames, noun):
        yield Responsibility("claimedBy", (first.entity,), noun, i)


def _for(view: View, i: int) -> list[int]:
    return [
        o for p, t in view.prepositions(i) if p in ("for", "of", "in") for o in view.objects_of(t)
    ]


def _named_event(view: View, frames: Frames, tokens: list[int]) -> int | None:
    for token in tokens:
        node = token
        for _ in range(_STEPS):
            if _violent(view, frames, node):
                return node
            inner = [o for p, t in view.prepositions(node) if p == "of" for o in view.objects_of(t)]
            if not inner:
                break
            node = inner[0]
    return None


def _violent(view: View, frames: Frames, i: int) -> bool:
    return _any_violent(frames.by_noun, view.parse.lemmas[i]) or view.parse.lemmas[i] in (
        "incident",
        "it",
        "both",
        "one",
    )


def _violent_verb(view: View, frames: Frames, i: int) -> bool:
    return _any_violent(frames.by_verb, view.parse.lemmas[i])


def _any_violent(index: Mapping[str, tuple[object, ...]], lemma: str) -> bool:
    return any(getattr(f, "claim", "") in _VIOLENT for f in index.get(lemma, ()))


def _no(view: View, i: int) -> bool:
    parse = view.parse
    words = {parse.words[c].lower() for c in parse.children[i]}
    return bool(words & {"not", "no", "n't", "n’t", "never"})
