"""Figures: how many were killed, wounded, captured or displaced, and how strong a force is.

A number is followed to the noun it counts and on to the word that says what happened to it. No
number is used twice, and "50 killed or wounded" is neither.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.clauses import verb_clause, verb_key
from kg.extract.view import View
from kg.lexicon.harm import Harm
from kg.model import Quantity, QuantityMention

_ARMED = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_LOWER = ("at least", "more than", "over", "no fewer", "upwards")
_STEPS = 5


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
        self._previous: tuple[int, QuantityMention] | None = None
        self._last: Count | None = None

    def find(self) -> Iterator[Count]:
        """Yield figures in the order of the text."""
        for quantity in self._view.reading.quantities:
            token = self._token(quantity)
            if token is None:
                continue
            noun = self._counted(token)
            found = self._figure(quantity, token, noun)
            if found is not None:
                self._complete(found, noun == token)
                self._last = found
                yield found
            self._previous = (noun, quantity)

    def _token(self, quantity: QuantityMention) -> int | None:
        """Return the last token of a quantity."""
        ends = self._view.parse.ends
        i = bisect_left(ends, quantity.end)
        return i if i < len(ends) and self._view.parse.starts[i] < quantity.end else None

    def _counted(self, token: int) -> int:
        """Return the noun a number counts; the number itself when it stands alone."""
        parse, view = self._view.parse, self._view
        node = token
        for _ in range(_STEPS):
            if (
                parse.deps[node]
                in ("nummod", "quantmod", "compound", "amod", "npadvmod", "advmod", "nmod")
                and parse.heads[node] > node
                and parse.tags[parse.heads[node]][:2] in ("NN", "CD", "JJ", "VB")
            ):
                if parse.tags[parse.heads[node]].startswith("VB"):
                    break
                node = parse.heads[node]
            else:
                break
        of = [o for p, t in view.prepositions(node) if p == "of" for o in view.objects_of(t)[:1]]
        if of and (
            parse.tags[node] in ("CD",)
            or parse.lemmas[node]
            in (
                "dozen",
                "hundred",
                "thousand",
                "score",
                "million",
                "handful",
                "ten",
                "total",
                "couple",
                "number",
            )
        ):
            return of[0]
        if (
            node == token
            and token + 1 < len(parse.words)
            and parse.tags[token + 1] in ("NNS", "NN")
            and parse.sentence_of[token] == parse.sentence_of[token + 1]
            and parse.tags[token] in ("CD", "JJ")
        ):
            return token + 1
        return node

    def _figure(self, quantity: QuantityMention, token: int, noun: int) -> Count | None:
        parse = self._view.parse
        found = self._strong(quantity, token) or self._harmed(noun, token)
        if found is None:
            found = self._strength(noun, token)
        if found is None:
            return None
        kind, cause, rule = found
        last = max(token, noun) if noun - token < 8 else token  # noqa: PLR2004
        text = self._view.text[quantity.start : parse.ends[last]]
        of = next((e for e in self._view.fillers(noun) if self._view.type(e) in _ARMED), None)
        return Count(
            kind,
            self._shared_bound(quantity, noun),
            text,
            self._who(noun, of),
            noun,
            rule,
            of,
            self._by(cause, kind),
            cause,
        )

    def _complete(self, count: Count, bare: bool) -> None:  # noqa: FBT001
        """Fill in who is counted: "three soldiers died and seven were wounded" counts soldiers."""
        view, last = self._view, self._last
        if count.kind == "displaced" and count.who == "unspecified":
            count.who = "civilians"
        near = last is not None and view.parse.sentence_of[last.token] == view.parse.sentence_of[count.token]
        if bare and near and last is not None and count.who == "unspecified":
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

    def _shared_bound(self, quantity: QuantityMention, noun: int) -> Quantity:
        """Let "at least" reach over a list: "At least 900 jihadists and 500 fighters"."""
        bounds = quantity.quantity
        if self._previous is not None and bounds.low is not None and bounds.low == bounds.high:
            before, first = self._previous
            listed = (
                self._view.parse.deps[noun] == "conj" and self._view.parse.heads[noun] == before
            )
            if listed and first.text.lower().startswith(_LOWER) and first.quantity.high is None:
                return Quantity(bounds.low, None)
        return bounds

    # -- what happened ----------------------------------------------------------------------

    def _harmed(self, noun: int, token: int) -> tuple[str, int, str] | None:
        return (
            self._adjacent(noun, token)
            or self._noun_of(noun)
            or self._modified(noun)
            or self._governed(noun)
        )

    def _adjacent(self, noun: int, token: int) -> tuple[str, int, str] | None:
        """Read "130 dead", "14 wounded", "six people killed"."""
        parse = self._view.parse
        for i in (max(noun, token) + 1, token + 1):
            if i < len(parse.words) and parse.sentence_of[i] == parse.sentence_of[token]:
                kind = self._harm.adjectives.get(parse.words[i].lower())
                if kind and (
                    parse.tags[i] in ("JJ", "NN", "NNS")
                    or parse.tags[i] in ("VBN", "VBD")
                    and not self._view.children(i, "dobj")
                ):
                    if self._both(i):
                        return None
                    return kind, i, f"{kind}/adjacent"
        return None

    def _noun_of(self, noun: int) -> tuple[str, int, str] | None:
        """Read "12 deaths", "2 million refugees", "the bodies of 30 men", "a toll of 35"."""
        parse = self._view.parse
        kind = self._harm.nouns.get(parse.lemmas[noun])
        if kind:
            return kind, noun, f"{kind}/noun"
        head = parse.heads[noun]
        if parse.deps[noun] == "pobj" and parse.words[head].lower() in ("of", "at", "to"):
            above = parse.heads[head]
            kind = self._harm.nouns.get(parse.lemmas[above])
            if kind and parse.words[head].lower() == "of":
                return kind, above, f"{kind}/of"
            if parse.tags[above].startswith("VB"):
                for s in self._view.children(above, "nsubj", "nsubjpass"):
                    if parse.lemmas[s] == "toll":
                        wounded = any(
                            parse.lemmas[c] in ("injury", "wounded") for c in parse.children[s]
                        )
                        return "wounded" if wounded else "killed", above, "killed/toll"
        return None

    def _modified(self, noun: int) -> tuple[str, int, str] | None:
        """Read "6,000 fleeing civilians", "10 fighters arrested in Morocco"."""
        parse = self._view.parse
        for c in self._view.children(noun, "amod", "acl", "relcl", "appos"):
            word, lemma = parse.words[c].lower(), parse.lemmas[c]
            kind = self._harm.adjectives.get(word)
            if kind is None and parse.deps[c] in ("acl", "relcl"):
                passive = parse.tags[c] == "VBN"
                kind = (
                    self._harm.transitive.get(lemma)
                    if passive
                    else self._harm.intransitive.get(lemma)
                )
            if kind and not self._both(c):
                return kind, c, f"{kind}/modifier"
        return None

    def _governed(self, noun: int) -> tuple[str, int, str] | None:
        """Climb from the counted noun to the verb it is the victim of."""
        view, parse = self._view, self._view.parse
        node = noun
        for _ in range(_STEPS):
            dep, head = parse.deps[node], parse.heads[node]
            if head == node:
                return None
            if dep in ("conj", "appos") and not parse.tags[node].startswith("VB"):
                node = head
                continue
            if (
                dep == "pobj"
                and parse.words[head].lower() in ("of", "including", "among")
                and parse.lemmas[parse.heads[head]] in view.carriers.partitives
            ):
                node = parse.heads[head]
                continue
            if not parse.tags[head].startswith("VB"):
                return self._resulting(node, dep, head)
            return self._by_verb(dep, head)
        return None

    def _resulting(self, node: int, dep: str, head: int) -> tuple[str, int, str] | None:
        """Read "left 250 soldiers dead", where the parser makes a small clause of it."""
        word = self._view.parse.words[head].lower()
        kind = self._harm.adjectives.get(word)
        if kind and dep in ("nsubj", "nsubjpass", "compound", "nmod"):
            return kind, head, f"{kind}/result"
        del node
        return None

    def _by_verb(self, dep: str, verb: int) -> tuple[str, int, str] | None:
        view, parse = self._view, self._view.parse
        lemma, key = parse.lemmas[verb], verb_key(view, verb)
        if dep == "dobj" or dep == "nsubjpass":
            kind = self._harm.transitive.get(key) or self._harm.transitive.get(lemma)
            if kind and not self._both(verb):
                if (
                    lemma in ("claim", "hold", "seize", "bury", "burn", "drive", "fall")
                    and dep == "dobj"
                    and not self._human(verb)
                ):
                    return None
                return kind, verb, f"{kind}/object"
            for c in view.children(verb, "oprd", "acomp", "xcomp", "advcl", "ccomp"):
                kind = self._harm.adjectives.get(parse.words[c].lower())
                if kind and lemma in (
                    "leave",
                    "find",
                    "pronounce",
                    "report",
                    "declare",
                    "see",
                    "make",
                    "shoot",
                ):
                    return kind, verb, f"{kind}/result"
        if dep in ("nsubj", "nsubjpass"):
            kind = self._harm.intransitive.get(lemma)
            if kind and not self._both(verb):
                return kind, verb, f"{kind}/subject"
            for c in view.children(verb, "xcomp", "oprd", "acomp", "attr", "ccomp", "conj"):
                if parse.deps[c] == "conj" and view.children(c, "nsubj", "nsubjpass", "dobj"):
                    continue
                inner = (
                    self._harm.transitive.get(parse.lemmas[c])
                    if parse.tags[c] == "VBN"
                    else self._harm.intransitive.get(parse.lemmas[c])
                )
                inner = inner or self._harm.adjectives.get(parse.words[c].lower())
                if inner and not self._both(c):
                    return inner, c, f"{inner}/raised"
        return None

    def _human(self, verb: int) -> bool:
        view = self._view
        return any(
            view.fillers(o) or view.noun(o) or view.parse.lemmas[o] in ("life", "other")
            for o in view.children(verb, "dobj")
        )

    def _both(self, i: int) -> bool:
        """Tell whether a word of harm is joined by "or" to another kind ("killed or wounded")."""
        parse, view = self._view.parse, self._view
        words = [i, *view.children(i, "conj")]
        if parse.deps[i] == "conj":
            words.append(parse.heads[i])
        kinds = {
            self._harm.transitive.get(parse.lemmas[w])
            or self._harm.adjectives.get(parse.words[w].lower())
            for w in words
        } - {None}
        joined = any(
            parse.words[c].lower() in ("or", "and") for w in words for c in view.children(w, "cc")
        )
        separate = any(view.children(w, "dobj", "nsubjpass", "nsubj") for w in words if w != i)
        return len(kinds & {"killed", "wounded"}) > 1 and joined and not separate

    # -- strength ---------------------------------------------------------------------------

    def _strong(self, quantity: QuantityMention, token: int) -> tuple[str, int, str] | None:
        """Read "the 3,000-strong brigade"."""
        after = self._view.text[quantity.end : quantity.end + 8]
        if after.startswith(("-strong", " strong")):
            return "strength", token, "strength/strong"
        return None

    def _strength(self, noun: int, token: int) -> tuple[str, int, str] | None:
        """Read numbers of armed people who are spoken of as a force."""
        view, parse = self._view, self._view.parse
        found = view.noun(noun)
        quantity_is_small = parse.words[token].lower() in ("one", "two", "three", "four", "five")
        named = any(view.type(e) in _ARMED and view.entities[e].names for e in view.fillers(noun))
        armed = (
            found is not None
            and found.armed
            and not found.person
            and parse.tags[noun] in ("NNS", "NN")
            and parse.lemmas[noun]
            not in (
                "drone",
                "tank",
                "jet",
                "warplane",
                "helicopter",
                "aircraft",
                "unit",
                "battalion",
                "patrol",
                "warship",
                "convoy",
                "gunship",
            )
        )
        if armed and not quantity_is_small or named and found is not None and found.armed:
            return "strength", noun, "strength/force"
        return None

    # -- whose, by whom ---------------------------------------------------------------------

    def _who(self, noun: int, of: str | None) -> str:
        view = self._view
        lemma = view.parse.lemmas[noun]
        if lemma in self._harm.who:
            return self._harm.who[lemma]
        found = view.noun(noun)
        kind = view.type(of) if of else (found.type if found and found.armed else "")
        if kind == "ArmedGroup":
            return "fighters"
        if kind in ("StateForce", "Coalition"):
            return "security"
        if lemma in (
            "officer",
            "soldier",
            "policeman",
            "troop",
            "police",
            "serviceman",
            "guard",
            "paratrooper",
            "marine",
        ):
            return "security"
        return "unspecified"

    def _by(self, cause: int | None, kind: str) -> str | None:
        if cause is None or kind == "strength" or not self._view.parse.tags[cause].startswith("VB"):
            return None
        clause = verb_clause(self._view, cause)
        passive = clause.construction == "passive"
        tokens = clause.subject
        if not tokens or not passive and self._view.parse.lemmas[cause] in self._harm.intransitive:
            return None
        for token in tokens:
            for entity in self._view.fillers(token):
                if self._view.type(entity) in (*_ARMED, "Person", "State"):
                    return entity
        return None
