"""Mend what the small parser gets wrong in ways that can be told from the tree alone."""

from dataclasses import dataclass

_OBJECTS = frozenset({"dobj", "npadvmod"})


@dataclass(slots=True)
class Tree:
    """The columns of a parse while they may still change; all lists are by token."""

    tags: list[str]
    deps: list[str]
    heads: list[int]

    def children(self, i: int) -> list[int]:
        """Return the dependents of a token, in the order of the text."""
        return [c for c, head in enumerate(self.heads) if head == i and c != i]


def finite(tree: Tree) -> None:
    """Make a verb of a participle that has an object: "The US-led coalition bombed Raqqa".

    A sentence whose root is a noun has no verb, and a passive participle has no object: what
    the parser took for "the coalition that was bombed" is the past tense.
    """
    for noun, head in enumerate(tree.heads):
        if head != noun or not tree.tags[noun].startswith("NN"):
            continue
        for verb in tree.children(noun):
            if tree.deps[verb] == "acl" and tree.tags[verb] == "VBN" and _has_object(tree, verb):
                _enthrone(tree, noun, verb)
                break


def _has_object(tree: Tree, verb: int) -> bool:
    below = tree.children(verb)
    if any(tree.deps[c] == "agent" for c in below):
        return False
    after = [c for c in below if c > verb and tree.deps[c] in _OBJECTS]
    return any(tree.deps[c] == "dobj" or tree.tags[c].startswith("NNP") for c in after)


def _enthrone(tree: Tree, noun: int, verb: int) -> None:
    """Let `verb` be the root and `noun` its subject; what follows the verb hangs on it."""
    for c in tree.children(noun):
        if c > verb:
            tree.heads[c] = verb
    for c in tree.children(verb):
        if c > verb and tree.deps[c] == "npadvmod" and tree.tags[c].startswith("NNP"):
            tree.deps[c] = "dobj"
    tree.tags[verb], tree.deps[verb], tree.heads[verb] = "VBD", "ROOT", verb
    tree.deps[noun], tree.heads[noun] = "nsubj", verb
