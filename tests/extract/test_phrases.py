"""Constructions of noun phrases, each on sentences of its own, through annotation and extraction.

A tie is written "subject | relation | object" with words of a name or description of both ends;
"past" after it says that it holds no longer.
"""

from functools import cache
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.errors import KnowledgeError
from kg.extract import extract
from kg.lexicon import relational
from kg.model import Document, Record
from kg.settings import Settings, shipped

SETTINGS = Settings(batch_size=128)

OFFICES = {
    "title": ("Hezbollah leader Hassan Nasrallah spoke.", "Nasrallah | leads | Hezbollah"),
    "apposition": (
        "Mazen Kolo, the head of the Syrian Observatory for Human Rights, said so on Monday.",
        "Kolo | leads | Observatory",
    ),
    "apposition before": (
        "The head of the Syrian Observatory for Human Rights, Mazen Kolo, said so on Monday.",
        "Kolo | leads | Observatory",
    ),
    "age": (
        "Karim Haddad, 44, a commander of Hezbollah, was buried on Friday.",
        "Haddad | memberOf | Hezbollah",
    ),
    "predicate": (
        "Karim Haddad is the leader of Hezbollah, the police said.",
        "Haddad | leads | Hezbollah",
    ),
    "one of many": (
        "Hezbollah commander Karim Haddad was buried on Friday.",
        "Haddad | memberOf | Hezbollah",
    ),
    "deputy": (
        "Karim Haddad, the deputy leader of Hezbollah, spoke on Friday.",
        "Haddad | memberOf | Hezbollah",
    ),
    "ruler": ("Iraqi Prime Minister Karim Haddad left Baghdad.", "Haddad | leads | Iraq"),
    "minister": ("Iraqi Interior Minister Karim Haddad left.", "Haddad | memberOf | Iraq"),
    "secretary of state": (
        "U.S. Secretary of State Helen Marsh flew to Cairo.",
        "Marsh | memberOf | U.S.",
    ),
    "bare ruler": (
        "Kenya mourned on Monday. In Kenya flags flew at half-mast. President Daniel Otieno spoke.",
        "Otieno | leads | Kenya",
    ),
    "former": (
        "Former Iraqi President Karim Haddad died on Monday.",
        "Haddad | leads | Iraq | past",
    ),
    "voice": ("Hezbollah spokesman Karim Haddad denied it.", "Haddad | speaksFor | Hezbollah"),
    "voice behind": (
        "Karim Haddad, a spokesman for Hezbollah, denied it.",
        "Haddad | speaksFor | Hezbollah",
    ),
    "whose": (
        "Al-Shabaab, whose leader, Omar Dheere, is in hiding, denied it.",
        "Dheere | leads | Al-Shabaab",
    ),
    "expert": (
        "Helen Marsh, an expert on the Middle East at Georgetown University, doubts it.",
        "Marsh | memberOf | Georgetown University",
    ),
    "of": (
        "Helen Marsh of Human Rights Watch called for an inquiry.",
        "Marsh | memberOf | Human Rights Watch",
    ),
    "bare body": (
        "The Kenyan police denied it. Police chief Peter Otieno spoke on Monday.",
        "Otieno | leads | Kenyan police",
    ),
    "counterpart": (
        "U.S. envoy Helen Marsh and her German counterpart, Karl Weiss, arrived.",
        "Weiss | memberOf | German",
    ),
    "rank of a voice": (
        "Colonel Karim Haddad, a spokesman for Hezbollah, denied it.",
        "Haddad | memberOf | Hezbollah",
    ),
    "owner of a body": (
        "Khalifa Haftar's Libyan National Army fled.",
        "Haftar | leads | Libyan National Army",
    ),
}

