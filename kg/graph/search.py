"""Entities by any of their names."""

from difflib import get_close_matches
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.errors import QueryError
from kg.vocabulary import PREFIXES

_NAMES: Final = tuple(NamedNode(PREFIXES["skos"] + x) for x in ("prefLabel", "altLabel"))
_SUGGESTIONS: Final = 3


def find(store: Store, name: str) -> list[str]:
    """Return the IRIs of the entities called `name` (or with that IRI), sorted.

    Case and space do not count. QueryError, with the nearest names, when there is none.
    """
    wanted = _fold(name)
    found, known = set(), {}
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                label = quad.object.value
                known[_fold(label)] = label
                if wanted == _fold(label) or name == quad.subject.value:
                    found.add(quad.subject.value)
    if not found:
        near = get_close_matches(wanted, sorted(known), _SUGGESTIONS)
        hint = f"; did you mean {', '.join(known[x] for x in near)}?" if near else ""
        raise QueryError(f"no entity called {name!r}{hint}")
    return sorted(found)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
