"""QuickStatements hold what a person accepted and Wikidata can say, and no text breaks a line."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph import Dataset, writing
from kg.graph.export.quickstatements import _address, _text, _time
from kg.vocabulary import ID, PREFIXES

CELL = re.compile(
    r"Q[1-9]\d*|P[1-9]\d*|S[1-9]\d*"
    r"|\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11)"
    r'|([a-z-]+:)?"[^"|\t\n\r]+"'
)
GRAPH = """
@prefix ag: <https://w3id.org/armed-groups/ontology#> .
@prefix id: <https://w3id.org/armed-groups/id/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
id:a skos:prefLabel "A\\tQ1|P31\\n" ; owl:sameAs wd:Q11 .
id:b skos:prefLabel "B" ; owl:sameAs wd:Q12 .
id:c skos:prefLabel "C" ; skos:closeMatch wd:Q13 .
id:d skos:prefLabel "D" ; owl:sameAs wd:Q12 .
id:part a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:a ; ag:object id:b ;
    ag:since "2014-06"^^xsd:gYearMonth ; ag:until "2017"^^xsd:gYear ; ag:belief 0.9 ;
    ag:modality "past" ; ag:review "accepted" ; ag:supportedBy id:c1 , id:c2 , id:c3 , id:c4 .
id:base a ag:Fact , ag:RelationFact ; ag:predicate ag:basedIn ; ag:subject id:a ; ag:object id:b ;
    ag:belief 0.6 ; ag:modality "actual" ; ag:review "accepted" ; ag:supportedBy id:c1 .
id:nobody a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:b ; ag:object id:a ;
    ag:belief 0.99 ; ag:modality "actual" ; ag:supportedBy id:c1 .
id:no a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:b ; ag:object id:a ;
    ag:belief 0.99 ; ag:modality "actual" ; ag:review "rejected" ; ag:supportedBy id:c1 .
id:unsure a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:a ; ag:object id:c ;
    ag:belief 0.9 ; ag:modality "actual" ; ag:review "accepted" ; ag:supportedBy id:c1 .
id:holds a ag:Fact , ag:RelationFact ; ag:predicate ag:holds ; ag:subject id:a ; ag:object id:b ;
    ag:belief 0.9 ; ag:modality "actual" ; ag:review "accepted" ; ag:supportedBy id:c1 .
id:over a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:a ; ag:object id:b ;
    ag:belief 0.9 ; ag:modality "past" ; ag:review "accepted" ; ag:supportedBy id:c1 .
id:self a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:b ; ag:object id:d ;
    ag:belief 0.9 ; ag:modality "actual" ; ag:review "accepted" ; ag:supportedBy id:c1 .
id:bare a ag:Fact , ag:RelationFact ; ag:predicate ag:partOf ; ag:subject id:a ; ag:object id:b ;
    ag:belief 0.9 ; ag:modality "actual" ; ag:review "accepted" ; ag:supportedBy id:c4 .
id:doc1 { id:doc1 dcterms:title "He said \\"no\\"\\t| and /* left */\\nQ42\\tP31\\tQ5" ;
    dcterms:issued "2018-12-15"^^xsd:date ; dcterms:language "en" .
    id:c1 ag:evidence id:e1 . }
id:doc2 { id:doc2 dcterms:source <https://news.example/a|b> ; dcterms:language "en" ;
    dcterms:title "T" . id:c2 ag:evidence id:e2 . }
id:doc3 { id:doc3 dcterms:source "ftp://u:p@x/"^^xsd:anyURI ; dcterms:title "Only a title" ;
    dcterms:language "und" . id:c3 ag:evidence id:e3 . }
id:doc4 { id:doc4 dcterms:source "https://user:secret@x.example/"^^xsd:anyURI .
    id:c4 ag:evidence id:e4 . }
"""


@pytest.fixture
def accepted(tmp_path: Path) -> Iterator[Dataset]:
    text = GRAPH.replace(
        "<https://news.example/a|b>", '"https://news.example/a|b\\t\\"c"^^xsd:anyURI'
    )
    quads = [x for x in parse(text, format=RdfFormat.TRIG) if isinstance(x, Quad)]
    exact = NamedNode(PREFIXES["oa"] + "exact")
    quads += [
        Quad(NamedNode(f"{ID}e{n}"), exact, Literal("x"), NamedNode(f"{ID}doc{n}"))
        for n in range(1, 5)
    ]
    with writing(tmp_path / "d", ID) as writer:
        writer.publish("ab", quads, {})
    with Dataset(tmp_path / "d") as dataset:
        yield dataset


def lines(dataset: Dataset, belief: float = 0.5) -> list[list[str]]:
    out = io.BytesIO()
    dataset.export("quickstatements", out, belief)
    return [line.split("\t") for line in out.getvalue().decode().split("\n")[:-1]]


def test_statements_come_with_qualifiers_and_a_line_for_each_report(accepted: Dataset) -> None:
    part = [
        "Q11",
        "P361",
        "Q12",
        "P580",
        "+2014-06-00T00:00:00Z/10",
        "P582",
        "+2017-00-00T00:00:00Z/9",
    ]
    title = 'en:"He said ”no” ¦ and / * left * / Q42 P31 Q5"'
    first = ["S1476", title, "S577", "+2018-12-15T00:00:00Z/11"]
    assert lines(accepted) == [
        ["Q11", "P159", "Q12", *first],
        [*part, *first],
        [*part, "S1476", 'und:"Only a title"'],
        [*part, "S854", '"https://news.example/a%7Cb%09%22c"', "S1476", 'en:"T"'],
    ]
    assert [x[1] for x in lines(accepted, 0.8)] == ["P361"] * 3


def test_what_is_left_out_is_told_with_its_reason(accepted: Dataset) -> None:
    assert accepted.left_out() == {
        "no property of Wikidata says it": 1,
        "an entity without a sure item": 1,
        "over, and no report says when it ended": 1,
        "both are one item": 1,
        "no report with an address or a title": 1,
    }
    assert accepted.left_out(0.8)["believed too little"] == 1


def test_every_cell_has_a_form_of_the_format(accepted: Dataset) -> None:
    for cells in lines(accepted):
        assert all(CELL.fullmatch(x) for x in cells), cells
        assert [x[0] for x in cells[1::2]] == sorted((x[0] for x in cells[1::2]), key="PS".index)


@given(st.text())
def test_no_title_ends_its_field(title: str) -> None:
    text = _text(title)
    assert not set('"|\t\r\n\x0b\x0c\x1c\x85\u2028\u2029') & set(text)
    assert "/*" not in text
    assert "*/" not in text
    assert len(f'"{text}"'.splitlines()) == 1


@given(st.text() | st.text().map(lambda x: f"https://x.example/{x}"))
def test_no_address_ends_its_field(url: str) -> None:
    found = _address(url)
    assert found == "" or re.fullmatch(r'https?://[^\s"|]+', found, re.ASCII | re.IGNORECASE)
    assert "/*" not in found


@pytest.mark.parametrize("when", ["", "18", "2018-1", "2018-12-15T", "2018-12-15\n", "x" * 10])
def test_what_is_no_date_is_no_time(when: str) -> None:
    assert _time(when) == ""


def test_nothing_is_proposed_that_nobody_accepted(accepted: Dataset) -> None:
    assert all(x[0] != "Q12" for x in lines(accepted))
