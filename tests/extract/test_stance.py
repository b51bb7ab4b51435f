"""What is denied, planned, possible or over: the scope of each word that says so."""

from collections.abc import Callable

import pytest

from kg.model import Record

EVENTS = {
    "plain": ("Rebels captured Kidal.", "Capture", "positive actual"),
    "not": ("Rebels did not capture Kidal.", "Capture", "negative actual"),
    "never": ("Rebels never captured Kidal.", "Capture", "negative actual"),
    "denial": ("The army denied that rebels captured Kidal.", "Capture", "negative actual"),
    "failure": ("Rebels failed to capture Kidal.", "Capture", "negative actual"),
    "will": ("Rebels will capture Kidal.", "Capture", "positive future"),
    "vow": ("The army vowed to recapture Kidal.", "Capture", "positive future"),
    "set out": ("Rebels set out in May to crush Hezbollah.", "Operation", "positive actual"),
    "preparing": ("Rebels are preparing to attack Kidal.", "Attack", "positive future"),
    "massing": ("Rebels are massing for an assault on Kidal.", "Attack", "positive future"),
    "may": ("Rebels may capture Kidal.", "Capture", "positive possible"),
    "if": ("If rebels capture Kidal, the road is open.", "Capture", "positive possible"),
    "not recognised": (
        "Damascus does not recognise the capture of Kidal.",
        "Capture",
        "positive actual",
    ),
    "refusal to recognise": (
        "Kyiv has refused to recognise the capture of Kidal.",
        "Capture",
        "positive actual",
    ),
    "denial by a noun": ("Damascus denied the capture of Kidal.", "Capture", "negative actual"),
    "scope": (
        "Rebels captured Kidal but did not reach Gao.",
        "Capture",
        "positive actual",
    ),
}
RELATIONS = {
    "many": ("The Taliban control Kunduz province.", "holds", "positive actual"),
    "many of a name": ("The Houthis control Sanaa.", "holds", "positive actual"),
    "many, now": ("The Taliban now control most of Helmand.", "holds", "positive actual"),
    "plain": ("Hezbollah controls Kilis.", "holds", "positive actual"),
    "not": ("Hezbollah does not control Kilis.", "holds", "negative actual"),
    "no longer": ("Hezbollah no longer controls Kilis.", "holds", "positive past"),
    "once": ("Hezbollah once controlled Kilis.", "holds", "positive past"),
}


WAYS = EVENTS | {f"state: {way}": case for way, case in RELATIONS.items()}


@pytest.mark.model
@pytest.mark.parametrize("way", WAYS)
def test_polarity_and_modality(said: Callable[[str], Record], way: str) -> None:
    text, kind, wanted = WAYS[way]
    record = said(text)
    found = [x.stance for x in record.events if x.type == kind]
    found += [x.stance for x in record.relations if x.p == kind]
    assert {f"{x.polarity} {x.modality}" for x in found} == {wanted}
