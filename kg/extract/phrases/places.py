"""Places in places: "Pakistan's Swat valley", "Quetta, Pakistan", "the capital of Helmand"."""

from collections.abc import Iterator

from kg.extract.phrases.commas import after_comma
from kg.extract.phrases.happening import happens
from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import PLACES, Tie
from kg.model import Mention

_PLACE = frozenset({"Place"})
_IN = frozenset({"in", "inside", "within"})
_AT = _IN | {"at"}
_LIE = frozenset({"lie", "locate", "situate", "sit", "nestle"})


def places(page: Page) -> Iterator[Tie]:
    """Yield which places of the document lie in which."""
    for mention, _ in page.mentions(_PLACE):
        here = _here(page, mention)
        lemma = page.parse.lemmas[mention.head]
        if here is None or lemma in page.words.places.lines or lemma in page.words.places.vehicles:
            continue
        for construction in (_owned, _completed, _lying, after_comma, _name_of_part):
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
    places, lemma = page.words.places, page.parse.lemmas[mention.head]
    # "the north of X" is a part of it, "north of X" is outside
    definite = lemma not in places.directions or "the" in page.nominals.modifiers(mention.head)
    own = page.view.noun(mention.head)  # "the towns of Azaz and Marea" are no parts of them
    towns = own is not None and own.populated and page.parse.tags[mention.head] == "NNS"
    part = lemma in places.parts and definite and not towns
    words = _AT | {"of"} if part else _AT
    nouns = [mention.head]
    if mention.kind == "name":  # "Snihurivka, a rail junction in the region"
        apposed = page.view.children(mention.head, "appos")
        nouns += [c for c in apposed if page.view.mention(c) is None]
    for noun in nouns:
        yield from ((e, page.parse.words[t].lower()) for e, t in _inside(page, noun, words))
        for _, _, o in page.nominals.complements(noun, {"on"}):
            yield from ((e, "on") for e, _ in _inside(page, o, _IN))  # "on the river in Upper Nile"


def _inside(page: Page, i: int, words: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield (place, preposition) of what completes a place; vehicles are no places to lie in."""
    for _, token, o in page.nominals.complements(i, words):
        if page.parse.lemmas[o] not in page.words.places.vehicles:
            yield from ((e, token) for e in page.view.fillers(o) if page.view.type(e) in PLACES)


def _lying(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "Hajin, which lies in the province of Deir Ezzor"."""
    for verb in page.view.children(mention.head, "relcl", "acl"):
        if page.parse.lemmas[verb] in _LIE:
            yield from ((e, "lie") for e, _ in _inside(page, verb, _IN))


def _name_of_part(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Read "Mosul airport" and "Old City of Mosul": the city named in the name of its part."""
    if mention.kind != "name":
        return
    words = page.parse.words[mention.first : mention.last]
    text = page.view.text[page.parse.starts[mention.first] : page.parse.ends[mention.last - 1]]
    final = words[-1].split()[-1]
    bases = (
        [text.removesuffix(final).strip()] if final.lower() in page.words.places.quarters else []
    )
    bases += [text.partition(" of ")[2]]
    yield from ((page.localities[b], "name") for b in bases if b in page.localities)
