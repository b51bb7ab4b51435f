"""Events and relations named by verbs and nouns: frames laid over clauses.

A frame says which argument plays which role; the entity types a role accepts (from the ontology)
decide between frames of one word: a place is captured, a person is detained.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.clauses import Clause, is_passive, noun_clause, verb_clause, verb_key
from kg.extract.stance import Standing, is_past, standing
from kg.extract.view import FIGHTERS, PLACES, View
from kg.lexicon.frames import Frame, Frames

_LED = frozenset({"led", "run", "orchestrated", "staged"})
_TELLING = frozenset(
    {
        "target",
        "hit",
        "strike",
        "kill",
        "wound",
        "destroy",
        "damage",
        "injure",
        "rock",
        "shake",
        "rip",
        "tear",
        "take",
        "happen",
        "occur",
    }
)
_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "around",
        "across",
        "throughout",
        "along",
        "off",
        "on",
        "within",
        "over",
    }
)
_ANY = frozenset(
    {
        "ArmedGroup",
        "StateForce",
        "Coalition",
        "State",
        "Organisation",
        "MediaOutlet",
        "Person",
        "Place",
    }
)
_SIDES = frozenset({"ArmedGroup", "StateForce", "Coalition", "State", "Person", "Organisation"})
_WARLIKE = frozenset({"Capture", "Withdrawal", "Operation", "Strike", "Battle"})
_ROLE_TYPES = {
    "agent": _SIDES,
    "target": _ANY,
    "place": PLACES,
    "from": FIGHTERS,
    "claimedBy": _SIDES | {"MediaOutlet"},
    "blamedOn": _SIDES,
}


@dataclass(slots=True)
class Found:
    """A claim as first found at one predicate: roles by name, and where it stands."""

    frame: Frame
    trigger: int
    clause: Clause
    standing: Standing
    roles: dict[str, list[str]] = field(default_factory=dict)
    means: list[str] = field(default_factory=list)
    construction: str = ""
    past: bool = False

    def add(self, role: str, entities: list[str]) -> None:
        """Add entities to a role, in order and once."""
        held = self.roles.setdefault(role, [])
        held += [e for e in entities if e not in held]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One frame laid over one clause: what it filled, and which required roles stayed empty."""

    found: Found
    missing: tuple[str, ...]


