"""People by their offices: whom "commander", "minister" or "spokesman" describe, and of which body.

The body stands before the office ("Turkey's", "Hamas") or behind it ("of the army"). A bare
office of state ("the defence minister") belongs to the country of the person or of the report.
"""

from collections.abc import Iterator

from kg.extract.phrases.nominals import Qualifier
from kg.extract.phrases.page import Page
from kg.extract.phrases.senses import INDEFINITE, rules, senses, singular
from kg.extract.phrases.tie import BODIES, PERSON, Tie

_OF = frozenset({"of", "for", "at", "with", "from", "in", "on"})
_CIVIL = frozenset({"Organisation", "MediaOutlet"})


def office_holders(page: Page) -> Iterator[Tie]:
    """Yield whom people lead, belong to and speak for by their offices."""
    for i, tag in enumerate(page.parse.tags):
        relation = _relation(page, i) if tag.startswith("NN") else None
        if relation is not None:
            yield from _office(page, i, relation)
    for mention, person in page.mentions(PERSON):
        if mention.kind == "name":
            yield from _people_of(page, mention.last, person)
            yield from _titled_name(page, mention.first, person)


def _relation(page: Page, i: int) -> str | None:
    """Return what an office at `i` stands for; None for other nouns."""
    if page.parse.lemmas[i] in page.words.offices.staff:
        return "memberOf"
    noun = page.view.noun(i)
    if noun is None or not noun.person or _part_of_office(page, i):
        return None
    return noun.relation


def _part_of_office(page: Page, i: int) -> bool:
    """Tell whether a noun is the "secretary" of "secretary-general"."""
    return page.parse.lemmas[i] == "secretary" and "general" in page.parse.lemmas[i + 1 : i + 3]


def _office(page: Page, i: int, relation: str) -> Iterator[Tie]:
    """Read "the commander of the brigade, Colonel Ali" and "US President Trump"."""
    persons = page.bearers.of(i, PERSON)
    if not persons or (not page.named(persons[0]) and _vague(page, i)):
        return
    past = bool(page.words.offices.past & set(page.nominals.modifiers(i)))
    for person in persons:
        for body, behind in list(_bodies(page, i)) or _unsaid(page, i, person):
            rule = "person/office" if behind else "person/title"
            for p, o in senses(page, i, relation, body, behind=behind):
                yield Tie(person, p, o, i, rule, past=past)
            if relation == "speaksFor" and _ranked(page, i, person):
                yield Tie(person, "memberOf", body, i, "person/rank", past=past)


def _vague(page: Page, i: int) -> bool:
    """Tell whether an office without a name is of many or of anyone: "IS members", "its leader"."""
    apposed = page.parse.deps[i] == "appos"
    owned = page.parse.tags[page.nominals.start(i)].endswith("P$") and not apposed
    return owned or not singular(page, i) or page.parse.lemmas[i] == "member"


def _ranked(page: Page, i: int, person: str) -> bool:
    """Tell whether the person has a military rank in the sentence of the office."""
    ranks, sentence_of = page.words.offices.ranks, page.parse.sentence_of
    names = (m for m, e in page.mentions(PERSON) if e == person and m.kind == "name")
    near = (m.first for m in names if sentence_of[m.first] == sentence_of[i])
    return any(w in ranks for k in near for w in page.parse.lemmas[max(0, k - 2) : k])


# -- the body of an office -------------------------------------------------------------------------


def _bodies(page: Page, i: int) -> Iterator[tuple[str, bool]]:
    """Yield the body an office belongs to, and whether it is named behind it or as its owner.

    A body behind comes first, then a bare noun ("army chief"), then the nearest qualifier that
    is no country, then the country.
    """
    behind = [e for e in _behind(page, i) if page.view.type(e) in BODIES]
    before = [q for q in _before(page, i) if page.view.type(q.entity) in BODIES]
    if behind and (not before or any(page.named(e) for e in behind)):
        yield from ((e, True) for e in behind)
        return
    bare = page.parse.lemmas[i - 1] if i and page.view.mention(i - 1) is None else ""
    known = bare in page.words.offices.bare and singular(page, i)
    called = page.home.called(bare, i) if known else None
    if called is not None:
        yield called, bare not in page.words.offices.crowds
        return
    owners = [q for q in before if page.view.type(q.entity) != "State"] or before
    yield from ((q.entity, q.possessive) for q in _joined(page, owners))


