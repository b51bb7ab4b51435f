"""Constructions: where the arguments of a verb or a noun stand.

Active and passive, relative and reduced relative clause, participle, control and raising,
coordination, light verb and nominalisation all end in one shape: who stands in the place of the
deep subject, of the deep object, and behind which preposition.
"""

from dataclasses import dataclass, field

from kg.extract.stance import PREPARING
from kg.extract.view import View

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_STEPS = 5
_HARMING = frozenset(
    ["kill", "wound", "injure", "die", "perish", "hurt", "massacre", "target", "abduct"]
)
_AGREEING = frozenset(["agree", "commit", "consent", "adhere", "enter", "assent"])
_PARTICLES = frozenset(["back", "out", "away", "off", "down", "up", "over", "in", "together"])


@dataclass(slots=True)
class Clause:
    """The arguments of a predicate as tokens; `construction` names how they were found."""

    head: int
    construction: str
    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    prepositions: list[tuple[str, int]] = field(default_factory=list)
    """(preposition, object token), coordinated objects listed one by one."""
    owners: list[str] = field(default_factory=list)
    """Entities that own or qualify a predicate noun."""
    verb: int | None = None
    """For a noun: the light verb that carries it."""


def verb_clause(view: View, i: int) -> Clause:
    """Return the arguments of the verb at token `i`."""
    passive = is_passive(view, i)
    clause = Clause(i, "passive" if passive else "active")
    subject = _subject(view, i)
    direct = [c for c in view.children(i, "dobj", "oprd", "dative") if not _after_comma(view, c)]
    direct += [] if passive else _subjects(view, i)[1]
    objects = [o for c in direct for o in view.conjuncts(c)]
    head = view.relative_head(i)
    if head is not None:
        clause.construction = "relative"
    if passive:
        clause.object = subject or objects
        clause.subject = _agents(view, i)
    else:
        clause.subject = subject
        clause.object = objects or _object_of_relative(view, i)
    clause.prepositions = _prepositions(view, i)
    return clause


def _subjects(view: View, i: int) -> tuple[list[int], list[int]]:
    """Return the subjects of a verb, and the objects the parser took for second subjects.

    "… forces, backed by a coalition, recaptured Mosul": of two subjects, the one after is none.
    """
    own = view.children(i, *_SUBJECTS, *_PASSIVE_SUBJECTS)
    before = [c for c in own if c < i]
    return (before, [c for c in own if c > i]) if before else (own, [])


def _after_comma(view: View, i: int) -> bool:
    """Tell whether a noun phrase begins after a comma: then it is an apposition, no object."""
    mention = view.mention(i)
    first = mention.first if mention is not None else i
    return first > 0 and view.parse.words[first - 1] == ","


def is_passive(view: View, i: int) -> bool:
    """Tell whether the verb at `i` is in the passive (also "captured by", "being held")."""
    parse = view.parse
    if view.children(i, "nsubjpass", "auxpass", "agent"):
        return True
    if parse.tags[i] != "VBN":
        return False
    if parse.deps[i] in ("acl", "amod") or (
        parse.deps[i] == "advcl" and not view.children(i, "aux", "nsubj")
    ):
        return True
    if parse.deps[i] == "conj" and not view.children(i, "nsubj", "aux"):
        return (
            is_passive(view, parse.heads[i])
            if parse.tags[parse.heads[i]].startswith("VB")
            else False
        )
    return False


def _agents(view: View, i: int) -> list[int]:
    found = [o for c in view.children(i, "agent") for o in view.objects_of(c)]
    if not found:
        found = [
            o
            for c in view.children(i, "prep")
            if view.parse.words[c].lower() == "by"
            for o in view.objects_of(c)
        ]
    return found


def _subject(view: View, i: int) -> list[int]:
    """Return the surface subject, borrowed from a governing clause where the verb has none."""
    parse = view.parse
    node, steps = i, 0
    while steps < _STEPS:
        steps += 1
        own, _ = _subjects(view, node)
        if own:
            return _antecedents(view, node, own)
        dep, head = parse.deps[node], parse.heads[node]
        if head == node:
            return []
        if dep in ("relcl", "acl"):
            if (
                dep == "acl"
                and parse.tags[node] in ("VB", "VBP")
                and not parse.tags[head].startswith("VB")
            ):
                return _possessor(view, head)  # "their push to retake the city"
            return view.conjuncts(head)
        if (
            dep == "xcomp"
            and parse.lemmas[head] in view.carriers.object_control
            and view.children(head, "dobj")
        ):
            return [o for c in view.children(head, "dobj") for o in view.conjuncts(c)]
        if dep == "pcomp":
            node = parse.heads[head]
            blaming = parse.lemmas[node] in view.carriers.blaming
            accused = view.children(node, "dobj") if blaming else []
            if accused:
                return view.conjuncts(accused[0])  # "accused India of supporting the rebels"
            if not parse.tags[node].startswith("VB") and parse.deps[node] != "acomp":
                return _possessor(view, node)
            continue
        if dep == "ccomp" and parse.tags[node] == "VB" and view.children(head, "dobj"):
            return view.children(head, "dobj")
        if dep in ("conj", "xcomp", "advcl", "ccomp", "acomp", "parataxis", "dep"):
            if (
                dep == "advcl"
                and view.children(node, "mark")
                and parse.tags[node] not in ("VBG", "VBN")
            ):
                return []
            if dep == "ccomp" and parse.tags[node] not in ("VB", "VBG", "VBN"):
                return []
            node = head
            continue
        return []
    return []


