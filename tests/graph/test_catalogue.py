"""Words find questions, in whatever form they are typed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import library
from kg.graph.catalogue import matching

QUESTIONS = library.load(Path(__file__).parents[2] / "queries")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("battle deaths", "battle-deaths"),
        ("Battle death", "battle-deaths"),
        ("who has split from whom", "splits"),
        ("ceasefire", "agreements"),
        ("sponsers", "sponsors"),
        ("contested places", "contested"),
        ("what was denied", "denials"),
        ("terrorist designation", "designations"),
        ("held on a day", "held-on"),
        ("kilometres", "events-near"),
        ("one report only", "one-source"),
    ],
)
def test_words_find_the_question(words: str, first: str) -> None:
    assert matching(QUESTIONS.values(), words)[0].name == first


@given(st.text())
def test_any_text_may_be_typed(words: str) -> None:
    found = matching(QUESTIONS.values(), words)
    assert len({x.name for x in found}) == len(found)


@pytest.mark.parametrize("words", ["", "?!", "xyzzy plugh"])
def test_what_no_question_is_about_finds_none(words: str) -> None:
    assert matching(QUESTIONS.values(), words) == []
