"""The proof of every frame: its marked example sentences.

A claim of the frame's type must have an entity with a mention in the marked words in that role. A
counterexample must yield no claim of that type.
"""

import pytest

from kg.model import Record
from kg.vocabulary import SYMMETRIC
from tests.marked_examples import NEGATIVE, POSITIVE, Example, records


def filled(record: Record, claim: str) -> list[dict[str, tuple[str, ...]]]:
    """Return the roles of each claim of that type, a symmetric relation in both directions."""
    found = [e.roles for e in record.events if e.type == claim]
    for relation in record.relations:
        if relation.p == claim:
            found.append({"s": (relation.s,), "o": (relation.o,)})
            if claim in SYMMETRIC:
                found.append({"s": (relation.o,), "o": (relation.s,)})
    return found


def misses(record: Record, example: Example, roles: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the marked words that no entity in their role is mentioned in."""
    spans = {e.id: e.mentions for e in record.entities}
    return [
        f"{role}: {example.text[start:end]}"
        for role, start, end in example.marks
        if not any(m.start < end and start < m.end for e in roles.get(role, ()) for m in spans[e])
    ]


@pytest.mark.model
@pytest.mark.parametrize("name", POSITIVE)
def test_example_yields_its_claim(name: str) -> None:
    """A claim of the frame's type has the marked words in the marked roles."""
    example = POSITIVE[name]
    record = records()[example.text]
    found = filled(record, example.frame.claim)
    assert found, f"no {example.frame.claim} in: {example.text}"
    missed = min((misses(record, example, roles) for roles in found), key=len)
    assert not missed, f"{missed} in: {example.text}"


@pytest.mark.model
@pytest.mark.parametrize("name", NEGATIVE)
def test_counterexample_yields_no_claim(name: str) -> None:
    """Words in another sense yield no claim of the frame's type."""
    example = NEGATIVE[name]
    assert not filled(records()[example.text], example.frame.claim), example.text
