"""Facts kept up to date, document by document, are those of all documents fused at once."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse import Changed, Knowledge, fuse, prepare, update
from kg.model import (
    Document,
    Event,
    Fact,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
)
from kg.ontology import StateEffect, load_sources
from kg.settings import shipped

PEOPLE = ("Reds", "Blues", "Town", "Hill", "SANA", "Syria", "x")
NAMES = {"Reds": "Syrian Democratic Forces", "Blues": "Islamic State"}
WHO = st.sampled_from(PEOPLE)
DATES = st.sampled_from([None, "2018", "2018-11", "2018-11-03", "2018-11-05", "2018-12-24"])
STANCES = st.builds(
    Stance,
    st.sampled_from(["positive", "positive", "negative"]),
    st.sampled_from(["actual", "actual", "past", "future"]),
    st.sampled_from([None, *PEOPLE]),
)
SHARES = st.sampled_from(["", "", "part", "most"])
SPANS = st.integers(0, 3).map(lambda n: Span(n, n + 5, f"said {n}"))
RELATIONS = st.builds(
    Relation,
    st.just("r"),
    WHO,
    st.sampled_from(["holds", "fights", "speaksFor", "backedBy"]),
    WHO,
    STANCES,
    SPANS,
    st.just("test"),
    st.sampled_from([0.4, 0.9]),
    st.builds(Interval, DATES, DATES),
    SHARES,
)
ROLES = st.fixed_dictionaries(
    {"agent": st.tuples(WHO), "place": st.sampled_from([("Town",), ("Hill",), ()])},
    optional={"from": st.tuples(WHO), "target": st.tuples(WHO)},
)
EVENTS = st.builds(
    Event,
    st.just("v"),
    st.sampled_from(["Capture", "Battle", "Withdrawal", "Killing"]),
    st.sampled_from(["took", "fought"]),
    ROLES,
    STANCES,
    SPANS,
    st.just("test"),
    st.sampled_from([0.4, 0.9]),
    st.just(()),
    DATES,
    SHARES,
)
FIGURES = st.builds(
    Figure,
    st.sampled_from(["killed", "strength"]),
    st.integers(1, 3).map(lambda n: Quantity(n, n)),
    st.just("some"),
    st.just("fighters"),
    SPANS,
    st.just("test"),
    st.just(0.9),
    of=st.sampled_from([None, "Reds", "Blues"]),
    event=st.sampled_from([None, "v0", "v1"]),
)
NAMED = tuple(Participant(x, "ArmedGroup", () if x == "x" else (NAMES.get(x, x),)) for x in PEOPLE)
DESCRIBED = tuple(replace(x, names=(), descriptions=("they",)) for x in NAMED)
"""As a document knows them that names nobody: others tell who of them is listed."""


@st.composite
def records(draw: st.DrawFn) -> Record:
    key = draw(st.sampled_from("abcde"))
    published = draw(DATES)
    publisher = draw(st.sampled_from(["Reuters", "SANA", None]))
    events = draw(st.lists(EVENTS, max_size=2))
    return Record(
        Document(
            key, draw(st.sampled_from(["", "one two three four " * 9])), None, published, publisher
        ),
        draw(st.sampled_from([NAMED, DESCRIBED])),
        tuple(numbered(draw(st.lists(RELATIONS, max_size=3)), "r")),
        tuple(numbered(events, "v")),
        tuple(draw(st.lists(FIGURES, max_size=2))),
    )


def numbered(claims: list[Any], prefix: str) -> list[Any]:
    return [replace(x, id=f"{prefix}{n}") for n, x in enumerate(claims)]


class Merging:
    """Tells entities, of which two may prove to be one."""

    def __init__(self, *, merged: bool) -> None:
        """Take x for the Reds, or not."""
        self.merged = merged

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the name."""
        del document_key
        return "Reds" if self.merged and participant_id == "x" else participant_id


STEPS = st.lists(
    st.tuples(
        st.lists(records(), max_size=3),
        st.sets(st.sampled_from("abcde"), max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


class Corpus:
    """Facts that are kept up to date, and the documents they are of."""

    def __init__(self, db: sqlite3.Connection, effects: tuple[StateEffect, ...]) -> None:
        """Begin with nothing."""
        self.db = db
        self.effects = effects
        self.sources = load_sources(shipped() / "ontology")
        self.held: dict[str, Record] = {}
        self.told: dict[str, list[Fact]] = {}
        self.merged = False

    def step(self, new: list[Record], gone: set[str], *, merged: bool) -> None:
        """Add or change documents, take others away; perhaps two entities are one now."""
        before, changed = set(self.held), merged != self.merged
        self.merged = merged
        for key in gone:
            self.held.pop(key, None)
        self.held |= {x.document.key: x for x in new}
        due = set(self.held) if changed else {x.document.key for x in new}
        there = (self.held[x] for x in sorted(due))
        left = sorted(before if changed else before & (due | gone))
        knowledge = Knowledge(Merging(merged=merged), self.effects, self.sources)
        self.told |= dict(update(self.db, Changed(left, there), knowledge))

    def whole(self) -> list[Fact]:
        """Fuse all documents at once."""
        keys = Merging(merged=self.merged)
        return list(fuse(self.held.values(), keys, self.effects, self.sources))


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_facts_grow_as_if_made_at_once(
    effects: tuple[StateEffect, ...], steps: list[tuple[list[Record], set[str], bool]]
) -> None:
    with closing(sqlite3.connect("")) as db:
        prepare(db)
        corpus = Corpus(db, effects)
        for new, gone, merged in steps:
            corpus.step(new, gone, merged=merged)
            told = [repr(x) for facts in corpus.told.values() for x in facts]
            assert sorted(told) == sorted(map(repr, corpus.whole()))
