"""Questions describe themselves, and parameters are values, whatever they hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from kg.errors import KnowledgeError, QueryError
from kg.graph import library
from kg.graph.query import ask

ECHO = """#+ title = "Echo"
#+ question = "What was said?"
#+ description = "Gives back what it is given."
#+ tags = ["test"]
#+ example = "kg query D echo"
#+ [params.word]
#+ type = "{type}"
#+ description = "A word"
#+ example = "{example}"
SELECT ?word {{ VALUES ?word {{ {slot} }} }}
"""


def echo(kind: str = "text", example: str = "hello", slot: str = '"hello"') -> library.Question:
    return library.parse("echo", ECHO.format(type=kind, example=example, slot=slot))


def answer(question: library.Question, value: str) -> str:
    rows = ask(Store(), question.bind({"word": value}))
    assert isinstance(rows, QuerySolutions)
    (row,) = rows
    return str(row["word"].value)


@given(st.text())
def test_a_text_comes_back_as_it_was_given(value: str) -> None:
    if any("\ud800" <= x <= "\udfff" for x in value):
        return
    assert answer(echo(), value) == value


@pytest.mark.parametrize("value", ['" } } #', "\\", '"; DROP ALL', "${word}", "?word", "\\g<0>"])
def test_a_name_cannot_leave_its_literal(value: str) -> None:
    assert answer(echo("name"), value) == value


@pytest.mark.parametrize(
    ("kind", "example", "slot", "value"),
    [
        ("date", "2018-12-01", '"2018-12-01"', "yesterday"),
        ("date", "2018-12-01", '"2018-12-01"', "2018-13"),
        ("date", "2018-12-01", '"2018-12-01"', "2018-12-01\n"),
        ("iri", "a:b", "<a:b>", "http://x> } #"),
        ("iri", "a:b", "<a:b>", "no scheme"),
        ("number", "1", "1", "1 } #"),
        ("number", "1", "1", "\u0661"),
        ("name", "x", '"x"', "  "),
        ("name", "x", '"x"', "a\x00b"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    kind: str, example: str, slot: str, value: str
) -> None:
    with pytest.raises(QueryError, match="word="):
        echo(kind, example, slot).bind({"word": value})


def test_missing_and_unknown_parameters_are_named() -> None:
    with pytest.raises(QueryError, match=r"needs --param word=… \(for example 'hello'\)"):
        echo().bind({})
    with pytest.raises(QueryError, match="no parameter 'wrod'; it has word"):
        echo().bind({"wrod": "x"})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title =", "title", "TOMLDecodeError"),
        ('#+ question = "What was said?"\n', "", "question"),
        ("VALUES ?word {", "VALUES ?other {", "stands 0 times"),
        ('type = "text"', 'type = "colour"', "colour"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = ECHO.format(type="text", example="hello", slot='"hello"')
    assert old in text
    (tmp_path / "bad.rq").write_text(text.replace(old, new))
    with pytest.raises(KnowledgeError, match=rf"bad.*{message}"):
        library.load(tmp_path)
