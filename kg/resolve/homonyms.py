"""Places that share a name: which of them a bare name means."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.resolve.anchors import KNOWN, NAME, Anchor, kinds_of
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.proposals import Proposal
from kg.resolve.spelling import place_key, skeleton
from kg.resolve.variants import alike, seen_together


def one_place(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Take a bare name, in any spelling, for the only place of it that country and kind leave.

    That is: in the only country that texts give; where texts know a town of the name, the town.
    A region is meant where a text says so. Other spellings must be seen in one theatre.
    """
    del clusters
    homonyms: dict[str, list[tuple[Anchor, int]]] = defaultdict(list)
    for leader, anchor, number in _by_sound(evidence):
        homonyms[leader].append((anchor, number))
    for places in homonyms.values():
        first: dict[tuple[str, str], int] = {}
        for sense, (_, number) in zip(senses([x for x, _ in places]), places, strict=True):
            one = first.setdefault(sense, number)
            acts = number in evidence.states and evidence.anchors[one].scope == KNOWN
            if one != number and not acts:
                yield Proposal(one, number)


def _by_sound(evidence: Evidence) -> Iterator[tuple[str, Anchor, int]]:
    """Yield each name of a place under the first name that is spelled nearly so and seen there."""
    leaders: dict[str, str] = {}
    firsts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for anchor, number in _place_names(evidence):
        name = anchor.name.removesuffix(" city")
        if name not in leaders:
            block = firsts[skeleton(name)]
            like = [x for x, n in block if alike(x, name) and seen_together(evidence, n, number)]
            leaders[name] = leaders[like[0]] if like else name
            block.append((name, number))
        yield leaders[name], anchor, number


def _place_names(evidence: Evidence) -> Iterator[tuple[Anchor, int]]:
    """Yield the names of places: those that reports give, and those that the list gives to one."""
    for anchor, number in evidence.in_order():
        if anchor.family != "place":
            continue
        if anchor.scope == NAME:
            yield anchor, number
        entry = evidence.names.entities.get(anchor.name)
        if entry is not None and entry.type == "Place":
            land = entry.countries[0] if len(entry.countries) == 1 else ""
            kinds = kinds_of(entry)
            usual = kinds.pop() if len(kinds) == 1 else ""
            for name, kind in dict.fromkeys(map(place_key, entry.aliases)):
                yield Anchor(NAME, "place", name, land, kind or usual), number


def senses(places: Sequence[Anchor]) -> list[tuple[str, str]]:
    """Return (country, kind) of places of one name; what is unsaid is the only one there is."""
    countries = {x.country for x in places} - {""}
    sole = countries.pop() if len(countries) == 1 else ""
    lands = [x.country or sole for x in places]
    kinds: dict[str, set[str]] = defaultdict(set)
    for land, place in zip(lands, places, strict=True):
        kinds[land].add(_kind(place))
    return [(h, _kind(x) or _usual(kinds[h])) for h, x in zip(lands, places, strict=True)]


def _kind(place: Anchor) -> str:
    return place.kind or ("settlement" if place.name.endswith(" city") else "")


def _usual(kinds: set[str]) -> str:
    return "settlement" if "settlement" in kinds else ""
