"""Which words of one document mean the same entity, and which must not."""

from collections.abc import Callable

import pytest

from kg.model import Participant

Entities = Callable[[str], dict[str, Participant]]

SAME = [
    ("The Tumbuluk Liberation Front (TLF) won. The TLF fled.", "TLF", "Tumbuluk Liberation Front"),
    ("Islamic State took Hajin. ISIS lost it later, and Daesh fled.", "ISIS", "Daesh"),
    ("Rami Abdul Rahman spoke. Abdel Rahman is its head.", "Abdel Rahman", "Rami Abdul Rahman"),
    ("Bruno Keita leads the group. Keita denied it.", "Keita", "Bruno Keita"),
    ("Boko Haram raided the town. The group fled at dawn.", "group", "Boko Haram"),
    ("Islamic State lost Hajin. The jihadists pulled back.", "jihadists", "Islamic State"),
    ("Taliban fighters attacked. The insurgents withdrew.", "Taliban", "Taliban fighters"),
    ("Rebels left the town of Kalma. The town was empty.", "Kalma", "town"),
    ("The spokesman, Ali Dorro, spoke. Dorro denied it.", "spokesman", "Ali Dorro"),
    ("The propaganda agency Amaq claimed it.", "Amaq", "propaganda agency"),
    ("Fighters known as Wazalendo took the hill.", "Wazalendo", "Fighters"),
    ("The US-led coalition left. Many died in coalition raids.", "US-led coalition", "coalition"),
    ("Iraqi forces advanced. Iraqi troops took the base.", "Iraqi forces", "Iraqi troops"),
    ("The Dawn Brigade, formerly known as the Tum Movement, won.", "Dawn Brigade", "Tum Movement"),
    ("The Dawn Brigade, formerly the Tum Movement, won.", "Dawn Brigade", "Tum Movement"),
    ("The Tum Movement (now known as the Dawn Brigade) won.", "Dawn Brigade", "Tum Movement"),
    ("The Tum Movement renamed itself the Dawn Brigade.", "Dawn Brigade", "Tum Movement"),
    ("The Tum Movement has rebranded as the Dawn Brigade.", "Dawn Brigade", "Tum Movement"),
    ("The Tum Movement was renamed the Dawn Brigade.", "Dawn Brigade", "Tum Movement"),
    ("The Tum Movement changed its name to the Dawn Brigade.", "Dawn Brigade", "Tum Movement"),
]  # fmt: skip

DIFFERENT = [
    (
        "Syrian opposition forces fled. Syrian security forces took Hama.",
        "Syrian opposition forces",
        "Syrian security forces",
    ),
    ("The SDF fought beside the Free Syrian Army (FSA).", "SDF", "FSA"),
    (
        "Syrian government forces fought the Syrian Democratic Forces.",
        "Syrian government forces",
        "Syrian Democratic Forces",
    ),
    ("Fighting in eastern Syria spread through Syria.", "eastern Syria", "Syria"),
    ("The army shelled a camp near Kalma. Kalma is quiet.", "camp near Kalma", "Kalma"),
    (
        "The US-backed SDF is a Kurdish-led alliance. Jets of the US-led coalition bombed Raqqa.",
        "SDF",
        "US-led coalition",
    ),
    ("The Tum Movement, once part of the Dawn Brigade, won.", "Dawn Brigade", "Tum Movement"),
    ("Hamas, formerly called Hezbollah by a Lorem Party man, won.", "Hamas", "Hezbollah"),
    ("An IS affiliate attacked. IS said nothing.", "An IS affiliate", "IS"),
    ("Rebels in Aleppo province marched on Aleppo.", "Aleppo province", "Aleppo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other"), SAME)
def test_one_entity(entities: Entities, text: str, one: str, other: str) -> None:
    found = entities(text)
    assert found[one].id == found[other].id


@pytest.mark.parametrize(("text", "one", "other"), DIFFERENT)
def test_two_entities(entities: Entities, text: str, one: str, other: str) -> None:
    found = entities(text)
    one, other = (n.removeprefix("a ") for n in (one, other))
    matching = {n.removeprefix("a "): e for n, e in found.items()}
    assert matching[one].id != matching[other].id


def test_known_rivals_have_entries_of_their_own(entities: Entities) -> None:
    found = entities(
        "The Islamic State (IS) and al-Qaeda fought the Syrian Democratic Forces (SDF)."
    )
    known = [found[n].known for n in ("IS", "al-Qaeda", "SDF")]
    assert None not in known
    assert len(set(known)) == len(known)
