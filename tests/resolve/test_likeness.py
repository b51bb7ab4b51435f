# ruff: noqa: D101, D102 - the names of the tests are sentences
"""What makes two names one, and what keeps rivals apart: the pure reasons, and a corpus of each."""

from collections.abc import Iterable

import pytest

from kg.lexicon.generic import is_shared
from kg.lexicon.names import KnownEntity, Names
from kg.model import Document, Participant, Record
from kg.resolve import resolve
from kg.resolve.likeness import ENOUGH, likeness
from kg.resolve.spelling import fits, gist, key_of, place_key, sound_alike
from kg.resolve.variants import extends
from kg.resolve.wordings import core, is_counted
from kg.vocabulary import ID

NAMES = Names(
    {
        f"{ID}{end}": KnownEntity(
            f"{ID}{end}", kind, label, (label, *also), countries=(land,), **more
        )
        for end, kind, label, also, land, more in (
            ("norland", "State", "Norland", (), "NO", {"demonyms": ("Norlandic",)}),
            ("norlandia", "State", "Norlandia", (), "NA", {"demonyms": ("Norlandec",)}),
            ("port", "Place", "Port Nor", (), "NO", {}),
            ("cape", "Place", "Cape Andia", (), "NA", {}),
            ("kasra-province", "Place", "Kasra Province", ("Kasra province",), "NO", {}),
            ("front", "ArmedGroup", "Karun Front", (), "NO", {"acronyms": ("KRF",)}),
        )
    }
)
TOWNS = {"NO": "Port Nor", "NA": "Cape Andia", "": ""}


def record(key: str, kind: str, names: str, land: str = "NO", described: str = "") -> Record:
    """Return a document of a land; `names` are joined by "="."""
    who = Participant("e", kind, tuple(names.split("=")), (described,) if described else ())
    town = [Participant("t", "Place", (TOWNS[land],))] if land else []
    return Record(Document(key, "x"), (who, *town))


def nodes(records: Iterable[Record]) -> list[str]:
    read = list(records)
    with resolve(read, NAMES) as found:
        return [found.key(x.document.key, "e") for x in read]


def groups(*variants: tuple[str, str]) -> int:
    """Return how many entities groups of these names and lands become."""
    return len({*nodes(record(f"d{n}", "ArmedGroup", *x) for n, x in enumerate(variants))})


@pytest.mark.parametrize(
    ("one", "other", "acronym"),
    [
        ("revolutionary forces of the river", "fuerzas revolucionarias del river", "RFR"),
        ("continuity ira", "continuity irish republican army", "CIRA"),
        ("popular liberation army", "ejercito popular de liberacion", "EPL"),
    ],
)
def test_translations_and_long_forms_are_like(one: str, other: str, acronym: str) -> None:
    assert likeness(one, other, acronym) == likeness(other, one, acronym) >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other", "acronym"),
    [
        ("iraqi security forces", "internal security forces", "ISF"),
        ("syrian national council", "syrian national coalition", "SNC"),
        ("karun liberation front", "kivu liberation front", "KLF"),
        ("badr corps", "karun liberation front", "KLF"),
    ],
)
def test_rivals_of_one_acronym_are_not(one: str, other: str, acronym: str) -> None:
    assert likeness(one, other, acronym) == likeness(other, one, acronym) < ENOUGH


