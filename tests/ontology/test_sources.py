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


HEAD = """@prefix ag: <https://w3id.org/armed-groups/ontology#> .
@prefix src: <https://w3id.org/armed-groups/source/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def own(tmp_path: Path, text: str) -> Path:
    """Return a user's file that says `text`, from its fourth line on."""
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_users_file_says_only_what_is_to_be_otherwise(tmp_path: Path) -> None:
    text = """src:reuters ag:prior 0.2 .
<urn:a> skos:prefLabel "afp" ; skos:altLabel "L'agence" ; ag:side "France" .
<urn:b> skos:prefLabel "My Blog" ; ag:sourceKind ag:newsOutlet .
ag:newsAgency ag:prior 0.1 .
ag:unlisted ag:prior 0.3 .
"""
    found = load_sources(ONTOLOGY, own(tmp_path, text))
    assert found.prior("Thomson Reuters") == 0.2
    agency = found.find("L'agence")
    assert agency is not None
    assert agency is found.find("Agence France-Presse")
    assert (agency.name, agency.prior) == ("Agence France-Presse", 0.1)
    assert agency.sides == ("France",)
    assert found.prior("my blog") == 0.8
    assert found.prior("nobody's gazette") == 0.3
    assert found.prior("SANA") == SOURCES.prior("SANA")
    assert len(found.own) == 5
    assert load_sources(ONTOLOGY) is SOURCES


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("src:reuters ag:prior 0.2 , 0.3 .", "line 4: ag:prior stands more than once"),
        ("src:reuters\n ag:sourceKind ag:blog .", "line 5: ag:blog is no kind of source"),
        ("src:mine ag:prior 0.2 .", "line 4: .*mine is not listed and has no skos:prefLabel"),
        ("ag:stateMedia ag:side 'x' .", "line 4: of a kind only ag:prior can be changed"),
        ("src:x skos:prefLabel 'AFP' ; skos:altLabel 'Reuters' .", "line 4: .* are two sources"),
        ("\nsrc:reuters ag:prior .", "line 5: "),
    ],
)
def test_a_broken_users_file_is_refused_with_its_line(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(KnowledgeError, match=message):
        load_sources(ONTOLOGY, own(tmp_path, text))