class Predicates:
    """Find framed claims in one document; `attempts` keeps what was tried and why it failed."""

    def __init__(self, view: View, frames: Frames) -> None:
        self._view = view
        self._frames = frames
        self.attempts: list[Attempt] = []

    def find(self) -> Iterator[Found]:
        """Yield what every verb and noun of the document evokes, in order."""
        parse = self._view.parse
        for i, tag in enumerate(parse.tags):
            if tag.startswith("VB"):
                yield from self._verb(i)
            elif tag in ("NN", "NNS", "NNP", "NNPS", "JJ"):
                yield from self._noun(i)

    def _verb(self, i: int) -> Iterator[Found]:
        view = self._view
        frames = self._frames.by_verb.get(verb_key(view, i)) or self._frames.by_verb.get(
            self._joined(i), ()
        )
        if not frames and view.children(i, "prt"):
            frames = self._frames.by_verb.get(view.parse.lemmas[i], ())
        if not frames or self._hyphenated(i) or view.parse.deps[i] == "amod":
            return
        clause = verb_clause(view, i)
        if view.parse.lemmas[i] in _TELLING:
            deeds = list(self._deed_verb(i, clause))
            if deeds:
                yield from deeds
                return
        yield from self._laid(frames, clause)

    def _laid(self, frames: Iterable[Frame], clause: Clause) -> Iterator[Found]:
        """Lay frames over a clause: one event at most (a killing before an attack), all relations."""
        found = [f for f in (self._fill(frame, clause) for frame in frames) if f is not None]
        events = sorted(
            (f for f in found if f.frame.is_event), key=lambda f: f.frame.claim != "Killing"
        )
        yield from events[:1]
        yield from (f for f in found if not f.frame.is_event)

    def _deed_verb(self, i: int, clause: Clause) -> Iterator[Found]:
        """Read "the attack targeted a base": the verb tells more of the deed its subject names."""
        view = self._view
        for subject in clause.subject:
            if clause.construction == "passive" or view.parse.tags[subject][:2] != "NN":
                continue
            for frame in self._frames.by_noun.get(view.parse.lemmas[subject], ()):
                if frame.is_event and frame.object == "target":
                    found = Found(frame, subject, clause, standing(view, i), construction="deed")
                    for token in clause.object:
                        self._assign(found, "target", token)
                    for prep, token in clause.prepositions:
                        self._preposition(found, prep, token, nominal=False)
                    if found.roles:
                        yield found
                    return

    def _joined(self, i: int) -> str:
        """Return a verb with its object or adverb as one word ("open fire", "shoot dead")."""
        parse = self._view.parse
        for c in self._view.children(i, "dobj", "oprd", "advmod", "acomp", "npadvmod"):
            if f"{parse.lemmas[i]} {parse.lemmas[c]}" in self._frames.by_verb:
                return f"{parse.lemmas[i]} {parse.lemmas[c]}"
        return ""

    def _hyphenated(self, i: int) -> bool:
        parse = self._view.parse
        return i > 0 and parse.words[i - 1] == "-" and parse.ends[i - 1] == parse.starts[i]

    def _noun(self, i: int) -> Iterator[Found]:
        view, parse = self._view, self._view.parse
        lemma = parse.lemmas[i]
        frames = self._frames.by_noun.get(lemma, ())
        if i > 0 and parse.deps[i - 1] in ("compound", "amod") and parse.heads[i - 1] == i:
            pair = f"{parse.words[i - 1].lower()} {lemma}"
            frames = self._frames.by_noun.get(pair) or frames
        fixed = self._fixed_phrase(i)
        if fixed is not None:
            yield from self._laid(
                self._frames.by_noun[fixed[0]],
                Clause(
                    i,
                    "phrase",
                    object=fixed[1],
                    owners=view.owners(i),
                    prepositions=noun_clause(view, i).prepositions,
                ),
            )
            return
        if not frames or view.covering(i) is not None and view.covering(i).kind == "name":  # type: ignore[union-attr]
            return
        if (
            parse.deps[i] in ("compound", "nmod")
            and parse.heads[i] > i
            and parse.tags[parse.heads[i]].startswith("NN")
        ):
            return
        yield from self._laid(frames, noun_clause(view, i))

    def _fixed_phrase(self, i: int) -> tuple[str, list[int]] | None:
        """Read "in the hands of", "under the control of", "at war with" and whom they are said of."""
        view, parse = self._view, self._view.parse
        prep = parse.heads[i]
        if parse.deps[i] != "pobj" or parse.deps[prep] not in ("prep", "pcomp", "acl"):
            return None
        key = f"{parse.words[prep].lower()} {parse.lemmas[i]}"
        if key not in self._frames.by_noun:
            return None
        head = parse.heads[prep]
        if parse.tags[head][:2] in ("VB", "RB", "JJ") or parse.deps[head] == "acomp":
            while parse.tags[head][:2] in ("RB", "JJ") and parse.heads[head] != head:
                head = parse.heads[head]
            outer = verb_clause(view, head)
            return key, outer.object if outer.construction == "passive" or parse.lemmas[head] in (
                "put",
                "bring",
                "leave",
                "have",
            ) else outer.subject
        return key, view.conjuncts(head)

    # -- filling ----------------------------------------------------------------------------

    def _fill(self, frame: Frame, clause: Clause) -> Found | None:
        """Lay a frame over a clause; None when a required role stays empty."""
        view = self._view
        place = standing(view, clause.verb if clause.verb is not None else clause.head)
        found = Found(frame, clause.head, clause, place, construction=clause.construction)
        found.past = is_past(view, clause.head)
        self._arguments(found)
        nominal = clause.construction in ("nominal", "light-verb", "phrase")
        if nominal:
            self._owners(found)
        for prep, token in clause.prepositions:
            self._preposition(found, prep, token, nominal=nominal)
        if frame.is_event:
            for role in ("target", "from"):
                found.roles[role] = [
                    e for e in found.roles.get(role, []) if e not in found.roles.get("agent", [])
                ]
            if nominal:
                self._compound_agent(found)
            if frame.claim == "Operation":
                self._purpose(found)
            self._struck_places(found)
            self._places_around(found)
        else:
            self._relation_types(found)
        missing = tuple(role for role in frame.requires if not found.roles.get(role))
        self.attempts.append(Attempt(found, missing))
        return None if missing else found

    def _arguments(self, found: Found) -> None:
        frame, clause = found.frame, found.clause
        pairs = [(frame.subject, clause.subject), (frame.object, clause.object)]
        for role, tokens in pairs:
            if role:
                for token in tokens:
                    self._assign(found, role, token)

    def _owners(self, found: Found) -> None:
        """Give what qualifies the noun its role: an actor does it, a place is where or what."""
        view, frame = self._view, found.frame
        for entity in found.clause.owners:
            kind = view.type(entity)
            if frame.is_event and kind == "Place":
                facility = not view.entities[entity].names
                found.add(
                    "target" if facility and frame.claim in ("Attack", "Strike") else "place",
                    [entity],
                )
            elif frame.owner and self._allowed(frame, frame.owner, kind):
                found.add(frame.owner, [entity])

    def _compound_agent(self, found: Found) -> None:
        """Read "the US-led invasion", "a Saudi-led campaign"."""
        view, parse = self._view, self._view.parse
        for child in view.children(found.trigger, "amod"):
            if parse.words[child].lower() in _LED and self._hyphenated(child):
                first = view.covering(child - 2)
                if first is not None and first.entity and view.type(first.entity) in _SIDES:
                    found.add("agent", [first.entity])

    def _purpose(self, found: Found) -> None:
        """Let an operation have the place and the enemy of its purpose: "a push to retake X from Y"."""
        view, parse = self._view, self._view.parse
        verbs = [
            c
            for c in view.children(found.trigger, "acl", "relcl", "advcl")
            if parse.tags[c] == "VB"
        ]
        if found.clause.verb is not None:
            verbs += [
                c
                for c in view.children(found.clause.verb, "advcl", "xcomp")
                if parse.tags[c] == "VB"
            ]
        for verb in verbs:
            clause = verb_clause(view, verb)
            frames = self._frames.by_verb.get(verb_key(view, verb)) or self._frames.by_verb.get(
                parse.lemmas[verb], ()
            )
            for inner in (
                self._fill(f, clause) for f in frames if f.is_event and f.claim != "Operation"
            ):
                if inner is not None:
                    found.add("place", inner.roles.get("place", []))
                    found.add(
                        "target", [e for r in ("from", "target") for e in inner.roles.get(r, [])]
                    )
                    break
            else:
                for token in clause.object:
                    found.add(
                        "target",
                        [
                            e
                            for e in view.fillers(token)
                            if view.type(e) in ("ArmedGroup", "StateForce")
                        ],
                    )

    def _struck_places(self, found: Found) -> None:
        """A named place that is the target is also where it happens."""
        if found.frame.claim in ("Operation", "Strike", "Attack"):
            view = self._view
            kinds = PLACES if found.frame.claim == "Operation" else ("Place",)
            named = [
                e
                for e in found.roles.get("target", [])
                if view.type(e) in kinds and view.entities[e].names
            ]
            if named:
                found.add("place", named)

    def _places_around(self, found: Found) -> None:
        """A camp in a town, a village in a district: what lies around the target or place counts too."""
        view = self._view
        tokens = [
            *found.clause.object,
            *(
                o
                for p, o in found.clause.prepositions
                if p in _LOCATIVE or p in ("on", "against", "from", "of")
            ),
        ]
        for token in tokens:
            if not any(
                e in found.roles.get(r, ())
                for e in view.fillers(token)
                for r in ("target", "place")
            ):
                continue
            for prep, inner in view.prepositions(token):
                if prep in ("in", "at", "near", "outside"):
                    around = [e for o in view.objects_of(inner) for e in view.fillers(o)]
                    found.add("place", [e for e in around if view.type(e) == "Place"])

    def _preposition(self, found: Found, prep: str, token: int, *, nominal: bool) -> None:
        view, frame = self._view, found.frame
        role = frame.prepositions.get(prep)
        if nominal and prep == "of" and (frame.noun_of or frame.object):
            role = frame.prepositions.get("of") or frame.noun_of or frame.object
        elif nominal and prep == "by" and frame.subject:
            role = frame.subject
        if role:
            if self._assign(found, role, token):
                return
        if prep in _LOCATIVE and frame.is_event:
            for entity in view.fillers(token):
                if view.type(entity) in PLACES:
                    found.add("place", [entity])

    def _assign(self, found: Found, role: str, token: int) -> bool:
        """Put what `token` stands for into `role` where its type allows; tell whether it did."""
        view, frame = self._view, found.frame
        entities = view.fillers(token)
        if role == "target":
            entities = self._hit(token, entities)
        fitting = [e for e in entities if self._allowed(frame, role, view.type(e))]
        if role == "agent" and frame.claim in _WARLIKE:
            fitting = [e for e in fitting if view.type(e) in FIGHTERS or self._personal(e)]
        if frame.claim == "Killing" and role == "target" and not self._particular(token):
            return False
        if role == "place" and frame.claim == "Capture":
            fitting = [e for e in fitting if view.type(e) in PLACES]
        found.add(role, fitting)
        return bool(fitting)

    def _personal(self, entity: str) -> bool:
        """Tell whether a person may act for a side: a named one."""
        return self._view.type(entity) == "Person" and bool(self._view.entities[entity].names)

    def _particular(self, token: int) -> bool:
        """Tell whether a victim is a particular person: named, or one person described."""
        parse = self._view.parse
        mention = self._view.mention(token)
        if mention is None or self._view.type(mention.entity) != "Person":
            return False
        counted = any(parse.tags[c] == "CD" for c in parse.children[token])
        return (
            mention.kind in ("name", "pronoun")
            or parse.tags[token] in ("NN", "NNP")
            and not counted
        )

    def _hit(self, token: int, entities: list[str]) -> list[str]:
        """Return what is hit: the owner of a position is, besides the place itself."""
        view = self._view
        owners = [
            e
            for e in view.owners(token)
            if view.type(e) in ("ArmedGroup", "StateForce", "Coalition")
        ]
        if view.parse.lemmas[token] in view.carriers.assets and owners:
            generic = view.parse.lemmas[token] in (
                "position",
                "target",
                "site",
                "area",
                "line",
                "fighter",
                "militant",
            )
            return owners if generic else [*owners, *entities]
        return entities

    def _allowed(self, frame: Frame, role: str, kind: str) -> bool:
        if frame.is_event:
            if frame.claim == "Detention" and role == "target":
                return kind in ("Person", "ArmedGroup", "StateForce")
            if frame.claim in ("Killing", "Abduction") and role == "target":
                return kind in ("Person", "ArmedGroup", "StateForce")
            if frame.claim in ("Battle",) and role == "target":
                return kind in FIGHTERS
            return kind in _ROLE_TYPES.get(role, _ANY)
        return True

    def _relation_types(self, found: Found) -> None:
        """Drop ends of a relation that its signature does not allow."""
        subject, object_ = SIGNATURES[found.frame.claim]
        view = self._view
        found.roles["s"] = [e for e in found.roles.get("s", []) if view.type(e) in subject]
        found.roles["o"] = [
            e
            for e in found.roles.get("o", [])
            if view.type(e) in object_ and e not in found.roles["s"]
        ]


