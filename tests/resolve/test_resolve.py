# ruff: noqa: D101, D102 - the names of the tests are sentences
"""Which participants of many documents are one entity, and which must never be."""

from collections.abc import Iterable
from itertools import permutations

import pytest

from kg.errors import InputError
from kg.lexicon.names import KnownEntity, Names
from kg.model import Document, Participant, Record, Relation, Span, Stance, Town
from kg.resolve import Resolution, resolve
from kg.vocabulary import ID


def entry(end: str, kind: str, label: str, *aliases: str, **more: object) -> KnownEntity:
    return KnownEntity(f"{ID}{end}", kind, label, (label, *aliases), **more)  # type: ignore[arg-type]


NAMES = Names(
    {
        x.iri: x
        for x in (
            entry("syria", "State", "Syria", countries=("SY",), capitals=("Damascus",)),
            entry("somalia", "State", "Somalia", countries=("SO",)),
            entry("lebanon", "State", "Lebanon", countries=("LB",)),
            entry("damascus", "Place", "Damascus", countries=("SY",)),
            entry("mogadishu", "Place", "Mogadishu", countries=("SO",)),
            entry("tripoli", "Place", "Tripoli", countries=("LY",)),
            entry("raqqa", "Place", "Raqqa", countries=("SY",)),
            entry("raqqa-governorate", "Place", "Raqqa Governorate", "Raqqa", countries=("SY",)),
            entry("sdf", "ArmedGroup", "Syrian Democratic Forces", acronyms=("SDF",)),
            entry(
                "sna-sy", "ArmedGroup", "Syrian National Army", acronyms=("SNA",), countries=("SY",)
            ),
            entry(
                "sna-so", "StateForce", "Somali National Army", acronyms=("SNA",), countries=("SO",)
            ),
            entry("islamic-state", "ArmedGroup", "Islamic State", acronyms=("IS", "ISIS")),
            entry("ltn", "MediaOutlet", "Lagos Tele News", acronyms=("LTN",), countries=("NG",)),
            entry("is-khorasan", "ArmedGroup", "Islamic State Khorasan", acronyms=("IS-K",)),
        )
    }
)


def one(
    pid: str, kind: str, *names: str, known: str | None = None, described: tuple[str, ...] = ()
) -> Participant:
    return Participant(pid, kind, names, described, known=known and f"{ID}{known}")


def record(key: str, *who: Participant, inside: Iterable[tuple[str, str]] = ()) -> Record:
    lies = tuple(
        Relation(f"r{n}", s, "locatedIn", o, Stance(), Span(0, 1, "x"), "test", 1.0)
        for n, (s, o) in enumerate(inside)
    )
    return Record(Document(key, "x"), who, lies)


def corpus(*records: Record) -> Resolution:
    return resolve(records, NAMES)


def same(*records: Record) -> bool:
    """Tell whether the participants "e" of all records are one entity."""
    with corpus(*records) as found:
        return len({found.key(x.document.key, "e") for x in records}) == 1


def group(key: str, *names: str, **more: str | None) -> Record:
    return record(key, one("e", "ArmedGroup", *names, **more))  # type: ignore[arg-type]


def test_a_full_name_is_one_entity_whatever_its_spelling_and_type() -> None:
    assert same(
        group("a", "Al-Noor Brigade"),
        group("b", "the Al Noor Brigade"),
        record("c", one("e", "Organisation", "al-Noor brigade")),
    )


def test_a_name_is_no_bridge_between_families() -> None:
    assert not same(group("a", "Al-Noor"), record("b", one("e", "Place", "Al-Noor")))


def test_an_entity_of_the_list_has_the_key_of_its_iri() -> None:
    with corpus(group("a", "SDF", known="sdf"), group("b", "Syrian Democratic Forces")) as found:
        assert [found.key("a", "e"), found.key("b", "e")] == ["sdf", "sdf"]


