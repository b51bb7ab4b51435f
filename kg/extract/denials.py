"""Denials that point back: "Rwanda rejects the charge", "which Tehran denies".

What was said of the denier in the same or the sentence before is said once more, as negative and
by the denier. A denial with a content of its own ("denied that it had armed them") is the
business of stance.
"""

from collections.abc import Iterable, Iterator

from kg.extract.clauses import verb_clause
from kg.extract.view import View
from kg.model import Relation, Stance

_POINTERS = frozenset(
    """
    charge accusation allegation claim report this it which that them suggestion assertion
    """.split()
)
_DENIABLE = frozenset(
    {"backedBy", "alliedWith", "affiliatedWith", "presentIn", "holds", "memberOf", "partOf"}
)
_BACK = 2  # sentences a denial looks back


def denied(view: View, relations: Iterable[Relation]) -> Iterator[tuple[Relation, Stance, int]]:
    """Yield (relation said before, stance of the denial, token of the denying verb)."""
    relations = [r for r in relations if r.p in _DENIABLE and r.stance.polarity == "positive"]
    for i, lemma in enumerate(view.parse.lemmas):
        if lemma not in view.carriers.denying or not view.parse.tags[i].startswith("VB"):
            continue
        clause = verb_clause(view, i)
        objects = [
            o
            for o in view.children(i, "dobj")
            if view.parse.words[o].lower() in _POINTERS or view.parse.lemmas[o] in _POINTERS
        ]
        pointing = bool(objects) or (
            view.relative_head(i) is not None and bool(view.children(i, "dobj"))
        )
        if (
            not pointing
            or view.children(i, "ccomp", "xcomp")
            or any(view.parse.lemmas[c] == "that" for o in objects for c in view.children(o, "acl"))
        ):
            continue
        for denier in (e for t in clause.subject for e in view.fillers(t)):
            yield from _against(view, i, denier, relations)


def _against(
    view: View, verb: int, denier: str, relations: list[Relation]
) -> Iterator[tuple[Relation, Stance, int]]:
    here = view.parse.sentence_of[verb]
    first = view.parse.sentences[max(0, here - _BACK)][0]
    start, end = view.parse.starts[first], view.parse.ends[verb]
    known = view.entities[denier].known
    for relation in relations:
        ends = {relation.s, relation.o}
        near = start <= relation.evidence.start <= end
        if near and (denier in ends or (known and known in {view.entities[e].known for e in ends})):
            yield relation, Stance("negative", "actual", denier), verb
