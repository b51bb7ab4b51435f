"""Facts in the default graph, and the plain triples of those that are believed now."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Quad

from kg.model import Fact
from kg.publish.documents import TYPE, Properties, interval, roles_of
from kg.publish.terms import ag, integer, partial_date, resource, share, text
from kg.vocabulary import SYMMETRIC

_CLASSES: Final = {"relation": "RelationFact", "event": "EventFact", "figure": "FigureFact"}


def fact_quads(fact: Fact, base: str) -> Iterator[Quad]:
    """Yield a fact, and its relation as a plain triple when it is believed now.

    The fact of an event is the event. A symmetric relation is stated plainly in both directions.
    """
    subject = resource(base, "fact", fact.key)
    for properties in (_content(fact, base), _common(fact, base)):
        for predicate, value in properties:
            if value is not None:
                yield Quad(subject, predicate, value)
    if fact.believed_now:
        s, o = (resource(base, "", fact.roles[x][0]) for x in ("subject", "object"))
        yield Quad(s, ag(fact.predicate), o)
        if fact.predicate in SYMMETRIC:
            yield Quad(o, ag(fact.predicate), s)


def _common(fact: Fact, base: str) -> Properties:
    yield TYPE, ag("Fact")
    yield ag("modality"), text(fact.modality)
    yield ag("extent"), text(fact.extent) if fact.extent else None
    yield ag("belief"), share(fact.belief)
    yield ag("decidedBy"), text(fact.rule)
    yield ag("settledBy"), text(fact.settled) if fact.settled else None
    yield ag("review"), text(fact.review) if fact.review else None
    for key in fact.supported_by:
        yield ag("supportedBy"), resource(base, "claim", key)
    for key in fact.disputed_by:
        yield ag("disputedBy"), resource(base, "claim", key)


def _content(fact: Fact, base: str) -> Properties:
    yield TYPE, ag(_CLASSES[fact.form])
    if fact.form == "relation":
        yield ag("predicate"), ag(fact.predicate)
        yield from _roles(fact, ("subject", "object"), base)
        yield from interval(fact.interval)
        yield ag("firstSeen"), partial_date(fact.seen.since)
        yield ag("lastSeen"), partial_date(fact.seen.until)
    elif fact.form == "event":
        yield TYPE, ag(fact.predicate)
        yield from _roles(fact, roles_of(fact.predicate), base)
        yield ag("trigger"), text(fact.trigger) if fact.trigger else None
        for words in fact.means:
            yield ag("means"), text(words) if words else None
        yield ag("date"), partial_date(fact.interval.since)
    else:
        yield from _toll(fact, base)


def _roles(fact: Fact, roles: tuple[str, ...], base: str) -> Properties:
    for role in roles:
        for key in fact.roles.get(role, ()):
            yield ag(role), resource(base, "", key)


def _toll(fact: Fact, base: str) -> Properties:
    toll = fact.toll
    if toll is None:
        return
    low, high = toll.quantity.low, toll.quantity.high
    yield ag("kind"), text(toll.kind)
    yield ag("min"), None if low is None else integer(low)
    yield ag("max"), None if high is None else integer(high)
    yield ag("who"), text(toll.who)
    yield ag("words"), text(toll.text) if toll.text else None
    for name in ("lowest", "best", "highest"):
        number = getattr(toll, name)
        yield ag(name), None if number is None else integer(number)
    yield ag("since"), partial_date(fact.interval.since)
    yield from _roles(fact, ("of", "by"), base)
    yield ag("aboutEvent"), resource(base, "fact", toll.event) if toll.event else None
