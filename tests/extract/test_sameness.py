"""Which mentions tell of one happening, and what they say together."""

from collections.abc import Callable

import pytest

from kg.model import Record

ONE = {
    "pointed back to": (
        "Rebels attacked a base near Kidal on Monday. The attack lasted an hour.",
        "Attack",
    ),
    "headline and lead": (
        "Rebels seize village in Mali\n\nTuareg rebels seized the village of Ber on Friday.",
        "Capture",
    ),
    "owned by a day": (
        "Rebels attacked a base near Kidal on Friday. Friday's attack was the worst this year.",
        "Attack",
    ),
}
TWO = {
    "other places": ("Rebels attacked Kidal on Monday. Rebels attacked Gao on Friday.", "Attack"),
    "other victims": (
        "Gunmen killed Bruno Costa on Monday. Gunmen killed Hassan Nasrallah on Friday.",
        "Killing",
    ),
}
NOTHING = {
    "pulled down": "Soldiers pulled the flag down from a building in Kidal.",
    "criticised": "The government came under fire for its silence on Monday.",
}
STRIKES = {
    "fired rockets": "Rebels fired rockets at Kidal on Monday.",
    "fired mortars": "Rebels fired mortars at the base in Kidal.",
}


@pytest.mark.model
@pytest.mark.parametrize("way", ONE)
def test_one_happening(said: Callable[[str], Record], way: str) -> None:
    text, kind = ONE[way]
    assert len([e for e in said(text).events if e.type == kind]) == 1


@pytest.mark.model
@pytest.mark.parametrize("way", TWO)
def test_two_happenings(said: Callable[[str], Record], way: str) -> None:
    text, kind = TWO[way]
    assert len([e for e in said(text).events if e.type == kind]) == 2


@pytest.mark.model
@pytest.mark.parametrize("way", NOTHING)
def test_no_happening(said: Callable[[str], Record], way: str) -> None:
    assert not said(NOTHING[way]).events


@pytest.mark.model
@pytest.mark.parametrize("way", STRIKES)
def test_weapons_of_distance_strike(said: Callable[[str], Record], way: str) -> None:
    assert [e.type for e in said(STRIKES[way]).events] == ["Strike"]


@pytest.mark.model
def test_forces_that_share_a_noun_are_two(said: Callable[[str], Record]) -> None:
    record = said("Mozambican and Rwandan soldiers have recaptured the town of Palma.")
    (event,) = record.events
    names = {n for e in record.entities if e.id in event.roles["agent"] for n in e.names}
    assert names == {"Mozambican soldiers", "Rwandan soldiers"}


@pytest.mark.model
@pytest.mark.parametrize("verb", ["retook", "captured"])
def test_verbs_the_parser_misreads(said: Callable[[str], Record], verb: str) -> None:
    record = said(f"Fighters of the militia {verb} Kidal, on the border, two workers said.")
    assert [e.type for e in record.events] == ["Capture"]
    assert record.events[0].evidence.text in record.document.text


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "More than 320 civilians died, many of them in strikes by Hezbollah on Kilis.",
        "At least 360 civilians have been killed since rebels attacked Kilis in May.",
    ],
)
def test_what_is_no_cause_of_all_is_none_of_a_figure(
    said: Callable[[str], Record], text: str
) -> None:
    (figure,) = said(text).figures
    assert (figure.event, figure.by) == (None, None)
