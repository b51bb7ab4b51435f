"""Places in places: "Pakistan's Swat valley", "Quetta, Pakistan", "the capital of Helmand"."""

from collections.abc import Iterator

from kg.extract.phrases.commas import after_comma
from kg.extract.phrases.happening import happens
from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import PLACES, Tie
from kg.model import Mention

_PLACE = frozenset({"Place"})
_IN = frozenset({"in", "inside", "within"})
_INTO = _IN | {"at", "on"}


def places(page: Page) -> Iterator[Tie]:
    """Yield which places of the document lie in which."""
    for mention, _ in page.mentions(_PLACE):
        here = _here(page, mention)
        lemma = page.parse.lemmas[mention.head]
        if here is None or lemma in page.words.places.lines or lemma in page.words.places.vehicles:
            continue
        for construction in (_owned, _completed, after_comma, _name_of_part):
            for place, rule in construction(page, mention):
                yield Tie(here, "locatedIn", place, mention.head, f"locatedIn/{rule}")


def _here(page: Page, mention: Mention) -> str | None:
    """Return the place a mention stands for; None for one that is not worth a tie.

    Worth a tie is what has a name, and what something happens to.
    """
    if mention.kind == "name":
        return mention.entity
    found = next(iter(page.bearers.of(mention.head, _PLACE)), mention.entity or "")
    capital = page.parse.lemmas[mention.head] == "capital"
    told = capital or page.named(found) or happens(page.view, page.frames, mention.head)
    return found if told else None


def _owned(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "Iraq's second city", "the northern Syrian town", "a Mosul neighbourhood"."""
    noun = page.view.noun(mention.head)
    ground = noun is not None and noun.name in ("settlement", "region")
    for q in page.nominals.qualifiers(mention.head):
        if page.view.type(q.entity) not in PLACES:
            if q.possessive:
                return
        elif q.possessive:
            yield q.entity, "possessive"
        elif page.national(q.entity):
            if ground:
                region = page.home.region(page.parse.words[q.mention.first - 1], q.entity)
                yield from ((e, "adjective") for e in (region, q.entity) if e is not None)
        elif page.parse.lemmas[mention.head] in page.words.places.quarters or _region(
            page, q.mention
        ):
            yield q.entity, "compound"


def _region(page: Page, mention: Mention) -> bool:
    """Tell whether a name is a region's by its form: "Euphrates valley", "east Syria"."""
    words = page.parse.words[mention.first : mention.last]
    last = page.view.nouns.get(words[-1].lower())
    formed = words[0].lower() in page.words.places.directions
    return len(words) > 1 and (formed or (last is not None and last.name == "region"))


def _completed(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "the airport in Mosul", "the capital of Helmand", "the district of Damascus"."""
    words = _INTO | {"of"} if _is_part(page, mention.head) else _INTO
    yield from _inside(page, mention.head, words)
    if mention.kind == "name":  # "Snihurivka, a rail junction in the region"
        for apposed in page.view.children(mention.head, "appos"):
            if page.view.mention(apposed) is None:
                yield from _inside(page, apposed, _INTO)


def _is_part(page: Page, i: int) -> bool:
    """Tell whether a place is a part of what follows "of".

    "The north of X" is, "north of X" is outside; "the towns of X and Y" are X and Y.
    """
    lemma, noun = page.parse.lemmas[i], page.view.noun(i)
    if lemma not in page.words.places.parts:
        return False
    if lemma in page.words.places.directions:
        return "the" in page.nominals.modifiers(i)
    return noun is None or not noun.populated or page.parse.tags[i] != "NNS"


def _inside(page: Page, i: int, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield (place, preposition) of what completes a place; no vehicle is a place to lie in."""
    for word, _, o in page.nominals.complements(i, words):
        if word == "on":  # "the town on the river in Upper Nile"
            yield from ((e, "on") for e, _ in _inside(page, o, _IN))
        elif page.parse.lemmas[o] not in page.words.places.vehicles:
            yield from ((e, word) for e in page.view.fillers(o) if page.view.type(e) in PLACES)


def _name_of_part(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "Mosul airport" and "Old City of Mosul": the city named in the name of its part."""
    if mention.kind != "name":
        return
    text = mention.span.text
    final = text.rpartition(" ")[2]
    part = final.lower() in page.words.places.quarters
    bases = (text.removesuffix(final).strip() if part else "", text.partition(" of ")[2])
    yield from ((page.localities[b], "name") for b in bases if b in page.localities)
