"""How much of a place is taken, left or held."""

from collections.abc import Callable

import pytest

from kg.model import Record

pytestmark = pytest.mark.model

TAKEN = {
    "the whole": ("The army captured Kilis.", ""),
    "all of it": ("The army captured all of Kilis.", ""),
    "the rest": ("The army captured the rest of Kilis.", ""),
    "control of it": ("The army took control of Kilis.", ""),
    "most": ("The army captured most of Kilis.", "most"),
    "most of the city": ("The army captured most of the city of Kilis.", "most"),
    "nearly all": ("The army captured almost all of Kilis.", "most"),
    "parts": ("The army captured parts of Kilis.", "part"),
    "the edge": ("The army captured the edge of Kilis.", "part"),
    "half": ("The army captured half of Kilis.", "part"),
    "two thirds": ("The army captured two thirds of Kilis.", "most"),
    "a third": ("The army captured a third of Kilis.", "part"),
    "per cent": ("The army captured 40 percent of Kilis.", "part"),
    "more per cent": ("The army captured 80% of Kilis.", "most"),
    "passive": ("Large parts of Kilis were captured by the army.", "part"),
}
HELD = {
    "most": ("Hezbollah controls most of Kilis.", "most"),
    "over half": ("Hezbollah has control of more than half of Kilis.", "most"),
    "compound": ("Shells fell on the rebel-held part of Kilis.", "part"),
    "of which nothing else is said": ("Hezbollah holds the centre of Kilis.", ""),
}


@pytest.mark.parametrize("way", TAKEN)
def test_how_much_is_taken(said: Callable[[str], Record], way: str) -> None:
    text, extent = TAKEN[way]
    record = said(text)
    (event,) = record.events
    (hold,) = [r for r in record.relations if r.p == "holds"]
    assert (event.type, event.extent, hold.extent) == ("Capture", extent, extent)


@pytest.mark.parametrize("way", HELD)
def test_how_much_is_held(said: Callable[[str], Record], way: str) -> None:
    text, extent = HELD[way]
    (hold,) = [r for r in said(text).relations if r.p == "holds"]
    assert hold.extent == extent


def test_who_has_lost_most_of_it_has_the_rest(said: Callable[[str], Record]) -> None:
    record = said("The army captured most of Kilis from Hezbollah on Monday.")
    held = {r.rule: (r.extent, r.stance.modality) for r in record.relations if r.p == "holds"}
    assert held == {
        "capture-starts-holds": ("most", "actual"),
        "capture-leaves-rest": ("part", "actual"),
    }


def test_the_text_tells_more_than_its_headline(said: Callable[[str], Record]) -> None:
    record = said(
        "Army captures Kilis\n\nThe army captured most of Kilis on Monday, residents said."
    )
    assert {e.extent for e in record.events if e.type == "Capture"} == {"most"}
