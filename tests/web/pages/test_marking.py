"""A report with its statements marked is still the report, and no statement is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.web.pages.marking import Marked, mark
from kg.web.shown.values import Document, Mention, Source, Statement

SOURCE = Source("http://d", "d", "A report", "", "")


def statement(number: int, start: int, end: int, text: str) -> Statement:
    return Statement(
        claim=f"http://c/{number}",
        form=("relation", "event", "figure")[number % 3],
        predicate="holds",
        roles={},
        start=start,
        end=end,
        sentence=text[start:end],
        polarity="positive",
        modality="actual",
        speaker=None,
        since="",
        until="",
        confidence=1.0,
        rule="",
        low=None,
        high=None,
        who="",
        words="",
        facts=[],
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a report with statements and mentions anywhere, also across each other."""
    text = draw(st.text(min_size=1, max_size=40))
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [(min(x), max(x)) for x in draw(st.lists(place, max_size=6)) if x[0] != x[1]]
    named = [(min(x), max(x)) for x in draw(st.lists(place, max_size=4)) if x[0] != x[1]]
    return Document(
        SOURCE,
        "",
        "en",
        text,
        [statement(n, *x, text) for n, x in enumerate(spans)],
        [Mention(*x, "Place", "P", "http://p") for x in named],
    )


def text_of(marked: Marked) -> str:
    return "".join(run.text for x in marked.stretches for run in x.runs)


@given(documents())
def test_marks_leave_the_text_and_hold_every_statement_over_its_characters(
    document: Document,
) -> None:
    marked = mark(document)
    assert text_of(marked) == document.text
    assert sorted(x.number for x in marked.statements) == [*range(1, len(document.statements) + 1)]
    ended = [x.said.claim for y in marked.stretches for x in y.ending]
    assert sorted(ended) == sorted(x.claim for x in document.statements)
    for said in document.statements:
        over = [x for x in marked.stretches if any(y.said is said for y in x.statements)]
        assert "".join(run.text for x in over for run in x.runs) == said.sentence
        assert any(y.said is said for y in over[-1].ending)


@given(documents())
def test_mentions_stand_apart(document: Document) -> None:
    taken = {
        (run.mention.start, run.mention.end)
        for x in mark(document).stretches
        for run in x.runs
        if run.mention
    }
    ordered = sorted(taken)
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))
    assert bool(taken) == bool(document.mentions)
