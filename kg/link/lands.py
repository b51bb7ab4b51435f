"""What the text says of where places lie: "Paris, Texas" is no city of France.

A place and what it lies in have a country in common. Of both, what has none in common with
anything that the other may be is left out.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from kg.link.candidates import known_candidates
from kg.link.catalogue import Catalogue
from kg.link.gathering import Subject

_PLACES: Final = frozenset({"Place", "State"})


def lands_of(
    subjects: Mapping[str, Subject], inside: Iterable[tuple[str, str]], catalogue: Catalogue
) -> dict[str, frozenset[str]]:
    """Return the countries that each place can lie in, of those that lie in others or hold them.

    `inside` are pairs of keys: the first lies in the second. Pairs that no country has both of,
    and places of which no country is known, tell nothing.
    """
    found: dict[str, frozenset[str]] = {}
    for inner, outer in inside:
        pair = [subjects[x] for x in (inner, outer) if x in subjects]
        if len(pair) < len((inner, outer)) or any(x.type not in _PLACES for x in pair):
            continue
        one, other = (_countries(x, catalogue) for x in pair)
        common = one & other if one and other else one | other
        for key in (inner, outer) if common else ():
            narrowed = found.get(key, common) & common
            found[key] = narrowed or found[key]
    return found


def _countries(subject: Subject, catalogue: Catalogue) -> frozenset[str]:
    """Return the countries of all that bears a name of `subject`."""
    listed = known_candidates(subject.asked, subject.type, catalogue.names).values()
    found = {country for x in listed for country in x.countries}
    if subject.type == "Place":
        found |= {c for name in subject.names for c in catalogue.countries_of(name)}
    return frozenset(found)
