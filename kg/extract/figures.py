"""Figures: how many were killed, wounded, captured or displaced, and how strong a force is.

A number is followed to the noun it counts and on to the word that says what happened to it. No
number is used twice, and "50 killed or wounded" is neither.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.clauses import verb_clause
from kg.extract.harmed import Harmed, Outcome
from kg.extract.stance import standing
from kg.extract.view import View
from kg.lexicon.harm import Harm
from kg.model import Quantity, QuantityMention

_ARMED = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_LOWER = ("at least", "more than", "over", "no fewer", "upwards")
_STEPS = 5
_MEASURES = frozenset(
    """
    dozen hundred thousand score million handful ten total couple number
    """.split()
)
_MACHINES = frozenset(
    """
    drone tank jet warplane helicopter aircraft unit battalion patrol warship convoy gunship group
    artillery garrison army contingent platoon squad regiment
    """.split()
)
_SECURITY = frozenset(
    """
    officer soldier policeman troop police serviceman guard paratrooper marine gendarme
    """.split()
)
_SMALL = frozenset({"one", "two", "three", "four", "five", "1", "2", "3", "4", "5"})
_REMOTE = 8  # tokens between a number and its noun that are still shown together


@dataclass(slots=True)
class Count:
    """A figure on its way to a record; `token` is the counted noun, `cause` what did it."""

    kind: str
    quantity: Quantity
    text: str
    who: str
    token: int
    rule: str
    of: str | None = None
    by: str | None = None
    cause: int | None = None
    """Token of the verb or noun that says what happened."""


class Figures:
    """Find the figures of one document."""

    def __init__(self, view: View, harm: Harm) -> None:
        self._view = view
        self._harm = harm
        self._harmed = Harmed(view, harm)
        self._previous: tuple[int, QuantityMention] | None = None
        self._last: Count | None = None
        self._told: dict[tuple[str, int | None, int | None], bool] = {}
        """Figures told so far, and whether only the headline has."""

    def find(self) -> Iterator[Count]:
        """Yield figures in the order of the text, each bounds of a kind once."""
        told: dict[tuple[str, int | None, int | None], Count] = {}
        for quantity in self._view.reading.quantities:
            token = self._token(quantity)
            if token is None:
                continue
            noun = self._counted(token)
            found = self._figure(quantity, token, noun)
            if found is not None and self._new(found):
                self._complete(found, bare=noun == token)
                self._last = found
                told[found.kind, found.quantity.low, found.quantity.high] = found
            self._previous = (noun, quantity)
        yield from told.values()

    def _token(self, quantity: QuantityMention) -> int | None:
        """Return the last token of a quantity."""
        ends = self._view.parse.ends
        i = bisect_left(ends, quantity.end)
        return i if i < len(ends) and self._view.parse.starts[i] < quantity.end else None

    def _counted(self, token: int) -> int:
        """Return the noun a number counts; the number itself when it stands alone."""
        parse, view = self._view.parse, self._view
        node = token
        modifies = ("nummod", "quantmod", "compound", "amod", "npadvmod", "advmod", "nmod")
        for _ in range(_STEPS):
            head = parse.heads[node]
            if (
                parse.deps[node] not in modifies
                or head <= node
                or parse.tags[head][:2] not in ("NN", "CD", "JJ")
            ):
                break
            node = head
        of = [o for p, t in view.prepositions(node) if p == "of" for o in view.objects_of(t)[:1]]
        if of and (parse.tags[node] == "CD" or parse.lemmas[node] in _MEASURES):
            return of[0]
        after = token + 1
        if node == token and after < len(parse.words) and parse.tags[token] in ("CD", "JJ"):
            same = parse.sentence_of[token] == parse.sentence_of[after]
            if same and parse.tags[after] in ("NNS", "NN"):
                return after
        return node

    def _figure(self, quantity: QuantityMention, token: int, noun: int) -> Count | None:
        outcome = self._outcome(quantity, token, noun)
        if outcome is None:
            return None
        parse = self._view.parse
        last = max(token, noun) if noun - token < _REMOTE else token
        losers = self._harmed.losers(outcome.cause)
        sides = [*losers, *self._view.fillers(noun)]
        of = next((e for e in sides if self._view.type(e) in _ARMED), None)
        return Count(
            outcome.kind,
            self._shared_bound(quantity, noun),
            self._view.text[quantity.start : max(quantity.end, parse.ends[last])],
            self._who(noun, of),
            noun,
            outcome.rule,
            of,
            None if losers else self._by(outcome),
            outcome.cause,
        )

    def _outcome(self, quantity: QuantityMention, token: int, noun: int) -> Outcome | None:
        """Return what the number says of the people it counts; None when it counts other things."""
        if quantity.text.endswith("strong"):
            return Outcome("strength", token, "strength/strong")
        found = self._harmed.outcome(noun, token)
        if found is not None:
            counted = self._view.noun(noun)
            flight = found.kind == "displaced" and counted is not None and counted.armed
            told = standing(self._view, found.cause)
            unreal = not told.real or told.modality == "future"
            human = self._human(noun, token) or self._mortal(noun, found.kind)
            return found if human and not flight and not unreal else None
        return self._strength(noun, token)

    def _human(self, noun: int, token: int) -> bool:
        """Tell whether people are counted: by the noun, or by a number that stands for some."""
        view, parse = self._view, self._view.parse
        lemma = parse.lemmas[noun]
        if noun == token or parse.tags[noun] in ("CD", "PRP", "WP", "DT", "JJ"):
            return True
        if lemma in self._harm.who or lemma in self._harm.nouns or lemma in ("other", "staff"):
            return True
        found = view.noun(noun)
        if found is not None:
            return found.type in ("Person", "ArmedGroup", "StateForce")
        mention = view.covering(noun)
        named = (
            mention is not None and mention.kind == "name" and view.type(mention.entity) != "Place"
        )
        worker = lemma.endswith(("man", "woman", "ist", "er", "or"))
        return parse.tags[noun] in ("NNS", "NNPS") and (named or worker)

    def _mortal(self, noun: int, kind: str) -> bool:
        """Tell whether an unknown noun must mean people: only they are killed or wounded."""
        mention = self._view.mention(noun)
        place = mention is not None and self._view.type(mention.entity) == "Place"
        return kind in ("killed", "wounded") and not place and self._view.noun(noun) is None

    def _strength(self, noun: int, token: int) -> Outcome | None:
        """Read numbers of armed people who are spoken of as a force."""
        view, parse = self._view, self._view.parse
        found = view.noun(noun)
        sides = [e for e in view.fillers(noun) if view.type(e) in _ARMED]
        plural = parse.tags[noun] in ("NNS", "NNPS") or parse.lemmas[noun] == "police"
        if found is not None and found.armed and not found.person and plural:
            small = parse.words[token].lower() in _SMALL
            if parse.lemmas[noun] not in _MACHINES and not small:
                return Outcome("strength", noun, "strength/force")
        if plural and parse.tags[noun] == "NNPS" and any(view.entities[e].names for e in sides):
            return Outcome("strength", noun, "strength/name")
        return None

    def _shared_bound(self, quantity: QuantityMention, noun: int) -> Quantity:
        """Let "at least" reach over a list: "At least 900 jihadists and 500 fighters"."""
        bounds = quantity.quantity
        if self._previous is not None and bounds.low is not None and bounds.low == bounds.high:
            before, first = self._previous
            parse = self._view.parse
            listed = parse.deps[noun] == "conj" and parse.heads[noun] == before
            if listed and first.text.lower().startswith(_LOWER) and first.quantity.high is None:
                return Quantity(bounds.low, None)
        return bounds

    def _new(self, count: Count) -> bool:
        """Tell whether a figure says more than one told before: a headline repeats the lead."""
        key = (count.kind, count.quantity.low, count.quantity.high)
        if key in self._told and not self._told[key]:
            return False
        self._told[key] = self._view.is_headline(self._view.parse.sentence_of[count.token])
        return True

    # -- whose, by whom ---------------------------------------------------------------------

    def _complete(self, count: Count, *, bare: bool) -> None:
        """Fill in who is counted: "three soldiers died and seven were wounded" counts soldiers."""
        view, last = self._view, self._last
        if count.kind == "displaced" and count.who == "unspecified":
            count.who = "civilians"
        sentences = view.parse.sentence_of
        unsaid = bare and count.who == "unspecified"
        if unsaid and last is not None and sentences[last.token] == sentences[count.token]:
            count.who, count.of = last.who, last.of
        if count.of is not None and not view.entities[count.of].names:
            count.of = self._side(count.of) or count.of

    def _side(self, entity: str) -> str | None:
        """Return the one named side of the document that "41 soldiers" can belong to."""
        view = self._view
        mention = next((m for m in view.mentions if m.entity == entity), None)
        if mention is None or view.owners(mention.head):
            return None
        kind = view.type(entity)
        sides = [e.id for e in view.entities.values() if e.type == kind and e.names]
        return sides[0] if len(sides) == 1 else None

    def _who(self, noun: int, of: str | None) -> str:
        view = self._view
        lemma = view.parse.lemmas[noun]
        if lemma in self._harm.who:
            return self._harm.who[lemma]
        found = view.noun(noun)
        kind = view.type(of) if of else (found.type if found and found.armed else "")
        if kind == "ArmedGroup":
            return "fighters"
        return (
            "security"
            if kind in ("StateForce", "Coalition") or lemma in _SECURITY
            else "unspecified"
        )

    def _by(self, outcome: Outcome) -> str | None:
        """Return who did it, when a verb says so."""
        view, parse = self._view, self._view.parse
        if outcome.kind == "strength" or not parse.tags[outcome.cause].startswith("VB"):
            return None
        clause = verb_clause(view, outcome.cause)
        if (
            clause.construction != "passive"
            and parse.lemmas[outcome.cause] in self._harm.intransitive
        ):
            return None
        for token in clause.subject:
            for entity in view.fillers(token):
                if view.type(entity) in (*_ARMED, "Person", "State"):
                    return entity
        return None
