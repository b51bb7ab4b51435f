"""Fighters in places: "IS fighters in Mosul", "rebel bases in the north", "has cells in Iraq"."""

from collections.abc import Iterator

from kg.extract.clauses import verb_clause
from kg.extract.phrases.happening import happens
from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, PLACES, Tie
from kg.model import Mention

_IN = frozenset({"in", "inside", "across", "throughout", "within", "around", "at", "along"})
_UPON = frozenset({"on", "against", "by", "at", "from", "of", "in"})
_HAVING = frozenset({"have", "keep", "maintain", "operate", "retain", "station", "deploy"})
_SIDES = ARMED | {"State"}


def presence(page: Page) -> Iterator[Tie]:
    """Yield where the armed actors of the document are."""
    for mention, actor in page.mentions(ARMED):
        for place, token in _present(page, mention):
            yield Tie(actor, "presentIn", place, token, "presentIn/phrase")
    for i in page.nouns(page.words.places.positions):
        for actor in _holders(page, i):
            for place, token in page.places(i, _IN):
                yield Tie(actor, "presentIn", place, token, "presentIn/positions")
    yield from _being(page)


def _being(page: Page) -> Iterator[Tie]:
    """Read "the troops are in Goma", "the rebels were near the airport"."""
    view, parse = page.view, page.parse
    for i, lemma in enumerate(parse.lemmas):
        if lemma != "be" or not parse.tags[i].startswith("VB"):
            continue
        subjects = [e for s in view.children(i, "nsubj") for e in view.fillers(s)]
        for word, prep in view.prepositions(i):
            if word not in _IN:
                continue
            for place in (view.entity(o) for o in view.objects_of(prep)):
                for actor in subjects:
                    if place and view.type(actor) in ARMED and view.type(place) in PLACES:
                        yield Tie(actor, "presentIn", place, i, "presentIn/copula")


def _present(page: Page, mention: Mention) -> Iterator[tuple[str, int]]:
    """Read "IS fighters in Mosul" and "the mission in Mali".

    Where fighters are hit in a town they need not be at home, but a group struck in a country is.
    """
    head = mention.head
    if page.parse.lemmas[head] in page.words.places.movers or _of_another(page, head):
        return
    places = list(page.places(head, _IN))
    struck = places and _suffers(page, head) and happens(page.view, page.frames, head)
    for place, token in places:
        if not struck or (page.kind(mention) == "ArmedGroup" and page.national(place)):
            yield place, token


def _suffers(page: Page, i: int) -> bool:
    """Tell whether a noun stands where one does a deed or suffers it: "by X", "against X"."""
    parse = page.parse
    return parse.deps[i] != "pobj" or parse.words[parse.heads[i]].lower() in _UPON


def _of_another(page: Page, i: int) -> bool:
    """Tell whether the place of "headquarters of the group in X" is another noun's.

    So it is with seats, and with offices: "spokesman for the army in X".
    """
    prep = page.parse.heads[i]
    noun = page.view.noun(page.parse.heads[prep])
    behind = page.parse.deps[i] == "pobj" and page.parse.lemmas[prep] in ("of", "for")
    return behind and noun is not None and (noun.type == "Place" or noun.relation is not None)


def _holders(page: Page, i: int) -> list[str]:
    """Return whose positions the noun `i` tells of: "rebel bases", "IS has cells"."""
    owners = [q.entity for q in page.nominals.qualifiers(i)]
    verb = page.parse.heads[i]
    if page.parse.deps[i] == "dobj" and page.parse.lemmas[verb] in _HAVING:
        owners += [e for s in verb_clause(page.view, verb).subject for e in page.view.fillers(s)]
        return [e for e in owners if page.view.type(e) in _SIDES][:1]
    return [e for e in owners if page.view.type(e) in ARMED][:1]