def test_listed_rivals_stay_apart_even_when_a_document_mixes_their_names() -> None:
    records = (
        group("a", "Syrian Democratic Forces", known="sdf"),
        group("b", "Syrian National Army", "Syrian Democratic Forces", "SNA", known="sna-sy"),
        group("c", "Islamic State", known="islamic-state"),
        group("d", "Islamic State Khorasan", known="is-khorasan"),
    )
    with corpus(*records) as found:
        assert [x.key for x in found.entities()] == [
            "is-khorasan",
            "islamic-state",
            "sdf",
            "sna-sy",
        ]
        army = next(x for x in found.entities() if x.key == "sna-sy")
        assert "Syrian Democratic Forces" not in army.names


class TestAcronyms:
    def test_alone_it_joins_nothing(self) -> None:
        assert not same(group("a", "KLF"), group("b", "KLF"))

    def test_it_joins_the_only_full_name_that_a_document_gives_it(self) -> None:
        assert same(group("a", "Karun Liberation Front", "KLF"), group("b", "KLF"))

    def test_it_joins_none_of_two(self) -> None:
        front, league = (
            group("a", "Karun Liberation Front", "KLF"),
            group("b", "Kivu Labour Fund", "KLF"),
        )
        alone = group("c", "KLF")
        with corpus(front, league, alone) as found:
            assert len({found.key(x, "e") for x in "abc"}) == 3

    def test_initials_that_fit_go_before_a_misread_pair(self) -> None:
        records = (
            group("a", "Karun Liberation Front", "KLF"),
            group("b", "Badr Corps", "KLF"),
            group("c", "KLF"),
        )
        with corpus(*records) as found:
            assert found.key("a", "e") == found.key("c", "e") != found.key("b", "e")

    def test_it_does_not_join_across_theatres(self) -> None:
        there = record(
            "a",
            one("e", "ArmedGroup", "Karun Liberation Front", "KLF"),
            one("p", "Place", "Damascus"),
        )
        here = record("b", one("e", "ArmedGroup", "KLF"), one("p", "Place", "Mogadishu"))
        assert not same(there, here)

    def test_in_one_theatre_it_is_one(self) -> None:
        town = one("p", "Place", "Damascus")
        assert same(*(record(x, one("e", "ArmedGroup", "KLF"), town) for x in "ab"))

    @pytest.mark.parametrize(("town", "key"), [("Damascus", "sna-sy"), ("Mogadishu", "sna-so")])
    def test_of_listed_namesakes_the_theatre_tells_which(self, town: str, key: str) -> None:
        with corpus(record("a", one("e", "ArmedGroup", "SNA"), one("p", "Place", town))) as found:
            assert found.key("a", "e") == key

    def test_an_agency_may_be_named_anywhere(self) -> None:
        there = record("a", one("e", "MediaOutlet", "LTN"), one("p", "Place", "Damascus"))
        with corpus(there) as found:
            assert found.key("a", "e") == "ltn"

    def test_of_listed_namesakes_none_is_taken_without_a_theatre(self) -> None:
        assert not same(group("a", "SNA"), group("b", "SNA"))


class TestAliases:
    def test_two_names_in_one_document_carry_over_to_others(self) -> None:
        assert same(
            group("a", "Karun Front"),
            group("b", "Karun Front", "Sons of the River"),
            group("c", "Sons of the River"),
        )

    def test_documents_that_name_both_side_by_side_outvote_one_wrong_reading(self) -> None:
        mixed = group("m", "Karun Front", "Badr Corps")
        lists = [
            record(x, one("e", "ArmedGroup", "Karun Front"), one("f", "ArmedGroup", "Badr Corps"))
            for x in "ab"
        ]
        with corpus(mixed, *lists) as found:
            assert found.key("a", "e") != found.key("a", "f")
            assert found.key("m", "e") == found.key("a", "e")
            corps = next(x for x in found.entities() if x.key == found.key("a", "f"))
            assert corps.names == ("Badr Corps",)
            assert any("kept apart" in line for line in found.why(corps.key))

    def test_a_short_form_is_no_name_of_its_own(self) -> None:
        assert not same(
            group("a", "Northern Observatory for Peace", "Observatory"),
            group("b", "Southern Observatory for Peace", "Observatory"),
        )

    def test_generic_names_stay_in_their_document(self) -> None:
        assert not same(*(record(x, one("e", "StateForce", "Defence Ministry")) for x in "ab"))


