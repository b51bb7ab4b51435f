"""Which side of a contradiction stands, and by which rule."""

import pytest

from kg.fuse.belief import Witness
from kg.fuse.deciding import Stakes, decide
from kg.model import BELIEVED

STAKES = Stakes(gains=frozenset({"Army"}), loses=frozenset({"Rebels"}))


def says(voice: str, weight: float = 0.6) -> Witness:
    """Return the word of a speaker who speaks for himself."""
    return Witness(voice, f"of {voice}", voice, voice, weight, "", voice, voice)


@pytest.mark.parametrize(
    ("support", "against", "stands", "rule"),
    [
        (["Rebels"], ["Ally", "Observer"], True, "own-admission"),
        (["Ally", "Observer"], ["Army"], False, "own-admission"),
        (["Observer"], ["Rebels"], True, "independent-over-party"),
        (["Army"], ["Observer"], False, "independent-over-party"),
        (["Observer", "Agency"], ["Aid"], True, "more-sources"),
        (["Aid"], ["Observer", "Agency"], False, "more-sources"),
    ],
)
def test_the_first_rule_that_tells_two_sides_apart_decides(
    support: list[str],
    against: list[str],
    stands: bool,  # noqa: FBT001 (a parameter of the test)
    rule: str,
) -> None:
    """In the order that the module gives."""
    found = decide([says(x) for x in support], [says(x) for x in against], STAKES)
    assert (found.belief >= BELIEVED, found.rule) == (stands, rule)


def test_one_against_one_goes_by_weight() -> None:
    """A source that is trusted more."""
    found = decide([says("Agency", 0.8)], [says("Aid", 0.5)], STAKES)
    assert found.rule == "better-supported"
    assert found.belief > BELIEVED


def test_a_party_does_not_outvote_an_independent_source_by_many_mouths() -> None:
    """Its spokesmen are one source."""
    mouths = [says(x)._replace(voice="Rebels", side=f"{x} Rebels") for x in ("A", "B", "C", "D")]
    assert decide([says("Observer")], mouths, STAKES).belief > BELIEVED


def test_what_nobody_disputes_needs_no_rule() -> None:
    """And is believed as far as its sources carry it."""
    assert decide([says("Army")], [], STAKES) == (0.6, "")
