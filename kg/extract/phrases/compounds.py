"""Compounds: "US-backed forces", "rebel-held town", "anti-IS coalition", and "led by X"."""

from collections.abc import Iterator

from kg.extract.extent import extent
from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import Tie
from kg.extract.selection import RELATION_ENDS, is_force
from kg.vocabulary import WHOLE

_FAR = 7  # tokens between a compound and the noun it modifies
_SIDES = {"anti": "fights", "pro": "alliedWith"}
_BELOW = frozenset({"affiliatedWith", "alliedWith", "basedIn"})
_RULING = frozenset({"government", "regime", "junta"})
_LEADERS = frozenset({"State", "Organisation"})


def compounds(page: Page) -> Iterator[Tie]:
    """Yield what compounds tell, whether their parts are tokens of their own or not."""
    names = {n: e.id for e in page.view.entities.values() for n in e.names}
    words = page.parse.words
    for i in range(1, len(words) - 1):
        if words[i] == "-" and page.parse.ends[i] == page.parse.starts[i + 1]:
            side = _SIDES.get(words[i - 1].lower())
            if side is not None:
                yield from _side(page, i, side)
            else:
                first = page.view.covering(i - 1)
                if first is not None and first.entity is not None and first.last == i:
                    yield from _participle(page, i, i + 2, first.entity, words[i + 1].lower())
        elif "-" in words[i] and (first_name := words[i].rpartition("-"))[0] in names:
            yield from _participle(page, i, i + 1, names[first_name[0]], first_name[2].lower())
        elif words[i] == "led" and words[i + 1] == "by":
            yield from _led_by(page, i)


def _modified(page: Page, compound: int, after: int) -> tuple[list[str], int]:
    """Return the entities of the noun that a compound, ending before `after`, modifies, and it."""
    parse = page.parse
    for k in range(after, min(after + _FAR, len(parse.words))):
        if page.nominals.start(k) > compound and parse.tags[k] not in ("IN", "DT"):
            return [], k
        if parse.tags[k] == "JJ" and parse.words[k].lower() in page.frames.by_verb:
            return [], k  # "US-backed expel IS": a verb of a headline, read as an adjective
        mention = page.view.mention(k)
        inner = parse.deps[k] in ("compound", "amod", "nmod") and parse.heads[k] > k
        if inner and _named_side(page, k) and page.view.mention(parse.heads[k]) is None:
            inner = False  # "Iran-backed Houthi missiles"
        if mention is not None and mention.entity and not inner and parse.tags[k] != "CD":
            return page.view.fillers(k), k
        share = mention is None and parse.lemmas[k] in page.view.carriers.partitives
        if share and (parts := page.view.fillers(k)):
            return parts, k  # "the rebel-held part of Aleppo"
    return [], after


def _named_side(page: Page, i: int) -> bool:
    """Tell whether a force is named at token `i`."""
    mention = page.view.mention(i)
    return mention is not None and mention.kind == "name" and is_force(mention.type)


def _side(page: Page, i: int, relation: str) -> Iterator[Tie]:
    """Read "anti-IS coalition" and "pro-government militia"."""
    other = page.view.covering(i + 1)
    entity, after = (other.entity, other.last) if other is not None else (None, i + 2)
    if entity is None:
        entity = _rulers(page, i + 1)
    modified, _ = _modified(page, i, after)
    for s in modified if entity is not None else ():
        yield Tie(s, relation, entity or "", i, f"{relation}/compound")


def _rulers(page: Page, i: int) -> str | None:
    """Return who the government, regime or junta at token `i` is: so called before, or at home."""
    word = page.parse.words[i].lower()
    if word not in _RULING:
        return None
    before = (m for m in reversed(page.view.mentions) if m.head < i and m.entity is not None)
    called = (m.entity for m in before if page.parse.lemmas[m.head] == word)
    return next(called, None) or page.home.country


def _participle(page: Page, i: int, after: int, first: str, second: str) -> Iterator[Tie]:
    """Read "US-backed forces" (`first` is the US) by the frame of "backed"."""
    modified, noun = _modified(page, i, after)
    if second in page.words.bodies.led:
        coalitions = (e for e in modified if page.view.type(e) == "Coalition")
        yield from (Tie(first, "partOf", e, i, "partOf/led") for e in coalitions)
        return
    for frame in page.frames.by_compound.get(second, ()):
        if frame.claim in RELATION_ENDS and frame.subject in ("s", "o"):
            below = frame.claim in _BELOW or frame.subject == "o"
            for e in modified:
                s, o = (e, first) if below else (first, e)
                part = extent(page.view, noun, o) if frame.claim == "holds" else WHOLE
                yield Tie(s, frame.claim, o, i, f"{frame.name}/compound", extent=part)
            return


def _led_by(page: Page, i: int) -> Iterator[Tie]:
    """Read "a coalition led by Saudi Arabia": the leader is a part of it."""
    noun = page.parse.heads[i]
    if page.parse.deps[i] not in ("acl", "relcl", "appos") or noun > i:
        return
    for body in page.bearers.of(noun, frozenset({"Coalition"})):
        for o in page.view.objects_of(i + 1):
            for leader in page.view.fillers(o):
                if page.view.type(leader) in _LEADERS:
                    yield Tie(leader, "partOf", body, i, "partOf/led")
