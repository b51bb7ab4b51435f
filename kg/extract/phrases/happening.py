"""Whether a noun stands where something happens to it: "hit a base", "an attack on the camp"."""

from kg.extract.view import View
from kg.lexicon.frames import Frames

_CHAIN = 6
_CLAUSES = frozenset({"acl", "relcl", "advcl", "xcomp", "conj"})
_TELLING = ("prt", "advmod", "oprd", "acomp")


def happens(view: View, frames: Frames, i: int) -> bool:
    """Tell whether the word that governs the noun `i` names an event.

    Prepositions, other places ("in the hills of X") and clauses without an event of their own
    ("trucks escorted by the army in X") are looked through.
    """
    parse, node = view.parse, i
    for _ in range(_CHAIN):
        below, node = node, parse.heads[node]
        if _evokes(view, frames, node):
            return True
        if parse.tags[node].startswith("VB"):
            if parse.deps[node] not in _CLAUSES:
                return False
        elif parse.tags[node].startswith("NN") and parse.deps[below] not in _CLAUSES:
            noun = view.noun(node)
            if noun is None or noun.type != "Place":
                return False
    return False


def _evokes(view: View, frames: Frames, node: int) -> bool:
    """Tell whether a verb (with its particle) or noun names an event."""
    parse, lemma = view.parse, view.parse.lemmas[node]
    if not parse.tags[node].startswith("VB"):
        return any(f.is_event for f in frames.by_noun.get(lemma, ()))
    keys = [lemma]
    keys += [f"{lemma} {parse.words[c].lower()}" for c in view.children(node, *_TELLING)]
    return any(f.is_event for key in keys for f in frames.by_verb.get(key, ()))
