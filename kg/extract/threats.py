"""Threats: who says that they will use force, and against whom.

English threatens with a verb or noun of commitment and a violent complement: "vowed to strike",
"a promise to kill", "threatened revenge", "warned that it would attack"; or plainly by saying
what one's own side will do: "the group would keep targeting ships, its spokesman said".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.extract.clauses import (
    Clause,
    is_passive,
    noun_clause,
    verb_clause,
    verb_key,
)
from kg.extract.filling import Filling
from kg.extract.found import Found
from kg.extract.phrases import Tie
from kg.extract.selection import GROUPS, is_force
from kg.extract.view import View
from kg.lexicon.frames import Frame, Frames

_CARRIERS = "threatening"
_FORCE = frozenset({"Attack", "Strike", "Killing", "Abduction", "Operation"})
_MILD = frozenset({"operation/crush", "operation/advance", "operation/incursion"})
"""To promise victory or to move on is no threat."""
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "wo"})
_ONGOING = frozenset({"keep", "continue", "start", "begin", "go", "resume", "carry", "do"})
_MARKING = frozenset({"be", "declare", "consider", "become", "make"})
_ARMS = frozenset({"weapon", "force", "missile", "drone", "bomb", "bomber", "warhead", "power"})
_OWN = frozenset({"we", "i"})
_PAYING = frozenset({"pay", "suffer", "regret", "burn", "die", "bleed"})
"""What the threatened will do: "Tehran will pay"."""
_PAPERS = frozenset(
    """
    statement message video letter leaflet communique communiqué caller recording audio note tape
    post pamphlet clip banner broadcast
    """.split()
)
"""What speaks for a side without a name."""
_BOND = {"speaksFor", "leads", "memberOf"}
_THREATENING = GROUPS | {"Person"}
_REBELS = {"ArmedGroup"}
_STEPS = 4


class Threats:
    """Find the threats of one document; `ties` tell for whom people speak."""

    def __init__(self, view: View, frames: Frames, ties: Iterable[Tie]) -> None:
        self._view = view
        self._frames = frames
        self._filling = Filling(view, frames)
        self._frame = next((f for f in frames.frames if f.carriers == _CARRIERS), None)
        self._bodies: dict[str, list[Tie]] = defaultdict(list)
        for tie in ties:
            if tie.p in _BOND and not tie.past:
                self._bodies[tie.s].append(tie)

    def find(self) -> Iterator[tuple[Found, tuple[int, ...]]]:
        """Yield each threat with the words for the force that it threatens."""
        if self._frame is None:
            return
        parse = self._view.parse
        for i, tag in enumerate(parse.tags):
            if tag.startswith("VB"):
                found = self._by_deed(i, self._frame)
            elif tag in ("NN", "NNS"):
                found = self._by_noun(i, self._frame)
            else:
                continue
            if found is None:
                continue
            armed = [e for e in found.filled("agent") if self._view.type(e) in _THREATENING]
            found.roles["agent"] = armed
            if armed:
                yield found, (i, *self._view.children(i, "dobj", "conj"))

    # -- a violent verb under a word of commitment or speech ----------------------------------

    def _by_deed(self, deed: int, frame: Frame) -> Found | None:
        """Read "vowed to strike Y", "said it would strike Y", "a threat to strike Y"."""
        view, parse = self._view, self._view.parse
        inner = self._force(deed)
        paying = inner is None and parse.lemmas[deed] in _PAYING
        if inner is None and not paying:
            return None
        inner = inner or verb_clause(view, deed)
        top = self._top(deed)
        governor = parse.heads[top]
        committing = parse.lemmas[governor] in view.carriers.threatening
        announced = self._announced(top, deed)
        if parse.deps[top] in ("xcomp", "acl", "dobj") and committing and not paying:
            doers = self._committed(governor)
        elif announced and (committing or parse.lemmas[governor] in view.carriers.speech):
            doers = self._doers(deed, governor, committing=committing)
        else:
            return None
        found = self._filling.begin(frame, verb_clause(view, governor))
        found.trigger, found.construction = governor, "commitment"
        found.add("agent", doers)
        targets = inner.subject if paying else inner.object
        self._victims(found, targets, inner)
        return found

    def _force(self, i: int) -> Clause | None:
        """Return the clause of a verb of force: "strike", "resume attacks", "be a target"."""
        view, index = self._view, self._frames.by_verb
        lemma, key = view.parse.lemmas[i], verb_key(view, i)
        frames = index.get(key) or index.get(lemma, ())
        if {key, lemma} & view.carriers.violent or _forceful(frames):
            return verb_clause(view, i)
        for noun in view.children(i, "dobj", "attr", "oprd"):
            word = view.parse.lemmas[noun]
            if {key, lemma} & view.carriers.light and self._forceful_noun(word):
                return _without_doer(noun_clause(view, noun))
            if lemma == "use" and word in _ARMS:
                return Clause(i, "active", prepositions=verb_clause(view, i).prepositions)
            if lemma in _MARKING and word == "target":
                clause = verb_clause(view, i)
                marked = clause.object if lemma != "be" else clause.subject
                return Clause(i, "active", object=[t for t in marked if t != noun])
        return None

    def _forceful_noun(self, lemma: str) -> bool:
        violent = lemma in self._view.carriers.violent
        return violent or _forceful(self._frames.by_noun.get(lemma, ()))

    def _top(self, deed: int) -> int:
        """Return the verb that stands for the deed in its clause: "keep" of "keep targeting"."""
        parse, node = self._view.parse, deed
        for _ in range(_STEPS):
            head = parse.heads[node]
            joined = parse.deps[node] == "conj" and parse.tags[head].startswith("VB")
            going_on = parse.deps[node] == "xcomp" and parse.lemmas[head] in _ONGOING
            if not (joined or going_on):
                break
            node = head
        return node

    def _announced(self, top: int, deed: int) -> bool:
        """Tell whether the deed is said to come: "would strike" below a verb of saying."""
        parse, view = self._view.parse, self._view
        words = {parse.words[c].lower() for n in (top, deed) for c in view.children(n, "aux")}
        negated = any(view.children(n, "neg") for n in (top, deed))
        return parse.deps[top] == "ccomp" and bool(words & _FUTURE) and not negated

    def _committed(self, governor: int) -> list[str]:
        """Return who threatens: the subject of the verb, or whose threat it is."""
        view, parse = self._view, self._view.parse
        if parse.tags[governor].startswith("VB"):
            return self._sides(e for t in self._subject(governor) for e in view.fillers(t))
        owners = view.owners(governor)
        verb = parse.heads[governor]
        if not owners and parse.deps[governor] == "dobj":
            owners = [e for t in verb_clause(view, verb).subject for e in view.fillers(t)]
        return self._sides(owners)

    def _subject(self, verb: int) -> list[int]:
        """Return the subject of a verb; for "a statement threatening", who made it."""
        view, parse = self._view, self._view.parse
        found = []
        for token in verb_clause(view, verb).subject:
            paper = parse.lemmas[token] in _PAPERS and not view.fillers(token)
            if paper and parse.deps[token] in ("dobj", "pobj"):
                carrier = parse.heads[token]
                carrier = parse.heads[carrier] if parse.deps[token] == "pobj" else carrier
                found += verb_clause(view, carrier).subject
            else:
                found.append(token)
        return found

    def _doers(self, deed: int, governor: int, *, committing: bool) -> list[str]:
        """Return who says that their own side will do it; nobody for what others foresee."""
        view, parse = self._view, self._view.parse
        speakers = [e for t in verb_clause(view, governor).subject for e in view.fillers(t)]
        clause = verb_clause(view, deed)
        if parse.lemmas[deed] in _PAYING:
            return self._sides(speakers) if committing else []
        actors = clause.subject
        if is_passive(view, deed) and not actors:
            return [e for e in self._sides(speakers) if view.type(e) in GROUPS]
        if any(parse.words[t].lower() in _OWN for t in actors):
            return self._sides(speakers)
        if parse.lemmas[deed] == "be":
            return [e for e in self._sides(speakers) if view.type(e) in GROUPS]
        bodies = {t.o for e in speakers for t in self._bodies[e]} | set(speakers)
        if any(parse.lemmas[t] in _PAPERS for t in verb_clause(view, governor).subject):
            bodies |= {e for t in actors for e in view.fillers(t) if is_force(view.type(e))}
        own = [e for t in actors for e in (*view.fillers(t), *view.owners(t)) if e in bodies]
        led = [t.s for e in speakers for t in self._bodies[e] if t.p == "leads" and t.o in own]
        return [*led, *own]

    def _sides(self, speakers: Iterable[str]) -> list[str]:
        """Return speakers with the side they lead; the body alone for who speaks for it."""
        found: list[str] = []
        for speaker in speakers:
            ties = [t for t in self._bodies[speaker] if self._view.type(t.o) in GROUPS]
            voices = [t.o for t in ties if t.p == "speaksFor"]
            heads = [t.o for t in ties if t.p != "speaksFor"]
            found += voices[:1] or [speaker, *heads[:1]]
        return list(dict.fromkeys(found))

    # -- a violent noun that is promised ------------------------------------------------------

    def _by_noun(self, noun: int, frame: Frame) -> Found | None:
        """Read "vowed revenge", "threatened further strikes on Y"."""
        view, parse = self._view, self._view.parse
        verb = parse.heads[noun]
        forceful = self._forceful_noun(parse.lemmas[noun])
        within = parse.deps[noun] == "pobj" and parse.words[verb].lower() in ("of", "with")
        verb = parse.heads[verb] if within else verb
        promised = within or parse.deps[noun] == "dobj"
        committing = parse.lemmas[verb] in view.carriers.threatening
        if not (forceful and promised and committing and parse.tags[verb].startswith("VB")):
            return None
        clause = verb_clause(view, verb)
        found = self._filling.begin(frame, clause)
        found.construction = "promise"
        found.add("agent", self._committed(verb))
        if parse.lemmas[verb] == "warn" and {*map(view.type, found.filled("agent"))} != _REBELS:
            return None  # officials warn of what others may do
        pairs = [(p, o) for p, t in view.prepositions(noun) for o in view.objects_of(t)]
        inner = Clause(noun, "nominal", prepositions=pairs + clause.prepositions)
        self._victims(found, clause.object if within else [], inner)
        return found

    def _victims(self, found: Found, targets: list[int], clause: Clause) -> None:
        """Fill target and place from the clause of the deed; a named place is both."""
        view = self._view
        for token in targets:
            self._filling.assign(found, "target", token)
        for prep, token in clause.prepositions:
            self._filling.preposition(found, prep, token, nominal=False)
        found.roles["target"] = [
            e for e in found.filled("target") if e not in found.filled("agent")
        ]
        named = [e for e in found.filled("target") if view.entities[e].names]
        found.add("place", [e for e in named if view.type(e) == "Place"])


def _forceful(frames: Iterable[Frame]) -> bool:
    return any(f.claim in _FORCE and f.name not in _MILD for f in frames)


def _without_doer(clause: Clause) -> Clause:
    """Return the clause of "resume attacks on Y" with its objects alone."""
    return Clause(clause.head, clause.construction, prepositions=clause.prepositions)
