"""Fill the roles of a frame from the arguments of a clause.

The type of an entity decides where grammar leaves it open: a place before "attack" is where it
happened, an actor before it is who did it.
"""

from collections.abc import Iterator

from kg.extract.clauses import Clause, verb_clause, verb_key
from kg.extract.extent import extent
from kg.extract.found import Attempt, Found
from kg.extract.selection import (
    GROUPS,
    PLACES,
    RELATION_ENDS,
    WARLIKE,
    allows,
    is_force,
)
from kg.extract.stance import PREPARING, in_simple_past, is_past, standing
from kg.extract.view import View
from kg.lexicon.frames import Frame, Frames

LOCATIVE = frozenset(
    """
    in at near inside outside around across throughout along off on within over
    """.split()
)
_INSIDE = frozenset(["in", "at", "near", "inside", "outside", "off", "over"])
_SURROUNDING = LOCATIVE | {"on", "against", "from", "of"}
_FACING = frozenset({"between", "among", "involving", "pitting"})
_LED = frozenset({"led", "run", "orchestrated", "staged"})
_GROUND = frozenset(
    """
    road highway route street motorway path track roadside border frontier outskirts way ground
    """.split()
)
_FLOWN = frozenset({"strike", "airstrike", "air-strike", "raid", "sortie", "fire"})
_EMPTY_ASSETS = frozenset(["position", "target", "site", "area", "line", "fighter", "militant"])
"""Nouns that stand for their owner alone when they are hit ("IS positions")."""


