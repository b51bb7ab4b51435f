"""Which item of live Wikidata an entity is: candidates by name, weighed, and none when in doubt.

The score is that of the best candidate (name, class, country, company), less what its rivals
take. An item that is no instance of a fitting class is no candidate, whatever it is called.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from kg.lexicon.names import normalise
from kg.link.wikidata.client import Client
from kg.link.wikidata.items import CITIZENSHIP, COUNTRY, DISAMBIGUATION, INSTANCE_OF, Item
from kg.ontology import Alignments

FLOOR: Final = 0.5
"""Score below which no item is named at all."""
MARGIN: Final = 0.65
"""Share of the evidence that the best candidate must hold against the others."""
_MOST_NAMES: Final = 3
_SHORTEST: Final = 3
_ALIAS: Final = 0.97
_NEARLY: Final = 0.92  # likeness from which a name that differs counts, and then less
_BROAD: Final = 0.85  # an instance of a class that holds other things as well
_UNTOLD: Final = 0.8  # the query service does not tell its classes
_ABROAD: Final = 0.7  # a country that nobody else in the reports belongs to
_UNCONFIRMED: Final = 0.78  # neither a country nor the company says that it is this bearer
_PERSON: Final = 0.75  # many people share a name
_SHORT: Final = 0.8  # so do acronyms and single words
_CONFIRMED: Final = 0.4  # of what was missing remains when the item knows the entity's company
_TIED: Final = 4.0  # and it weighs so much more against items that do not


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An entity without a sure item, as the matcher sees it."""

    key: str
    type: str
    names: tuple[str, ...]
    company: frozenset[str]
    """Items of the entities that facts tie it to."""


@dataclass(frozen=True, slots=True)
class Match:
    """The item chosen for an entity, with the score (0…1) and what spoke for it."""

    key: str
    item: Item
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    item: Item
    weight: float
    reasons: tuple[str, ...]
    tied: bool = False

    @property
    def evidence(self) -> float:
        """What it has to say against its rivals."""
        return self.weight**4 * (_TIED if self.tied else 1.0)


def match(
    entities: Sequence[Unlinked],
    client: Client,
    aligned: Alignments,
    countries: Mapping[str, float],
    taken: Iterable[str],
) -> list[Match]:
    """Return the matches, in the order of the entities; an item is never given twice.

    `countries` are the items of states in the corpus with their shares, `taken` items that other
    entities have. Raises ServiceError when the service does not answer.
    """
    hits = {e.key: _hits(e, client) for e in entities}
    found = client.items(x for ids in hits.values() for x in ids).items
    fits = _fits(entities, hits, client, aligned)
    held = set(taken)
    matches: list[Match] = []
    for entity in entities:
        items = {found[x].id: found[x] for x in hits[entity.key] if x in found}
        weighed = [_weigh(entity, x, fits[entity.key].get(x.id), countries) for x in items.values()]
        best = _best(entity, [x for x in weighed if x.weight > 0])
        if best is not None and best.item.id not in held:
            matches.append(best)
    return _without_twins(matches)


def _hits(entity: Unlinked, client: Client) -> list[str]:
    names = [x for x in entity.names if len(x) >= _SHORTEST and x != x.lower()][:_MOST_NAMES]
    return list(dict.fromkeys(hit for name in names for hit in client.search(name)))


def _fits(
    entities: Sequence[Unlinked],
    hits: Mapping[str, Sequence[str]],
    client: Client,
    aligned: Alignments,
) -> dict[str, dict[str, float]]:
    """Return how well each candidate's classes fit each entity's type; absent: not told."""
    fits: dict[str, dict[str, float]] = {e.key: {} for e in entities}
    for kind in sorted({e.type for e in entities}):
        own = [e for e in entities if e.type == kind]
        narrow, broad = set(aligned.classes[kind]), set(aligned.broader[kind])
        ids = sorted({x for e in own for x in hits[e.key]})
        told = client.instances(ids, sorted(narrow | broad))
        for entity in own:
            fits[entity.key] = {
                x: 1.0 if classes & narrow else _BROAD if classes & broad else 0.0
                for x, classes in told.items()
            }
    return fits


def _weigh(
    entity: Unlinked, item: Item, fit: float | None, countries: Mapping[str, float]
) -> _Weighed:
    if DISAMBIGUATION in item.values(INSTANCE_OF) or "disambiguation page" in item.description:
        return _Weighed(item, 0.0, ())
    likeness, name = _likeness(entity, item)
    weight, reasons = likeness, [f"name {name!r}"]
    weight *= _UNTOLD if fit is None else fit
    reasons.append(
        "class not told" if fit is None else f"class {'fits' if fit == 1 else 'broader'}"
    )
    home = {*item.values(COUNTRY), *item.values(CITIZENSHIP)}
    if home & countries.keys():
        reasons.append("country of the reports")
    else:
        weight *= _ABROAD if home and countries else _UNCONFIRMED
    if entity.type == "Person" or " " not in name:
        weight *= _PERSON if entity.type == "Person" else _SHORT
    tied = bool(weight and entity.company & {s.value for s in item.statements})
    if tied:
        weight = 1 - (1 - weight) * _CONFIRMED
        reasons.append("tied to the same entities")
    return _Weighed(item, weight, tuple(reasons), tied)


def _likeness(entity: Unlinked, item: Item) -> tuple[float, str]:
    """Return how well the best pair of names agrees, and the entity's name in it."""
    own = {normalise(x): x for x in reversed(entity.names)}
    best, name = 0.0, entity.names[0]
    for number, (_, text) in enumerate(item.names):
        key = normalise(text)
        if key in own:
            likeness, mine = (_ALIAS if number else 1.0), own[key]
        else:
            likeness, mine = max(
                ((fuzz.token_sort_ratio(key, k) / 100, n) for k, n in own.items()),
                default=(0.0, name),
            )
            likeness = likeness * _NEARLY if likeness >= _NEARLY else 0.0
        if likeness > best:
            best, name = likeness, mine
    return best, name


def _best(entity: Unlinked, weighed: Sequence[_Weighed]) -> Match | None:
    if not weighed:
        return None
    best = max(weighed, key=lambda x: (x.evidence, -int(x.item.id[1:])))
    share = best.evidence / sum(x.evidence for x in weighed)
    score = round(best.weight * share**0.5, 4)
    if share < MARGIN or score < FLOOR:
        return None
    return Match(entity.key, best.item, score, best.reasons)


def _without_twins(matches: Sequence[Match]) -> list[Match]:
    """Return the matches but those that give one item to two entities: nothing tells which."""
    items = [x.item.id for x in matches]
    return [x for x in matches if items.count(x.item.id) == 1]