_GROUPS = frozenset({"ArmedGroup", "StateForce", "Coalition", "State"})
_BODIES = _GROUPS | {"Organisation", "MediaOutlet"}
SIGNATURES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "holds": (_GROUPS | {"Person"}, PLACES),
    "presentIn": (_GROUPS | {"Person", "Organisation"}, PLACES),
    "basedIn": (_BODIES | {"Person"}, PLACES),
    "backedBy": (_GROUPS | {"Person", "Organisation"}, _BODIES | {"Person"}),
    "alliedWith": (_GROUPS | {"Person"}, _GROUPS | {"Person"}),
    "fights": (_GROUPS | {"Person"}, _GROUPS | {"Person"}),
    "partOf": (_BODIES, _BODIES),
    "affiliatedWith": (_BODIES | {"Person"}, _BODIES | {"Person"}),
    "leads": (frozenset({"Person"}), _BODIES),
    "memberOf": (frozenset({"Person"}), _BODIES),
    "speaksFor": (frozenset({"Person"}), _BODIES),
    "mediaArmOf": (frozenset({"MediaOutlet", "Organisation"}), _BODIES),
    "locatedIn": (PLACES, PLACES),
    "designatedTerroristBy": (_BODIES | {"Person"}, _BODIES),
}
"""Entity types each relation accepts at its two ends."""

__all__ = ["SIGNATURES", "Found", "Predicates", "is_passive"]
