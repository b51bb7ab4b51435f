"""Places after commas: "Quetta, Pakistan", "Raqqa, in northern Syria", "X, north of Y, Z"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import PLACES
from kg.model import Mention

_AT = frozenset({"in", "inside", "within", "at"})
_NO_REGION = frozenset({"and", "or", "'s", "\u2019s", "'"})
_WINDOW = 12


def after_comma(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield the place after the comma that the place before it lies in; lists are left alone."""
    if page.lower[mention.last : mention.last + 1] not in ((",",), ("and",)):
        return
    last = _partner(page, mention)
    words = [w.lower() for w in page.parse.words[last : last + _WINDOW]]
    if len(words) < 3 or words[0] != ",":
        return
    if words[1] in _AT:
        other = _named(page, last + 2 + (words[2] == "the"))
        if other is not None:
            yield other.entity or "", "comma"
    elif words[1] in page.words.places.bearings:  # "Jerash, north of Amman, Jordan"
        second = next((k for k in range(2, len(words)) if words[k] == ","), None)
        other = _named(page, last + second + 1) if second is not None else None
        if other is not None and page.national(other.entity or ""):
            yield other.entity or "", "comma"
    else:
        other = _named(page, last + 1)
        if other is not None and other.kind == "name" and _larger(page, mention, other):
            yield other.entity or "", "comma"


def _partner(page: Page, mention: Mention) -> int:
    """Return where "X and Y" ends for X in "X and Y, Pakistan"; else where the mention ends."""
    words, last = page.parse.words, mention.last
    if last + 1 < len(words) and words[last].lower() == "and":
        other = _named(page, last + 1)
        if other is not None and other.first == last + 1 and other.last + 1 < len(words):
            country = _named(page, other.last + 1) if words[other.last] == "," else None
            if country is not None and page.national(country.entity or ""):
                return other.last
    return last


def _larger(page: Page, mention: Mention, other: Mention) -> bool:
    """Tell whether "X, Y" is a place with the country or region it lies in, and no list."""
    words = page.parse.words
    after = words[other.last].lower() if other.last < len(words) else "."
    if page.parse.tags[other.head] in ("JJ", "NNPS"):
        return False  # "in Sirte, Turkish drones"
    if after in _NO_REGION or mention.kind != "name":
        return False
    if page.national(other.entity or ""):
        return not page.national(mention.entity or "")
    listed = (
        words[mention.first - 1] in (",", "and") and _named(page, mention.first - 2) is not None
    )
    further = _named(page, other.last + 1) if after == "," else None
    return not listed and (further is None or page.national(further.entity or ""))


def _qualifies(page: Page, mention: Mention) -> bool:
    """Tell whether a name only qualifies a noun after it: "in Sirte, US officials said"."""
    parse, governor = page.parse, page.parse.heads[mention.head]
    inner = parse.deps[mention.head] in ("compound", "amod", "nmod", "poss")
    return inner and governor >= mention.last and parse.tags[governor] in ("NN", "NNS")


def _named(page: Page, i: int) -> Mention | None:
    """Return the mention at token `i` of a place with a name."""
    mention = page.view.covering(i) if 0 <= i < len(page.parse.words) else None
    if (
        mention is None
        or _qualifies(page, mention)
        or mention.kind == "pronoun"
        or page.kind(mention) not in PLACES
    ):
        return None
    return mention if mention.entity and page.named(mention.entity) else None
