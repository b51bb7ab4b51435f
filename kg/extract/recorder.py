"""Bring the findings of all constructions together into one record."""

from dataclasses import replace

from kg.extract import responsibility
from kg.extract.assembly import Assembly
from kg.extract.attribution import Attribution
from kg.extract.causes import DEEDS, cause
from kg.extract.confidence import load as load_weights
from kg.extract.confidence import weigh_event, weigh_figure, weigh_relation
from kg.extract.denials import denied
from kg.extract.extent import extent_of
from kg.extract.figures import Figures
from kg.extract.found import Attempt, Found
from kg.extract.happening import Happening
from kg.extract.implied import implied, sought
from kg.extract.inference import Inference
from kg.extract.participants import participants
from kg.extract.phrases import Phrases, Tie
from kg.extract.predicates import Predicates
from kg.extract.relations import Relations, Scope, numbered
from kg.extract.selection import GROUPS
from kg.extract.since import counted_since
from kg.extract.threats import Threats
from kg.extract.timing import Timing
from kg.extract.view import View
from kg.lexicon import frames, harm, names, nouns, relational
from kg.model import Event, Figure, Interval, Reading, Record, Relation, Stance
from kg.settings import Settings, shipped
from kg.vocabulary import ROLES, WHOLE

_SAID = frozenset({"holds", "presentIn", "fights", "affiliatedWith", "alliedWith", "backedBy"})
"""Relations told as somebody's statement; offices and places are the document's own words."""
_OFFICES = frozenset({"leads", "memberOf", "speaksFor"})
_ASIDE = frozenset({"relative", "compound"})
"""Constructions by which a reporter says who somebody is: "the UAE-backed council, he said"."""
_LASTING = frozenset({"noun", "office"})
"""Constructions of phrases that may say since when and until when: "a part of it since 2015"."""
_CHANGING = frozenset({"Capture", "Withdrawal"})
_RECENT = 6  # sentences between a deed and a claim of responsibility that does not name it


