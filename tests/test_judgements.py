"""Judgements keep their meaning as JSON, hold until undone, and contradict each other in words."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.judgements import (
    ACCEPT,
    CLAIM,
    DIFFERENT,
    FACT,
    REJECT,
    SAME,
    UNDO,
    Judgement,
    Judgements,
    Meant,
    Review,
    Statement,
    contradicted,
    from_json,
    standing,
    to_json,
)
from kg.model import Fact, Interval


def meant(name: str) -> Meant:
    return Meant((name,), "ArmedGroup", name.casefold())


def identity(number: int, verdict: str, one: str, other: str) -> Judgement:
    return Judgement(number, verdict, "Ana", "2024-01-02T00:00:00", (meant(one), meant(other)))


def undo(number: int, of: int) -> Judgement:
    return Judgement(number, UNDO, "Ana", "2024-01-02T00:00:00", undoes=of)


TEXT = st.text(max_size=8)
MEANT = st.builds(
    Meant,
    st.lists(TEXT, min_size=1, max_size=2).map(tuple),
    TEXT,
    TEXT,
    st.none() | st.tuples(TEXT, st.integers(0), st.integers(0)),
)
STATEMENTS = st.builds(
    Statement,
    st.sampled_from([FACT, CLAIM]),
    *(TEXT, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple)),
    st.lists(st.tuples(TEXT, st.lists(MEANT, max_size=2).map(tuple)), max_size=2).map(tuple),
)
HEAD = (st.integers(1), st.sampled_from([SAME, DIFFERENT]), TEXT, TEXT)


@given(
    st.builds(Judgement, *HEAD, st.tuples(MEANT, MEANT), note=TEXT)
    | st.builds(Judgement, st.integers(1), st.just(ACCEPT), TEXT, TEXT, statement=STATEMENTS)
)
def test_a_line_of_the_journal_is_what_was_judged(judgement: Judgement) -> None:
    assert from_json(json.loads(json.dumps(to_json(judgement)))) == judgement


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"number": 1},
        {**to_json(identity(1, SAME, "A", "B")), "entities": []},
        {**to_json(undo(2, 1)), "verdict": "maybe"},
        {**to_json(undo(2, 1)), "undoes": "first"},
    ],
)
def test_what_is_no_judgement_is_told(value: dict[str, object]) -> None:
    with pytest.raises(InputError, match="not a judgement"):
        from_json(value)


def test_an_undo_may_be_undone() -> None:
    one = identity(1, SAME, "A", "B")
    assert standing([one]) == [one]
    assert standing([one, undo(2, 1)]) == []
    assert standing([one, undo(2, 1), undo(3, 2)]) == [one]
    assert Judgements([one, undo(2, 1)]).digest == "" != Judgements([one]).digest


def test_two_that_are_one_through_others_cannot_be_different() -> None:
    holding = [
        identity(1, SAME, "A", "B"),
        identity(2, SAME, "C", "B"),
        identity(3, SAME, "X", "Y"),
    ]
    assert contradicted(identity(4, DIFFERENT, "C", "A"), holding) == holding[:2]
    assert contradicted(identity(4, DIFFERENT, "A", "X"), holding) == []


def test_two_that_are_different_cannot_become_one_through_others() -> None:
    holding = [identity(1, SAME, "A", "B"), identity(2, DIFFERENT, "B", "C")]
    assert contradicted(identity(3, SAME, "C", "A"), holding) == holding
    assert contradicted(identity(3, SAME, "C", "D"), holding) == []


def test_a_claim_is_not_accepted_and_rejected_at_once() -> None:
    said = Statement(CLAIM, "c1", "words")
    accepted = Judgement(1, ACCEPT, "Ana", "2024", statement=said)
    rejected = replace(accepted, number=2, verdict=REJECT)
    assert contradicted(rejected, [accepted]) == [accepted]
    assert Judgements([accepted]).on_claim("c1") == ACCEPT
    assert Judgements([accepted]).on_claim("c2") is None


def test_a_fact_is_found_again_when_its_entities_have_other_keys() -> None:
    fact = Fact(
        key="new",
        predicate="backedBy",
        roles={"subject": ("reds",), "object": ("blues",)},
        interval=Interval(),
        belief=0.5,
        supported_by=("c1", "c2"),
        disputed_by=(),
        rule="stated",
    )
    roles = (("subject", (meant("Reds"),)), ("object", (meant("Blues"),)))
    said = Statement(FACT, "old", "reds backed by blues", "backedBy", ("c1",), roles)
    judged = Judgements([Judgement(1, ACCEPT, "Ana", "2024", statement=said)])
    review = Review(judged, lambda x: x.key)
    assert review.of_fact(fact) == ACCEPT
    for other in (
        replace(fact, predicate="fights"),
        replace(fact, supported_by=("c2",)),
        replace(fact, roles={**fact.roles, "object": ("greens",)}),
    ):
        assert review.of_fact(other) is None
