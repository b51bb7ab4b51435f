"""Publishers and speakers, whose side they are on and how far they are trusted."""

import shutil
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.ontology import load, load_sources

ONTOLOGY = Path(__file__).parents[2] / "ontology"
SOURCES = load_sources(ONTOLOGY)


def test_a_source_is_found_by_any_name_in_any_case() -> None:
    agency = SOURCES.find("AFP")
    assert agency is not None
    assert agency is SOURCES.find("agence  france-presse")
    assert SOURCES.find("New York Times") is SOURCES.find("the new york times")
    assert SOURCES.find("Nobody's Gazette") is None
    assert SOURCES.find(None) is None


def test_priors_order_agencies_before_parties() -> None:
    assert SOURCES.prior("Reuters") > SOURCES.prior("SANA") > SOURCES.prior("KCNA")
    assert SOURCES.prior("Syrian Observatory for Human Rights") > SOURCES.prior("Amaq")
    assert SOURCES.prior("Nobody's Gazette") == SOURCES.prior(None) == SOURCES.unlisted


def test_a_source_without_a_prior_has_that_of_its_kind() -> None:
    assert "ag:prior" not in entry("src:afp")
    assert SOURCES.prior("AFP") == 0.85


def test_each_source_has_a_known_kind_and_a_reason() -> None:
    assert len(SOURCES.listed) >= 60
    for source in SOURCES.listed:
        assert source.kind in load(ONTOLOGY).labels, source
        assert source.reason.endswith("."), source
        assert 0 < source.prior < 1, source


def test_media_arms_and_armed_parties_take_a_side() -> None:
    partisan = [x for x in SOURCES.listed if x.kind in {"partyMedia", "armedParty"}]
    assert partisan
    assert all(x.sides for x in partisan)
    amaq = SOURCES.find("Amaq")
    assert amaq is not None
    assert (amaq.kind, amaq.sides) == ("partyMedia", ("Islamic State",))


def entry(name: str) -> str:
    """Return the Turtle of one source."""
    text = (ONTOLOGY / "sources.ttl").read_text(encoding="utf-8")
    return text[text.index(f"{name} a ag:Source") :].partition("\n\n")[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ag:prior 0.45 ;", "ag:prior 1.45 ;", "not between 0 and 1"),
        ("ag:prior 0.45 ;", 'ag:prior "good" ;', "is no number"),
        ('"Syrian Arab News Agency"', '"afp"', "two sources are called"),
        ("ag:sourceKind ag:stateMedia ;", "", "sourceKind"),
    ],
)
def test_a_broken_source_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    shutil.copy(ONTOLOGY / "armed-groups.ttl", tmp_path)
    whole = (ONTOLOGY / "sources.ttl").read_text(encoding="utf-8")
    sana = entry("src:sana")
    assert old in sana
    broken = whole.replace(sana, sana.replace(old, new))
    (tmp_path / "sources.ttl").write_text(broken, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_sources(tmp_path)