def _before(page: Page, i: int) -> list[Qualifier]:
    """Return the qualifiers of an office, back to the title before it."""
    start = page.nominals.start(i)
    title = (k + 1 for k in range(i - 1, start - 1, -1) if _relation(page, k) is not None)
    own = page.nominals.qualifiers(i, next(title, start))
    return own or page.nominals.qualifiers(i)


def _joined(page: Page, owners: list[Qualifier]) -> list[Qualifier]:
    """Return the nearest owner with those joined to it ("the UN-Arab League envoy")."""
    words = page.parse.words
    found = owners[:1]
    for q in owners[1:]:
        if (
            words[q.mention.last] not in ("-", "and")
            or q.mention.last + 1 != found[-1].mention.first
        ):
            break
        found.append(q)
    return found


def _behind(page: Page, i: int) -> Iterator[str]:
    """Yield what follows an office: "of the army", "at the institute", "on security at the ..."."""
    view, lemma = page.view, page.parse.lemmas[i]
    words = _OF | {"to"} if lemma in page.words.offices.advisers else _OF
    for word, _, o in page.nominals.complements(i, words):
        if view.mention(o) is None:
            inner = (
                {"at", "of"} if word == "of" else {"at"}
            )  # "chief of staff of", "expert on x at"
            for at, _, x in page.nominals.complements(o, inner):
                yield from (e for e in view.fillers(x) if at == "of" or view.type(e) in _CIVIL)
        elif word != "on":
            for entity in view.fillers(o):
                envoy = word == "for" and page.view.noun(i) is not None and lemma != "spokesman"
                if view.type(entity) != "State" or not (
                    envoy or word in ("in", "with", "at", "from")
                ):
                    yield entity


def _unsaid(page: Page, i: int, person: str) -> Iterator[tuple[str, bool]]:
    """Yield the country that a bare office of state belongs to."""
    words, lemma = page.nominals.modifiers(i), page.parse.lemmas[i]
    if not (rules(page, i) or lemma == "minister") or not singular(page, i):
        return
    owned = INDEFINITE & set(words) or page.parse.tags[page.nominals.start(i)].endswith("P$")
    if owned or any(True for _ in page.nominals.complements(i, _OF)):
        return
    if lemma in page.words.offices.titles and page.home.known(person) is None:
        return
    state = page.home.of(person) if page.named(person) or "the" in words else None
    if state is not None:
        yield state, True


# -- names with offices in them --------------------------------------------------------------------


def _titled_name(page: Page, first: int, person: str) -> Iterator[Tie]:
    """Read names that hold their title: "US [President Donald Trump]", "[King Abdullah]"."""
    word = page.parse.words[first].split()[0].lower()
    noun = page.view.nouns.get(word) if " " in page.parse.words[first] else None
    if noun is None or noun.relation != "leads" or word not in page.words.offices.rulers:
        return
    before = page.nominals.qualifiers(first)
    states = [q.entity for q in before if page.view.type(q.entity) == "State"]
    state = states[0] if states else page.home.of(person)
    if state is not None:
        yield Tie(person, "leads", state, first, "person/title")


def _people_of(page: Page, i: int, person: str) -> Iterator[Tie]:
    """Read "Colonel Ali of the 5th Brigade"."""
    if i < len(page.parse.words) and page.parse.words[i] == "of":
        for entity in (e for o in page.view.objects_of(i) for e in page.view.fillers(o)):
            if page.view.type(entity) in BODIES - {"State"}:
                yield Tie(person, "memberOf", entity, i, "person/of")
