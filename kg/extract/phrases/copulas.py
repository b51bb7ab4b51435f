"""Predicates of place: "the government is in Tripoli", "his fighters are at the northern gate"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, PLACES, Tie

_AT = frozenset({"in", "at", "inside"})
_SEATED = frozenset({"Organisation", "State"})
_OTHER = ("attr", "acomp", "ccomp", "advcl", "neg")


def copulas(page: Page) -> Iterator[Tie]:
    """Yield where actors are said to be by "be" and a preposition."""
    for i, lemma in enumerate(page.parse.lemmas):
        if lemma != "be" or page.parse.deps[i].startswith("aux") or page.view.children(i, *_OTHER):
            continue
        places = [e for _, _, o in page.nominals.complements(i, _AT) for e in _place(page, o)]
        for subject in page.view.children(i, "nsubj") if places else ():
            for actor in page.view.fillers(subject):
                yield from _where(page, actor, i, places)


def _place(page: Page, o: int) -> Iterator[str]:
    """Yield the place that a noun names or, with "the", describes; no "in a position to"."""
    entity = page.view.entity(o)
    if entity is None or page.view.type(entity) not in PLACES:
        return
    if page.named(entity) or "the" in page.nominals.modifiers(o):
        yield entity


def _where(page: Page, actor: str, i: int, places: list[str]) -> Iterator[Tie]:
    kind = page.view.type(actor)
    relation = "presentIn" if kind in ARMED else "basedIn" if kind in _SEATED else None
    for place in places if relation is not None else ():
        if relation == "presentIn" or not page.national(place):
            yield Tie(actor, relation or "", place, i, f"{relation}/copula")
