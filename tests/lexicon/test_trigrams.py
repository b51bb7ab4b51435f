"""The index of names: it finds what a scan of all of them finds."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from kg.lexicon.names import load, normalise
from kg.lexicon.trigrams import build
from kg.settings import shipped

NAMES = [a for e in load(shipped() / "ontology").entities.values() for a in e.aliases]
INDEX = build(NAMES)


@given(st.sampled_from(NAMES), st.integers(0, 200), st.sampled_from("aeiourst"))
def test_a_name_with_a_wrong_letter_is_found(name: str, where: int, letter: str) -> None:
    key = normalise(name)
    at = where % (len(key) + 1)
    typo = key[:at] + letter + key[at + 1 :]
    likeness = fuzz.ratio(normalise(typo), key) / 100
    found = INDEX.nearest(typo, 1, 0.0)
    if len(key) > 7:
        assert found
        assert found[0].likeness >= likeness - 1e-9


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(text: str) -> None:
    found = INDEX.nearest(text, floor=0.7)
    assert len(found) <= 5
    assert [x.likeness for x in found] == sorted((x.likeness for x in found), reverse=True)
    for x in found:
        assert 0.7 <= x.likeness <= 1
        assert abs(x.likeness - fuzz.ratio(normalise(text), INDEX.keys[x.position]) / 100) < 1e-9


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_names_may_be_indexed(names: list[str]) -> None:
    index = build(names)
    for name in names:
        if normalise(name):
            assert index.nearest(name, 1, 1.0)[0].likeness == 1


def test_equals_come_in_the_order_of_the_list() -> None:
    index = build(["Red Brigade", "Red Brigade", "Red Brigades"])
    assert [x.position for x in index.nearest("red brigade")] == [0, 1, 2]