BODIES = {
    "affiliate title": (
        "The al-Qaeda affiliate Jabhat al-Nusra withdrew.",
        "Jabhat al-Nusra | affiliatedWith | al-Qaeda",
    ),
    "affiliate apposition": (
        "Jabhat al-Nusra, an affiliate of al-Qaeda, withdrew.",
        "Jabhat al-Nusra | affiliatedWith | al-Qaeda",
    ),
    "loyal": (
        "Al-Shabaab, loyal to al-Qaeda, attacked the town.",
        "Al-Shabaab | affiliatedWith | al-Qaeda",
    ),
    "wing": (
        "The Qassam Brigades, the armed wing of Hamas, fired rockets.",
        "Qassam Brigades | partOf | Hamas",
    ),
    "wing predicate": (
        "The Qassam Brigades are strong. Sinn Fein is the political arm of the IRA.",
        "Sinn Fein | partOf | IRA",
    ),
    "part": (
        "The Levant Brigade is part of the Free Syrian Army.",
        "Levant Brigade | partOf | Free Syrian Army",
    ),
    "once a part": (
        "The Levant Brigade was once part of the Free Syrian Army.",
        "Levant Brigade | partOf | Free Syrian Army | past",
    ),
    "part apposition": (
        "The Levant Brigade, part of the Free Syrian Army, withdrew.",
        "Levant Brigade | partOf | Free Syrian Army",
    ),
    "breakaway": (
        "The Levant Brigade, a breakaway faction of the Free Syrian Army, withdrew.",
        "Levant Brigade | partOf | Free Syrian Army | past",
    ),
    "merger": (
        "Suqour al-Sham merged with the Levant Brigade to form the Islamic Front in 2013.",
        "Levant Brigade | partOf | Islamic Front",
    ),
    "mergers": (
        "Suqour al-Sham and the Levant Brigade merged to form the Islamic Front in 2013.",
        "Suqour al-Sham | partOf | Islamic Front",
    ),
    "merger noun": (
        "The Islamic Front was formed by the merger of Suqour al-Sham and the Levant Brigade.",
        "Suqour al-Sham | partOf | Islamic Front",
    ),
    "led compound": (
        "A Saudi-led coalition bombed the port of Hodeida.",
        "Saudi | partOf | coalition",
    ),
    "led by": (
        "The jets of a coalition led by Saudi Arabia bombed the port.",
        "Saudi Arabia | partOf | coalition",
    ),
    "one of the groups": (
        "The attack was blamed on Ahrar al-Sham, one of the armed groups in the Islamic Front.",
        "Ahrar al-Sham | partOf | Islamic Front",
    ),
    "mission of a body": (
        "MINUSCA, the United Nations mission in the country, denied it.",
        "MINUSCA | partOf | United Nations",
    ),
    "owned brigade": (
        "Turkey's air force bombed the village.",
        "air force | partOf | Turk",
    ),
    "members": ("NATO members Poland and Romania sent jets.", "Romania | partOf | NATO"),
    "agency of a state": (
        "It was planned by the Pakistani spy agency, the Inter-Services Intelligence.",
        "Inter-Services Intelligence | partOf | Pakistan",
    ),
    "backed": ("Iranian-backed Houthis shelled the city.", "Houthis | backedBy | Iran"),
    "backer": (
        "Qatar, a backer of Hamas, offered to mediate.",
        "Hamas | backedBy | Qatar",
    ),
    "allied": (
        "The Syrian Army and allied militias entered the village.",
        "militias | alliedWith | Syrian Army",
    ),
    "media arm": (
        "Hezbollah's television station, Al-Manar, showed the village.",
        "Al-Manar | mediaArmOf | Hezbollah",
    ),
    "state media": (
        "Syrian state television showed the village.",
        "state television | mediaArmOf | Syria",
    ),
}

PLACES = {
    "country after comma": (
        "It happened in Quetta, Pakistan, on Monday.",
        "Quetta | locatedIn | Pakistan",
    ),
    "two before a comma": (
        "QUETTA AND PESHAWAR, PAKISTAN — Shops were closed.",
        "QUETTA | locatedIn | PAKISTAN",
    ),
    "past a bearing": (
        "Mourners gathered in Jerash, north of Amman, Jordan, on Monday.",
        "Jerash | locatedIn | Jordan",
    ),
    "owner": (
        "Fighting went on in Pakistan's Swat valley.",
        "Swat valley | locatedIn | Pakistan",
    ),
    "adjective": (
        "Shells hit the Syrian town of Saraqib on Monday.",
        "Saraqib | locatedIn | Syria",
    ),
    "capital": (
        "Troops entered Lashkar Gah, the capital of Helmand.",
        "Lashkar Gah | locatedIn | Helmand",
    ),
    "building": (
        "Gunmen attacked a hospital in Quetta on Monday.",
        "hospital | locatedIn | Quetta",
    ),
    "lying": (
        "Troops entered Saraqib, which lies in Idlib province.",
        "Saraqib | locatedIn | Idlib province",
    ),
    "named part": (
        "Troops left Mosul. Mosul airport was closed.",
        "Mosul airport | locatedIn | Mosul",
    ),
    "stronghold": (
        "Saraqib, once a stronghold of Jabhat al-Nusra, was quiet on Monday.",
        "Jabhat al-Nusra | holds | Saraqib | past",
    ),
    "fighters": (
        "There are 900 al-Shabaab fighters in Somalia, the report says.",
        "al-Shabaab | presentIn | Somalia",
    ),
    "having": (
        "Al-Shabaab has sleeper cells in Kenya, the report says.",
        "Al-Shabaab | presentIn | Kenya",
    ),
    "seat": (
        "Helen Marsh of the Sahel Peace Institute in Dakar doubts it.",
        "Sahel Peace Institute | basedIn | Dakar",
    ),
    "based compound": (
        "The London-based Syrian Observatory for Human Rights said so.",
        "Observatory | basedIn | London",
    ),
    "headquarters": (
        "AFRICOM denied it. AFRICOM's headquarters are in Stuttgart.",
        "AFRICOM | basedIn | Stuttgart",
    ),
    "predicate of place": (
        "Jabhat al-Nusra fighters are in Saraqib, residents said.",
        "Jabhat al-Nusra | presentIn | Saraqib",
    ),
    "local official": (
        "An official in Quetta said that shops were closed.",
        "official | basedIn | Quetta",
    ),
}

