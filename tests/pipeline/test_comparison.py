"""What Wikidata says beside what the reports say, from answers kept beforehand."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from kg.graph import Dataset, writing
from kg.link.wikidata import Cache, Item, Statement, Time, kept
from kg.link.wikidata.items import to_json
from kg.ontology import load, load_alignments
from kg.pipeline.comparison import Compared, Row, compare
from kg.settings import Settings, shipped
from kg.vocabulary import ID

FOLDER: Final = shipped() / "ontology"
NOW: Final = datetime(2026, 3, 1, tzinfo=UTC)
PREFIXES = """
@prefix ag: <https://w3id.org/armed-groups/ontology#> .
@prefix id: <https://w3id.org/armed-groups/id/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NAMES = {"band": 1, "league": 2, "town": 3, "land": 4, "port": 5, "host": 6, "chief": 7}
TYPES = {"town": "Place", "land": "State", "port": "Place", "chief": "Person"}


class Fixture:
    """A dataset of facts and a cache of items."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cache = Cache(None)

    def facts(self, *facts: str) -> None:
        """Publish facts: "band partOf league ag:belief 0.9 …"."""
        lines = [
            f"id:{x} a ag:{TYPES.get(x, 'ArmedGroup')} ; "
            f'skos:prefLabel "{x}" ; owl:sameAs wd:Q{n} .'
            for x, n in NAMES.items()
        ]
        lines.append('id:stray a ag:ArmedGroup ; skos:prefLabel "stray" .')
        for number, fact in enumerate(facts):
            subject, predicate, object_, *more = fact.split(" ", 3)
            lines.append(
                f"id:f{number} a ag:Fact , ag:RelationFact ; ag:subject id:{subject} ; "
                f"ag:predicate ag:{predicate} ; ag:object id:{object_} ; "
                f'{"".join(more) or "ag:belief 0.9"} ; ag:modality "actual" .'
            )
        quads = parse(PREFIXES + "\n".join(lines), format=RdfFormat.TRIG)
        with writing(self.path, ID) as writer:
            writer.publish("ab", [x for x in quads if isinstance(x, Quad)], {})

    def item(self, name: str, *statements: Statement) -> None:
        """Keep an item."""
        item = Item(f"Q{NAMES[name]}", 1, "", (("en", name),), "", None, statements)
        self.cache.put("item", {item.id: {"item": to_json(item)}}, NOW)

    def compare(self, *names: str) -> Compared:
        """Compare with what is kept."""

        def sleep(_: float) -> None:
            pytest.fail("nothing is waited for")

        client = kept(self.cache, Time(lambda: NOW, sleep), Settings())
        with Dataset(self.path) as dataset:
            iris = [ID + x for x in names]
            return compare(dataset, client, load(FOLDER), load_alignments(FOLDER), iris)

    def rows(self, *names: str) -> list[tuple[str, str, str, str, str]]:
        """Return relation, verdict, both values and the note."""

        def short(x: Row) -> tuple[str, str, str, str, str]:
            return (x.relation, x.verdict, x.here, x.there, x.note)

        return [short(x) for x in self.compare(*names).rows]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Fixture]:
    fixture = Fixture(tmp_path / "d")
    with fixture.cache:
        yield fixture


def test_each_value_has_its_verdict(made: Fixture) -> None:
    made.facts("band partOf league", "band backedBy land", "band partOf stray", "band fights host")
    made.item("band", Statement("P361", "Q2"), Statement("P749", "Q6", "2014", "2016"))
    assert made.rows("band") == [
        ("backedBy", "missing there", "land", "", ""),
        ("partOf", "agree", "league", "league (Q2)", ""),
        ("partOf", "missing there", "stray", "", "no item is known for it"),
        ("partOf", "missing here", "", "host (Q6)", "since 2014 until 2016"),
    ]
    (agreed,) = [x for x in made.compare("band").rows if x.verdict == "agree"]
    assert (agreed.item, agreed.property, agreed.fact) == ("Q1", "P361", ID + "f0")


def test_the_other_side_may_say_it(made: Fixture) -> None:
    made.facts("band partOf league")
    made.item("band")
    made.item("league", Statement("P527", "Q1"))
    assert made.rows() == [
        ("partOf", "agree", "league", "league (Q2)", ""),
        ("hasPart", "agree", "band", "band (Q1)", ""),
    ]


def test_dates_may_be_in_conflict(made: Fixture) -> None:
    day = '"^^xsd:date'
    made.facts(
        "band partOf league ag:belief 0.9",
        f'band affiliatedWith host ag:belief 0.9 ; ag:since "2018-03-04{day}',
        f'chief memberOf host ag:belief 0.9 ; ag:until "2018-03-04{day}',
    )
    made.item(
        "band",
        Statement("P361", "Q2", None, "2015"),
        Statement("P945", "Q6", "2010", "2018-02"),
    )
    made.item("chief", Statement("P945", "Q6", "2018-03", "2018-03"))
    found = {x.note: x.verdict for x in made.compare("band", "chief").rows}
    assert found == {
        "over there by 2015, lasting here": "in conflict",
        "over there by 2018-02, begun here in 2018-03-04": "in conflict",
        "": "agree",
    }


def test_what_reports_dispute_conflicts_and_what_they_doubt_is_not_told(made: Fixture) -> None:
    made.facts(
        "band partOf league ag:belief 0.2 ; ag:disputedBy id:c",
        "band partOf host ag:belief 0.2 ; ag:disputedBy id:c",
        "band backedBy land ag:belief 0.3",
    )
    made.item("band", Statement("P361", "Q2"), Statement("P859", "Q4"))
    assert made.rows("band") == [
        ("backedBy", "agree", "land", "land (Q4)", "weakly here (belief 0.30)"),
        ("partOf", "in conflict", "league", "league (Q2)", "disputed in our reports (belief 0.20)"),
    ]


def test_two_seats_are_in_conflict_unless_one_holds_the_other(made: Fixture) -> None:
    made.facts("band basedIn town")
    made.item("band", Statement("P159", "Q5"))
    assert made.rows("band") == [("basedIn", "in conflict", "town", "port (Q5)", "")]
    made.item("port", Statement("P131", "Q3"))
    assert made.rows("band") == [("basedIn", "agree", "town", "port (Q5)", "one lies in the other")]
    made.facts("band basedIn town", "town locatedIn land")
    made.item("band", Statement("P159", "Q4"), Statement("P159", "Q5", None, "2001"))
    assert [x[1:4] for x in made.rows("band")] == [
        ("agree", "town", "land (Q4)"),
        ("missing here", "", "port (Q5)"),
    ]


def test_what_is_not_kept_is_unknown_and_what_is_gone_missing(made: Fixture) -> None:
    made.facts("band partOf league")
    made.cache.put("item", {"Q2": {"missing": True}}, NOW)
    found = made.compare("band", "league", "stray")
    assert (found.rows, found.unknown, found.missing) == ((), ("Q1",), ("Q2",))
