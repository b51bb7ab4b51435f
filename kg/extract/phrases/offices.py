"""People by their offices: who leads, belongs to or speaks for which body.

An office is a noun like "commander", "minister" or "spokesman". Whom it describes stands beside
it (title, apposition, predicate); the body it belongs to stands before it ("Turkey's", "Hamas")
or behind it ("of the army"). A bare office of state ("the defence minister") belongs to the
country of the person or of the report.
"""

from collections.abc import Iterator

from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import BODIES, PERSON, Tie
from kg.extract.view import View
from kg.lexicon.relational import Offices

_OF = frozenset({"of", "for", "at", "with", "from", "in"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "any"})
_SINGULAR = frozenset({"NN", "NNP"})
_TO = frozenset({"adviser", "advisor", "aide", "counsel"})
_GENERIC = frozenset(
    {
        "army",
        "police",
        "military",
        "government",
        "navy",
        "rebel",
        "militia",
        "opposition",
        "garrison",
        "coalition",
        "ministry",
    }
)


class OfficeHolders:
    """Find the ties of people to bodies in one document."""

    def __init__(self, view: View, nominals: Nominals, offices: Offices, home: Home) -> None:
        self._view = view
        self._nominals = nominals
        self._offices = offices
        self._home = home

    def find(self) -> Iterator[Tie]:
        """Yield the ties that nouns of office and "X of the body" tell."""
        parse = self._view.parse
        for i, tag in enumerate(parse.tags):
            if not tag.startswith("NN"):
                continue
            noun = self._view.noun(i)
            if noun is not None and noun.person and noun.relation is not None:
                yield from self._office(i, noun.relation)
        for mention in self._view.mentions:
            if mention.kind == "name" and self._view.type(mention.entity) == "Person":
                yield from self._of(mention.last, mention.head, mention.entity or "")

    # -- one office -------------------------------------------------------------------------

    def _office(self, i: int, relation: str) -> Iterator[Tie]:
        persons = self._nominals.described(i, PERSON)
        if not persons or (not self._view.entities[persons[0]].names and self._vague(i)):
            return
        words = self._nominals.modifiers(i)
        bodies = list(self._bodies(i))
        past = bool(self._offices.past & set(words))
        for person in persons:
            for body, behind in bodies or self._unsaid(i, person):
                for p, o in self._sense(i, relation, body, words, behind=behind):
                    yield Tie(
                        person, p, o, i, "person/office" if behind else "person/title", past=past
                    )

    def _vague(self, i: int) -> bool:
        """Tell whether an office without a name is that of many or of anyone ("IS members")."""
        return self._view.parse.tags[i] not in _SINGULAR or self._view.parse.lemmas[i] == "member"

    def _bodies(self, i: int) -> Iterator[tuple[str, bool]]:
        """Yield the body an office belongs to, and whether it is named behind it or as owner.

        A body named behind comes first, then the owner, then the nearest part of the compound
        that is no country, then the country.
        """
        behind = [e for e in self._behind(i) if self._view.type(e) in BODIES]
        before = [
            q
            for q in self._nominals.qualifiers(i, self._since(i))
            if self._view.type(q.entity) in BODIES
        ]
        named = any(self._view.entities[e].names for e in behind)
        if behind and (named or not before):
            yield from ((e, True) for e in behind)
            return
        generic = self._generic(i)
        if generic is not None:
            yield generic, False
            return
        owners = [q for q in before if self._view.type(q.entity) != "State"] or before
        if owners:
            yield owners[0].entity, owners[0].possessive

    def _generic(self, i: int) -> str | None:
        """Return the army of "army spokesman" where it is no mention of its own."""
        lemma = self._view.parse.lemmas[i - 1] if i else ""
        mention = self._view.mention(i - 1) if i else None
        return self._home.called(lemma, i) if lemma in _GENERIC and mention is None else None

    def _since(self, i: int) -> int:
        """Return where the titles before `i` end: "Pentagon spokesman | Navy Capt."."""
        return next(
            (k + 1 for k in range(i - 1, self._nominals.start(i) - 1, -1) if self._title(k)), 0
        )

    def _title(self, k: int) -> bool:
        noun = self._view.noun(k)
        return noun is not None and noun.person and noun.relation is not None

    def _behind(self, i: int) -> Iterator[str]:
        view = self._view
        to = {"to"} if view.parse.lemmas[i] in _TO else set()
        for word, _, o in self._nominals.complements(i, _OF | {"on"} | to):
            for entity in view.fillers(o):
                state = view.type(entity) == "State"
                if (
                    word != "on"
                    and not (state and word in ("in", "with", "at", "from"))
                    and not (state and word == "for" and view.parse.lemmas[i] != "spokesman")
                ):
                    yield entity
            if view.mention(o) is None:  # "an expert on security at the institute"
                yield from (
                    e
                    for _, _, x in self._nominals.complements(o, {"at", "of"})
                    for e in view.fillers(x)
                    if view.type(e) in ("Organisation", "MediaOutlet")
                )

    def _unsaid(self, i: int, person: str) -> Iterator[tuple[str, bool]]:
        """Yield the country that a bare office of state belongs to."""
        parse = self._view.parse
        ruler = self._rules(i)
        words = self._nominals.modifiers(i)
        named = bool(self._view.entities[person].names)
        if (
            (not ruler and parse.lemmas[i] != "minister")
            or parse.tags[i] not in _SINGULAR
            or (not named and "the" not in words)
        ):
            return
        if (
            parse.lemmas[i] in self._offices.titles
            or any(w in _INDEFINITE for w in words)
            or list(self._nominals.complements(i, _OF))
        ):
            return
        state = self._home.of(person)
        if state is not None:
            yield state, True

    # -- what an office means ---------------------------------------------------------------

    def _sense(
        self, i: int, relation: str, body: str, words: list[str], *, behind: bool
    ) -> Iterator[tuple[str, str]]:
        """Yield (relation, body) that an office at `i` stands for, given the body named with it."""
        parse, lemma = self._view.parse, self._view.parse.lemmas[i]
        state = self._view.type(body) == "State"
        if lemma in self._offices.ranks and state:
            army = self._home.army(body)
            if army is not None:
                yield "memberOf", army
            return
        if relation == "speaksFor":
            yield relation, body
            return
        plural = parse.tags[i] not in _SINGULAR
        if plural and state:
            return
        leads = relation == "leads" or self._rules(i)
        one_of_many = (
            plural
            or bool(_INDEFINITE & set(words))
            or (lemma in self._offices.commands and not behind)
        )
        if (
            leads
            and not one_of_many
            and lemma not in self._offices.members
            and not self._offices.deputies & set(words)
        ):
            if not state or self._rules(i):
                yield "leads", body
                return
        yield "memberOf", body

    def _rules(self, i: int) -> bool:
        """Tell whether the office is that of a head of state or of government."""
        words, lemmas = self._view.parse.words, self._view.parse.lemmas
        if lemmas[i] == "minister":
            return i > 0 and words[i - 1].lower() in ("prime", "chief")
        return lemmas[i] in self._offices.rulers

    # -- people of a body -------------------------------------------------------------------

    def _of(self, i: int, head: int, person: str) -> Iterator[Tie]:
        """Read "Colonel Ali of the 5th Brigade"."""
        view, parse = self._view, self._view.parse
        if i >= len(parse.words) or parse.words[i] != "of":
            return
        for entity in (e for o in view.objects_of(i) for e in view.fillers(o)):
            if view.type(entity) in BODIES - {"State"}:
                yield Tie(person, "memberOf", entity, head, "person/of")
