"""Words that evoke frames: verbs, nouns and fixed phrases, each with the clause it heads."""

from collections.abc import Iterable, Iterator

from kg.extract.clauses import Clause, noun_clause, verb_clause, verb_key
from kg.extract.filling import Filling
from kg.extract.found import Attempt, Found
from kg.extract.view import View
from kg.lexicon.frames import Frame, Frames

_TELLING = frozenset(
    """
    target hit strike kill wound destroy damage injure rock shake rip tear take happen occur erupt
    rage break flare begin start continue resume leave wreck shatter claim land slam rain go last
    intensify spread subside ensue ease report escalate spill persist die end displace force drag
    underway be involve pit
    """.split()
)
"""Verbs that say more of the deed their subject names: "the attack targeted a base"."""
_REPORTED = frozenset(["report", "concentrate", "centre", "center", "confine", "underway"])
_TOLD = frozenset(["Battle", "Operation"])
"""Deeds that verbs tell of beside those that hit a target: "fighting raged in the suburbs"."""
_FAINT = frozenset({"up", "off", "back", "away"})
"""Particles that leave a verb its meaning; "pull down" and "take in" mean other things."""
_FAULT = frozenset({"for", "over"})
_CAUSING = frozenset(["put", "bring", "leave", "have", "set", "take", "place", "hold"])