class Filling:
    """Lay frames over the clauses of one document; `attempts` keeps what was tried."""

    def __init__(self, view: View, frames: Frames) -> None:
        self._view = view
        self._frames = frames
        self.attempts: list[Attempt] = []

    def fill(self, frame: Frame, clause: Clause) -> Found | None:
        """Lay a frame over a clause; None when a required role stays empty."""
        found = self.begin(frame, clause)
        nominal = clause.construction in ("nominal", "light-verb", "phrase")
        self._arguments(found, nominal=nominal)
        if self._adverbial_only(found):
            return None
        if frame.is_event:
            self._complete(found, nominal=nominal)
        else:
            self._ends(found)
        missing = tuple(role for role in frame.requires if not found.filled(role))
        self.attempts.append(Attempt(found, missing))
        return None if missing else found

    def _adverbial_only(self, found: Found) -> bool:
        """Tell whether the place a frame needs was only where it was: "seized arms in Antwerp"."""
        frame, clause = found.frame, found.clause
        verbal = clause.construction in ("active", "passive", "relative")
        if not verbal or not frame.is_event or "place" not in frame.requires:
            return False
        tokens = list(clause.object if frame.object == "place" else clause.subject)
        if "place" not in (frame.object, frame.subject):
            return False
        tokens += [t for p, t in clause.prepositions if frame.prepositions.get(p) == "place"]
        named = {e for t in tokens for e in self._view.fillers(t)}
        return named.isdisjoint(found.filled("place"))

    def begin(self, frame: Frame, clause: Clause) -> Found:
        """Return a claim of `frame` at `clause` with its standing and no roles yet."""
        carried = clause.verb is not None and self._view.parse.lemmas[clause.verb] not in PREPARING
        head = clause.verb if clause.verb is not None and carried else clause.head
        found = Found(frame, clause.head, clause, standing(self._view, head))
        found.construction = clause.construction
        lasting = frame.claim in ("holds", "leads", "fights") and not found.frame.is_event
        past = lasting and in_simple_past(self._view, clause.head)
        found.past = past or is_past(self._view, clause.head)
        return found

    # -- arguments --------------------------------------------------------------------------

    def _arguments(self, found: Found, *, nominal: bool) -> None:
        frame, clause = found.frame, found.clause
        for role, tokens in ((frame.subject, clause.subject), (frame.object, clause.object)):
            for token in tokens if role else ():
                self.assign(found, role or "", token)
        if nominal:
            self._owners(found)
        for prep, token in clause.prepositions:
            self.preposition(found, prep, token, nominal=nominal)
        self._nested(found, nominal=nominal)

    def _nested(self, found: Found, *, nominal: bool) -> None:
        """Read what the parser hung on an argument: "shot by rebels in Gao" on the rebels."""
        view, frame, clause = self._view, found.frame, found.clause
        taken = {role for role, held in found.roles.items() if held}
        subjects = clause.subject if clause.construction != "active" or not clause.object else []
        heads = [*clause.object, *(t for _, t in clause.prepositions), *subjects]
        heads += [o for t in clause.object for o in self._whole_of(t)]
        inner = [
            (p, o) for t in heads for p, at in view.prepositions(t) for o in view.objects_of(at)
        ]
        for prep, token in inner:
            role = frame.prepositions.get(prep)
            role = role or (frame.subject if prep == "by" and nominal else None)
            if (prep == "of" and nominal) or role in taken:
                continue
            if role and self.assign(found, role, token):
                continue
            if frame.is_event and "place" not in taken and prep in _INSIDE:
                found.add("place", [e for e in view.fillers(token) if view.type(e) in PLACES])

    def _whole_of(self, token: int) -> list[int]:
        """Return what a noun of a share is a share of: "captured most of Bashiqa from IS"."""
        view, carriers = self._view, self._view.carriers
        if view.parse.lemmas[token] not in carriers.shares:
            return []
        return [o for p, t in view.prepositions(token) if p == "of" for o in view.objects_of(t)]

    def _owners(self, found: Found) -> None:
        """Give what qualifies the noun its role: an actor does it, a place is where or what."""
        view, frame = self._view, found.frame
        for entity in found.clause.owners:
            kind = view.type(entity)
            if frame.is_event and kind == "Place":
                facility = not view.entities[entity].names
                struck = facility and frame.claim in ("Attack", "Strike")
                found.add("target" if struck else "place", [entity])
            elif frame.owner and allows(frame, frame.owner, kind):
                found.add(frame.owner, [entity])

    def preposition(self, found: Found, prep: str, token: int, *, nominal: bool) -> None:
        """Give the object of a preposition the role the frame says, else that of a place."""
        frame, view = found.frame, self._view
        role = frame.prepositions.get(prep)
        if nominal and prep == "of" and (frame.noun_of or frame.object):
            role = role or frame.noun_of or frame.object
        elif nominal and prep == "by" and frame.subject:
            role = frame.subject
        if prep == "of" and role == "target" and self._flown_by(found, token):
            role = "agent"
        if role and self.assign(found, role, token):
            return
        if prep in LOCATIVE and frame.is_event:
            found.add("place", [e for e in view.fillers(token) if view.type(e) in PLACES])

    def _flown_by(self, found: Found, token: int) -> bool:
        """Tell whose strikes they are: "air strikes of the coalition", but "the shelling of X"."""
        view = self._view
        forces = [e for e in view.fillers(token) if is_force(view.type(e))]
        return bool(forces) and view.parse.lemmas[found.trigger] in _FLOWN

    def surrounding(self, found: Found, prep: str, token: int) -> None:
        """Read what stands by a verb that tells of a deed: "the strikes killed four at X"."""
        view = self._view
        places = [e for e in view.fillers(token) if view.type(e) in PLACES]
        if prep in _INSIDE and any(view.entities[e].names for e in places):
            found.add("place", places)
        else:
            self.preposition(found, prep, token, nominal=False)

    def assign(self, found: Found, role: str, token: int) -> bool:
        """Put what `token` stands for into `role` where its type allows; tell whether it did."""
        frame, view = found.frame, self._view
        entities = view.fillers(token)
        if role == "target" and frame.claim in ("Attack", "Strike") and self._way(token):
            role = "place"
        if role == "target":
            entities = self._struck(token, entities)
        if role == "agent" and entities and all(view.is_machine(e) for e in entities):
            entities = self._senders(token) or entities  # "warplanes of the coalition bombed it"
        if frame.claim == "backedBy" and not entities:
            entities = view.owners(token)  # "is backing Iraq's fight", "by coalition strikes"
            if role == "o" and not entities:
                entities = self._senders(token)
        fitting = [e for e in entities if allows(frame, role, view.type(e))]
        if role == "agent" and frame.claim in WARLIKE:
            fitting = [e for e in fitting if view.type(e) in GROUPS or self._personal(e)]
            people = view.parse.tags[token] == "NNPS" and view.mention(token) is not None
            if frame.claim == "Withdrawal" and people:
                fitting = [e for e in fitting if view.type(e) != "State"]  # "Iraqis fled Mosul"
        if role == "target" and frame.claim == "Killing" and not self._particular(token):
            return False
        found.add(role, fitting)
        shares = {e: extent(view, token, e) for e in fitting if view.type(e) in PLACES}
        found.extents |= {e: share for e, share in shares.items() if share}
        return bool(fitting)

    def _senders(self, token: int) -> list[str]:
        """Return who sends it: "backed by air strikes of the coalition", "arms from Iran"."""
        view = self._view
        sent = (
            o
            for p, t in view.prepositions(token)
            if p in ("of", "from")
            for o in view.objects_of(t)
        )
        return [e for o in sent for e in view.fillers(o) if view.type(e) in GROUPS]

    def _personal(self, entity: str) -> bool:
        """Tell whether a person may act for a side: a named one."""
        return self._view.type(entity) == "Person" and bool(self._view.entities[entity].names)

    def _particular(self, token: int) -> bool:
        """Tell whether a victim is a particular person: named, or one person described."""
        parse, mention = self._view.parse, self._view.mention(token)
        if mention is None or self._view.type(mention.entity) != "Person":
            return False
        counted = any(parse.tags[c] == "CD" for c in parse.children[token])
        single = parse.tags[token] in ("NN", "NNP") and not counted
        return single or mention.kind in ("name", "pronoun")

    def _way(self, token: int) -> bool:
        """Tell whether a place is open ground, where one is hit: "an ambush on the road"."""
        return self._view.parse.lemmas[token].lower() in _GROUND

    def _struck(self, token: int, entities: list[str]) -> list[str]:
        """Return what is hit: the owner of a position is, besides the place itself."""
        view = self._view
        owners = [e for e in view.owners(token) if is_force(view.type(e))]
        if view.parse.lemmas[token] not in view.carriers.assets or not owners:
            return entities
        return owners if view.parse.lemmas[token] in _EMPTY_ASSETS else [*owners, *entities]

    # -- what completes an event --------------------------------------------------------------

    def _complete(self, found: Found, *, nominal: bool) -> None:
        view, doers = self._view, found.filled("agent")
        for role in ("target", "from"):
            found.roles[role] = [e for e in found.filled(role) if e not in doers]
        if nominal:
            self._led(found)
        if found.frame.claim == "Operation":
            self._purpose(found)
        if found.frame.claim == "Battle":
            _oppose(found)
        if found.frame.name == "agreement/deal" and not any(is_force(view.type(e)) for e in doers):
            found.roles["agent"] = []  # states also trade
        if found.frame.claim in ("Detention", "Abduction") and not doers:
            self._at_checkpoint(found)
        self._struck_places(found)
        self._places_around(found)

    def _at_checkpoint(self, found: Found) -> None:
        """Who is seized "at a rebel checkpoint" is seized by the rebels."""
        view = self._view
        for prep, token in found.clause.prepositions:
            if prep == "at":
                found.add("agent", [e for e in view.owners(token) if is_force(view.type(e))])

    def _led(self, found: Found) -> None:
        """Read "the US-led invasion", but not the state of "US-led coalition raids"."""
        view = self._view
        for child in view.children(found.trigger, "amod"):
            after = view.covering(child + 1)
            if after is not None and is_force(after.type):
                continue
            first = view.joined_before(child)
            if first is not None and view.parse.words[child].lower() in _LED:
                found.add("agent", [e for e in (first.entity,) if e and view.type(e) in GROUPS])

    def _purpose(self, found: Found) -> None:
        """Give an operation the place and enemy of its purpose: "a push to retake X from Y"."""
        view = self._view
        for verb in self._purposes(found):
            clause = verb_clause(view, verb)
            index = self._frames.by_verb
            frames = index.get(verb_key(view, verb)) or index.get(view.parse.lemmas[verb], ())
            deeds = [f for f in frames if f.is_event and f.claim not in ("Operation", "Killing")]
            inner = next((i for i in (self.fill(f, clause) for f in deeds) if i is not None), None)
            if inner is not None:
                found.add("place", inner.filled("place"))
                found.add("target", [*inner.filled("from"), *inner.filled("target")])
            else:
                enemies = [e for t in clause.object for e in view.fillers(t)]
                found.add("target", [e for e in enemies if is_force(view.type(e))])

    def _purposes(self, found: Found) -> Iterator[int]:
        """Yield the infinitives that say what an operation is for, wherever they hang."""
        view, parse = self._view, self._view.parse
        verbs = view.children(found.trigger, "acl", "relcl", "advcl")
        if found.clause.verb is not None:
            verbs += view.children(found.clause.verb, "advcl", "xcomp")
        after = found.trigger + 2
        if after < len(parse.words) and parse.tags[after - 1] == "TO" and after not in verbs:
            verbs.append(after)
        yield from (v for v in verbs if parse.tags[v] == "VB")

    def _struck_places(self, found: Found) -> None:
        """A named place that is the target is also where it happens."""
        view, claim = self._view, found.frame.claim
        kinds = {"Operation": PLACES, "Strike": {"Place"}, "Attack": {"Place"}}.get(claim, set())
        targets = found.filled("target")
        named = [e for e in targets if view.type(e) in kinds and view.entities[e].names]
        if named:
            found.add("place", named)

    def _places_around(self, found: Found) -> None:
        """A camp in a town: what lies around the target or place is where it happens too."""
        view, clause = self._view, found.clause
        tokens = clause.object + [o for p, o in clause.prepositions if p in _SURROUNDING]
        known = {*found.filled("target"), *found.filled("place")}
        for token in tokens:
            if known.isdisjoint(view.fillers(token)):
                continue
            for prep, inner in view.prepositions(token):
                if prep in ("in", "at", "near", "outside"):
                    around = [e for o in view.objects_of(inner) for e in view.fillers(o)]
                    found.add("place", [e for e in around if view.type(e) == "Place"])

    # -- relations --------------------------------------------------------------------------

    def _ends(self, found: Found) -> None:
        """Keep the ends of a relation that its selection allows, none at both."""
        view = self._view
        left, right = RELATION_ENDS[found.frame.claim]
        subjects = [e for e in found.filled("s") if view.type(e) in left]
        objects = [e for e in found.filled("o") if view.type(e) in right and e not in subjects]
        found.roles["s"], found.roles["o"] = subjects, objects


def _oppose(found: Found) -> None:
    """Set those who fight each other on two sides: "between A and B", "A and B clashed"."""
    agents, clause = found.filled("agent"), found.clause
    facing = any(p in _FACING for p, _ in clause.prepositions)
    mutual = found.frame.name == "battle/clash" and not clause.object
    if len(agents) > 1 and not found.filled("target") and (facing or mutual):
        found.roles["agent"], found.roles["target"] = agents[:1], agents[1:]
