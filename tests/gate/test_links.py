"""Links of the annotated reports: nearly all that is known is linked, nearly all of it rightly."""

import pytest

from kg.lexicon import names
from tests.gate.links import LEVELS, NIL, ONTOLOGY, expected, tuned
from tests.gate.scores import floors
from tests.gate.sets import HERE
from tests.gate.sets import names as reports

TABLES = ("links.tsv", "links-dev.tsv")
KNOWN = {iri.rsplit("/", 1)[-1] for iri in names.load(ONTOLOGY).entities}


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.xdist_group("gate")
@pytest.mark.parametrize("level", LEVELS)
def test_what_is_known_is_linked_and_rightly(level: str) -> None:
    asked, found = floors()["links"][level], tuned(level)
    assert found.linked >= asked["linked"]
    assert found.right >= asked["right"]


@pytest.mark.parametrize("table", TABLES)
def test_every_answer_is_an_entry_a_number_or_nil(table: str) -> None:
    for answers in expected(HERE / table).values():
        for answer in answers:
            number = answer.removeprefix("geonames:")
            assert answer == NIL or answer in KNOWN or (number != answer and number.isdigit())


def test_only_reports_that_may_be_looked_at_are_listed() -> None:
    assert {doc for doc, _ in expected(HERE / "links.tsv")} == set(reports("tune"))
