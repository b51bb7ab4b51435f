"""Bodies by who is over them: "Haftar's army", "the party of Machar", "the Assad regime"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, BODIES, PERSON, Tie
from kg.model import Mention

_LED = ARMED | {"Organisation"}


def leaders(page: Page) -> Iterator[Tie]:
    """Yield whom the owners of bodies lead."""
    for mention, body in page.mentions(BODIES):
        for person, rule in _over(page, mention):
            if page.named(person):
                yield Tie(person, "leads", body, mention.head, f"leads/{rule}")


def _over(page: Page, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield (person, construction) of who stands over a body by the phrase it is named in."""
    kind, lemma = page.kind(mention), page.parse.lemmas[mention.head]
    owners = [
        q for q in page.nominals.qualifiers(mention.head) if page.view.type(q.entity) in PERSON
    ]
    if lemma in page.words.bodies.governments:
        yield from ((q.entity, "government") for q in owners)
    elif kind in ARMED:
        own = (q for q in owners if q.possessive and page.parse.words[q.mention.head] != "their")
        yield from ((q.entity, "possessive") for q in own)
    if kind in _LED and lemma in page.words.bodies.led_of:
        for _, _, o in page.nominals.complements(mention.head, {"of"}):
            persons = (e for e in page.view.fillers(o)[:1] if page.view.type(e) in PERSON)
            yield from ((e, "of") for e in persons)
