"""Records made by chance from a few names, so that documents meet, merge, split and contradict."""

from random import Random

from kg.model import (
    Document,
    Event,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
    Town,
)
from kg.vocabulary import ID

_CALLED = (
    ("ArmedGroup", ("Free River Army", "FRA")),
    ("ArmedGroup", ("FRA",)),
    ("ArmedGroup", ("River Army", "Free River Army")),
    ("ArmedGroup", ("Front of Reeds", "FRA")),
    ("ArmedGroup", ("Syrian Democratic Forces", "SDF")),
    ("ArmedGroup", ("SDF", "Euphrates Shield Forces")),
    ("ArmedGroup", ("Islamic State",)),
    ("ArmedGroup", ()),
    ("StateForce", ("Syrian army",)),
    ("Person", ("Rami Abdel Rahman",)),
    ("Person", ("Rami Abdul Rahman",)),
    ("Organisation", ("Syrian Observatory for Human Rights", "SOHR")),
    ("MediaOutlet", ("SANA",)),
    ("Place", ("Tamar",)),
    ("Place", ("Tamar province",)),
    ("Place", ("Tamar City", "Tamar")),
    ("Place", ("Tripoli",)),
    ("State", ("Syria",)),
    ("State", ("Libya",)),
    ("State", ("Lebanon",)),
)
_TOWNS = (Town(1, "SY", (35.1, 38.2)), Town(1, "SY", (35.1, 38.2)), Town(2, "LB", (34.2, 36.1)))
_LISTED = {("Tripoli",): f"{ID}tripoli-lebanon", ("Syrian army",): f"{ID}syrian-armed-forces"}
_RELATIONS = ("holds", "fights", "backedBy", "locatedIn", "locatedIn", "speaksFor", "partOf")
_EVENTS = ("Capture", "Battle", "Withdrawal", "Killing")
_DAYS = (None, "2018", "2018-11", "2018-11-03", "2018-11-04", "2019-01-20")


def invented(document: Document, seed: str) -> Record:
    """Return the record that a seed stands for; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - to be repeated
    who = [_participant(n, chance) for n in range(chance.randint(1, 7))]
    ids = [x.id for x in who]
    events = tuple(_event(n, ids, chance) for n in range(chance.randint(0, 3)))
    relations = tuple(_relation(n, ids, chance) for n in range(chance.randint(0, 5)))
    figures = tuple(_figure(n, ids, events, chance) for n in range(chance.randint(0, 2)))
    return Record(document, tuple(who), relations, events, figures)


def _participant(number: int, chance: Random) -> Participant:
    kind, names = chance.choice(_CALLED)
    described = ("the fighters",) if chance.random() < 0.3 or not names else ()
    known = _LISTED.get(names[:1]) if chance.random() < 0.3 else None
    town = chance.choice(_TOWNS) if names == ("Tamar",) and chance.random() < 0.6 else None
    return Participant(f"e{number}", kind, names, described, known=known, town=town)


def _stance(ids: list[str], chance: Random) -> Stance:
    return Stance(
        chance.choice(("positive", "positive", "positive", "negative")),
        chance.choice(("actual", "actual", "past", "future")),
        chance.choice((None, None, *ids)),
    )


def _span(number: int, chance: Random) -> Span:
    words = chance.choice(("they took it", "they said so", f"sentence {number}"))
    return Span(number, number + len(words), words)


def _relation(n: int, ids: list[str], chance: Random) -> Relation:
    s, o = chance.choice(ids), chance.choice(ids)
    stance, when = _stance(ids, chance), Interval(chance.choice(_DAYS), chance.choice(_DAYS))
    p = chance.choice(_RELATIONS)
    return Relation(f"r{n}", s, p, o, stance, _span(n, chance), "made", 0.9, when)


def _event(n: int, ids: list[str], chance: Random) -> Event:
    roles = {x: (chance.choice(ids),) for x in ("agent", "place") if chance.random() < 0.9}
    roles |= {x: (chance.choice(ids),) for x in ("target", "from") if chance.random() < 0.3}
    kind, stance, span = chance.choice(_EVENTS), _stance(ids, chance), _span(n, chance)
    day = chance.choice(_DAYS)
    return Event(f"v{n}", kind, "took", roles, stance, span, "made", 0.8, date=day)


def _figure(n: int, ids: list[str], events: tuple[Event, ...], chance: Random) -> Figure:
    count = chance.randint(1, 3)
    return Figure(
        chance.choice(("killed", "strength")),
        Quantity(count, count),
        f"{count} fighters",
        "fighters",
        _span(n, chance),
        "made",
        0.9,
        of=chance.choice((None, *ids)),
        event=chance.choice((None, *(x.id for x in events))),
        attributed_to=chance.choice((None, *ids)),
    )
