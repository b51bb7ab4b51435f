"""The list of names against itself: every listed entity under its names, with nothing listed.

A node that mixes entities shows a rule that joins too much, or a name that the list gives to two.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.lexicon.names import KnownEntity, Names
from kg.model import Document, Participant, Record
from kg.resolve import resolve
from tests.gate.identity.measure import lists

_MOST: Final = 8
"""So many names of an entity are taken."""


@cache
def mixed() -> tuple[list[frozenset[str]], int]:
    """Return the sets of entities that share a node, and how many entities there are."""
    known = lists()["shipped"]
    read = list(_records(known))
    nodes: dict[str, set[str]] = defaultdict(set)
    with resolve((record for _, record in read), _scenery(known)) as found:
        for entry, record in read:
            nodes[found.key(record.document.key, "e")].add(entry.iri)
    return [frozenset(x) for x in nodes.values() if len(x) > 1], len({x.iri for x, _ in read})


def _towns(known: Names) -> dict[str, KnownEntity]:
    """Return a listed town of each country."""
    towns: dict[str, KnownEntity] = {}
    for x in sorted(known.entities.values(), key=lambda x: (-x.prominence, x.iri)):
        if x.type == "Place" and len(x.countries) == 1:
            towns.setdefault(x.countries[0], x)
    return towns


def _scenery(known: Names) -> Names:
    """Return what a report is placed by: states, and a town of each."""
    states = {iri: x for iri, x in known.entities.items() if x.type == "State"}
    return Names(states | {x.iri: x for x in _towns(known).values()})


def _records(known: Names) -> Iterator[tuple[KnownEntity, Record]]:
    """Yield a document per Latin name, the first beside the acronym, others beside the label."""
    towns, scenery = _towns(known), _scenery(known).entities
    for entry in known.entities.values():
        if entry.iri in scenery:
            continue
        for n, name in enumerate([x for x in entry.aliases if x.isascii()][:_MOST]):
            names = (entry.label, name) if n % 3 == 1 else (name,)
            names = (name, *entry.acronyms[:1]) if n == 0 else names
            who = [Participant("e", entry.type, names)]
            if entry.countries and entry.countries[0] in towns:
                who.append(Participant("t", "Place", (towns[entry.countries[0]].label,)))
            yield entry, Record(Document(f"{entry.iri}-{n}", ""), tuple(who))
