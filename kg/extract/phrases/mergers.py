"""Groups that merge to form another: each is a part of it from then on."""

from collections.abc import Iterator

from kg.extract.clauses import verb_clause
from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, Tie

_MERGING = frozenset(
    {"merge", "unite", "combine", "ally", "join", "band", "come", "team", "amalgamate"}
)
_FORMING = frozenset({"form", "create", "establish", "found", "become"})
_UNIONS = frozenset({"merger", "union", "fusion", "alliance", "amalgamation", "coalition"})
_BY = frozenset({"by", "from", "through", "in", "after"})
_WITH = frozenset({"with"})


def mergers(page: Page) -> Iterator[Tie]:
    """Yield "A and B merged to form C", "A merged with B into C", "C was formed by a merger of"."""
    for i, lemma in enumerate(page.parse.lemmas):
        if lemma in _FORMING and page.parse.tags[i].startswith("VB"):
            yield from _formed(page, i)


def _formed(page: Page, i: int) -> Iterator[Tie]:
    """Read what the verb at `i` says was formed, and of whom."""
    parse, clause = page.parse, verb_clause(page.view, i)
    merging = parse.heads[i]
    wholes = _armed(page, clause.object)
    if parse.deps[i] in ("xcomp", "advcl", "ccomp") and parse.lemmas[merging] in _MERGING:
        outer = verb_clause(page.view, merging)
        partners = [o for p, o in outer.prepositions if p in _WITH]
        parts = _armed(page, [*outer.subject, *outer.object, *partners])
        yield from _ties(parts, wholes, i)
        return
    for prep, noun in (*clause.prepositions, *(("by", x) for x in clause.subject)):
        if prep in _BY and parse.lemmas[noun] in _UNIONS:
            ends = page.nominals.complements(noun, {"of", "between", "with"})
            yield from _ties(_armed(page, [o for _, _, o in ends]), wholes, i)


def _armed(page: Page, tokens: list[int]) -> list[str]:
    found = (e for t in tokens for x in page.view.conjuncts(t) for e in page.view.fillers(x))
    return [e for e in dict.fromkeys(found) if page.view.type(e) in ARMED]


def _ties(parts: list[str], wholes: list[str], token: int) -> Iterator[Tie]:
    for whole in wholes if len(parts) > 1 else ():
        for part in parts:
            yield Tie(part, "partOf", whole, token, "partOf/merger", turns=True)