class TestPersons:
    def person(self, key: str, *names: str) -> Record:
        return record(key, one("e", "Person", *names))

    def test_transliterations_and_titles_are_one(self) -> None:
        assert same(
            self.person("a", "Rami Abdul Rahman"),
            self.person("b", "Rami Abdel Rahman"),
            self.person("c", "Gen. Rami Abdurrahman"),
        )

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("Ahmed Hassan", "Ahmed Hussein"),
            ("Maria Lopez", "Mario Lopez"),
            ("Mohammed Ali", "Mohammed Adel"),
            ("Omar Saleh", "Amr Saleh"),
        ],
    )
    def test_namesakes_by_ear_are_not(self, left: str, right: str) -> None:
        assert not same(self.person("a", left), self.person("b", right))

    def test_a_surname_stays_in_its_document(self) -> None:
        assert not same(self.person("a", "Rahman"), self.person("b", "Rahman"))
        assert not same(
            self.person("a", "Abdel Rahman"), self.person("b", "Rami Abdel Rahman", "Rahman")
        )


class TestPlaces:
    def place(self, key: str, country: str | None, *names: str, described: str = "") -> Record:
        town = one("e", "Place", *names, described=(described,) if described else ())
        if country is None:
            return record(key, town)
        return record(key, town, one("c", "State", country), inside=[("e", "c")])

    def test_the_country_of_the_text_sets_homonyms_apart(self) -> None:
        assert not same(self.place("a", "Syria", "Al-Safa"), self.place("b", "Lebanon", "Al-Safa"))
        assert not same(self.place("a", None, "Tripoli"), self.place("b", "Lebanon", "Tripoli"))

    def test_a_bare_name_is_the_only_place_of_that_name(self) -> None:
        assert same(self.place("a", "Syria", "Al-Safa"), self.place("b", None, "Al-Safa"))

    def test_a_bare_name_is_neither_of_two(self) -> None:
        records = (
            self.place("a", "Syria", "Safa"),
            self.place("b", "Lebanon", "Safa"),
            self.place("c", None, "Safa"),
        )
        with corpus(*records) as found:
            assert len({found.key(x, "e") for x in "abc"}) == 3

    def test_town_and_province_of_one_name_are_two(self) -> None:
        town = self.place("a", None, "Karbana", described="the town of Karbana")
        province = self.place("b", None, "Karbana province")
        bare = self.place("c", None, "Karbana")
        with corpus(town, province, bare) as found:
            assert found.key("a", "e") == found.key("c", "e") != found.key("b", "e")

    def test_of_listed_homonyms_the_kind_tells_which(self) -> None:
        with corpus(self.place("a", None, "Raqqa", described="Raqqa province")) as found:
            assert found.key("a", "e") == "raqqa-governorate"

    def linked(self, key: str, number: int | None, country: str = "SY") -> Record:
        """Return a document whose own link took Safa for a town of GeoNames, or for none."""
        town = number and Town(number, country, (35.0, 36.0))
        return record(key, Participant("e", "Place", ("Safa",), town=town or None))

    def test_towns_of_two_countries_are_two_when_documents_were_linked_so(self) -> None:
        with corpus(self.linked("a", 7), self.linked("b", 8, "LB"), self.linked("c", 7)) as found:
            assert found.key("a", "e") == found.key("c", "e") != found.key("b", "e")
            towns = {x.key: (x.geonames, x.point) for x in found.entities()}
            assert towns[found.key("a", "e")] == (7, (35.0, 36.0))
            assert towns[found.key("b", "e")][0] == 8

    def test_a_document_that_could_not_be_linked_joins_and_leaves_the_key(self) -> None:
        with corpus(self.linked("a", 7)) as before:
            key = before.key("a", "e")
        with corpus(self.linked("a", 7), self.linked("b", None)) as found:
            assert found.key("a", "e") == found.key("b", "e") == key

    def test_documents_that_took_it_for_different_towns_of_a_country_decide_nothing(self) -> None:
        with corpus(self.linked("a", 7), self.linked("b", 9)) as found:
            assert [x.geonames for x in found.entities()] == [None]

    def test_a_town_by_its_company_is_not_the_one_that_is_listed(self) -> None:
        town = Participant("e", "Place", ("Mogadishu",), town=Town(7, "YE", (15.0, 44.0)))
        with corpus(record("a", town), record("b", one("e", "Place", "Mogadishu"))) as found:
            assert found.key("b", "e") == "mogadishu" != found.key("a", "e")

    def test_a_river_or_a_state_of_a_federation_is_no_country(self) -> None:
        for name in ("Lebanon river", "Lebanon State", "river of Lebanon"):
            with corpus(self.place("a", None, name)) as found:
                assert found.key("a", "e") != "lebanon"

    def test_a_capital_is_its_state_only_where_it_acts(self) -> None:
        with corpus(
            self.place("a", None, "Damascus"), record("b", one("e", "State", "Damascus"))
        ) as found:
            assert [found.key(x, "e") for x in "ab"] == ["damascus", "syria"]

    def test_a_country_is_one_as_place_and_as_actor(self) -> None:
        assert same(
            record("a", one("e", "Place", "Syria")), record("b", one("e", "State", "Syria"))
        )


