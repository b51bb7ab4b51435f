"""Which place lies in which, by our facts and by Wikidata together."""

from collections import defaultdict
from typing import Final

from kg.graph.views import Views
from kg.link.wikidata import Item
from kg.model import BELIEVED

_LOCATED: Final = "locatedIn"
_DEEPEST: Final = 12


class Containment:
    """Places as items, each with those that hold it."""

    def __init__(
        self, views: Views, links: dict[str, str], items: dict[str, Item], ids: tuple[str, ...]
    ) -> None:
        """Read facts of location between linked places, and statements of the properties `ids`."""
        self._around: dict[str, set[str]] = defaultdict(set)
        for fact in views.facts():
            if fact.predicate == _LOCATED and fact.belief >= BELIEVED:
                inner, outer = (links.get(fact.roles[x][0]) for x in ("subject", "object"))
                if inner and outer:
                    self._around[inner].add(outer)
        for item, known in items.items():
            self._around[item].update(s.value for s in known.statements if s.property in ids)

    def nested(self, one: str, other: str) -> bool:
        """Tell whether one of two places lies in the other."""
        return other in self._holders(one) or one in self._holders(other)

    def _holders(self, item: str) -> set[str]:
        found: set[str] = set()
        level = {item}
        for _ in range(_DEEPEST):
            level = {up for x in level for up in self._around.get(x, ())} - found
            found |= level
        return found