@pytest.mark.parametrize(
    ("acronym", "name", "does"),
    [
        ("CIRA", "continuity ira", True),
        ("SPLM-IO", "Sudan People's Liberation Movement-in-Opposition", True),
        ("MRF", "movement for the river of the front", True),
        ("MRF", "movement of the front", False),
        ("", "", False),
    ],
)
def test_initials(acronym: str, name: str, *, does: bool) -> None:
    assert fits(acronym, name) == does


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Kurdish-led Syrian Democratic Forces", "Syrian Democratic Forces"),
        ("M23 rebels", "M23"),
        ("Houthi Movement", "Houthi Movement"),
        ("Saudi-led coalition", "Saudi-led coalition"),
        ("rebels", "rebels"),
    ],
)
def test_a_name_without_what_stands_around_it(name: str, bare: str) -> None:
    assert core(name) == bare


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("five Malian soldiers", True),
        ("More than 1,000 Afghan soldiers", True),
        ("its troops", True),
        ("no Myanmar army", True),
        ("Five Seconds", False),
        ("1920 Revolution Brigades", False),
        ("Malian soldiers", False),
        ("", False),
    ],
)
def test_people_that_are_counted_have_no_name(name: str, *, does: bool) -> None:
    assert is_counted(name) == does


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jamaat-ul-Ahrar", "Jamaatul Ahrar"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Harakah al-Yaqin", "Harakat al-Yaqin"),
        ("Ilham Ahmed", "Elham Ahmad"),
        ("Zawiya", "az-Zawiyah"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert sound_alike(key_of(one), key_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hafez al-Assad", "Hafez Saeed"),
        ("East Darfur", "West Darfur"),
        ("ABC News", "BBC News"),
        ("Saleh Ali", "Sali Ali"),
    ],
)
def test_names_that_only_sound_near(one: str, other: str) -> None:
    assert not sound_alike(key_of(one), key_of(other))


def test_two_ways_of_writing_english_are_one() -> None:
    assert gist("river defense forces of the organization") == gist(
        "river defence force organisation"
    )


def test_a_sea_keeps_its_word_and_a_river_does_not() -> None:
    assert place_key("Arabian Sea") == ("arabian sea", "water")
    assert place_key("Euphrates River") == ("euphrates", "water")


@pytest.mark.parametrize(
    ("fuller", "shorter", "does"),
    [
        ("riak mashar tani", "riak mashar", True),
        ("iafgani fikturufish priguzhin", "iafgani priguzhin", True),
        ("ahmad shah masud", "ahmad masud", False),
        ("riak mashar", "riak mashar", False),
        ("riak mashar", "riak", False),
    ],
)
def test_persons_by_parts_of_their_names(fuller: str, shorter: str, *, does: bool) -> None:
    assert extends(fuller.split(), shorter.split()) == does


class TestGroups:
    def test_spellings_meet_in_one_theatre_only(self) -> None:
        assert groups(("Liwa al-Zubayr", "NO"), ("Liwa al-Zubair", "NO")) == 1
        assert groups(("Liwa al-Zubayr", "NO"), ("Liwa al-Zubair", "NA")) == 2

    def test_adjectives_of_countries_are_not_spellings_of_each_other(self) -> None:
        assert groups(("Norlandic Guards", "NO"), ("Norlandec Guards", "NO")) == 2

    def test_a_name_that_many_bear_is_one_per_theatre(self) -> None:
        assert is_shared("national liberation army")
        army = "National Liberation Army"
        assert groups((army, "NO"), (army, "NO"), (army, "")) == 1
        assert groups((army, "NO"), (army, "NA")) == 2
        assert groups(("Zubayr Liberation Army", "NO"), ("Zubayr Liberation Army", "NA")) == 1

    def test_names_of_one_acronym_are_one_in_one_theatre(self) -> None:
        english, spanish = "Popular Liberation Army=EPL", "Ejército Popular de Liberación=EPL"
        assert groups((english, "NO"), (spanish, "NO"), ("EPL", "NO")) == 1
        assert groups((english, "NO"), (spanish, "NA")) == 2

    def test_an_acronym_is_that_of_its_full_name_and_not_of_the_list(self) -> None:
        assert "front" not in nodes([record("a", "ArmedGroup", "Kasra Resistance Forces=KRF")])
        assert nodes([record("a", "ArmedGroup", "KRF")]) == ["front"]


def test_a_bare_name_is_not_the_province_unless_a_report_says_so() -> None:
    town = record("a", "Place", "Kasra")
    province = record("b", "Place", "Kasra province")
    described = record("c", "Place", "Kasra", described="the northern province of Kasra")
    one, two, three = nodes([town, province, described])
    assert one != two == three == "kasra-province"


def test_father_and_son_stay_two() -> None:
    found = nodes(record(x, "Person", x) for x in ("Ahmad Shah Massoud", "Ahmad Massoud"))
    assert len({*found}) == 2
