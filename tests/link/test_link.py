"""Linking: the right bearer of an ambiguous name, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import names as names_room
from kg.lexicon import places as places_room
from kg.lexicon.names import KnownEntity, Names
from kg.lexicon.places import Places
from kg.link import link, link_participants
from kg.model import Entity, Participant
from kg.settings import Settings, shipped
from kg.vocabulary import ENTITY_TYPES, ID

ONTOLOGY = shipped() / "ontology"
NAMES = names_room.load(ONTOLOGY)
PLACES = places_room.load(ONTOLOGY)
SETTINGS = Settings()

SYRIA = (("State", "Syria"), ("Place", "Raqqa"), ("Place", "Aleppo"))
SOMALIA = (("Place", "Mogadishu"), ("ArmedGroup", "al-Shabaab"), ("State", "Somalia"))
CONGO = (("Place", "Goma"), ("ArmedGroup", "M23"), ("Place", "North Kivu"))
CAMEROON = (("State", "Cameroon"), ("Place", "Bamenda"))
COLOMBIA = (("State", "Colombia"), ("Place", "Arauca Department"), ("ArmedGroup", "FARC"))
BALKANS = (("State", "North Macedonia"), ("Place", "Skopje"))
LIBYA = (("Place", "Benghazi"), ("Place", "Sirte"), ("State", "Libya"))
LEBANON = (("Place", "Beirut"), ("Place", "Sidon"), ("State", "Lebanon"))
PAKISTAN = (("Place", "Peshawar"), ("State", "Pakistan"), ("Place", "Quetta"))
KABUL = (("Place", "Kabul"), ("State", "Afghanistan"), ("Place", "Kandahar"))
IRAQ = (("Place", "Baghdad"), ("Place", "Mosul"), ("StateForce", "Iraqi Army"))
ULSTER = (("Place", "Belfast"), ("Place", "Derry"))
YEMEN = (("ArmedGroup", "Houthis"), ("Place", "Aden"), ("Place", "Hodeidah"))
SUDAN = (("Place", "El Fasher"), ("Place", "Khartoum"), ("State", "Sudan"))
UKRAINE = (("Place", "Bakhmut"), ("Place", "Kherson"), ("State", "Ukraine"))
MOZAMBIQUE = (("Place", "Cabo Delgado Province"), ("State", "Mozambique"))
GAZA = (("Place", "Khan Younis"), ("Place", "Gaza Strip"), ("ArmedGroup", "Hamas"))


def linked(kind: str, name: str, company: tuple[tuple[str, str], ...] = ()) -> Entity:
    """Return the entity called `name` as it is linked among `company`."""
    entities = [Entity("e0", kind, tuple(name.split(" = ")))]
    entities += [Entity(f"e{i}", *pair[:1], (pair[1],)) for i, pair in enumerate(company, 1)]
    return next(link(entities, NAMES, PLACES, SETTINGS))


@pytest.mark.parametrize(
    ("kind", "name", "company", "expected"),
    [
        ("ArmedGroup", "SNA", (), None),
        ("ArmedGroup", "SNA", SYRIA, "syrian-national-army"),
        ("StateForce", "SNA", SOMALIA, "somali-national-army"),
        ("StateForce", "Somali National Army = SNA", SYRIA, "somali-national-army"),
        ("ArmedGroup", "ADF", CONGO, "allied-democratic-forces"),
        ("ArmedGroup", "ADF", CAMEROON, "ambazonia-defence-forces"),
        ("ArmedGroup", "ADF", (), None),
        ("StateForce", "ADF", (("State", "Australia"),), "australian-defence-force"),
        ("ArmedGroup", "National Liberation Army", COLOMBIA, "national-liberation-army-colombia"),
        ("ArmedGroup", "National Liberation Army", BALKANS, "national-liberation-army-macedonia"),
        ("ArmedGroup", "Ansar al-Sharia", (), None),
        ("ArmedGroup", "Ansar al-Sharia", LIBYA, "ansar-al-sharia-libya"),
        ("ArmedGroup", "Ansar al-Sharia", YEMEN, "ansar-al-sharia-yemen"),
        ("ArmedGroup", "Army of Islam", SYRIA, "jaysh-al-islam-syria"),
        ("ArmedGroup", "Army of Islam", GAZA, "jaysh-al-islam-gaza"),
        ("ArmedGroup", "Jundallah", PAKISTAN, "jundallah-pakistan"),
        ("ArmedGroup", "IS", IRAQ, "islamic-state"),
        ("ArmedGroup", "ISI", IRAQ, "islamic-state"),
        ("StateForce", "ISI", PAKISTAN, "inter-services-intelligence"),
        ("ArmedGroup", "Islamic State fighters", SYRIA, "islamic-state"),
        ("ArmedGroup", "Islamic State in Khorasan", PAKISTAN, "islamic-state-khorasan-province"),
        ("ArmedGroup", "Pakistani Taliban = Taliban", PAKISTAN, "tehrik-i-taliban-pakistan"),
        ("ArmedGroup", "Taliban", PAKISTAN, "tehrik-i-taliban-pakistan"),
        ("ArmedGroup", "Taliban", (*PAKISTAN, *KABUL), "taliban"),
        ("ArmedGroup", "Taliban", (), "taliban"),
        ("StateForce", "federal police", IRAQ, "federal-police-iraq"),
        ("Organisation", "Defence Ministry", KABUL, "afghan-defense-ministry"),
        ("StateForce", "National Guard", (("State", "Mexico"),), "national-guard-mexico"),
        ("StateForce", "Israeli warplanes", GAZA, "israeli-air-force"),
        ("ArmedGroup", "Ulster Defense Association", ULSTER, "ulster-defence-association"),
        ("ArmedGroup", "Jahbat al-Nusra", SYRIA, "hayat-tahrir-al-sham"),
        ("ArmedGroup", "Jahbat al-Nusra", COLOMBIA, None),  # misspelled, and nowhere near
        ("StateForce", "3rd Cavalry Brigade", UKRAINE, None),  # no other number is its own
        ("Place", "Sourou", (("State", "Central African Republic"), ("Place", "Bria")), None),
        ("ArmedGroup", "Hezbollah", LEBANON, "hezbollah"),
        ("ArmedGroup", "Kataib Hezbollah = Hezbollah", IRAQ, "kataib-hezbollah"),
        ("ArmedGroup", "IRA", ULSTER, "provisional-irish-republican-army"),
        ("ArmedGroup", "Real IRA", ULSTER, "real-irish-republican-army"),
        ("ArmedGroup", "al-Shabab", MOZAMBIQUE, "ansar-al-sunna-mozambique"),
        ("ArmedGroup", "al-Shabab", SOMALIA[::2], "al-shabaab"),
        ("ArmedGroup", "al-Shabab", (), "al-shabaab"),
        ("ArmedGroup", "SRF", SYRIA, "syrian-revolutionaries-front"),
        ("ArmedGroup", "SRF", SUDAN, "sudan-revolutionary-front"),
        ("ArmedGroup", "JEM", SUDAN, "justice-and-equality-movement"),
        ("ArmedGroup", "FDLR", YEMEN, None),  # an acronym far from home
        ("StateForce", "Turkey's air force", SYRIA, "turkish-air-force"),
        ("StateForce", "Iraqi troops", IRAQ, "iraqi-armed-forces"),
        ("StateForce", "Turkish artillery", SYRIA, "turkish-armed-forces"),
        ("StateForce", "RSF", SUDAN, "rapid-support-forces"),
        ("MediaOutlet", "AFP", SYRIA, "agence-france-presse"),
        ("StateForce", "AFP", (("State", "Philippines"),), "armed-forces-of-the-philippines"),
        ("ArmedGroup", "The SDF", SYRIA, "syrian-democratic-forces"),
        ("ArmedGroup", "the Kurdish YPG", SYRIA, "peoples-defense-units"),
        ("Person", "Defense Secretary Ash Carter", (*IRAQ, ("State", "US")), "ash-carter"),
        ("Person", "Lt. Gen. Stephen J. Townsend", (("State", "US"),), "stephen-townsend"),
        ("Person", "Prime Minister Abadi", IRAQ, None),
        ("Place", "the city of Raqqa", SYRIA, "raqqa"),
        ("Place", "Palmyra, Syria", (), "palmyra-syria"),
        ("State", "the government of Iraq", IRAQ, "iraq"),
        ("State", "Washington", SYRIA, "united-states"),
        ("Place", "Washington", (), "washington-dc"),
        ("State", "Syrian government", SYRIA, "syria"),
        ("State", "Georgia", (("Place", "Tbilisi"),), "georgia"),
        ("Place", "Tripoli", LIBYA, "tripoli-libya"),
        ("Place", "Tripoli", LEBANON, "tripoli-lebanon"),
        ("Place", "Sousa", SYRIA, "sousa-syria"),
        ("Place", "Raqqa city", SYRIA, "raqqa"),
        ("Person", "Bashar Assad", SYRIA, "bashar-al-assad"),
        ("Person", "Assad", SYRIA, None),
        ("Person", "Trump = Donald Trump", (), "donald-trump"),
        ("Person", "Hemedti", SUDAN, "mohamed-hamdan-dagalo"),
        ("Person", "Ivan Petrov", UKRAINE, None),
        ("Person", "Sean Ryan", PAKISTAN, None),  # a spokesman's namesake, far away
        ("Organisation", "Observatory of Paris", (), None),
        ("ArmedGroup", "Front", SYRIA, None),
        ("ArmedGroup", "us", SYRIA, None),
    ],
)
def test_ambiguous_names(
    kind: str, name: str, company: tuple[tuple[str, str], ...], expected: str | None
) -> None:
    found = linked(kind, name, company).known
    assert found == (None if expected is None else ID + expected)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("ArmedGroup", "Islamic State"),
        ("ArmedGroup", "Free Syrian Army"),
        ("State", "Turkey"),
        ("Organisation", "United Nations"),
        ("Person", "Barack Obama"),
    ],
)
def test_an_exact_and_only_name_is_as_good_as_certain(kind: str, name: str) -> None:
    found = linked(kind, name)
    assert found.wikidata is not None
    assert found.link_score is not None
    assert found.link_score >= 0.9


def test_an_acronym_alone_is_less_certain_than_the_name() -> None:
    full, short = linked("ArmedGroup", "Boko Haram"), linked("ArmedGroup", "PKK")
    assert full.link_score is not None
    assert short.link_score is not None
    assert short.link_score < full.link_score


def test_the_company_makes_an_acronym_more_certain() -> None:
    alone = linked("ArmedGroup", "FSA").link_score
    among = linked("ArmedGroup", "FSA", SYRIA).link_score
    assert alone is not None
    assert among is not None
    assert among > alone


def test_a_wrong_type_does_not_link() -> None:
    assert linked("Person", "Islamic State").known is None
    assert linked("Place", "Free Syrian Army").known is None


def test_cities_get_their_point_even_without_an_entry() -> None:
    city = linked("Place", "Marmaris", (("State", "Turkey"),))
    assert city.known is None
    assert city.point == pytest.approx((36.85, 28.27), abs=0.05)


def test_a_village_gets_its_point_from_the_company() -> None:
    assert linked("Place", "Afis").point is None
    assert linked("Place", "Afis", SYRIA).point == pytest.approx((35.9, 36.8), abs=0.05)


def described(kind: str, name: str, description: str) -> Entity:
    company = [Entity(f"e{n}", x, (y,)) for n, (x, y) in enumerate(SYRIA)]
    entity = Entity("e", kind, (name,), (description,))
    return next(link([entity, *company], NAMES, PLACES, SETTINGS))


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("the eastern province of Deir Ezzor", "deir-ez-zor-governorate"),
        ("the city of Deir Ezzor", "deir-ez-zor"),
        ("their last stronghold", "deir-ez-zor"),
    ],
)
def test_a_description_tells_the_province_from_the_town(description: str, expected: str) -> None:
    assert described("Place", "Deir Ezzor", description).known == ID + expected


def test_a_city_that_only_geonames_lists_gets_its_number() -> None:
    city = linked("Place", "Marmaris", (("State", "Turkey"),))
    assert (city.known, city.geonames) == (None, 304782)
    assert linked("Place", "Dakar", SYRIA).geonames == 2253354
    assert linked("Place", "Raqqa", SYRIA).geonames is None


def test_of_villages_of_one_name_the_one_beside_the_company_is_meant() -> None:
    def village(*beside: str) -> int | None:
        entities = [Entity("e", "Place", ("Ivanivske",)), Entity("u", "State", ("Ukraine",))]
        entities += [Entity(name, "Place", (name,)) for name in beside]
        return next(link(entities, NAMES, PLACES, SETTINGS)).geonames

    assert village("Bakhmut", "Kramatorsk", "Donetsk") == 704285
    assert village() is None


def test_the_company_is_that_of_the_same_documents() -> None:
    names = {"s": "SNA", "a": "Raqqa", "b": "Syria", "c": "Mogadishu", "d": "Somalia"}
    kinds = {"s": "ArmedGroup", "a": "Place", "b": "State", "c": "Place", "d": "State"}
    entities = [Entity(key, kinds[key], (name,)) for key, name in names.items()]

    def sna(*documents: str) -> str | None:
        return next(link(entities, NAMES, PLACES, SETTINGS, documents)).known

    assert sna("sab", "cd") == ID + "syrian-national-army"
    assert sna("ab", "scd") == ID + "somali-national-army"


def test_a_person_of_a_name_only_like_it_is_never_asserted() -> None:
    person = linked("Person", "Haidar al-Abbadi", IRAQ)
    assert person.known is None
    assert person.link_score is None or person.link_score < SETTINGS.link_threshold


@settings(deadline=None)  # the first name that nobody bears builds an index
@given(st.text(max_size=30), st.sampled_from(ENTITY_TYPES), st.text(max_size=30))
def test_any_entity_may_be_given(name: str, kind: str, description: str) -> None:
    entities = [Entity("e", kind, (name,), (description,)), Entity("s", "State", ("Syria",))]
    once = list(link(entities, NAMES, PLACES, SETTINGS))
    assert [x.key for x in once] == ["e", "s"]
    assert list(link(entities, NAMES, PLACES, SETTINGS)) == once


def test_what_reading_recognised_decides_between_equals() -> None:
    one, other = ID + "syrian-national-army", ID + "somali-national-army"
    for hint in (one, other):
        entity = Entity("e1", "ArmedGroup" if hint == one else "StateForce", ("SNA",), known=hint)
        assert next(link([entity], NAMES, PLACES, SETTINGS)).known == hint


def test_what_cannot_be_decided_keeps_what_it_had() -> None:
    entity = Entity("e1", "ArmedGroup", ("Some Band",), known=ID + "x", point=(1.0, 2.0))
    assert next(link([entity], NAMES, PLACES, SETTINGS)) == entity


def test_a_surer_link_is_kept() -> None:
    entity = Entity("e1", "ArmedGroup", ("PKK",), wikidata="Q1", link_score=1.0)
    assert next(link([entity], NAMES, PLACES, SETTINGS)).wikidata == "Q1"


def test_below_the_threshold_the_entry_is_not_asserted() -> None:
    entity = Entity("e1", "ArmedGroup", ("PKK",))
    (found,) = link([entity], NAMES, PLACES, Settings(link_threshold=0.99))
    assert found.known is None
    assert found.wikidata is not None


def test_an_entry_without_item_gives_no_score() -> None:
    entry = KnownEntity(ID + "x", "ArmedGroup", "Band of Ten", ("Band of Ten",), point=(1.0, 2.0))
    names = Names({entry.iri: entry})
    (found,) = link(
        [Entity("e1", "ArmedGroup", ("Band of Ten",))], names, Places(ONTOLOGY, names), SETTINGS
    )
    assert (found.known, found.wikidata, found.link_score) == (entry.iri, None, None)


def test_participants_are_linked_by_the_same_scorer() -> None:
    pairs = [("StateForce", "SNA"), *SOMALIA]
    participants = [Participant(f"e{i}", kind, (name,)) for i, (kind, name) in enumerate(pairs)]
    entities = [Entity(f"e{i}", kind, (name,)) for i, (kind, name) in enumerate(pairs)]
    one = link_participants(participants, NAMES, PLACES, SETTINGS)
    other = tuple(link(entities, NAMES, PLACES, SETTINGS))
    assert [(x.known, x.wikidata, x.link_score) for x in one] == [
        (x.known, x.wikidata, x.link_score) for x in other
    ]
    assert one[0].known == ID + "somali-national-army"


def test_the_company_of_a_document_replaces_what_the_words_were_taken_for() -> None:
    """The words alone said the city; the document speaks of the province."""
    described = ("the eastern province of Deir Ezzor",)
    city = Participant("e1", "Place", ("Deir Ezzor",), described, known=ID + "deir-ez-zor")
    state = Participant("e2", "State", ("Syria",))
    found = link_participants([city, state], NAMES, PLACES, SETTINGS)
    assert found[0].known == ID + "deir-ez-zor-governorate"


def test_a_town_that_only_geonames_lists_is_told_with_its_country() -> None:
    company = [Participant(f"c{n}", kind, (name,)) for n, (kind, name) in enumerate(KABUL)]
    town = Participant("e1", "Place", ("Faizabad",))
    (found, *_) = link_participants([town, *company], NAMES, PLACES, SETTINGS)
    assert found.town is not None
    assert (found.known, found.town.geonames, found.town.country) == (None, 1142170, "AF")


def test_a_name_that_armies_of_many_countries_bear_is_not_sure_abroad() -> None:
    far = linked("ArmedGroup", "National Liberation Army", (*KABUL, *IRAQ))
    assert far.known is None


def test_participants_without_names_stay_as_they_are() -> None:
    gunmen = Participant("e1", "ArmedGroup", (), ("the gunmen",))
    assert link_participants([gunmen], NAMES, PLACES, SETTINGS) == (gunmen,)


@settings(deadline=None)  # the first name that nobody bears builds an index
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ENTITY_TYPES),
            st.text(max_size=20)
            | st.sampled_from(["SNA", "Taliban", "Tripoli", "Assad", "the US"]),
        ),
        max_size=4,
    )
)
def test_any_entities_may_be_linked_in_any_order(pairs: list[tuple[str, str]]) -> None:
    entities = [Entity(f"e{i}", kind, (name,)) for i, (kind, name) in enumerate(pairs)]
    forward = list(link(entities, NAMES, PLACES, SETTINGS))
    backward = list(link(entities[::-1], NAMES, PLACES, SETTINGS))
    assert forward == backward[::-1]
    assert [e.key for e in forward] == [e.key for e in entities]
    assert all(0 < e.link_score <= 1 for e in forward if e.link_score is not None)
