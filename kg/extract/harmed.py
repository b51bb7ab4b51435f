"""What happened to those who are counted: the way from a number to a word of harm."""

from dataclasses import dataclass
from typing import Final

from kg.extract.clauses import verb_clause, verb_key
from kg.extract.view import View
from kg.lexicon.harm import Harm

_STEPS = 5
_RESULTING = frozenset(["leave", "find", "pronounce", "report", "declare", "see", "make", "shoot"])
_LOOSE = frozenset(["claim", "hold", "seize", "bury", "burn", "drive", "fall", "lose"])
"""Verbs that harm only when their object is people ("held ten men", not "held talks")."""

_LOSING: Final = "lose"
"""The verb whose victims are its subject's own people."""
_FORCES: Final = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_LEAVING: Final = frozenset({"defection", "desertion", "recruitment", "rival", "side"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A kind of figure, the word that says so, and the rule that found it."""

    kind: str
    cause: int
    rule: str


class Harmed:
    """Follow counted nouns of one document to what happened to them."""

    def __init__(self, view: View, harm: Harm) -> None:
        self._view = view
        self._harm = harm

    def outcome(self, noun: int, token: int) -> Outcome | None:
        """Return what happened to the people counted by `noun` (`token` is the number's last)."""
        return (
            self._adjacent(noun, token)
            or self._named(noun)
            or self._toll(noun)
            or self._modified(noun)
            or self._governed(noun)
        )

    def _adjacent(self, noun: int, token: int) -> Outcome | None:
        """Read "130 dead", "14 wounded", "six people killed"."""
        parse = self._view.parse
        for i in (max(noun, token) + 1, token + 1):
            if i >= len(parse.words) or parse.sentence_of[i] != parse.sentence_of[token]:
                continue
            kind = self._harm.adjectives.get(parse.words[i].lower())
            verbal = parse.tags[i] in ("VBN", "VBD") and not self._view.children(i, "dobj")
            if kind and (verbal or parse.tags[i] in ("JJ", "NN", "NNS")):
                return None if self._both(i) else Outcome(kind, i, f"{kind}/adjacent")
        return None

    def _named(self, noun: int) -> Outcome | None:
        """Read "12 deaths", "2 million refugees", "the bodies of 30 men"."""
        parse = self._view.parse
        kind = self._harm.nouns.get(parse.lemmas[noun])
        if kind:
            return Outcome(kind, noun, f"{kind}/noun")
        head = parse.heads[noun]
        if parse.deps[noun] == "pobj" and parse.words[head].lower() == "of":
            kind = self._harm.nouns.get(parse.lemmas[parse.heads[head]])
            if kind:
                return Outcome(kind, parse.heads[head], f"{kind}/of")
        return None

    def _toll(self, noun: int) -> Outcome | None:
        """Read "the toll rose to 35", "put the number of dead at 15", "bring the toll to 11"."""
        view, parse = self._view, self._view.parse
        head = parse.heads[noun]
        if parse.deps[noun] != "pobj" or parse.words[head].lower() not in ("at", "to"):
            return None
        above = parse.heads[head]
        subjects = view.children(above, "nsubj", "nsubjpass", "dobj")
        if parse.tags[above].startswith("NN"):
            subjects = [above]
        for s in subjects:
            inner = [
                s,
                *(o for p, t in view.prepositions(s) for o in view.objects_of(t)),
                *parse.children[s],
            ]
            words = {parse.lemmas[i] for i in inner}
            if parse.lemmas[s] in ("toll", "number", "count", "tally") and (
                words & {"toll", "death", "dead", "kill", "killed", "fatality"}
            ):
                return Outcome("killed", above, "killed/toll")
            if parse.lemmas[s] == "number" and words & {"wounded", "injured", "injury"}:
                return Outcome("wounded", above, "wounded/toll")
        return None

    def _modified(self, noun: int) -> Outcome | None:
        """Read "6,000 fleeing civilians", "10 fighters arrested in Morocco"."""
        view, parse = self._view, self._view.parse
        for c in view.children(noun, "amod", "acl", "relcl", "appos"):
            kind = self._harm.adjectives.get(parse.words[c].lower())
            if kind is None and parse.deps[c] in ("acl", "relcl"):
                kind = self._verb_kind(c)
            if kind and not self._both(c):
                return Outcome(kind, c, f"{kind}/modifier")
        return None

    def _verb_kind(self, verb: int) -> str | None:
        """Return what a verb does to its passive or intransitive subject."""
        view, lemma = self._view, self._view.parse.lemmas[verb]
        perfect = any(view.parse.lemmas[c] == "have" for c in view.children(verb, "aux"))
        active = perfect and not view.children(verb, "auxpass")
        if view.parse.tags[verb] == "VBN" and not active:
            return self._harm.transitive.get(lemma)
        return self._harm.intransitive.get(lemma)

    def _governed(self, noun: int) -> Outcome | None:
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
            above = parse.heads[head]
            part = parse.lemmas[above] in view.carriers.partitives or parse.tags[above] == "CD"
            if dep == "pobj" and parse.words[head].lower() in ("of", "including", "among") and part:
                node = above
                continue
            if parse.tags[head].startswith("VB"):
                return self._by_verb(dep, head)
            kind = self._harm.adjectives.get(parse.words[head].lower())
            small = dep in ("nsubj", "nsubjpass", "compound", "nmod")  # "left 250 soldiers dead"
            return Outcome(kind, head, f"{kind}/result") if kind and small else None
        return None

    def _by_verb(self, dep: str, verb: int) -> Outcome | None:
        if dep in ("dobj", "nsubjpass"):
            found = self._as_object(dep, verb)
            if found is not None:
                return found
        if dep in ("nsubj", "nsubjpass") and not self._both(verb):
            kind = self._harm.intransitive.get(self._view.parse.lemmas[verb])
            if kind:
                return Outcome(kind, verb, f"{kind}/subject")
            return self._raised(verb)
        return None

    def _as_object(self, dep: str, verb: int) -> Outcome | None:
        view, parse = self._view, self._view.parse
        lemma = parse.lemmas[verb]
        joined = [
            f"{lemma} {parse.words[c].lower()}"
            for c in view.children(verb, "oprd", "dobj", "acomp", "advmod", "xcomp")
        ]
        kinds = [self._harm.transitive.get(k) for k in (verb_key(view, verb), *joined, lemma)]
        kind = next((k for k in kinds if k), None)
        if kind and not self._both(verb):
            if lemma in _LOOSE and dep == "dobj" and not self._people(verb):
                return None
            if lemma == _LOSING and (dep != "dobj" or not self.losers(verb) or self._left(verb)):
                return None
            return Outcome(kind, verb, f"{kind}/object")
        if lemma in _RESULTING:
            for c in view.children(verb, "oprd", "acomp", "xcomp", "advcl", "ccomp"):
                kind = self._harm.adjectives.get(parse.words[c].lower())
                if kind:
                    return Outcome(kind, verb, f"{kind}/result")
        return None

    def _raised(self, verb: int) -> Outcome | None:
        """Read "are believed to have fled", "were forced to flee", "was found dead"."""
        view, parse = self._view, self._view.parse
        for c in view.children(verb, "xcomp", "oprd", "acomp", "attr", "ccomp", "conj"):
            if parse.deps[c] == "conj" and view.children(c, "nsubj", "nsubjpass", "dobj"):
                continue
            kind = self._verb_kind(c) or self._harm.adjectives.get(parse.words[c].lower())
            if kind and not self._both(c):
                return Outcome(kind, c, f"{kind}/raised")
        return None

    def losers(self, verb: int) -> list[str]:
        """Return the forces that lose people: "MINUSCA lost seven soldiers"."""
        view = self._view
        if view.parse.lemmas[verb] != _LOSING:
            return []
        subject = verb_clause(view, verb).subject
        return [e for t in subject for e in view.fillers(t) if view.type(e) in _FORCES]

    def _left(self, verb: int) -> bool:
        """Tell whether those who were lost have only gone over or away."""
        parse, view = self._view.parse, self._view
        ends = [o for _, t in view.prepositions(verb) for o in view.objects_of(t)]
        return any(parse.lemmas[o] in _LEAVING for o in ends)

    def _people(self, verb: int) -> bool:
        view = self._view
        return any(
            view.fillers(o) or view.noun(o) or view.parse.lemmas[o] in ("life", "other", "man")
            for o in view.children(verb, "dobj")
        )

    def _both(self, i: int) -> bool:
        """Tell whether a word of harm is joined to another kind ("killed or wounded")."""
        parse, view = self._view.parse, self._view
        words = [i, *view.children(i, "conj")]
        if parse.deps[i] == "conj":
            words.append(parse.heads[i])
        kinds = {
            self._harm.transitive.get(parse.lemmas[w])
            or self._harm.adjectives.get(parse.words[w].lower())
            for w in words
        }
        joined = any(
            parse.words[c].lower() in ("or", "and") for w in words for c in view.children(w, "cc")
        )
        separate = any(view.children(w, "dobj", "nsubjpass", "nsubj") for w in words[1:] if w > i)
        objects = view.children(i, "dobj")
        if objects and all(w > objects[0] for w in words[1:]):
            separate = True  # "killed six soldiers and wounded ten"
        if parse.deps[i] == "conj" and view.children(i, "nsubj", "nsubjpass", "dobj"):
            separate = True
        return len(kinds & {"killed", "wounded"}) > 1 and joined and not separate