class Recorder:
    """Extract one document; `record` is the only public method."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        ontology = shipped(settings) / "ontology"
        self._reading = reading
        self._frames = frames.load(ontology)
        self._view = View(reading, nouns.load(ontology), frames.load_carriers(ontology))
        self._relational = relational.load(ontology)
        self._names = names.known(settings)
        self._harm = harm.load(ontology)
        self._attribution = Attribution(self._view)
        self._timing = Timing(self._view, self._attribution)
        self._assembly = Assembly(self._view, self._attribution, self._timing)
        self._threshold = settings.confidence_threshold
        self._weights = load_weights(ontology)
        self._same_as: dict[str, str] = {}
        self._relations = Relations(self._view, self._same_as)
        self.attempts: list[Attempt] = []

    def record(self) -> Record:
        """Return the record of the document."""
        predicates = Predicates(self._view, self._frames)
        found = list(predicates.find())
        self.attempts = predicates.attempts
        phrases = Phrases(self._view, self._relational, self._frames, self._names)
        ties = list(phrases.find())
        found = self._threatened(found, ties)
        happenings = self._happenings(found, ties)
        events = self._events(happenings)
        for one in found:
            if not one.frame.is_event and one.standing.real:
                self._framed(one)
        for one in found:
            stance = Stance(attributed_to=self._attribution.quoted(one.trigger))
            for ends in sought(self._view, one):
                self._relations.add(ends, stance, one.trigger, f"{ends[1]}/sought")
        self._tied(ties, happenings)
        figures = self._figures(happenings, events)
        for relation, stance, token in denied(self._view, self._relations.so_far()):
            ends = (relation.s, relation.p, relation.o)
            self._relations.add(ends, stance, token, f"{relation.p}/denied")
        return self._weighed(self._relations.so_far(), events, figures)

    def _threatened(self, found: list[Found], ties: list[Tie]) -> list[Found]:
        """Return the findings with threats, less the deeds that are only threatened."""
        threats = list(Threats(self._view, self._frames, ties).find())
        deeds = {token for _, tokens in threats for token in tokens}
        found = [f for f in found if not (f.frame.is_event and f.trigger in deeds)]
        return sorted([*found, *(t for t, _ in threats)], key=lambda f: f.trigger)

    def _weighed(
        self, relations: list[Relation], events: tuple[Event, ...], figures: tuple[Figure, ...]
    ) -> Record:
        """Weigh all claims, and leave out those below the threshold."""
        people, least = self._view.entities, self._threshold
        sure = [weigh_relation(r, people, self._weights) for r in relations]
        kept = numbered([r for r in sure if r.confidence >= least])
        told = [weigh_event(e, people, self._weights) for e in events]
        events = tuple(e for e in told if e.confidence >= least)
        counted = [weigh_figure(f, self._weights) for f in figures]
        ids = {e.id for e in events}
        figures = tuple(
            f if f.event in ids else replace(f, event=None)
            for f in counted
            if f.confidence >= least
        )
        here = participants(self._reading.entities, self._same_as, (kept, events, figures))
        return Record(self._reading.document, here, kept, events, figures)

    # -- events -----------------------------------------------------------------------------

    def _happenings(self, found: list[Found], ties: list[Tie]) -> list[Happening]:
        happenings = self._assembly.happenings(f for f in found if f.frame.is_event)
        self._responsible(happenings)
        inference = Inference(self._view, happenings)
        inference.complete(found, ties)
        self._same_as |= inference.same_captors()
        for actor, backer, token in inference.backers():
            self._relations.add((actor, "backedBy", backer), Stance(), token, "backing/operation")
        return [e for e in happenings if self._assembly.worth_telling(e)]

    def _responsible(self, happenings: list[Happening]) -> None:
        """Join claims of responsibility and blame to the deeds they are about."""
        for one in responsibility.find(self._view, self._frames):
            event = self._deed(one.event, one.token, happenings)
            if event is None or one.denied:
                continue
            held = event.roles[one.role]
            held += [e for e in one.entities if e not in held]
            if one.role == "blamedOn":
                doers = event.roles["agent"]
                event.roles["agent"] = [e for e in doers if e not in one.entities]
            event.speaker = one.accuser or event.speaker

    def _deed(self, trigger: int | None, token: int, told: list[Happening]) -> Happening | None:
        """Return the deed that is claimed: the one named, else the last one told before."""
        for event in told:
            if trigger in event.merged:
                return event
        here = self._view.parse.sentence_of[token]
        before = [e for e in told if e.sentence <= here and e.type in DEEDS]
        return before[-1] if before and here - before[-1].sentence < _RECENT else None

    def _events(self, happenings: list[Happening]) -> tuple[Event, ...]:
        events = []
        for number, event in enumerate(happenings, 1):
            best = event.best
            speaker = self._one(event.speaker)
            stance = Stance(best.standing.polarity, best.standing.modality, speaker)
            filled = {r: tuple(self._one(e) or e for e in event.roles[r]) for r in ROLES}
            roles = {r: tuple(dict.fromkeys(ids)) for r, ids in filled.items() if ids}
            rule = f"{best.frame.name}/{best.construction}"
            quoted = self._attribution.quoted(best.trigger)
            for state in implied(self._view, event, stance, quoted):
                ends = (state.s, state.p, state.o)
                scope = Scope(state.interval, state.extent)
                self._relations.add(ends, state.stance, best.trigger, state.rule, scope)
            events.append(
                Event(
                    id=f"v{number}",
                    type=event.type,
                    trigger=self._view.parse.words[best.trigger],
                    roles=roles,
                    stance=stance,
                    evidence=self._view.sentence(best.trigger),
                    rule=rule,
                    confidence=0.0,
                    means=tuple(event.means),
                    date=event.date,
                    extent=self._extent(event),
                )
            )
        return tuple(events)

    def _extent(self, event: Happening) -> str:
        """Return how much was taken or left, where that is less than a whole place."""
        if event.type not in _CHANGING:
            return WHOLE
        shares = (extent_of(self._view, event, place) for place in event.roles["place"])
        return next(filter(None, shares), WHOLE)

    # -- relations --------------------------------------------------------------------------

    def _framed(self, found: Found) -> None:
        """Add the relations that a verb or noun names."""
        modality, turn = found.standing.modality, found.frame.turns
        if turn == "ends" and (modality != "actual" or found.standing.polarity == "negative"):
            return  # who may leave, or has not left, is no news of a bond
        if turn == "ends" or (modality == "actual" and found.past and not turn):
            modality = "past"
        speaker = self._teller(found.trigger, found.construction)
        stance = Stance(found.standing.polarity, modality, speaker)
        interval = self._timing.interval(found.trigger, found.clause.verb)
        if turn == "ends" and interval.since:
            interval = Interval(until=interval.since)
        if (turn or found.frame.claim == "holds") and interval == Interval():
            date = self._timing.date(found.trigger, found.clause.verb, future=False)
            interval = Interval(until=date) if modality == "past" else Interval(since=date)
        rule = f"{found.frame.name}/{found.construction}"
        for s in found.filled("s"):
            for o in found.filled("o"):
                ends = (s, found.frame.claim, o)
                part = found.extents.get(o, WHOLE) if ends[1] == "holds" else WHOLE
                self._relations.add(ends, stance, found.trigger, rule, Scope(interval, part))

    def _teller(self, token: int, construction: str) -> str | None:
        """Return who says a relation; what is told by the way only a quotation is somebody's."""
        said = self._attribution
        return said.quoted(token) if construction in _ASIDE else said.speaker(token)

    def _tied(self, ties: list[Tie], happenings: list[Happening]) -> None:
        """Add the relations found inside phrases; offices of the dead are past."""
        killings = [h for h in happenings if h.type == "Killing"]
        actual = [h for h in killings if h.best.standing.polarity == "positive"]
        dead = {e for h in actual for e in h.roles["target"]}
        for tie in ties:
            over = tie.past or (tie.p in _OFFICES and tie.s in dead)
            construction = tie.rule.rpartition("/")[2]
            speaker = self._teller(tie.token, construction) if tie.p in _SAID else None
            interval = self._tied_since(tie)
            stance = Stance("positive", "past" if over else "actual", speaker)
            ends = (tie.s, tie.p, tie.o)
            scope = Scope(interval, tie.extent)
            self._relations.add(ends, stance, tie.token, tie.rule, scope)

    def _tied_since(self, tie: Tie) -> Interval:
        """Return since when and until when a noun says that its bearer was tied, if it does."""
        parse, verb = self._view.parse, self._view.parse.heads[tie.token]
        predicate = parse.deps[tie.token] == "attr"
        if tie.turns:
            date = self._timing.date(tie.token, None, future=False)
            return Interval(since=date)
        if tie.rule.rpartition("/")[2] not in _LASTING:
            return Interval()
        return self._timing.interval(tie.token, verb if predicate else None)

    # -- figures ----------------------------------------------------------------------------

    def _figures(self, told: list[Happening], events: tuple[Event, ...]) -> tuple[Figure, ...]:
        ids = {id(h): e.id for h, e in zip(told, events, strict=True)}
        figures = []
        for count in Figures(self._view, self._harm).find():
            event = cause(self._view, count, told)
            by = count.by
            if by is None and event is not None and event.roles["agent"]:
                by = event.roles["agent"][0]
            by = by if by != count.of else None
            speaker = self._attribution.speaker(count.token)
            harmed = count.of if count.kind in ("killed", "wounded") else None
            if by and harmed and self._view.type(by) in GROUPS:
                stance, ends = Stance(attributed_to=speaker), (by, "fights", harmed)
                self._relations.add(ends, stance, count.token, "fights/figure")
            figures.append(
                Figure(
                    kind=count.kind,
                    quantity=count.quantity,
                    text=count.text,
                    who=count.who,
                    evidence=self._view.sentence(count.token),
                    rule=count.rule,
                    confidence=0.0,
                    of=self._one(count.of),
                    by=self._one(by),
                    event=ids[id(event)] if event is not None else None,
                    attributed_to=self._one(speaker),
                )
            )
        return counted_since(figures, self._view.reading, events)

    def _one(self, entity: str | None) -> str | None:
        return self._same_as.get(entity, entity) if entity else None
