"""Whose statement a claim is: each way of telling it, on a sentence of its own."""

from collections.abc import Callable

import pytest

from kg.model import Record

SPEAKERS = {
    "indirect speech": ("Police said rebels attacked Kidal.", "Attack", "Police"),
    "after the clause": ("Rebels attacked Kidal on Monday, police said.", "Attack", "police"),
    "with a day after": ("Rebels attacked Kidal, police said yesterday.", "Attack", "police"),
    "according to": ("Rebels attacked Kidal, according to police.", "Attack", "police"),
    "according to one based elsewhere": (
        "Rebels attacked Kidal, according to the Britain-based monitor.",
        "Attack",
        "monitor",
    ),
    "in a statement": (
        "In a statement, the Red Cross said that rebels attacked Kidal.",
        "Attack",
        "Red Cross",
    ),
    "quotation": ("“Rebels attacked Kidal at dawn,” said Bruno Costa.", "Attack", "Costa"),
    "quotation with a title": (
        '"Rebels attacked Kidal at dawn," said website political columnist Bruno Costa.',
        "Attack",
        "Costa",
    ),
    "belief": ("Some analysts believe the rebels attacked Kidal.", "Attack", "analysts"),
    "pointing": ("Costa spoke. Bruno Costa points to the invasion of Iraq.", "Operation", "Costa"),
    "footage": (
        "Footage released by Hezbollah shows fighters attacking a post near Kilis.",
        "Attack",
        "Hezbollah",
    ),
    "who spoke last": (
        "Bruno Costa said troops were ready. Hassan Nasrallah's men attacked Kidal, he said.",
        "Attack",
        "Bruno Costa",
    ),
    "nobody": ("Rebels attacked Kidal on Monday.", "Attack", ""),
    "headline": (
        "Two dead in attack on Kidal\n\nKIDAL, Mali - Rebels attacked Kidal, police said.",
        "Attack",
        "police",
    ),
}  # fmt: skip
RELATIONS = {
    "claimed": ("Police said Iran backs Hezbollah.", "backedBy", "Police"),
    "by the way": ("Iran-backed Hezbollah attacked Kilis, police said.", "backedBy", ""),
}
FIGURES = {
    "speech": ("Police said 12 soldiers were killed.", "Police"),
    "say and a list": ("Officials and rebels say 12 soldiers were killed.", "Officials"),
    "headline": (
        "12 soldiers killed in Kidal\n\nKIDAL, Mali - Rebels killed 12 soldiers, police said.",
        "police",
    ),
}


def name(record: Record, entity: str | None) -> str:
    """Return a name or description of an entity, "" for none."""
    return next(
        (" ".join((*e.names, *e.descriptions)) for e in record.entities if e.id == entity), ""
    )


def check(record: Record, speaker: str | None, wanted: str) -> None:
    """Hold the speaker of a claim to the one that is wanted; "" wants none."""
    found = name(record, speaker)
    assert wanted in found if wanted else not found


@pytest.mark.model
@pytest.mark.parametrize("way", SPEAKERS)
def test_an_event_has_its_speaker(said: Callable[[str], Record], way: str) -> None:
    text, kind, speaker = SPEAKERS[way]
    record = said(text)
    (event,) = (e for e in record.events if e.type == kind)
    check(record, event.stance.attributed_to, speaker)


@pytest.mark.model
@pytest.mark.parametrize("way", RELATIONS)
def test_a_relation_has_its_speaker(said: Callable[[str], Record], way: str) -> None:
    text, kind, speaker = RELATIONS[way]
    record = said(text)
    (relation,) = (r for r in record.relations if r.p == kind)
    check(record, relation.stance.attributed_to, speaker)


@pytest.mark.model
@pytest.mark.parametrize("way", FIGURES)
def test_a_figure_has_its_speaker(said: Callable[[str], Record], way: str) -> None:
    text, speaker = FIGURES[way]
    record = said(text)
    (figure,) = (f for f in record.figures if f.kind == "killed")
    check(record, figure.attributed_to, speaker)
