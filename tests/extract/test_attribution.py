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
    "speech": ("Police said 12 soldiers were killed.", "killed", "Police"),
    "say and a list": ("Officials and rebels say 12 soldiers were killed.", "killed", "Officials"),
    "toll in the headline": (
        "12 soldiers killed in Kidal\n\nKIDAL, Mali - Rebels killed 12 soldiers, police said.",
        "killed",
        "police",
    ),
}
WAYS = SPEAKERS | RELATIONS | FIGURES


def name(record: Record, entity: str | None) -> str:
    """Return the names and descriptions of an entity, "" for none."""
    named = (" ".join((*e.names, *e.descriptions)) for e in record.entities if e.id == entity)
    return next(named, "")


def speakers(record: Record, kind: str) -> list[str | None]:
    """Return the speakers of all events, relations and figures of a kind."""
    return [
        *(x.stance.attributed_to for x in record.events if x.type == kind),
        *(x.stance.attributed_to for x in record.relations if x.p == kind),
        *(x.attributed_to for x in record.figures if x.kind == kind),
    ]


@pytest.mark.model
@pytest.mark.parametrize("way", WAYS)
def test_a_claim_has_its_speaker(said: Callable[[str], Record], way: str) -> None:
    text, kind, wanted = WAYS[way]
    (speaker,) = speakers(said(text), kind)
    found = name(said(text), speaker)
    assert wanted in found if wanted else not found
