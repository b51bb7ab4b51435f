"""What an office means: whether its holder leads the body named with it, or belongs to it."""

from collections.abc import Iterator
from typing import Final

from kg.extract.phrases.page import Page

INDEFINITE: Final = frozenset({"a", "an", "one", "another", "some", "several", "any"})
"""Words by which an office is one of several."""


def senses(
    page: Page, i: int, relation: str, body: str, *, behind: bool
) -> Iterator[tuple[str, str]]:
    """Yield (relation, body) of an office at `i`, given the body named with it.

    `behind` tells that the body follows the office or owns it: "the commander of the brigade"
    leads it, "Hamas commander X" is one of its commanders. An office of a state other than a
    ruler's is held by a member of the state, a rank by a member of its army.
    """
    offices, lemma = page.words.offices, page.parse.lemmas[i]
    state = page.view.type(body) == "State"
    words = set(page.nominals.modifiers(i))
    if relation == "speaksFor":
        yield relation, body
    elif lemma in offices.ranks and state and not words & {"secretary"}:
        army = page.home.army(body)
        if army is not None:
            yield "memberOf", army
    elif not singular(page, i) and state:
        return
    elif _leads(page, i, relation, words, behind=behind) and (not state or rules(page, i)):
        yield "leads", body
    else:
        yield "memberOf", body


def _leads(page: Page, i: int, relation: str, words: set[str], *, behind: bool) -> bool:
    offices, lemma = page.words.offices, page.parse.lemmas[i]
    if relation != "leads" and not rules(page, i):
        return False
    one_of_many = not singular(page, i) or bool(INDEFINITE & words)
    below = lemma in offices.members or bool(offices.deputies & words)
    return not one_of_many and not below and (behind or lemma not in offices.commands)


def rules(page: Page, i: int) -> bool:
    """Tell whether an office is that of a head of state, of government or of the United Nations."""
    lemma, before = page.parse.lemmas[i], page.parse.words[max(0, i - 2) : i]
    if lemma == "minister":
        return bool(before) and before[-1].lower() in ("prime", "chief")
    if lemma == "general":
        return any(w.lower() == "secretary" for w in before)
    return lemma in page.words.offices.rulers


def singular(page: Page, i: int) -> bool:
    """Tell whether the noun at `i` is one person's office."""
    return page.parse.tags[i] in ("NN", "NNP")
