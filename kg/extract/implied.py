"""States that events imply within one document, as the guidelines list them.

A capture: the winner holds the place from that day, the loser held it until then. A battle, an
attack, a strike, an operation or a capture between two armed actors: they fight each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.extent import extent_of
from kg.extract.found import Found
from kg.extract.happening import Happening
from kg.extract.view import View
from kg.model import Interval, Stance
from kg.vocabulary import PART, WHOLE

_ARMED = frozenset({"ArmedGroup", "StateForce", "Coalition", "State"})
_HOSTILE = frozenset({"Battle", "Attack", "Strike", "Operation", "Capture"})


@dataclass(frozen=True, slots=True)
class Implied:
    """A relation that follows from an event."""

    s: str
    p: str
    o: str
    stance: Stance
    interval: Interval
    event: Happening
    rule: str
    extent: str = WHOLE


def implied(
    view: View, event: Happening, stance: Stance, quoted: str | None = None
) -> Iterator[Implied]:
    """Yield the states that `event`, claimed with `stance`, implies.

    Who fights whom is the report's own knowledge, except in the words of one who is `quoted`.
    """
    if stance.modality != "actual":
        return
    if event.type == "Capture":
        yield from _capture(view, event, stance)
    if stance.polarity == "positive" and event.type in _HOSTILE:
        yield from _enmity(view, event, quoted)
        yield from _comrades(view, event)


def sought(view: View, found: Found) -> Iterator[tuple[str, str, str]]:
    """Yield what a capture that is not (yet) done implies: "a push to retake X from Y".

    Whom a place shall be taken from holds it, and is whom the takers fight.
    """
    stands = found.standing
    done = stands.real and stands.modality == "actual" and stands.polarity == "positive"
    if found.frame.claim != "Capture" or done:
        return
    for loser in found.filled("from"):
        yield from ((loser, "holds", place) for place in found.filled("place"))
        for agent in found.filled("agent"):
            if agent != loser and {view.type(agent), view.type(loser)} <= _ARMED:
                yield agent, "fights", loser


def _capture(view: View, event: Happening, stance: Stance) -> Iterator[Implied]:
    positive = stance.polarity == "positive"
    since = Interval(since=event.date) if positive else Interval()
    for place in event.roles["place"]:
        part = extent_of(view, event, place)
        for agent in event.roles["agent"]:
            rule = "capture-starts-holds"
            yield Implied(agent, "holds", place, stance, since, event, rule, part)
        for loser in event.roles["from"] if positive else ():
            if part:  # who has lost most of a town has the rest of it
                rule = "capture-leaves-rest"
                yield Implied(loser, "holds", place, stance, Interval(), event, rule, PART)
                continue
            past, until = replace(stance, modality="past"), Interval(until=event.date)
            yield Implied(loser, "holds", place, past, until, event, "capture-ends-holds")


def _comrades(view: View, event: Happening) -> Iterator[Implied]:
    """Armed actors named together as the doers of one deed stand on one side."""
    for found in event.mentions:
        agents = [
            a
            for a in found.roles.get("agent", ())
            if view.type(a) in ("ArmedGroup", "StateForce", "Coalition")
        ]
        between = any(p in ("between", "involving") for p, _ in found.clause.prepositions)
        if event.type == "Agreement" or between or len(agents) > 3:
            continue
        for n, one in enumerate(agents):
            for other in agents[n + 1 :]:
                yield Implied(
                    one, "alliedWith", other, Stance(), Interval(), event, "alliedWith/co-agent"
                )


def _enmity(view: View, event: Happening, speaker: str | None) -> Iterator[Implied]:
    others = [*event.roles["target"], *event.roles["from"]]
    for agent in event.roles["agent"]:
        for other in others:
            if agent != other and view.type(agent) in _ARMED and view.type(other) in _ARMED:
                yield Implied(
                    agent,
                    "fights",
                    other,
                    Stance("positive", "actual", speaker),
                    Interval(),
                    event,
                    f"fights/{event.type.lower()}",
                )