def test_a_town_that_acts_is_not_the_town_of_the_list() -> None:
    speaks = record("a", one("e", "State", "Mogadishu", known="mogadishu"))
    with corpus(speaks, record("b", one("e", "Place", "Mogadishu"))) as found:
        assert found.key("b", "e") == "mogadishu" != found.key("a", "e")
        assert {x.key: x.type for x in found.entities()}[found.key("a", "e")] == "State"


def test_an_organisation_that_publishes_is_an_outlet() -> None:
    records = [record(x, one("e", "Organisation", "Karun Press")) for x in "ab"]
    with corpus(*records, record("c", one("e", "MediaOutlet", "Karun Press"))) as found:
        assert [x.type for x in found.entities()] == ["MediaOutlet"]


def test_the_unnamed_stay_in_their_document() -> None:
    bomber = one("e", "Person", described=("a suicide bomber",))
    with corpus(record("a", bomber), record("b", bomber)) as found:
        assert found.key("a", "e") != found.key("b", "e")
        assert {(x.names, x.descriptions) for x in found.entities()} == {
            ((), ("a suicide bomber",))
        }


def test_neither_the_order_of_records_nor_new_ones_change_a_key() -> None:
    records = (
        group("a", "Karun Liberation Front", "KLF"),
        group("b", "KLF"),
        group("c", "Karun Front", "Karun Liberation Front"),
        record("d", one("e", "Person", "Rami Abdul Rahman")),
        record("f", one("e", "Person", "Rami Abdel Rahman")),
    )
    keys = set()
    for order in permutations(records):
        with corpus(*order) as found:
            keys.add(tuple(found.key(x.document.key, "e") for x in records))
    assert len(keys) == 1
    with corpus(
        *records, group("g", "Karun Liberation Front of the South", "Karun Front")
    ) as found:
        assert tuple(found.key(x.document.key, "e") for x in records) in keys


def test_an_entity_has_its_best_name_first_its_usual_type_and_its_list_entry() -> None:
    records = (
        group("a", "KLF", "Karun Front"),
        record("b", one("e", "Organisation", "Karun Front")),
        group("c", "Karun Front"),
        group("d", "SDF", known="sdf"),
    )
    with corpus(*records) as found:
        front, forces = found.entities()
    assert (front.names, front.type) == (("Karun Front", "KLF"), "ArmedGroup")
    assert (forces.names[0], forces.known) == ("Syrian Democratic Forces", f"{ID}sdf")


def test_the_reasons_of_a_merge_can_be_read() -> None:
    with corpus(*(record(x, one("e", "Person", f"Rami Abd{x}l Rahman")) for x in "ue")) as found:
        assert found.why(found.key("u", "e")) == [
            "the full name “rami abdal rahman” is shared (2 times)"
        ]
    with corpus(group("a", "Karun Front", "Sons of the River")) as found:
        assert any("Documents use both names" in x for x in found.why(found.key("a", "e")))


def test_asking_for_a_stranger_is_an_error_in_words() -> None:
    with (
        corpus(group("a", "Karun Front")) as found,
        pytest.raises(InputError, match="no entity 'x'"),
    ):
        found.key("a", "x")
