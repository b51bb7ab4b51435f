"""Who does a deed and to whom, where the doer is not the subject or the struck no party."""

from collections.abc import Callable

import pytest

from kg.model import Record

pytestmark = pytest.mark.model

DOERS = {
    "machines of": ("Warplanes of the US-led coalition bombed Kilis.", "US-led coalition"),
    "machines named after": ("Russian warplanes bombed Kilis.", "Russian warplanes"),
    "machines of nobody": ("Warplanes bombed Kilis.", ""),
    "strikes of": ("Air strikes of the US-led coalition hit Kilis.", "US-led coalition"),
    "a sentence taken for a noun": ("The US-led coalition bombed Raqqa.", "US-led coalition"),
    "points in a name": ("U.S.-backed fighters bombed Kilis.", "U.S.-backed fighters"),
}
COUNTED = ("Rebels killed 12 people in Kilis.", "Gunmen attacked 12 people in Kilis.")


def named(record: Record, ids: tuple[str, ...]) -> str:
    """Return the names or descriptions of entities, without the article."""
    called = {x.id: (*x.names, *x.descriptions)[0] for x in record.entities}
    return ", ".join(called[x].removeprefix("The ").removeprefix("the ") for x in ids)


@pytest.mark.parametrize("way", DOERS)
def test_who_did_it(said: Callable[[str], Record], way: str) -> None:
    text, doer = DOERS[way]
    record = said(text)
    (event,) = record.events
    assert named(record, event.roles.get("agent", ())) == doer


@pytest.mark.parametrize("text", COUNTED)
def test_a_number_of_people_is_no_party(said: Callable[[str], Record], text: str) -> None:
    (event,) = said(text).events
    assert not event.roles.get("target")


def test_points_in_a_name_hide_no_backer(said: Callable[[str], Record]) -> None:
    record = said("U.S.-backed fighters took Kilis on Monday.")
    backed = [r for r in record.relations if r.p == "backedBy"]
    assert [named(record, (r.o,)) for r in backed] == ["U.S."]


def test_the_loser_of_a_sought_capture_holds_now(said: Callable[[str], Record]) -> None:
    record = said("The army is trying to recapture Kilis from Hezbollah.")
    held = [r for r in record.relations if r.p == "holds"]
    assert [(named(record, (r.s,)), r.stance.modality) for r in held] == [("Hezbollah", "actual")]
