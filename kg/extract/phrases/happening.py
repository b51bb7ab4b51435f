"""Whether a noun stands where something happens to it: "hit a base", "an attack on the camp"."""

from kg.extract.view import View
from kg.lexicon.frames import Frames

_CHAIN = 6
_CLAUSES = frozenset({"acl", "relcl", "advcl", "xcomp", "conj"})
_TELLING = ("prt", "advmod", "oprd", "acomp")


def happens(view: View, frames: Frames, i: int) -> bool:
    """Tell whether a word that governs the noun `i`, over nouns and clauses, names an event."""
    parse, node = view.parse, i
    for _ in range(_CHAIN):
        node = parse.heads[node]
        if _evokes(view, frames, node):
            return True
        if parse.tags[node].startswith("VB") and parse.deps[node] not in _CLAUSES:
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
