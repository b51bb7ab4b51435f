"""Adjectives that tie: "forces loyal to Assad", "a group aligned with IS", "allied militias"."""

from collections.abc import Iterator

from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, BODIES, PERSON, Tie

_TO = frozenset({"to", "with"})


def adjectives(page: Page) -> Iterator[Tie]:
    """Yield what adjectives and participles with "to" or "with" tell of the noun before them."""
    for i, word in enumerate(page.lower):
        relation = page.words.adjectives.get(word)
        if relation is not None:
            yield from _completed(page, i, relation)
            if word == "allied":
                yield from _coordinate(page, i)


def _completed(page: Page, i: int, relation: str) -> Iterator[Tie]:
    """Read "troops loyal to the president"."""
    noun = page.parse.heads[i]
    before = noun < i and page.parse.deps[i] in ("amod", "acl", "relcl", "appos", "conj")
    if not before:
        return
    for _, _, o in page.nominals.complements(i, _TO):
        for s in page.bearers.of(noun, BODIES | PERSON):
            for other in page.view.fillers(o)[:1]:
                yield Tie(s, relation, other, i, f"{relation}/adjective")


def _coordinate(page: Page, i: int) -> Iterator[Tie]:
    """Read "the army and allied militias"."""
    parse = page.parse
    noun = parse.heads[i]
    if parse.deps[i] == "amod" and parse.deps[noun] == "conj":
        own, other = page.view.entity(noun), page.view.entity(parse.heads[noun])
        if own and other and page.view.type(own) in ARMED and page.view.type(other) in ARMED:
            yield Tie(own, "alliedWith", other, i, "alliedWith/coordinate")