def _antecedents(view: View, verb: int, subjects: list[int]) -> list[int]:
    """Return subjects with relative pronouns replaced by what they refer to."""
    found = []
    for s in subjects:
        if view.parse.words[s].lower() in _RELATIVE and view.parse.tags[s] in ("WP", "WDT", "IN"):
            node = verb
            while view.parse.deps[node] == "conj":
                node = view.parse.heads[node]
            head = view.relative_head(node)
            found += view.conjuncts(head) if head is not None else []
        else:
            found += view.conjuncts(s)
    return found


def _object_of_relative(view: View, i: int) -> list[int]:
    """Return the noun an object relative is about: "the town (that) rebels seized"."""
    head = view.relative_head(i)
    if head is None or view.parse.deps[i] != "relcl":
        return []
    subjects = view.children(i, *_SUBJECTS)
    if subjects and view.parse.words[subjects[0]].lower() not in _RELATIVE:
        return [head]
    return []


def _possessor(view: View, noun: int) -> list[int]:
    """Return who owns a noun ("their push to ..."), or who carries it ("launched a push to")."""
    owners = view.children(noun, "poss")
    if owners:
        return owners
    if view.parse.deps[noun] == "dobj":
        return _subject(view, view.parse.heads[noun])
    return []


def _prepositions(view: View, i: int) -> list[tuple[str, int]]:
    found = [(p, o) for p, t in view.prepositions(i) for o in view.objects_of(t)]
    for child in view.children(i, "advmod", "prt"):
        # "pulled back to", "east of": prepositions may hang on an adverb
        for p, t in view.prepositions(child):
            word = (
                f"{view.parse.words[child].lower()} of"
                if p == "of" and view.parse.words[child].lower() in ("out", "outside")
                else p
            )
            found += [(word, o) for o in view.objects_of(t)]
    return found


def noun_clause(view: View, i: int) -> Clause:
    """Return the arguments of the predicate noun at token `i`, its light verb included."""
    clause = Clause(i, "nominal")
    clause.owners = view.owners(i)
    clause.prepositions = _prepositions(view, i)
    clause.subject = [o for p, o in clause.prepositions if p == "by"]
    carrier = _carrier(view, i)
    if carrier is not None:
        verb, _ = carrier
        clause.verb = verb
        clause.construction = "light-verb"
        outer = verb_clause(view, verb)
        if (
            view.parse.lemmas[verb] in view.carriers.undergo
            or _verb_key(view, verb) in view.carriers.undergo
        ):
            clause.object = outer.subject
        else:
            clause.subject = clause.subject or outer.subject
        clause.prepositions += [x for x in outer.prepositions if x not in clause.prepositions]
    else:
        _in_which(view, i, clause)
    return clause


def _in_which(view: View, i: int, clause: Clause) -> None:
    """Read "militants killed 12 policemen in an attack": who did it, and to whom."""
    parse = view.parse
    prep = parse.heads[i]
    verb = parse.heads[prep]
    inside = parse.deps[i] == "pobj" and parse.words[prep].lower() in ("in", "during", "by")
    if not inside or parse.lemmas[verb] not in _HARMING or not parse.tags[verb].startswith("VB"):
        return
    outer = verb_clause(view, verb)
    if parse.lemmas[verb] in ("die", "perish"):
        clause.object = clause.object or outer.subject
        return
    clause.object = clause.object or outer.object
    clause.subject = clause.subject or [s for s in outer.subject if s != i]
    clause.prepositions += [
        x for x in outer.prepositions if x not in clause.prepositions and x[1] != i
    ]


def _carrier(view: View, i: int) -> tuple[int, bool] | None:
    """Return the light verb that governs the noun, and whether it is passive."""
    parse = view.parse
    node = i
    while parse.deps[node] == "conj" and parse.tags[parse.heads[node]].startswith("NN"):
        node = parse.heads[node]
    head = parse.heads[node]
    dep = parse.deps[node]
    if (
        dep == "pobj"
        and parse.deps[head] == "prep"
        and parse.lemmas[parse.heads[head]]
        in ("series", "wave", "number", "spate", "string", "dozen", "campaign")
    ):
        node = parse.heads[head]
        head, dep = parse.heads[node], parse.deps[node]
    if dep in ("dobj", "nsubjpass", "oprd") and parse.tags[head].startswith("VB"):
        key = _verb_key(view, head)
        known = view.carriers.light | view.carriers.undergo
        if key in known or parse.lemmas[head] in known or parse.lemmas[head] == "have":
            return head, dep == "nsubjpass"
    if (
        dep == "pobj"
        and parse.lemmas[head] == "under"
        and parse.lemmas[parse.heads[head]] in ("come", "be")
    ):
        return parse.heads[head], False
    awaited = dep == "pobj" and parse.lemmas[head] == "for"
    if awaited and parse.lemmas[parse.heads[head]] in PREPARING:
        return parse.heads[head], False
    agreed = dep == "pobj" and parse.lemmas[head] in ("to", "on", "upon", "into")
    if agreed and parse.lemmas[parse.heads[head]] in _AGREEING:
        return parse.heads[head], False
    if parse.deps[i] != "dobj" and view.relative_head(i) is None:
        for child in view.children(i, "acl", "relcl"):
            if parse.lemmas[child] in view.carriers.light:
                return child, True
    return None


def _verb_key(view: View, i: int) -> str:
    """Return the lemma of a verb with its particle ("pull back"), however it was tagged."""
    parse = view.parse
    lemma = parse.lemmas[i]
    for c in view.children(i, "prt", "advmod"):
        word = parse.words[c].lower()
        if parse.deps[c] == "prt" or (word in _PARTICLES and c > i):
            return f"{lemma} {word}"
    return lemma


verb_key = _verb_key
