"""Partitive appositions: "the 3R, one of the armed groups in the coalition"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, BODIES, PLACES, Tie

_IN = frozenset({"of", "in", "within"})
_NAMED = BODIES | PLACES


def partitives(page: Page) -> Iterator[Tie]:
    """Yield what "X, one of the ..." tells of X: a body's coalition or town, a place's region."""
    for i, word in enumerate(page.lower[:-1]):
        if word != "one" or page.lower[i - 1] != "," or page.lower[i + 1] != "of":
            continue
        name = page.bearers.name(i - 2, _NAMED)
        for o in page.view.objects_of(i + 1) if name is not None else ():
            yield from _one_of(page, name.entity or "", o, i)  # type: ignore[union-attr]


def _one_of(page: Page, one: str, o: int, i: int) -> Iterator[Tie]:
    """Read the coalition, the town or the region of those that X is one of."""
    kind = page.view.type(one)
    wholes = [e for _, _, x in page.nominals.complements(o, _IN) for e in page.view.fillers(x)]
    owners = [q.entity for q in page.nominals.qualifiers(o) if q.possessive]
    for whole in wholes + owners:
        above = page.view.type(whole)
        if kind in ARMED and above in ARMED:
            yield Tie(one, "partOf", whole, i, "partOf/one-of")
        elif kind in ARMED and above == "Place":
            yield Tie(one, "basedIn", whole, i, "basedIn/one-of")
        elif kind == "Place" and above in PLACES:
            yield Tie(one, "locatedIn", whole, i, "locatedIn/one-of")
