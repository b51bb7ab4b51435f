"""Groups of anchors that only grow, with one thing they may not do: hold two listed entries."""

from collections.abc import Sequence

from kg.resolve.anchors import KNOWN, Anchor


class Clusters:
    """A union-find over the numbers of anchors."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        """Start with every anchor alone."""
        self._parent = list(range(len(anchors)))
        self._entry = {n: x.name for n, x in enumerate(anchors) if x.scope == KNOWN}

    def root(self, number: int) -> int:
        """Return the number that stands for the group of `number`."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def entry(self, number: int) -> str | None:
        """Return the IRI of the listed entry in the group of `number`, if any."""
        return self._entry.get(self.root(number))

    def join(self, one: int, other: int) -> bool:
        """Make one group of two; False, and nothing done, when they hold different entries.

        Entries of the list of names are apart by being two; so rivals never meet, whatever
        name or acronym they share.
        """
        left, right = sorted((self.root(one), self.root(other)))
        entries = {self._entry.get(left), self._entry.get(right)} - {None}
        if len(entries) > 1:
            return False
        self._parent[right] = left
        if entry := self._entry.pop(right, None):
            self._entry[left] = entry
        return True
