"""Bring the findings of all constructions together into one record."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from kg.extract import responsibility
from kg.extract.assembly import Assembly, Happening
from kg.extract.attribution import Attribution
from kg.extract.confidence import confidence
from kg.extract.denials import denied
from kg.extract.found import Attempt, Found
from kg.extract.figures import Count, Figures
from kg.extract.implied import implied
from kg.extract.predicates import Predicates
from kg.extract.phrases import Phrases, Tie
from kg.extract.view import FIGHTERS, View
from kg.lexicon import frames, harm, names, nouns, relational
from kg.model import (
    Event,
    Figure,
    Interval,
    Participant,
    Reading,
    Record,
    Relation,
    Span,
    Stance,
)
from kg.vocabulary import ROLES, SYMMETRIC


class Recorder:
    """Extract one document; `record` is the only public method."""

    def __init__(self, reading: Reading, ontology: Path, threshold: float) -> None:
        self._reading = reading
        self._frames = frames.load(ontology)
        self._view = View(reading, nouns.load(ontology), frames.load_carriers(ontology))
        self._relational = relational.load(ontology)
        self._names = names.load(ontology)
        self._harm = harm.load(ontology)
        self._attribution = Attribution(self._view)
        self._assembly = Assembly(self._view, self._attribution)
        self._threshold = threshold
        self._relations: dict[tuple[str, str, str, str], Relation] = {}
        self._same_as: dict[str, str] = {}
        self.attempts: list[Attempt] = []

    def record(self) -> Record:
        """Return the record of the document."""
        predicates = Predicates(self._view, self._frames)
        found = list(predicates.find())
        self.attempts = predicates.attempts
        happenings = self._assembly.happenings(f for f in found if f.frame.is_event)
        self._responsible(happenings)
        self._identify(happenings)
        ties = list(Phrases(self._view, self._relational, self._frames, self._names).find())
        self._claim_for_groups(happenings, ties)
        self._losers(happenings, [f for f in found if f.frame.claim == "holds"], ties)
        events = self._events(happenings)
        for one in found:
            if not one.frame.is_event and one.standing.real:
                self._framed(one)
        dead = {
            e
            for h in happenings
            if h.type == "Killing" and h.best.standing.polarity == "positive"
            for e in h.roles["target"]
        }
        for tie in ties:
            over = tie.past or tie.p in ("leads", "memberOf", "speaksFor") and tie.s in dead
            modality = "past" if over else "actual"
            speaker = (
                self._attribution.speaker(tie.token)
                if tie.p in ("holds", "presentIn", "fights", "affiliatedWith", "alliedWith")
                else None
            )
            self._relate(
                tie.s, tie.p, tie.o, Stance("positive", modality, speaker), tie.token, tie.rule
            )
        figures = self._figures(happenings, events)
        for relation, stance, token in list(denied(self._view, list(self._relations.values()))):
            self._relate(relation.s, relation.p, relation.o, stance, token, f"{relation.p}/denied")
        relations = self._numbered()
        kept = tuple(r for r in relations if r.confidence >= self._threshold)
        events = tuple(e for e in events if e.confidence >= self._threshold)
        return Record(
            self._reading.document, self._participants(kept, events, figures), kept, events, figures
        )

    # -- events -----------------------------------------------------------------------------

    def _responsible(self, happenings: list[Happening]) -> None:
        """Join claims of responsibility and blame to the deeds they are about."""
        for one in responsibility.find(self._view, self._frames):
            event = self._deed(one.event, one.token, happenings)
            if event is None or one.denied:
                continue
            for entity in one.entities:
                if entity not in event.roles[one.role]:
                    event.roles[one.role].append(entity)
                if one.role == "blamedOn" and entity in event.roles["agent"]:
                    event.roles["agent"].remove(entity)
            if one.accuser:
                event.speaker = one.accuser

    def _claim_for_groups(self, happenings: list[Happening], ties: list[Tie]) -> None:
        """Let a claim by a media arm be a claim by its group too."""
        owners = {t.s: t.o for t in ties if t.p == "mediaArmOf"}
        for event in happenings:
            claimed = event.roles["claimedBy"]
            claimed += [
                o
                for e in list(claimed)
                if (o := owners.get(e)) and o not in claimed and self._view.type(o) == "ArmedGroup"
            ]

    def _losers(self, happenings: list[Happening], held: list[Found], ties: list[Tie]) -> None:
        """Say from whom a place was taken when the document tells elsewhere who held or left it."""
        holders: dict[str, list[str]] = defaultdict(list)
        for event in happenings:
            if event.type == "Withdrawal" and event.best.standing.polarity == "positive":
                for place in event.roles["place"]:
                    holders[place] += event.roles["agent"]
        for found in held:
            if found.standing.polarity == "positive":
                for place in found.roles["o"]:
                    holders[place] += found.roles["s"]
        for tie in ties:
            if tie.p == "holds":
                holders[tie.o].append(tie.s)
        for event in happenings:
            if event.type == "Capture" and not event.roles["from"] and event.roles["agent"]:
                lost = [
                    h
                    for p in event.roles["place"]
                    for h in holders[p]
                    if h not in event.roles["agent"]
                ]
                event.roles["from"] += list(dict.fromkeys(lost))[:1]

    def _deed(
        self, trigger: int | None, token: int, happenings: list[Happening]
    ) -> Happening | None:
        if trigger is not None:
            for event in happenings:
                if trigger in event.merged:
                    return event
        here = self._view.parse.sentence_of[token]
        before = [
            e
            for e in happenings
            if e.sentence <= here and e.type in ("Attack", "Strike", "Killing", "Abduction")
        ]
        return before[-1] if before and here - before[-1].sentence < 6 else None  # noqa: PLR2004

    def _identify(self, happenings: list[Happening]) -> None:
        """Take an unnamed captor of a place for the named one of the same capture."""
        for event in happenings:
            if event.type != "Capture":
                continue
            named = [a for a in event.roles["agent"] if self._view.entities[a].names]
            unnamed = [a for a in event.roles["agent"] if not self._view.entities[a].names]
            for one in unnamed:
                if len(named) == 1 and self._view.type(one) == self._view.type(named[0]):
                    self._same_as[one] = named[0]

    def _events(self, happenings: list[Happening]) -> tuple[Event, ...]:
        events = []
        for number, event in enumerate(happenings, 1):
            best = event.best
            stance = Stance(best.standing.polarity, best.standing.modality, event.speaker)
            roles = {
                r: tuple(dict.fromkeys(self._one(e) for e in event.roles[r]))
                for r in ROLES
                if event.roles[r]
            }
            rule = f"{best.frame.name}/{best.construction}"
            events.append(
                Event(
                    id=f"v{number}",
                    type=event.type,
                    trigger=self._view.parse.words[best.trigger],
                    roles=roles,
                    stance=stance,
                    evidence=self._view.sentence(best.trigger),
                    rule=rule,
                    confidence=confidence(rule, stance, sum(map(len, roles.values()))),
                    means=tuple(event.means),
                    date=event.date,
                )
            )
            for state in implied(self._view, event, stance):
                self._relate(
                    state.s,
                    state.p,
                    state.o,
                    state.stance,
                    best.trigger,
                    state.rule,
                    state.interval,
                )
        return tuple(events)

    # -- relations --------------------------------------------------------------------------

    def _framed(self, found: Found) -> None:
        """Record a relation that a verb or noun names."""
        modality = found.standing.modality
        if modality == "actual" and found.past:
            modality = "past"
        speaker = self._attribution.speaker(found.trigger)
        stance = Stance(found.standing.polarity, modality, speaker)
        interval = Interval()
        if found.frame.claim == "holds":
            date = self._assembly.date(found.trigger, found.clause.verb, future=False)
            interval = Interval(since=date) if modality == "actual" else Interval(until=date)
        for s in found.roles["s"]:
            for o in found.roles["o"]:
                self._relate(
                    s,
                    found.frame.claim,
                    o,
                    stance,
                    found.trigger,
                    f"{found.frame.name}/{found.construction}",
                    interval,
                )

    def _relate(
        self,
        s: str,
        p: str,
        o: str,
        stance: Stance,
        token: int,
        rule: str,
        interval: Interval = Interval(),
    ) -> None:  # noqa: B008, PLR0913, PLR0917
        s, o = self._one(s), self._one(o)
        if s == o:
            return
        ends = tuple(sorted((s, o))) if p in SYMMETRIC else (s, o)
        key = (ends[0], p, ends[1], stance.polarity)
        new = Relation(
            "",
            s,
            p,
            o,
            stance,
            self._view.sentence(token),
            rule,
            confidence(rule, stance, 2),
            interval,
        )
        old = self._relations.get(key)
        if old is not None and p == "holds" and {old.stance.modality, stance.modality} == {"actual", "past"}:
            self._relations[key] = _taken_and_lost(old, new)
        elif old is None or self._better(new, old):
            self._relations[key] = new

    def _better(self, new: Relation, old: Relation) -> bool:
        """Prefer what is dated and what is said of the present over what was."""

        def rank(r: Relation) -> tuple[bool, float]:
            return (r.interval != Interval(), r.confidence)

        return rank(new) > rank(old)

    def _numbered(self) -> tuple[Relation, ...]:
        ordered = sorted(self._relations.values(), key=lambda r: (r.evidence.start, r.s, r.p, r.o))
        return tuple(
            Relation(f"r{n}", r.s, r.p, r.o, r.stance, r.evidence, r.rule, r.confidence, r.interval)
            for n, r in enumerate(ordered, 1)
        )

    # -- figures ----------------------------------------------------------------------------

    def _figures(
        self, happenings: list[Happening], events: tuple[Event, ...]
    ) -> tuple[Figure, ...]:
        figures = []
        for count in Figures(self._view, self._harm).find():
            event = self._cause(count, happenings)
            by = count.by
            if (
                by is None
                and event is not None
                and count.kind != "strength"
                and event.roles["agent"]
            ):
                by = event.roles["agent"][0]
            if by == count.of:
                by = None
            speaker = self._attribution.speaker(count.token)
            figures.append(
                Figure(
                    kind=count.kind,
                    quantity=count.quantity,
                    text=count.text,
                    who=count.who,
                    evidence=self._view.sentence(count.token),
                    rule=count.rule,
                    confidence=confidence(count.rule, Stance(), 2),
                    of=self._one(count.of) if count.of else None,
                    by=self._one(by) if by else None,
                    event=events[happenings.index(event)].id if event is not None else None,
                    attributed_to=self._one(speaker) if speaker else None,
                )
            )
            if (
                by
                and count.of
                and count.kind in ("killed", "wounded")
                and self._view.type(by) in FIGHTERS
            ):
                self._relate(
                    by,
                    "fights",
                    count.of,
                    Stance("positive", "actual", speaker),
                    count.token,
                    "fights/figure",
                )
        return tuple(dict.fromkeys(figures))

    def _cause(self, count: Count, happenings: list[Happening]) -> Happening | None:
        """Return the event a figure belongs to: the one of its verb, else of its sentence."""
        if count.kind == "strength":
            return None
        here = self._view.parse.sentence_of[count.token]
        for event in happenings:
            if count.cause is not None and count.cause in event.merged:
                return event
        near = [
            e
            for e in happenings
            if any(self._view.parse.sentence_of[t] == here for t in e.merged)
            and e.type
            in ("Attack", "Strike", "Battle", "Operation", "Killing", "Detention", "Abduction")
        ]
        return near[0] if near else None

    # -- participants -----------------------------------------------------------------------

    def _one(self, entity: str) -> str:
        return self._same_as.get(entity, entity)

    def _participants(
        self,
        relations: tuple[Relation, ...],
        events: tuple[Event, ...],
        figures: tuple[Figure, ...],
    ) -> tuple[Participant, ...]:
        """Return the named entities and those that take part in something."""
        used = {x for r in relations for x in (r.s, r.o, r.stance.attributed_to)}
        used |= {x for e in events for ids in e.roles.values() for x in ids} | {
            e.stance.attributed_to for e in events
        }
        used |= {x for f in figures for x in (f.of, f.by, f.attributed_to)}
        merged: dict[str, list[Participant]] = defaultdict(list)
        for entity in self._reading.entities:
            merged[self._one(entity.id)].append(entity)
        kept = []
        for entity in self._reading.entities:
            parts = merged.get(entity.id, [])
            if parts and (entity.names or entity.id in used):
                kept.append(_united(entity, parts))
        return tuple(kept)


def _taken_and_lost(one: Relation, other: Relation) -> Relation:
    """Return what two claims of one holder say together: what was taken and lost is past."""
    lost, held = (one, other) if one.stance.modality == "past" else (other, one)
    since, until = held.interval.since, lost.interval.until
    if since and until and since > until:
        return held
    return replace(lost, interval=Interval(since or lost.interval.since, until))


def _united(entity: Participant, parts: list[Participant]) -> Participant:
    if len(parts) == 1:
        return entity
    spans: set[Span] = {m for p in parts for m in p.mentions}
    return Participant(
        id=entity.id,
        type=entity.type,
        names=tuple(dict.fromkeys(n for p in (entity, *parts) for n in p.names)),
        descriptions=tuple(dict.fromkeys(d for p in (entity, *parts) for d in p.descriptions)),
        mentions=tuple(sorted(spans, key=lambda m: (m.start, m.end))),
        known=entity.known,
    )
