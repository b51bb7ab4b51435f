"""What the values promise beyond holding their fields."""

from dataclasses import replace

import pytest

from kg.model import (
    Document,
    Event,
    Fact,
    Figure,
    Interval,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
    Toll,
    claim_keys,
    digest,
    event_key,
)

HERE = Span(0, 4, "text")
RELATION = Relation("r1", "e1", "holds", "e2", Stance(), HERE, "rule", 0.9)
EVENT = Event("v1", "Capture", "took", {"agent": ("e1",)}, Stance(), HERE, "rule", 0.9)
FIGURE = Figure("killed", Quantity(3, 3), "three", "other", HERE, "rule", 0.9)
FACT = Fact(
    "k", "holds", {"subject": ("a",), "object": ("b",)}, Interval(), 0.5, ("c",), (), "stated"
)


def test_a_digest_tells_its_parts_apart() -> None:
    """Two parts are not one, whatever they hold."""
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab") == digest("ab")


def test_every_claim_has_a_key_of_its_own() -> None:
    """Also claims that say the same, and claims of other documents."""
    twice = Record(Document("a", "text"), (), (RELATION,), (EVENT,), (FIGURE, FIGURE))
    other = replace(twice, document=Document("b", "text"))
    found = [*claim_keys(twice), *claim_keys(other)]
    assert len({key for key, _ in found}) == len(found) == 8
    assert (event_key("a", EVENT), EVENT) in found


def test_a_key_does_not_depend_on_how_sure_the_reading_is() -> None:
    """A better rule may read the same claim."""
    again = replace(RELATION, rule="better", confidence=1.0)
    keys = [next(claim_keys(Record(Document("a", "text"), (), (x,))))[0] for x in (RELATION, again)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("change", "believed"),
    [
        ({}, True),
        ({"belief": 0.49}, False),
        ({"modality": "past"}, False),
        ({"interval": Interval("2018", None)}, True),
        ({"interval": Interval(None, "2018")}, False),
        ({"trigger": "took"}, False),
        ({"toll": Toll("killed", Quantity(1, 1), "other", "one")}, False),
    ],
)
def test_only_a_lasting_believed_relation_is_stated_plainly(
    change: dict[str, object],
    *,
    believed: bool,
) -> None:
    """Neither what is over, nor what is doubtful, nor an event or a figure."""
    assert replace(FACT, **change).believed_now is believed
