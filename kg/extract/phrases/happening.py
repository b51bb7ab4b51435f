"""Whether a noun stands where something happens to it: "hit a base", "an attack on the camp"."""

from kg.extract.view import View
from kg.lexicon.frames import Frames

_CHAIN = 6
_STEPS = frozenset({"acl", "relcl", "advcl", "xcomp", "conj"})


def happens(view: View, frames: Frames, i: int) -> bool:
    """Tell whether the word that governs the noun `i` names an event."""
    parse, node = view.parse, i
    for _ in range(_CHAIN):
        node = parse.heads[node]
        verb = parse.tags[node].startswith("VB")
        index = frames.by_verb if verb else frames.by_noun
        lemma = parse.lemmas[node]
        if any(f.is_event for f in index.get(lemma, ())):
            return True
        if verb:
            particles = view.children(node, "prt", "advmod", "oprd", "acomp")
            if any(
                f.is_event
                for c in particles
                for f in index.get(f"{lemma} {parse.words[c].lower()}", ())
            ):
                return True
            if parse.deps[node] not in _STEPS:
                return False
    return False
