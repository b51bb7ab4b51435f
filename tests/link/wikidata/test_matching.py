"""Which item an entity is: by name, class, country and company, and none when in doubt."""

import pytest
from small_wikidata import Service, entity

from kg.link.wikidata import Client
from kg.link.wikidata.matching import Unlinked, match
from kg.ontology import load_alignments
from kg.settings import shipped

ALIGNED = load_alignments(shipped() / "ontology")
GROUP, ORGANISATION, HUMAN = "Q17149090", "Q43229", "Q5"
IRAQ = {"Q9001": 1.0}


def group(*names: str, kind: str = "ArmedGroup", company: str = "") -> Unlinked:
    return Unlinked(names[0], kind, names, frozenset(company.split()))


def chosen(
    client: Client, *entities: Unlinked, taken: str = "", countries: dict[str, float] | None = None
) -> dict[str, tuple[str, float]]:
    home = IRAQ if countries is None else countries
    found = match(entities, client, ALIGNED, home, taken.split())
    return {x.key: (x.item.id, x.score) for x in found}


@pytest.fixture
def known(service: Service) -> Service:
    service.add(
        entity("Q201", "Karun Front", "Front of Karun", claims={"P17": ["Q9001"]}),
        entity("Q202", "Karun Front", claims={"P17": ["Q9002"]}, description="football club"),
        entity("Q203", "Karun Front", description="album by nobody"),
        entity("Q204", "Badr Corps", claims={"P361": ["Q300"]}),
        entity("Q205", "Badr Corps", claims={"P361": ["Q301"]}),
        entity("Q206", "Sami Rahal", claims={"P463": ["Q300"]}),
        entity("Q207", "Qasr", description="Wikimedia disambiguation page"),
        entity("Q208", "Dune Guards"),
    )
    service.classes = {
        "Q201": {GROUP},
        "Q202": {ORGANISATION},
        "Q204": {GROUP},
        "Q205": {GROUP},
        "Q206": {HUMAN},
        "Q207": {GROUP},
        "Q208": {ORGANISATION},
    }
    return service


def test_the_fitting_class_and_country_decide(known: Service, client: Client) -> None:
    assert chosen(client, group("Karun Front"))["Karun Front"][0] == "Q201"
    paths = [path for path, _, _ in known.asked]
    assert paths.count("/sparql") == 1


def test_two_that_fit_alike_are_none_until_company_decides(known: Service, client: Client) -> None:
    del known
    assert chosen(client, group("Badr Corps")) == {}
    assert chosen(client, group("Badr Corps", company="Q300"))["Badr Corps"][0] == "Q204"


def test_a_person_is_surer_when_the_item_knows_the_same_entities(
    known: Service, client: Client
) -> None:
    del known
    alone = chosen(client, group("Sami Rahal", kind="Person"))["Sami Rahal"]
    tied = chosen(client, group("Sami Rahal", kind="Person", company="Q300"))["Sami Rahal"]
    assert alone[1] < 0.8 <= tied[1]
    assert chosen(client, group("Sami Rahal")) == {}, "a person is no armed group"


def test_no_item_is_given_that_is_a_list_of_meanings_or_taken(
    known: Service, client: Client
) -> None:
    del known
    assert chosen(client, group("Qasr")) == {}
    assert chosen(client, group("Karun Front"), taken="Q201") == {}
    twins = (group("Karun Front"), Unlinked("x", "ArmedGroup", ("Front of Karun",), frozenset()))
    assert chosen(client, *twins) == {}


def test_what_nothing_confirms_is_likely_at_best(known: Service, client: Client) -> None:
    known.add(entity("Q209", "Lonely Battalion"))
    known.classes["Q209"] = {GROUP}
    score = chosen(client, group("Lonely Battalion"))["Lonely Battalion"][1]
    assert 0.5 < score < 0.8
    assert chosen(client, group("Karun Front"))["Karun Front"][1] >= 0.8
    abroad = chosen(client, group("Karun Front"), countries={"Q9003": 1.0})
    assert abroad.get("Karun Front", ("", 0.0))[1] < 0.8


def test_a_broader_class_counts_less(known: Service, client: Client) -> None:
    del known
    assert chosen(client, group("Dune Guards"))["Dune Guards"][1] < 0.8


def test_nothing_is_found_of_what_nobody_is_called(known: Service, client: Client) -> None:
    assert chosen(client, group("Nobody At All"), group("some men"), group("X")) == {}
    assert [p["search"] for _, p, _ in known.asked if "search" in p] == ["Nobody At All"]