ABSENT = {
    "outside": ("A bomb went off in Jerash, north of Amman.", "Jerash | locatedIn | Amman"),
    "list": ("Shells hit Homs, Hama and Idlib on Monday.", "Homs | locatedIn | Hama"),
    "border": ("They fled to Syria's border with Jordan.", "border | locatedIn | Syria"),
    "state's adjective": (
        "Turkish soldiers entered the village.",
        "Turkish soldiers | partOf | Turkey",
    ),
    "group of a country": (
        "Lebanon's Hezbollah entered the village.",
        "Hezbollah | partOf | Lebanon",
    ),
    "ally of a group": (
        "Hezbollah's ally Hamas fired rockets.",
        "Hamas | partOf | Hezbollah",
    ),
    "possessor": (
        "They arrested Castro, Colombia's defence minister.",
        "Castro | locatedIn | Colombia",
    ),
    "many": ("Hezbollah members carried the coffin.", "members | memberOf | Hezbollah"),
    "in a position": (
        "The Iraqi government is in a position to defend itself.",
        "Iraqi | basedIn | position",
    ),
    "victim": (
        "Gunmen killed an Iraqi soldier in Quetta on Monday.",
        "soldier | presentIn | Quetta",
    ),
    "spokesman elsewhere": (
        "Karim Haddad, a spokesman for Hezbollah in Beirut, denied it.",
        "Hezbollah | presentIn | Beirut",
    ),
}

TOLD = {n: case for group in (OFFICES, BODIES, PLACES) for n, case in group.items()}


@cache
def records() -> dict[str, Record]:
    """Read and extract all sentences in one pass: text → record."""
    texts = dict.fromkeys(text for text, _ in (*TOLD.values(), *ABSENT.values()))
    documents = (Document(f"p{n}", text, published="2018-12-15") for n, text in enumerate(texts))
    readings = annotate(documents, SETTINGS)
    return {r.document.text: extract(r, SETTINGS) for r in readings}


def has(record: Record, tie: str) -> bool:
    """Tell whether the record has the relation that `tie` writes."""
    subject, predicate, object_, *past = tie.split(" | ")
    words = {e.id: (*e.names, *e.descriptions) for e in record.entities}
    return any(
        r.p == predicate
        and any(subject in w for w in words[r.s])
        and any(object_ in w for w in words[r.o])
        and (r.stance.modality == "past") == bool(past)
        for r in record.relations
    )


@pytest.mark.model
@pytest.mark.parametrize("name", TOLD)
def test_phrase_tells_its_tie(name: str) -> None:
    """The construction yields the tie that a reader takes from it."""
    text, tie = TOLD[name]
    record = records()[text]
    found = [(r.s, r.p, r.o, r.rule) for r in record.relations]
    assert has(record, tie), (found, record.entities)


@pytest.mark.model
@pytest.mark.parametrize("name", ABSENT)
def test_phrase_tells_no_such_tie(name: str) -> None:
    """What only looks like the construction yields nothing."""
    text, tie = ABSENT[name]
    assert not has(records()[text], tie)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('relation = "alliedWith"', 'relation = "likes"'),
        ('bearer = "o"', 'bearer = "x"'),
        ("[media]", "[radio]"),
        ("vehicles = [", "vehicle = ["),
    ],
)
def test_broken_words_are_refused(tmp_path: Path, sound: str, broken: str) -> None:
    """A relation, an end, a section or a list that is not known is an error with the file named."""
    text = (shipped(SETTINGS) / "ontology/lexicon/relational.toml").read_text(encoding="utf-8")
    assert sound in text
    (tmp_path / "lexicon").mkdir()
    file = tmp_path / "lexicon/relational.toml"
    file.write_text(text.replace(sound, broken), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"relational\.toml"):
        relational.load(tmp_path)
