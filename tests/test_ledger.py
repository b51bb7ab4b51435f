"""A record survives its line of JSON, and the line has the shape that the schema promises."""

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kg.errors import InputError
from kg.ledger import decode, encode, to_json
from kg.model import (
    Document,
    Event,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
    Town,
)
from kg.vocabulary import (
    ENTITY_TYPES,
    EVENTS,
    FIGURE_GROUPS,
    FIGURES,
    MODALITIES,
    POLARITIES,
    RELATIONS,
    ROLES,
)

SCHEMA = Draft202012Validator(
    json.loads((files("kg") / "record.schema.json").read_text(encoding="utf-8"))
)
WORDS = st.text() | st.sampled_from(["line\nline", "\u2028", "\x00", "é𐍈"])
COUNTS = st.integers(0, 10**12)
SHARES = st.floats(0, 1)
DATES = st.none() | st.dates().map(str) | st.sampled_from(["2018", "2018-12"])
LOCALS = st.sampled_from(["e1", "e2"])
SPANS = st.builds(Span, COUNTS, COUNTS, WORDS)
STANCES = st.builds(
    Stance, st.sampled_from(POLARITIES), st.sampled_from(MODALITIES), st.none() | LOCALS
)
MANY = st.lists(WORDS, max_size=2).map(tuple)
PARTICIPANTS = st.builds(
    Participant,
    LOCALS,
    st.sampled_from(ENTITY_TYPES),
    MANY,
    MANY,
    st.lists(SPANS, max_size=2).map(tuple),
    st.none() | WORDS,
    st.none() | st.just("Q1"),
    st.none() | SHARES,
    st.none()
    | st.builds(
        Town,
        st.integers(1, 10**8),
        st.sampled_from(["AF", "SY"]),
        st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    ),
)
ROLE_FILLERS = st.lists(LOCALS, min_size=1, max_size=2).map(tuple)
IDS = st.sampled_from(["c1", "c2"])
RELATION_CLAIMS = st.builds(
    Relation,
    IDS,
    LOCALS,
    st.sampled_from(RELATIONS),
    LOCALS,
    STANCES,
    SPANS,
    WORDS,
    SHARES,
    st.builds(Interval, DATES, DATES),
)
EVENT_CLAIMS = st.builds(
    Event,
    IDS,
    st.sampled_from(EVENTS),
    WORDS,
    st.dictionaries(st.sampled_from(ROLES), ROLE_FILLERS),
    STANCES,
    SPANS,
    WORDS,
    SHARES,
    MANY,
    DATES,
)
FIGURE_CLAIMS = st.builds(
    Figure,
    st.sampled_from(FIGURES),
    st.builds(Quantity, st.none() | COUNTS, st.none() | COUNTS),
    WORDS,
    st.sampled_from(FIGURE_GROUPS),
    SPANS,
    WORDS,
    SHARES,
    st.none() | LOCALS,
    st.none() | LOCALS,
    st.none() | IDS,
    st.none() | LOCALS,
)
TEXTS = st.none() | WORDS
RECORDS = st.builds(
    Record,
    st.builds(Document, WORDS, WORDS, TEXTS, DATES, TEXTS, TEXTS, st.sampled_from(["en", "de"])),
    st.lists(PARTICIPANTS, max_size=2).map(tuple),
    st.lists(RELATION_CLAIMS, max_size=2).map(tuple),
    st.lists(EVENT_CLAIMS, max_size=2).map(tuple),
    st.lists(FIGURE_CLAIMS, max_size=2).map(tuple),
)
SAMPLE = Record(
    Document("a", "IS held it.", published="2018-12-15"),
    (Participant("e1", "ArmedGroup", ("IS",)), Participant("e2", "Place", (), ("it",))),
    (Relation("r1", "e1", "holds", "e2", Stance(), Span(0, 11, "IS held it."), "x", 0.9),),
    (Event("v1", "Capture", "held", {}, Stance(), Span(0, 11, "IS held it."), "x", 0.9),),
    (Figure("killed", Quantity(1, 1), "1", "other", Span(0, 2, "IS"), "x", 0.9),),
)


@given(RECORDS)
@settings(max_examples=60)
def test_a_record_comes_back_from_its_one_line(record: Record) -> None:
    """And the line has the shape of the schema."""
    line = encode(record)
    assert "\n" not in line
    assert decode(line) == record
    assert decode(line).document.sha256 == json.loads(line)["document"]["sha256"]
    SCHEMA.validate(json.loads(line))


def test_the_schema_is_a_schema() -> None:
    """Of the draft that it names."""
    SCHEMA.check_schema(SCHEMA.schema)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("entities", None),
        ("extra", 1),
        ("date", "15 December"),
        ("document/sha256", "no"),
        ("entities/0/type", "Group"),
        ("entities/0/wikidata", "P31"),
        ("relations/0/p", "owns"),
        ("relations/0/confidence", 1.5),
        ("relations/0/s", None),
        ("relations/0/evidence/start", -1),
        ("events/0/type", "Siege"),
        ("events/0/agent", "e1"),
        ("events/0/modality", "certain"),
        ("figures/0/min", "one"),
        ("figures/0/who", "people"),
    ],
)
def test_the_schema_refuses_what_is_no_record(path: str, value: object) -> None:
    """Each break alone is enough."""
    data = to_json(SAMPLE)
    SCHEMA.validate(data)
    *way, last = path.split("/")
    place: Any = data
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    assert not SCHEMA.is_valid(data)


def test_the_schema_refuses_a_missing_part() -> None:
    """Every part is there, if empty."""
    for part in to_json(SAMPLE):
        data = to_json(SAMPLE)
        del data[part]
        assert not SCHEMA.is_valid(data)


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", '{"document": 1}', "{", '"text"'])
def test_a_line_that_is_no_record_is_an_error_in_words(line: str) -> None:
    """Whatever else it is."""
    with pytest.raises(InputError, match="not a record"):
        decode(line)
