"""Media arms: "Hezbollah's television, Al-Manar", "the newspaper of the party", "state radio"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import Tie

_OUTLET = "MediaOutlet"
_OUTLETS = frozenset({_OUTLET, "Organisation"})
_GROUPS = frozenset({"ArmedGroup", "Organisation", "Coalition"})


def media_arms(page: Page) -> Iterator[Tie]:
    """Yield whose arms the outlets of the document are."""
    media = page.words.media
    for i in page.nouns(media.outlets | media.arms):
        own = page.parse.lemmas[i] in media.outlets or media.marks & set(page.nominals.modifiers(i))
        for outlet in page.bearers.of(i, _OUTLETS) if own else _inside(page, i):
            yield from _arm_of(page, i, outlet)
    for mention, outlet in page.mentions({_OUTLET}):
        if mention.kind == "name":
            yield from _arm_of(page, mention.head, outlet)


def _inside(page: Page, i: int) -> list[str]:
    """Return the outlet named in a phrase like "its Amaq agency"."""
    named = (q.entity for q in page.nominals.qualifiers(i) if not q.possessive)
    return [e for e in named if page.view.type(e) == _OUTLET][:1]


def _arm_of(page: Page, i: int, outlet: str) -> Iterator[Tie]:
    """Read the side that owns the outlet named or described at `i`."""
    before = page.nominals.qualifiers(i)
    behind = [e for _, _, o in page.nominals.complements(i, {"of"}) for e in page.view.fillers(o)]
    told = behind + [q.entity for q in before if q.possessive]
    named = [q.entity for q in before if not q.possessive and page.named(q.entity)]
    owners = [e for e in told + named if e != outlet]
    official = bool(page.words.media.official & set(page.nominals.modifiers(i)))
    for owner in owners:
        kind = page.view.type(owner)
        if kind in _GROUPS or (kind == "State" and official):
            yield Tie(outlet, "mediaArmOf", owner, i, "mediaArmOf/owner")
            return
    if official and not owners and page.home.country is not None:
        yield Tie(outlet, "mediaArmOf", page.home.country, i, "mediaArmOf/state")
