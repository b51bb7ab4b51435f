"""How far claims carry, on what the documentation of the formula promises."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.fuse.belief import Witness, belief, carried


def witness(document: str, speaker: str = "", quote: str = "", weight: float = 0.5) -> Witness:
    """Return a claim as a witness; its quote is its own unless given."""
    return Witness(document + speaker, document, speaker, quote or document + speaker, weight, "")


def test_independent_documents_add_up() -> None:
    """Two halves leave a quarter of doubt."""
    assert carried([witness("a"), witness("b")]) == 0.75


def test_a_source_counts_once() -> None:
    """The same speaker, one document, a copied sentence: one source each."""
    assert carried([witness("a", "Monitor"), witness("b", "Monitor")]) == 0.5
    assert carried([witness("a"), witness("a")]) == 0.5
    assert carried([witness("a", quote="q"), witness("b", quote="q")]) == 0.5
    assert carried([witness("a", "Monitor"), witness("a")]) == 0.5
    assert carried([witness("a", "a/e1", "q"), witness("b", "b/e7", "q")]) == 0.5


def test_two_speakers_of_one_document_are_two_sources() -> None:
    """Each is asked for what it says."""
    assert carried([witness("a", "Army"), witness("a", "Rebels")]) == 0.75


def test_a_source_counts_at_its_best() -> None:
    """A better reading of the same source replaces a worse one."""
    assert carried([witness("a", weight=0.2), witness("a", weight=0.5)]) == 0.5


WITNESSES = st.lists(
    st.builds(
        witness,
        st.sampled_from("abc"),
        st.sampled_from(["", "Army"]),
        st.sampled_from(["", "q"]),
        st.floats(0, 1),
    ),
    max_size=6,
)


@given(WITNESSES, WITNESSES, st.randoms())
def test_belief_is_a_share_that_order_does_not_sway(
    support: list[Witness], against: list[Witness], chance: random.Random
) -> None:
    """And doubt only lowers it."""
    before = belief(support, against)
    chance.shuffle(support)
    assert before == belief(support, against)
    assert 0 <= before <= belief(support, []) <= 1
