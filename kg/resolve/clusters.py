"""Groups of anchors that only grow, with two things they may not do.

They hold no two listed entries, and none that were judged to be different.
"""

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.anchors import KNOWN, Anchor


class Clusters:
    """A union-find over the numbers of anchors; those of single documents are negative."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        """Start with every anchor alone."""
        self._parent = list(range(len(anchors)))
        self._drawn: dict[int, int] = {}
        """The parents of anchors of single documents that were joined with something."""
        self._entry: dict[int, tuple[str, ...]] = {
            n: (x.name,) for n, x in enumerate(anchors) if x.scope == KNOWN
        }
        self._apart: dict[int, set[int]] = defaultdict(set)

    def _up(self, number: int) -> int:
        return self._parent[number] if number >= 0 else self._drawn.get(number, number)

    def root(self, number: int) -> int:
        """Return the number that stands for the group of `number`."""
        while (up := self._up(number)) != number:
            if number >= 0 and up >= 0:
                self._parent[number] = self._up(up)
            number = up
        return number

    def entry(self, number: int) -> str | None:
        """Return the IRI of the listed entry in the group of `number`, if any."""
        return next(iter(self.entries(number)), None)

    def entries(self, number: int) -> tuple[str, ...]:
        """Return the IRIs of listed entries of a group: more than one only by a judgement."""
        return self._entry.get(self.root(number), ())

    @property
    def drawn(self) -> list[int]:
        """The anchors of single documents that were joined with something, in order."""
        return sorted(self._drawn)

    def part(self, one: int, other: int) -> bool:
        """Keep two groups apart for good; False, and nothing done, when they are one already."""
        left, right = self.root(one), self.root(other)
        if left == right:
            return False
        self._apart[left].add(right)
        self._apart[right].add(left)
        return True

    def join(self, one: int, other: int, *, judged: bool = False) -> bool:
        """Make one group of two; False, and nothing done, when they must stay apart.

        Entries of the list of names are apart by being two; so rivals never meet, whatever
        name or acronym they share. Only what was `judged` the same joins them.
        """
        left, right = self.root(one), self.root(other)
        if left == right:
            return True
        entries = (*self._entry.get(left, ()), *self._entry.get(right, ()))
        if right in self._apart[left] or (len(set(entries)) > 1 and not judged):
            return False
        top, below = sorted((left, right), key=lambda n: (n < 0, n))  # single documents below
        self._unite(top, below, entries)
        return True

    def _unite(self, left: int, right: int, entries: tuple[str, ...]) -> None:
        if right >= 0:
            self._parent[right] = left
        else:
            self._drawn[right] = left
        self._entry.pop(right, None)
        if entries:
            self._entry[left] = entries
        for foe in self._apart.pop(right, set()):
            self._apart[foe].discard(right)
            self._apart[foe].add(left)
            self._apart[left].add(foe)
