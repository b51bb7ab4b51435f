"""From claims found at single words to the events of a document.

Mentions of one happening become one event; what is only wished or says too little is left out.
"""

from collections.abc import Iterable

from kg.extract.attribution import Attribution
from kg.extract.found import Found
from kg.extract.happening import Happening
from kg.extract.sameness import Sameness
from kg.extract.selection import is_force
from kg.extract.timing import Timing
from kg.extract.view import View
from kg.vocabulary import ROLES

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_DISTANT = frozenset(
    """
    airstrike warplane jet aircraft helicopter drone gunship artillery mortar rocket missile shell
    air aerial plane fighter-bomber tank howitzer
    """.split()
)
"""Words of weapons that strike from a distance: what they do is a strike, not an attack."""
_SENDING = frozenset({"fire", "launch", "lob", "hurl", "drop", "rain"})


class Assembly:
    """Assemble the events of one document."""

    def __init__(self, view: View, attribution: Attribution, timing: Timing) -> None:
        self._view = view
        self._attribution = attribution
        self._timing = timing
        self._sameness = Sameness(view)

    def happenings(self, found: Iterable[Found]) -> list[Happening]:
        """Return the events that `found` mentions, in the order of the text."""
        events: list[Happening] = []
        for one in found:
            new = self._happening(one)
            again = [e for e in reversed(events) if self._sameness.same(e, new)]
            if again:
                likest = max(again, key=lambda e: self._sameness.likeness(e, new))
                self._sameness.unite(likest, new)
            else:
                events.append(new)
        for event in events:
            best = event.best
            if event.date is None and best.standing.modality == "actual":
                event.date = self._timing.news_date(best.trigger, best.clause.verb)
        return events

    def _happening(self, found: Found) -> Happening:
        parse, trigger = self._view.parse, found.trigger
        future = found.standing.modality == "future"
        determiners = self._view.children(trigger, "det")
        speaker = self._attribution.speaker(trigger)
        roles = {role: list(found.filled(role)) for role in ROLES}
        roles["agent"] = self._doers(roles["agent"], speaker)
        if found.frame.claim in ("Attack", "Strike"):
            roles["target"] = [e for e in roles["target"] if not self._view.is_mere_count(e)]
        return Happening(
            type=self._kind(found),
            mentions=[found],
            roles=roles,
            means=list(found.means),
            date=self._timing.date(trigger, found.clause.verb, future=future),
            speaker=speaker,
            sentence=parse.sentence_of[trigger],
            definite=any(parse.words[c].lower() in _POINTING for c in determiners),
            merged=[trigger],
        )

    def _doers(self, agents: list[str], speaker: str | None) -> list[str]:
        """Return who did it: no drone does, but the army that says that its drone did."""
        doers = [e for e in agents if not self._view.is_machine(e)]
        own = speaker is not None and is_force(self._view.type(speaker))
        return [speaker] if speaker and own and agents and not doers else doers

    def _kind(self, found: Found) -> str:
        """Return the event class: an attack with weapons of distance is a strike."""
        if found.frame.claim != "Attack":
            return found.frame.claim
        parse, clause = self._view.parse, found.clause
        doers = [
            *clause.subject,
            *(o for p, o in clause.prepositions if p in ("by", "with", "from")),
        ]
        words = {parse.lemmas[i] for i in doers}
        for i in (*doers, found.trigger, *clause.object):
            parts = self._view.children(i, "compound", "amod", "nmod")
            words |= {parse.lemmas[c] for c in parts} if i not in clause.object else set()
        if found.frame.name == "attack/shoot" or parse.lemmas[found.trigger] in _SENDING:
            words |= {parse.lemmas[i] for i in clause.object}
        return "Attack" if words.isdisjoint(_DISTANT) else "Strike"

    def worth_telling(self, event: Happening) -> bool:
        """Tell whether an event says enough: real or announced, with someone or somewhere."""
        best, roles = event.best, event.roles
        if not best.standing.real:
            return False
        sides = bool(roles["agent"] and roles["target"])
        if event.type == "Battle":
            return bool(roles["place"]) or (sides and (event.date is not None or _a_clash(event)))
        if event.type == "Withdrawal":
            return bool(roles["agent"] and roles["place"])
        if event.type == "Operation":
            forecast = best.standing.modality != "actual" and bool(roles["target"])
            dated = bool(roles["agent"] and event.date)
            return forecast or dated or event.filled() > 1
        if event.type == "Attack":
            told = ("target", "place", "claimedBy", "blamedOn")
            return any(roles[r] for r in told) and not self._habitual(event)
        return event.filled() > 0

    def _habitual(self, event: Happening) -> bool:
        """Tell whether "attacks" are spoken of in general: many, undated, by nobody."""
        parse, trigger = self._view.parse, event.best.trigger
        plural = parse.tags[trigger] == "NNS" and not self._view.children(trigger, "nummod", "det")
        responsible = any(event.roles[r] for r in ("agent", "claimedBy", "blamedOn"))
        return plural and event.date is None and not responsible


def _a_clash(event: Happening) -> bool:
    """Tell whether a battle is a happening of its own and not a long fight of two sides."""
    return any(m.frame.name != "battle/fight" for m in event.mentions)
