"""Places: the right bearer of a name, by the country the context names and by size."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.lexicon.names import Names
from kg.lexicon.places import Place, Places, load
from kg.settings import shipped
from kg.vocabulary import ID

ONTOLOGY = shipped() / "ontology"


@pytest.fixture(scope="module")
def places() -> Places:
    return load(ONTOLOGY)


def found(places: Places, name: str, *countries: str) -> Place:
    place = places.find(name, countries)
    assert place is not None, name
    return place


@pytest.mark.parametrize(
    ("name", "context", "country"),
    [
        ("Tripoli", (), "LY"),
        ("Tripoli", ("LB",), "LB"),
        ("Córdoba", (), "AR"),
        ("Córdoba", ("ES",), "ES"),
        ("Valencia", ("VE",), "VE"),
        ("Birmingham", (), "GB"),
        ("Birmingham", ("US",), "US"),
        ("Hyderabad", (), "IN"),
        ("Hyderabad", ("PK",), "PK"),
        ("Sousa", ("SY", "IQ"), "SY"),
        ("Beni", ("CD",), "CD"),
        ("Rafah", ("PS",), "PS"),
        ("Cordoba", ("CO",), "CO"),
    ],
)
def test_context_decides_between_places_of_one_name(
    places: Places, name: str, context: tuple[str, ...], country: str
) -> None:
    assert found(places, name, *context).country == country


@pytest.mark.parametrize(
    ("name", "latitude"),
    [
        ("Deir Ezzor", 35.3),
        ("Deir ez-Zor", 35.3),
        ("Kobani", 36.9),
        ("al-Fallujah", 33.3),
        ("Shirqat", 35.5),
        ("El Fasher", 13.6),
        ("Mekele", 13.5),
        ("Artemivsk", 48.6),
        ("Lugansk", 48.6),
        ("Mazar-e-Sharif", 36.7),
    ],
)
def test_the_spellings_of_reports_are_found(places: Places, name: str, latitude: float) -> None:
    point = found(places, name).point
    assert point is not None
    assert point[0] == pytest.approx(latitude, abs=0.2)


def test_known_places_and_countries_come_with_their_entry(places: Places) -> None:
    assert found(places, "Darfur").known == ID + "darfur"
    assert found(places, "Syria").known == ID + "syria"
    assert found(places, "Aleppo province").known == ID + "aleppo-governorate"


def test_cities_come_with_geonames_number_and_verified_item(places: Places) -> None:
    city = found(places, "Zhmerynka")
    assert (city.geonames, city.country, city.known) == (687116, "UA", None)
    assert city.wikidata is not None
    assert city.wikidata.startswith("Q")


def test_villages_are_found_only_where_the_context_is(places: Places) -> None:
    assert places.find("Afis") is None
    assert found(places, "Afis", "SY").country == "SY"


@pytest.mark.parametrize("name", ["", "the", "Nowhereville", "Operation", "\u0000", "-"])
def test_what_is_no_place_is_none(places: Places, name: str) -> None:
    assert not places.is_place(name)


def test_a_capital_is_the_city_and_not_the_state(places: Places) -> None:
    assert found(places, "Ouagadougou").known == ID + "ouagadougou"


def test_matchers_get_cities_but_no_words_and_no_persons(places: Places) -> None:
    surfaces = set(places.surfaces())
    assert {"Jerash", "Sheberghan", "Ar Rutbah", "Marmaris"} <= surfaces
    junk = {"Reading", "Of", "March", "Mobile", "Young", "Bush", "Ali", "Split", "Police", "Nelson"}
    assert junk & surfaces == set()
    assert min(map(len, surfaces)) > 2


def test_the_order_of_matches_is_always_the_same(places: Places) -> None:
    fresh = Places(ONTOLOGY, Names({}))
    assert list(fresh.surfaces()) == list(Places(ONTOLOGY, Names({})).surfaces())
    assert places.candidates("San Jose") == places.candidates("San Jose")


@given(st.text(max_size=30), st.lists(st.sampled_from(["SY", "US", "??"]), max_size=2))
def test_any_name_may_be_asked_for(name: str, countries: list[str]) -> None:
    place = load(ONTOLOGY).find(name, countries)
    assert place is None or place.name


@pytest.mark.parametrize("broken", ["towns.tsv", "lexicon/not_places.toml"])
def test_a_broken_file_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "lexicon").mkdir()
    for name in ("towns.tsv", "lexicon/not_places.toml"):
        (tmp_path / name).write_bytes((ONTOLOGY / name).read_bytes())
    (tmp_path / broken).write_text("words = [\n1", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=Path(broken).name):
        list(Places(tmp_path, Names({})).surfaces())


def test_broken_items_of_cities_are_named(tmp_path: Path) -> None:
    (tmp_path / "cities.ttl").write_text("gn:1 owl:sameAs", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cities\.ttl"):
        Places(tmp_path, Names({})).find("Paris")
