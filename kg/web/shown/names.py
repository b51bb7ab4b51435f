"""Entities by their names: exact, by the beginning of a word, by a part, by resemblance."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store
from rapidfuzz import fuzz, process

from kg.vocabulary import PREFIXES

_PREFERRED: Final = NamedNode(PREFIXES["skos"] + "prefLabel")
_OTHER: Final = NamedNode(PREFIXES["skos"] + "altLabel")
_RESEMBLES: Final = 75.0
_LONGEST: Final = 200
"""Characters of what is looked for."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity, and how well it fits what was looked for (100: it is that)."""

    iri: str
    name: str
    score: float = 100.0


class Names:
    """The names in a store, in memory."""

    def __init__(self, store: Store) -> None:
        """Read the names of all entities."""
        self._names: list[Name] = []
        for predicate in (_PREFERRED, _OTHER):
            for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    self._names.append(Name(quad.subject.value, quad.object.value))
        self._folded = [fold(x.name) for x in self._names]
        self._exact: dict[str, set[str]] = {}
        for name, folded in zip(self._names, self._folded, strict=True):
            self._exact.setdefault(folded, set()).add(name.iri)

    def called(self, name: str) -> list[str]:
        """Return the IRIs of the entities with exactly this name, sorted."""
        return sorted(self._exact.get(fold(name), ()))

    def search(self, text: str, limit: int) -> list[Name]:
        """Return the entities whose names fit best, best first, each once; all for ""."""
        wanted = fold(text[:_LONGEST])
        if not wanted:
            return _best(self._names, limit)
        fitting = [
            Name(x.iri, x.name, score)
            for x, folded in zip(self._names, self._folded, strict=True)
            if (score := _fit(wanted, folded))
        ]
        if not fitting:
            found = process.extract(
                wanted, self._folded, scorer=fuzz.WRatio, score_cutoff=_RESEMBLES, limit=limit * 3
            )
            fitting = [
                Name(self._names[n].iri, self._names[n].name, score * 0.5) for _, score, n in found
            ]
        return _best(fitting, limit)


def _fit(wanted: str, name: str) -> float:
    if wanted not in name:
        return 0.0
    if wanted == name:
        return 100.0
    length = len(wanted) / len(name)
    if name.startswith(wanted):
        return 80.0 + 10 * length
    return (65.0 if f" {wanted}" in name else 50.0) + 10 * length


def _best(names: Iterable[Name], limit: int) -> list[Name]:
    best: dict[str, Name] = {}
    for x in names:
        if x.iri not in best or best[x.iri].score < x.score:
            best[x.iri] = x
    return sorted(best.values(), key=lambda x: (-x.score, fold(x.name), x.iri))[:limit]


def fold(name: str) -> str:
    """Return a name so that case and space do not count."""
    return " ".join(name.casefold().split())