class Predicates:
    """Find framed claims in one document."""

    def __init__(self, view: View, frames: Frames) -> None:
        self._view = view
        self._frames = frames
        self._filling = Filling(view, frames)

    @property
    def attempts(self) -> list[Attempt]:
        """Return what was tried, with the required roles that stayed empty."""
        return self._filling.attempts

    def find(self) -> Iterator[Found]:
        """Yield what every verb and noun of the document evokes, in order."""
        for i, tag in enumerate(self._view.parse.tags):
            if tag.startswith("VB"):
                yield from self._verb(i)
            elif tag in ("NN", "NNS", "NNP", "NNPS", "JJ"):
                yield from self._noun(i)

    def _laid(self, frames: Iterable[Frame], clause: Clause) -> Iterator[Found]:
        """Lay frames over a clause: all relations, one event (a killing before an attack)."""
        filled = (self._filling.fill(frame, clause) for frame in frames)
        found = [f for f in filled if f is not None]
        events = [f for f in found if f.frame.is_event]
        yield from sorted(events, key=_fullness)[:1]
        yield from (f for f in found if not f.frame.is_event)

    # -- verbs ------------------------------------------------------------------------------

    def _verb(self, i: int) -> Iterator[Found]:
        view = self._view
        frames = self._verb_frames(i)
        telling = view.parse.lemmas[i] in _TELLING
        if not (frames or telling) or self._qualifies(i):
            return
        clause = verb_clause(view, i)
        if telling:
            deeds = list(self._told(clause))
            if deeds:
                yield from deeds
                return
        yield from self._laid(frames, clause)

    def _verb_frames(self, i: int) -> tuple[Frame, ...]:
        """Return the frames of a verb: with its particle, with its object or adverb, alone."""
        view, index = self._view, self._frames.by_verb
        lemma = view.parse.lemmas[i]
        for word, prep in view.prepositions(i):
            for c in view.children(prep, "pobj"):
                if frames := index.get(f"{lemma} {word} {view.parse.lemmas[c]}"):
                    return frames  # "take into custody"
        for c in view.children(i, "dobj", "oprd", "advmod", "acomp", "npadvmod", "prep"):
            frames = index.get(f"{lemma} {view.parse.lemmas[c]}", ())
            if frames and not self._dates(c):
                return frames  # "open fire", "shoot dead", "fall back"
        if frames := index.get(verb_key(view, i)):
            return frames
        particles = {view.parse.words[c].lower() for c in view.children(i, "prt")}
        return index.get(lemma, ()) if particles & _FAINT else ()

    def _dates(self, prep: int) -> bool:
        """Tell whether a preposition says when: "taken on Friday" is no "take on"."""
        starts = {d.start for d in self._view.reading.dates}
        parse = self._view.parse
        return any(
            parse.starts[o] in starts or parse.starts[prep] in starts
            for o in self._view.children(prep, "pobj")
        )

    def _qualifies(self, i: int) -> bool:
        """Tell whether a participle only qualifies a noun: "captured tanks", "few of them left"."""
        parse, view = self._view.parse, self._view
        remaining = parse.words[i].lower() == "left" and parse.deps[i] in ("acl", "relcl")
        bare = remaining and not view.children(i, "dobj", "nsubj", "agent")
        return parse.deps[i] == "amod" or bare or view.joined_before(i) is not None

    def _told(self, clause: Clause) -> Iterator[Found]:
        """Read "the attack targeted a base": more of the deed that the subject names."""
        view = self._view
        for subject in self._told_of(clause):
            if view.parse.tags[subject][:2] not in ("NN", "VB"):
                continue
            for frame in self._noun_frames(subject):
                battle = frame.claim in _TOLD
                if not (battle or (frame.is_event and frame.object == "target")):
                    continue
                found = self._filling.begin(frame, clause)
                found.trigger, found.construction = subject, "deed"
                for token in clause.object if not battle else ():
                    self._filling.assign(found, "target", token)
                for prep, token in clause.prepositions:
                    self._filling.surrounding(found, prep, token)
                if found.roles:
                    yield found
                return

    def _told_of(self, clause: Clause) -> list[int]:
        """Return the nouns whose deed a verb tells more of: "there was fighting in Z" too."""
        lemma = self._view.parse.lemmas[clause.head]
        if lemma == "be" and self._view.children(clause.head, "expl"):
            return [
                o for c in self._view.children(clause.head, "attr") for o in self._view.conjuncts(c)
            ]
        if clause.construction != "passive":
            return clause.subject
        return clause.object if lemma in _REPORTED else []

    # -- nouns ------------------------------------------------------------------------------

    def _noun(self, i: int) -> Iterator[Found]:
        view = self._view
        fixed = self._fixed_phrase(i)
        if fixed is not None:
            frames, bearers = fixed
            inner = noun_clause(view, i)
            clause = Clause(i, "phrase", object=bearers, owners=inner.owners)
            clause.prepositions = inner.prepositions
            yield from self._laid(frames, clause)
            return
        frames = self._noun_frames(i)
        covering = view.covering(i) if frames else None
        named = covering is not None and covering.kind == "name"
        if not frames or (named and not self._named_operation(i)):
            return
        clause = noun_clause(view, i)
        if covering is not None and named:
            clause.owners = [e for e in clause.owners if e != covering.entity]
        yield from self._laid(frames, clause)

    def _noun_frames(self, i: int) -> tuple[Frame, ...]:
        """Return the frames of a noun, alone or with the word before it ("car bombing")."""
        parse, index = self._view.parse, self._frames.by_noun
        lemma, head = parse.lemmas[i], parse.heads[i]
        if self._named_operation(i):
            return index.get("operation", ())
        if parse.deps[i] in ("compound", "nmod") and head > i and parse.tags[head][:2] == "NN":
            return ()  # "attack helicopter"
        frames = index.get(lemma, ())
        before = i - 1
        if before >= 0 and parse.heads[before] == i and parse.deps[before] in ("compound", "amod"):
            return index.get(f"{parse.words[before].lower()} {lemma}") or frames
        return frames

    def _around(self, head: int, prep: int) -> set[str]:
        """Return the prepositions that follow a phrase."""
        view = self._view
        after = (c for c in view.children(head, "prep") if c > prep)
        inner = (c for o in view.objects_of(prep) for c in view.children(o, "prep"))
        return {view.parse.lemmas[c] for c in (*after, *inner)}

    def _named_operation(self, i: int) -> bool:
        """Tell whether a noun ends a name like "Operation Desert Storm", of no known force."""
        view, parse = self._view, self._view.parse
        parts = [c for c in view.children(i, "compound", "nmod") if parse.tags[c] == "NNP"]
        if not parts or parse.words[parts[0]] != "Operation":
            return False
        name = view.covering(i)
        entity = name.entity if name is not None and name.kind == "name" else None
        return entity is None or not view.entities[entity].known

    def _fixed_phrase(self, i: int) -> tuple[tuple[Frame, ...], list[int]] | None:
        """Read "in the hands of", "under the control of", "at war with", and of whom it is said."""
        view, parse = self._view, self._view.parse
        prep = parse.heads[i]
        if parse.deps[i] != "pobj" or parse.deps[prep] not in ("prep", "pcomp", "acl"):
            return None
        frames = self._frames.by_noun.get(f"{parse.words[prep].lower()} {parse.lemmas[i]}")
        if not frames:
            return None
        head = parse.heads[prep]
        if parse.lemmas[i] == "fire" and not _FAULT.isdisjoint(self._around(head, prep)):
            return None  # "under fire for its silence": criticised
        if parse.tags[head][:2] not in ("VB", "RB", "JJ") and parse.deps[head] != "acomp":
            return frames, view.conjuncts(head)
        while parse.tags[head][:2] in ("RB", "JJ") and parse.heads[head] != head:
            head = parse.heads[head]
        outer = verb_clause(view, head)
        moved = outer.construction == "passive" or parse.lemmas[head] in _CAUSING
        return frames, outer.object if moved else outer.subject


def _fullness(found: Found) -> tuple[bool, int]:
    """Order events of one word: a killing first, then the one with most roles."""
    return found.frame.claim != "Killing", -sum(map(len, found.roles.values()))
