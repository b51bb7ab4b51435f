"""The relations of one document: each state of affairs once, as well as the document says it."""

from dataclasses import dataclass, replace

from kg.extract.selection import RELATION_ENDS
from kg.extract.view import View
from kg.model import Interval, Relation, Stance
from kg.vocabulary import SYMMETRIC, WHOLE

ALWAYS = Interval()


@dataclass(frozen=True, slots=True)
class Scope:
    """Of when, and of how much of a place, a relation is said."""

    interval: Interval = ALWAYS
    extent: str = WHOLE


EVERYWHERE = Scope()


class Relations:
    """Collect relations; `same_as` maps entities that turned out to be another."""

    def __init__(self, view: View, same_as: dict[str, str]) -> None:
        self._view = view
        self._same_as = same_as
        self._held: dict[tuple[str, str, str, str], Relation] = {}

    def add(
        self,
        ends: tuple[str, str, str],
        stance: Stance,
        token: int,
        rule: str,
        scope: Scope = EVERYWHERE,
    ) -> None:
        """Add subject, predicate and object; what is known already is kept if it says more."""
        s, p, o = (
            self._same_as.get(ends[0], ends[0]),
            ends[1],
            self._same_as.get(ends[2], ends[2]),
        )
        left, right = RELATION_ENDS[p]
        if s == o or self._view.type(s) not in left or self._view.type(o) not in right:
            return
        first, second = sorted((s, o)) if p in SYMMETRIC else (s, o)
        key = (first, p, second, stance.polarity)
        speaker = stance.attributed_to
        stance = replace(stance, attributed_to=self._same_as.get(speaker or "", speaker))
        evidence = self._view.sentence(token)
        new = Relation("", s, p, o, stance, evidence, rule, 0.0, scope.interval, scope.extent)
        old = self._held.get(key)
        if old is None:
            self._held[key] = new
        elif p == "holds" and {old.stance.modality, stance.modality} == {"actual", "past"}:
            self._held[key] = _taken_and_lost(old, new)
        elif old.interval == ALWAYS != new.interval:
            self._held[key] = new  # a dated state says more

    def so_far(self) -> list[Relation]:
        """Return what was added until now, not numbered yet; who holds a place is no guest."""
        held = {
            (r.s, r.o)
            for r in self._held.values()
            if r.p == "holds" and r.stance.modality == "actual" and r.stance.polarity == "positive"
        }
        return [r for r in self._held.values() if r.p != "presentIn" or (r.s, r.o) not in held]


def numbered(relations: list[Relation]) -> tuple[Relation, ...]:
    """Return relations in the order of the text, numbered ("r1", "r2", …)."""
    ordered = sorted(relations, key=lambda r: (r.evidence.start, r.s, r.p, r.o, r.stance.polarity))
    return tuple(replace(r, id=f"r{n}") for n, r in enumerate(ordered, 1))


def _taken_and_lost(one: Relation, other: Relation) -> Relation:
    """Return what two claims of one holder say together: what was taken and lost is past."""
    lost, held = (one, other) if one.stance.modality == "past" else (other, one)
    since, until = held.interval.since, lost.interval.until
    if since and until and since > until:
        return held
    return replace(lost, interval=Interval(since or lost.interval.since, until))
