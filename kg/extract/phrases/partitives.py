"""Parts by number: "the 3R, one of the groups in the coalition", "NATO members X and Y"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, BODIES, PLACES, Tie

_IN = frozenset({"of", "in", "within"})
_NAMED = BODIES | PLACES
_MEMBERS = BODIES - {"MediaOutlet"}
_WHOLES = frozenset({"Coalition", "ArmedGroup", "Organisation"})


def partitives(page: Page) -> Iterator[Tie]:
    """Yield what "X, one of the ..." tells of X: a body's coalition or town, a place's region."""
    for i, word in enumerate(page.lower[:-1]):
        if word != "one" or page.lower[i - 1] != "," or page.lower[i + 1] != "of":
            continue
        name = page.bearers.name(i - 2, _NAMED)
        if name is not None and name.entity:
            for o in page.view.objects_of(i + 1):
                yield from _one_of(page, name.entity, o, i)


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


def members(page: Page) -> Iterator[Tie]:
    """Yield the bodies named as members: "NATO members X and Y", "members of the bloc, X and Y"."""
    for i in page.nouns({"member"}):
        behind = [
            e for _, _, o in page.nominals.complements(i, {"of"}) for e in page.view.fillers(o)
        ]
        before = [q.entity for q in page.nominals.qualifiers(i)]
        wholes = [e for e in behind or before if page.view.type(e) in _WHOLES]
        for member in _named_after(page, page.nominals.end(i)) if wholes else ():
            yield Tie(member, "partOf", wholes[0], i, "partOf/member")


def _named_after(page: Page, end: int) -> Iterator[str]:
    """Yield the bodies whose names follow a phrase, at once or after a comma or colon."""
    first = end + 1 if page.lower[end : end + 1] in ((",",), (":",)) else end
    name = page.bearers.name(first, _MEMBERS)
    if name is not None and name.first == first and not _speaks(page, name.head):
        yield from (e for e in page.view.fillers(name.head) if page.view.type(e) in _MEMBERS)


def _speaks(page: Page, head: int) -> bool:
    """Tell whether a name begins a clause of its own: "relatives of members, the SDF said"."""
    return page.parse.deps[head] in ("nsubj", "nsubjpass") and page.parse.heads[head] > head
