"""Bodies and their parts, affiliates, backers, allies and rivals.

Two constructions: an owner ("Turkey's Second Army", "the army's 18th Brigade") and a noun that
names its bearer by a tie ("an al-Qaeda affiliate", "the armed wing of the party").
"""

from collections.abc import Iterator

from kg.extract.phrases.nominals import Qualifier
from kg.extract.phrases.page import Page
from kg.extract.phrases.tie import ARMED, BODIES, Tie
from kg.extract.selection import RELATION_ENDS
from kg.extract.stance import is_past
from kg.lexicon.relational import Bond
from kg.model import Mention

_OF = frozenset({"of", "to", "with"})


def relational_nouns(page: Page) -> Iterator[Tie]:
    """Yield what nouns like "affiliate", "wing" and "ally" tell of their bearers."""
    for i in page.nouns(page.words.bonds):
        for bond in page.words.bonds[page.parse.lemmas[i]]:
            yield from _bond(page, i, bond)


def _bond(page: Page, i: int, bond: Bond) -> Iterator[Tie]:
    if bond.relation == "partOf" and page.words.media.marks & set(page.nominals.modifiers(i)):
        return  # "a media arm of the group"
    owners = [e for e in _owners(page, i) if not bond.of or page.view.type(e) in bond.of]
    parted = bond.relation == "partOf" and _has_parted(page, i)
    past = parted or is_past(page.view, i)
    kinds = RELATION_ENDS[bond.relation]["so".index(bond.bearer)]
    for owner in owners:
        for bearer in page.bearers.of(i, kinds):
            if bond.relation == "partOf" and not (page.named(owner) and page.named(bearer)):
                continue
            s, o = (bearer, owner) if bond.bearer == "s" else (owner, bearer)
            yield Tie(s, bond.relation, o, i, f"{bond.relation}/noun", past=past)


def _has_parted(page: Page, i: int) -> bool:
    """Tell whether a part has left its whole: "a splinter", "a breakaway faction"."""
    return bool(page.words.parted & {page.parse.lemmas[i], *page.nominals.modifiers(i)})


def _owners(page: Page, i: int) -> list[str]:
    """Return whose affiliate, wing or ally the noun `i` is: the first named behind, else before."""
    for _, token, o in page.nominals.complements(i, _OF):
        if page.parse.heads[o] == token:
            return page.view.fillers(o)[:1]
    before = page.nominals.qualifiers(i)
    return [q.entity for q in ([q for q in before if q.possessive] or before)[:1]]


def owned_bodies(page: Page) -> Iterator[Tie]:
    """Yield "the army's 18th Brigade", "Turkey's air force", "the institute at the university"."""
    for mention, body in page.mentions(BODIES):
        if _modifies(page, mention):
            continue
        for q in page.nominals.qualifiers(mention.head):
            between = page.parse.lemmas[q.mention.last : mention.last]
            if q.possessive and not any(_loose(page, w) for w in between):
                if _is_part(page, mention, q):
                    yield Tie(body, "partOf", q.entity, mention.head, "partOf/possessive")
                break
        if page.kind(mention) == "Organisation" and mention.kind == "name":
            for _, _, o in page.nominals.complements(mention.head, {"at"}):
                for above in page.view.fillers(o):
                    if page.view.type(above) == "Organisation":
                        yield Tie(body, "partOf", above, mention.head, "partOf/at")


def _modifies(page: Page, mention: Mention) -> bool:
    """Tell whether a mention only qualifies a noun after it ("the group's Al-Qaeda rival")."""
    head = page.parse.heads[mention.head]
    return head >= mention.last and page.parse.deps[mention.head] in ("compound", "nmod", "amod")


def _loose(page: Page, lemma: str) -> bool:
    """Tell whether an owned noun is no part of its owner ("Turkey's ally X")."""
    own = any(bond.relation != "partOf" for bond in page.words.bonds.get(lemma, ()))
    return own or lemma in page.words.bodies.loose


def _is_part(page: Page, mention: Mention, owner: Qualifier) -> bool:
    """Tell whether what a body has is a part of it: an army of a state, a brigade of an army."""
    kind, above = page.kind(mention), page.view.type(owner.entity)
    lemma, state = page.parse.lemmas[mention.head], above == "State"
    if above not in BODIES or above == "MediaOutlet":
        return False
    if kind == "Organisation":
        return lemma in page.words.bodies.organs and page.parse.tags[mention.head] != "NNS"
    if kind not in ARMED or (kind == "ArmedGroup" and state and mention.kind == "name"):
        return False
    others = (q for q in page.nominals.qualifiers(mention.head) if not q.possessive)
    national = any(page.view.type(q.entity) == "State" for q in others)
    return state or national or lemma not in page.words.bodies.people
