"""How the text stands to a predicate: polarity, modality, and whether it is worth a claim.

Negation, denial, failure, plans, threats, forecasts, conditions and questions are read off the
predicate itself and off what governs it.
"""

from dataclasses import dataclass

from kg.extract.view import View

_NEGATIVE = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "none", "nobody"}
)
_POSSIBLE = frozenset({"could", "may", "might", "would", "should", "can", "must"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_SUPPOSED = frozenset(
    """
    allegedly reportedly possibly perhaps probably likely apparently maybe suspected alleged
    """.split()
)
_CONDITION = frozenset({"if", "unless", "whether", "lest", "before"})
_PAST = frozenset(
    {"former", "formerly", "once", "previously", "until", "ex", "onetime", "erstwhile", "then"}
)
_ENDED = frozenset({"longer", "anymore"})
"""Words of "no longer holds", "does not hold it anymore": it is over, not denied."""
_POSSIBLE_NOUNS = frozenset(
    """
    threat risk fear possibility plan allegation prospect danger potential suspicion attempt bid
    call hope proposal rumour rumor readiness chance
    """.split()
)
PREPARING = frozenset(
    ["prepare", "brace", "mass", "gear", "ready", "mobilise", "mobilize", "regroup", "muster"]
)
_CALLING = frozenset(["call", "plan", "hope", "appeal", "wait", "push", "lobby", "ask", "plea"])
"""Verbs of what is only to come: "massing for an attack" (real), "calling for one" (not)."""
_JUDGING = frozenset(
    """
    recognise recognize accept condone approve welcome endorse tolerate forgive excuse condemn
    legitimise legitimize forget regret mention
    """.split()
)
"""Verbs that say what somebody thinks of a happening, not whether it was."""
_SCHEDULED = frozenset({"due", "schedule", "set", "slate"})
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """Polarity and modality of a predicate; `real` is False for bare purposes and wishes."""

    polarity: str = "positive"
    modality: str = "actual"
    real: bool = True


def standing(view: View, i: int) -> Standing:
    """Return the standing of the predicate (verb or noun) at token `i`."""
    negative, modality, real = False, "actual", True
    node, child = i, i
    for depth in range(_DEPTH):
        if _negated(view, node):
            negative = not negative
        modality = _stronger(modality, _own_modality(view, node))
        dep, head = view.parse.deps[node], view.parse.heads[node]
        if head == node:
            break
        judged = dep in ("dobj", "nsubjpass") and view.parse.lemmas[head] in _JUDGING
        step = None if judged else _governed(view, node, dep, head)
        if step is None:
            break
        negative ^= step[0]
        modality = _stronger(modality, step[1])
        real = real and step[2]
        child, node = node, head
        if dep in ("ccomp", "advcl", "relcl", "acl") and depth and not _transparent(view, head):
            break
        if not _transparent(view, head):
            break
    del child
    if _question(view, i):
        modality = _stronger(modality, "possible")
    return Standing("negative" if negative else "positive", modality, real)


def _negated(view: View, i: int) -> bool:
    parse = view.parse
    if any(parse.words[c].lower() in _ENDED for c in view.children(i, "advmod")):
        return False
    for c in view.children(i, "neg", "advmod", "det", "preconj", "cc"):
        if parse.words[c].lower() in _NEGATIVE and parse.words[c].lower() != "without":
            return True
    subjects = view.children(i, "nsubj", "nsubjpass")
    return any(
        parse.words[d].lower() in ("no", "none", "neither", "nobody")
        for s in subjects
        for d in (s, *view.children(s, "det"))
    )


def _own_modality(view: View, i: int) -> str:
    for c in view.children(i, "aux", "advmod", "amod"):
        word = view.parse.words[c].lower()
        if word in _FUTURE or (word == "would" and _backshifted(view, i)):
            return "future"
        if word in _POSSIBLE or word in _SUPPOSED:
            return "possible"
    marks = [view.parse.words[c].lower() for c in view.children(i, "mark", "advmod")]
    if any(m in _CONDITION for m in marks) and "before" not in marks:
        return "possible"
    return "actual"


def _backshifted(view: View, i: int) -> bool:
    """Tell whether "would" is "will" in reported speech ("he predicted it would fall")."""
    parse, head = view.parse, view.parse.heads[i]
    reported = parse.deps[i] == "ccomp" and parse.tags[head] in ("VBD", "VBN")
    return reported and parse.lemmas[head] in view.carriers.speech


def _governed(view: View, node: int, dep: str, head: int) -> tuple[bool, str, bool] | None:
    """Return (turned negative, modality, real) for what governs `node`; None to stop."""
    parse, carriers = view.parse, view.carriers
    lemma = parse.lemmas[head]
    infinitive = any(parse.tags[c] == "TO" for c in view.children(node, "aux"))
    if dep in (
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "dobj",
        "pcomp",
        "nsubjpass",
        "conj",
        "pobj",
        "attr",
        "acomp",
        "nsubj",
        "prep",
        "relcl",
    ):
        if dep == "conj":
            return False, "actual", True
        if dep in ("prep", "pobj", "pcomp"):
            return _behind(view, dep, head)
        if lemma in carriers.denying:  # "the militia, which quit the front, denied it"
            return None if dep == "nsubj" else (True, "actual", True)
        if lemma in carriers.failing and dep in ("xcomp", "dobj", "nsubjpass"):
            return True, "actual", True
        if infinitive:
            if lemma in (
                "manage",
                "able",
                "continue",
                "begin",
                "start",
                "help",
                "go",
                "force",
                "use",
                "return",
                "come",
                "allow",
                "enable",
                "remain",
                "succeed",
                "proceed",
            ):
                return False, "actual", lemma != "go"
            if lemma in (
                "say",
                "believe",
                "report",
                "think",
                "know",
                "allege",
                "understand",
                "appear",
                "seem",
                "suspect",
                "purport",
            ):
                return (
                    False,
                    "actual" if lemma in ("report", "know", "say", "appear") else "possible",
                    True,
                )
            if lemma in carriers.future | _SCHEDULED:
                begun = any(parse.words[c].lower() == "out" for c in view.children(head, "prt"))
                return False, "actual" if begun else "future", True  # "set out to crush"
            return False, "possible", False
        if (
            lemma in carriers.irrealis
            and dep in ("ccomp", "dobj", "nsubjpass", "xcomp")
            and lemma not in carriers.light
        ):
            return (
                False,
                "future" if lemma in carriers.future else "possible",
                lemma not in ("want", "demand", "urge", "plan", "seek", "ask", "propose", "plot"),
            )
        if lemma in carriers.believing and dep == "ccomp":
            return (
                False,
                "possible" if lemma in ("fear", "suspect", "doubt", "hope", "expect") else "actual",
                True,
            )
        return False, "actual", True
    return None


def _behind(view: View, dep: str, prep: int) -> tuple[bool, str, bool]:
    """Return what a preposition does to its object: "without", "a risk of", "massing for"."""
    parse, inside = view.parse, dep in ("pobj", "pcomp")
    word, governor = parse.words[prep].lower(), parse.lemmas[parse.heads[prep]]
    if inside and word == "for" and governor in PREPARING | _CALLING:
        return False, "future", governor in PREPARING
    if inside and word == "without":
        return True, "actual", True
    if inside and word in ("of", "to", "for", "from") and governor in _POSSIBLE_NOUNS:
        return False, "possible", False
    return False, "actual", not (dep == "pcomp" and word == "for")


def _transparent(view: View, i: int) -> bool:
    """Tell whether what governs token `i` may still change the standing of what is below."""
    return (
        view.parse.lemmas[i] not in view.carriers.speech
        or view.parse.lemmas[i] in view.carriers.denying
    )


def _stronger(a: str, b: str) -> str:
    order = ("actual", "past", "future", "possible")
    return max(a, b, key=order.index)


def _question(view: View, i: int) -> bool:
    first, last = view.parse.sentences[view.parse.sentence_of[i]]
    return "?" in view.parse.words[max(first, last - 3) : last]


def is_past(view: View, i: int) -> bool:
    """Tell whether a state named at `i` is over ("the former stronghold", "had held")."""
    parse = view.parse
    words = {parse.words[c].lower() for c in view.children(i, "amod", "advmod", "compound", "nmod")}
    if words & (_PAST | _ENDED) or any(
        parse.words[c].lower() == "had" for c in view.children(i, "aux")
    ):
        return True
    head = parse.heads[i]
    if parse.deps[i] == "attr" and parse.words[head].lower() in ("was", "were"):
        return True  # "it was al-Qaeda's branch"
    nodes = (i, head) if parse.deps[i] in ("attr", "dobj") else (i,)
    return any(
        parse.words[c].lower() == "until" for n in nodes for c in view.children(n, "prep", "mark")
    )


def in_simple_past(view: View, i: int) -> bool:
    """Tell whether a verb of state is told in the past, and not because speech shifted it."""
    parse = view.parse
    if parse.tags[i] != "VBD":
        return False
    reported = parse.deps[i] == "ccomp" and parse.lemmas[parse.heads[i]] in view.carriers.speech
    return not reported
