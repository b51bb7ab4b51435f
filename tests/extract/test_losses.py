"""Who loses people, and what is no loss of people."""

from collections.abc import Callable

import pytest

from kg.model import Record

pytestmark = pytest.mark.model

LOSSES = {
    "The army lost 32 fighters in Hajin.": ("killed", "The army", None),
    "Islamic State lost 32 fighters in Hajin.": ("killed", "Islamic State", None),
    "The YPG said it had lost 32 men.": ("killed", "YPG", None),
    "The SDF lost 32 of its fighters.": ("killed", "SDF", None),
    "The YPG has 32 fighters.": ("strength", "YPG", None),
}


@pytest.mark.parametrize("text", LOSSES)
def test_those_who_lose_people_are_whose_people_died(
    said: Callable[[str], Record], text: str
) -> None:
    record = said(text)
    called = {x.id: (*x.names, *x.descriptions)[0] for x in record.entities}
    (figure,) = record.figures
    assert (figure.kind, called.get(figure.of or ""), figure.by) == LOSSES[text]


@pytest.mark.parametrize(
    "text",
    ["The YPG lost 40 fighters to defections.", "The village lost 40 houses to the flood."],
)
def test_who_left_was_not_killed(said: Callable[[str], Record], text: str) -> None:
    assert [x.kind for x in said(text).figures if x.kind == "killed"] == []


def test_ground_is_won_and_lost_but_no_place(said: Callable[[str], Record]) -> None:
    record = said("Government forces gained ground in Idlib province. The rebels lost ground.")
    assert [x.type for x in record.events] == []
    assert [x.p for x in record.relations] == []
