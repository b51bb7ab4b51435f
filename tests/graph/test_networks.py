"""What follows from two ties in time: while both were so, unless it is said, or denied."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.errors import KnowledgeError
from kg.graph import networks
from kg.vocabulary import AG, ID

ONTOLOGY = Path(__file__).parents[2] / "ontology"
RULES = networks.rules(ONTOLOGY)
GRAPH = NamedNode(ID + networks.NAME)
KINDS = {4: "gYear", 7: "gYearMonth", 10: "date"}

Row = tuple[str, str, str, str, str, str, str]


def day(name: str, when: str) -> str:
    return f'; ag:{name} "{when}"^^xsd:{KINDS[len(when)]} ' if when else ""


def tie(text: str) -> str:
    """Return a fact: "a partOf b 2013 2016 0.8 more"; "-" is a date that is not known."""
    s, p, o, since, until, belief, *more = text.split(maxsplit=6)
    dates = day("since", since.strip("-") and since) + day("until", until.strip("-") and until)
    modality = "actual" if until == "-" else "past"
    name = "".join(x for x in text if x.isalnum())
    rest = more[0] if more else f'; ag:modality "{modality}"'
    return f"""id:{name} a ag:Fact , ag:RelationFact ; ag:subject id:{s} ; ag:predicate ag:{p} ;
        ag:object id:{o} {dates} ; ag:belief {belief} {rest} ."""


def store(*ties: str) -> Store:
    made = Store()
    head = f"@prefix ag: <{AG}> . @prefix id: <{ID}> . "
    head += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    made.load((head + " ".join(map(tie, ties))).encode(), format=RdfFormat.TRIG)
    return made


def drawn(*ties: str) -> list[Row]:
    """Return what follows: ends, dates, belief and rule."""
    made = store(*ties)
    networks.apply(made, RULES, ID)
    rows = made.query(f"""PREFIX ag: <{AG}> SELECT * {{ GRAPH <{GRAPH.value}> {{
        ?x ag:subject ?s ; ag:predicate ?p ; ag:object ?o ; ag:belief ?belief ; ag:decidedBy ?rule
        OPTIONAL {{ ?x ag:since ?since }} OPTIONAL {{ ?x ag:until ?until }} }} }}""")
    names = ("s", "p", "o", "since", "until", "belief", "rule")
    values = ([getattr(row[x], "value", "") for x in names] for row in rows)  # type: ignore[union-attr] # rows
    return sorted(tuple(x.removeprefix(ID).removeprefix(AG) for x in row) for row in values)  # type: ignore[misc] # seven


def test_a_part_of_a_part_is_a_part_while_both_were_so() -> None:
    assert drawn("a partOf b 2013 2016 0.8", "b partOf c 2015 - 0.8") == [
        ("a", "partOf", "c", "2015", "2016", "0.576", "part-of-a-part")
    ]


@pytest.mark.parametrize(
    ("one", "other", "since", "until"),
    [
        ("2013 2016", "2016-03-05 2018", "2016-03-05", "2016"),
        ("2013-05 -", "2013 2016-02", "2013-05", "2016-02"),
        ("- 2016", "- 2016-02", "", "2016-02"),
        ("- -", "- -", "", ""),
        ("2013 -", "- 2015-01-01", "2013", "2015-01-01"),
    ],
)
def test_intervals_are_cut_to_what_they_share(one: str, other: str, since: str, until: str) -> None:
    (row,) = drawn(f"a partOf b {one} 0.8", f"b partOf c {other} 0.8")
    assert row[3:5] == (since, until)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2013 2014", "2015 -"), ("2015-06 -", "2013 2015-05"), ("2015-03-02 -", "2012 2015-03-02")],
)
def test_nothing_follows_where_they_never_met(one: str, other: str) -> None:
    assert drawn(f"a partOf b {one} 0.8", f"b partOf c {other} 0.8") == []


def test_what_is_over_and_nobody_knows_when_lasts_as_long_as_it_was_seen() -> None:
    over = '; ag:modality "past" ; ag:lastSeen "2014-05-01"^^xsd:date'
    assert drawn(f"a partOf b - - 0.8 {over}", "b partOf c 2015 - 0.8") == []
    (row,) = drawn(f"a partOf b - - 0.8 {over}", "b partOf c 2013 - 0.8")
    assert row[3:5] == ("2013", "")


def test_chains_are_followed_and_each_step_is_believed_less() -> None:
    found = drawn("a partOf b 2010 - 0.9", "b partOf c 2011 - 0.9", "c partOf d 2012 - 0.9")
    assert [(x[0], x[2], x[3], x[5]) for x in found] == [
        ("a", "c", "2011", "0.729"),
        ("a", "d", "2012", "0.59"),
        ("b", "d", "2012", "0.729"),
    ]


def test_backing_reaches_the_parts_of_a_whole_and_not_their_parts() -> None:
    found = drawn("a partOf b - - 0.9", "b partOf c - - 0.9", "c backedBy x 2014 - 0.9")
    assert [x for x in found if x[1] == "backedBy"] == [
        ("b", "backedBy", "x", "2014", "", "0.648", "backing-of-the-whole")
    ]


def test_a_member_of_a_part_is_a_member_of_every_whole() -> None:
    found = drawn("p memberOf a 2015 - 0.9", "a partOf b - - 0.9", "b partOf c - - 0.9")
    assert [(x[2], x[3], x[6]) for x in found if x[1] == "memberOf"] == [
        ("b", "2015", "member-of-the-whole"),
        ("c", "2015", "member-of-the-whole"),
    ]


def test_what_is_said_or_denied_of_the_very_pair_is_not_drawn() -> None:
    chain = ("a partOf b - - 0.9", "b partOf c - - 0.9")
    assert drawn(*chain, "a partOf c - - 0.3") == []
    denied = '; ag:modality "actual" ; ag:disputedBy id:claim'
    assert drawn(*chain, f"a partOf c 2015 2016 0.3 {denied}") == []
    (row,) = drawn(*chain, "a partOf c 2015 2016 0.9")
    assert row[6] == "part-of-a-part", "it is said of some years only"


def test_rings_end_and_nothing_is_a_part_of_itself() -> None:
    found = drawn("a partOf b - - 1", "b partOf c - - 1", "c partOf a - - 1")
    assert {(x[0], x[2]) for x in found} == {("a", "c"), ("b", "a"), ("c", "b")}


def test_what_is_hardly_believed_gives_nothing() -> None:
    assert drawn("a partOf b - - 0.24", "b partOf c - - 0.9") == []
    denied = '; ag:modality "actual" ; ag:disputedBy id:claim'
    assert drawn(f"a partOf b - - 0.49 {denied}", "b partOf c - - 0.9") == []
    assert drawn(f"a partOf b - - 0.5 {denied}", "b partOf c - - 0.9") != []


def test_to_apply_twice_is_to_apply_once_and_it_can_be_taken_back() -> None:
    made = store("a partOf b 2013 2016 0.8", "b partOf c 2015 - 0.8")
    before = set(made)
    grown = networks.apply(made, RULES, ID)
    after = set(made)
    assert grown == len(after) - len(before)
    assert networks.apply(made, RULES, ID) == 0
    assert set(made) == after
    assert all(x.graph_name == GRAPH for x in after - before)
    assert networks.undo(made, ID) == -grown
    assert set(made) == before


@pytest.mark.parametrize("text", ["SELECT * {}", "#+ title = 'x'\n#+ factor = 2\n"])
def test_a_broken_rule_is_named(tmp_path: Path, text: str) -> None:
    folder = tmp_path / networks.FOLDER
    folder.mkdir(parents=True)
    (folder / "mine.rq").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.rq"):
        networks.rules(tmp_path)
