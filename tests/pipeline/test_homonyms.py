"""One name, several places: reports say by their words and company which one is meant.

Each report stands for a class: a country and what is called like it, a city and its province, a
capital that acts and one where something happens, a town beside its state, towns of one name.
"""

import json
from pathlib import Path

import pytest

from kg import pipeline
from kg.model import Participant, Record

pytestmark = pytest.mark.model

REPORTS = {
    # a country, and a river, a state, a gulf or another country called like it
    "Niger's army said on Monday that soldiers from Niger had crossed into Mali.": {
        "Niger": "niger"
    },
    "Bandits attacked a village in Niger State, Nigeria, on Monday, police in Minna said.": {
        "Niger State": "niger-state",
        "Nigeria": "nigeria",
    },
    "Malian soldiers crossed the Niger river near Gao on Monday, Mali's army said.": {
        "Niger river": "niger-river",
        "Niger": None,
    },
    "Jihadists on the banks of the River Niger shelled a ferry on Monday, Mali said.": {
        "River Niger": "niger-river",
        "Niger": None,
    },
    "A boat with fighters sank on the Congo River near Mbandaka, officials in Kinshasa said.": {
        "Congo River": "congo-river"
    },
    "Congo's army retook a village in North Kivu on Monday, Kinshasa said.": {
        "Congo": "democratic-republic-of-the-congo"
    },
    "The Republic of Congo said on Monday it had arrested two rebels in Brazzaville.": {
        "Republic of Congo": "republic-of-the-congo"
    },
    "Pirates attacked a tanker in the Gulf of Guinea on Monday, Nigeria's navy said.": {
        "Gulf of Guinea": "gulf-of-guinea",
        "the Gulf": None,
        "Guinea": None,
    },
    "Equatorial Guinea said on Monday that its army had foiled a coup in Malabo.": {
        "Equatorial Guinea": "equatorial-guinea"
    },
    "Guinea's junta detained two opposition leaders in Conakry on Monday.": {"Guinea": "guinea"},
    "Jordan's army shot down a drone near the Jordan River on Monday, Israel said.": {
        "Jordan": "jordan",
        "Jordan River": "jordan-river",
    },
    # a city and its province
    "Government planes bombed the city of Aleppo. Rebels hold villages in Aleppo province.": {
        "Aleppo": "aleppo",
        "Aleppo province": "aleppo-governorate",
    },
    "Rebels in Syria hold Idlib city. Russian warplanes bombed Idlib province on Monday.": {
        "Idlib city": "idlib",
        "Idlib province": "idlib-governorate",
    },
    "US-backed forces took a field in the governorate of Deir al-Zor, the SDF said.": {
        "Deir al-Zor": "deir-ez-zor-governorate"
    },
    "Iraqi forces entered Mosul on Monday. Peshmerga fighters hold parts of Nineveh.": {
        "Mosul": "mosul",
        "Nineveh": "nineveh-governorate",
    },
    "Afghan forces hold the city of Kunduz. Taliban fighters hold parts of Kunduz province.": {
        "Kunduz": "kunduz",
        "Kunduz province": "kunduz-province",
    },
    "Afghan forces hold Ghazni. The Taliban hold most of Ghazni province, officials said.": {
        "Ghazni": "1141269",
        "Ghazni province": "ghazni-province",
    },
    "Separatists hold the city of Donetsk. Ukraine said it shelled the Donetsk region.": {
        "Donetsk": "donetsk",
        "Donetsk region": "donetsk-oblast",
    },
    "Ukrainian troops left Lysychansk in the Luhansk oblast. Luhansk was quiet.": {
        "Luhansk oblast": "luhansk-oblast",
        "Luhansk": "luhansk",
    },
    # a capital, where it acts and where something happens
    "Kiev accused Moscow on Monday of shelling a hospital.": {"Kiev": "ukraine"},
    "Russian missiles struck Kiev overnight, the air force said.": {"Kiev": "kyiv"},
    "Tel Aviv accused Hezbollah on Monday of firing rockets.": {"Tel Aviv": "israel"},
    "Rockets hit Tel Aviv on Monday, police said.": {"Tel Aviv": "tel-aviv"},
    # what lies in what
    "A militia leader was arrested in Atlanta, Georgia, on Monday, the FBI said.": {
        "Atlanta": "4180439",
        "Georgia": "georgia-us",
    },
    "Georgia accused Russia on Monday of moving the border near South Ossetia.": {
        "Georgia": "georgia"
    },
    "A shooting in Paris, Texas, killed two people on Monday, US police said.": {
        "Paris": "4717560"
    },
    "A man from Moscow, Idaho, was held on Monday for arming a militia, police said.": {
        "Moscow": "5601538"
    },
    # cities of one name
    "Haftar's forces shelled Tripoli on Monday. The GNA holds Misrata, in western Libya.": {
        "Tripoli": "tripoli-libya"
    },
    "Gunmen fought the Lebanese army in Tripoli on Monday. Beirut sent troops to Sidon.": {
        "Tripoli": "tripoli-lebanon"
    },
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """Return the record of each report by its text, all read in one run."""
    path: Path = tmp_path_factory.mktemp("homonyms") / "reports.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(REPORTS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [x for x in pipeline.extract([path]) if isinstance(x, Record)]
    return {x.document.text: x for x in found}


@pytest.mark.parametrize("text", REPORTS)
def test_a_name_is_linked_to_the_one_that_is_meant(text: str, read: dict[str, Record]) -> None:
    expected = REPORTS[text]
    called = {name: x for x in read[text].entities for name in x.names}
    assert {name: _link(called.get(name)) for name in expected} == expected


def _link(who: Participant | None) -> str | None:
    if who is None:
        return None
    if who.town is not None:
        return str(who.town.geonames)
    return who.known and who.known.rsplit("/", 1)[-1]
