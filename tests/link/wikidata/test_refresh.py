"""Known entities held against the live service, and the file that keeps what was learned."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from small_wikidata import Service, entity

from kg.errors import KnowledgeError
from kg.lexicon import own
from kg.lexicon.names import load
from kg.lexicon.own import Learned
from kg.link.wikidata import Client
from kg.link.wikidata.refresh import Refreshed, refresh
from kg.vocabulary import ID

NAMES = """
@prefix ag: <https://w3id.org/armed-groups/ontology#> .
@prefix id: <https://w3id.org/armed-groups/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
id:alpha a ag:ArmedGroup ; skos:prefLabel "Alpha Brigade"@en ; ag:wikipediaTitle "Alpha Brigade" .
id:beta a ag:ArmedGroup ; skos:prefLabel "Beta Front"@en ; ag:wikipediaTitle "Beta Front" ;
    owl:sameAs wd:Q55 .
id:gamma a ag:ArmedGroup ; skos:prefLabel "Gamma Army"@en ; ag:wikipediaTitle "Gamma (army)" .
id:delta a ag:ArmedGroup ; skos:prefLabel "Delta Force"@en ; owl:sameAs wd:Q104 .
id:omega a ag:ArmedGroup ; skos:prefLabel "Omega Corps"@en ; ag:wikipediaTitle "Omega" .
id:twin a ag:ArmedGroup ; skos:prefLabel "Alpha's Twin"@en ; ag:wikipediaTitle "Twin" .
id:same a ag:ArmedGroup ; skos:prefLabel "Same Band"@en ; owl:sameAs wd:Q106 .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "names.ttl").write_text(NAMES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(service: Service) -> Service:
    service.add(
        entity("Q101", "Alpha Brigade", title="Alpha Brigade", revision=77),
        entity("Q102", "Beta Liberation Front", title="Beta Front", revision=78),
        entity("Q105", "Omega", title="Omega", description="Wikimedia disambiguation page"),
        entity("Q106", "Same Band", "Band of the Same", "SB", "Beta Front", title="Twin"),
    )
    service.merged["Q55"] = "Q102"
    return service


def kinds(outcome: Refreshed) -> dict[str, str]:
    return {x.entity.iri.removeprefix(ID): f"{x.kind} {x.learned.item}" for x in outcome.changes}


def test_items_are_found_by_title_and_merges_followed(
    small: Service, client: Client, folder: Path
) -> None:
    outcome = refresh(load(folder), client)
    assert kinds(outcome) == {"alpha": "found Q101", "beta": "merged Q102"}
    assert [e.label for e in outcome.without] == ["Gamma Army"]
    assert [e.label for e in outcome.deleted] == ["Delta Force"]
    refused = {e.label: reason for e, _, reason in outcome.refused}
    assert refused == {
        "Omega Corps": "the title has several meanings",
        "Alpha's Twin": "it is already that of Same Band",
    }
    assert outcome.checked == 7
    assert len(small.asked) == 2


def test_what_was_learned_is_kept_with_revision_and_day(
    small: Service, client: Client, folder: Path, tmp_path: Path
) -> None:
    del small
    path = tmp_path / "mine" / "names.ttl"
    outcome = refresh(load(folder), client)
    own.add(path, (x.learned for x in outcome.changes))
    after = load(folder, path)
    assert after.entities[ID + "alpha"].wikidata == "Q101"
    assert after.entities[ID + "beta"].wikidata == "Q102"
    said = {
        (x.subject.value.rsplit("/", 1)[1], x.predicate.value.rsplit("/", 1)[1], x.object.value)
        for x in parse(path=path, format=RdfFormat.TURTLE)
    }
    assert {("Q101", "version", "77"), ("Q101", "date", "2026-03-01")} <= said
    assert ("Q55", "isReplacedBy", "http://www.wikidata.org/entity/Q102") in said
    assert refresh(after, client).changes == []


def test_names_are_added_only_when_asked_and_nobody_elses(
    small: Service, client: Client, folder: Path
) -> None:
    del small
    outcome = refresh(load(folder), client, aliases=True)
    added = {x.entity.label: [n for _, n in x.learned.names] for x in outcome.changes}
    assert added["Same Band"] == ["Band of the Same"]
    assert added["Beta Front"] == ["Beta Liberation Front"]


def test_what_a_user_wrote_stays(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <{ID}alpha> skos:altLabel "
        f'"A \\"quoted\\" name"@en ; <http://www.w3.org/2002/07/owl#sameAs> <{ID}alias> .'
    )
    own.add(path, [Learned(ID + "alpha", "Q1", 5, "2026-01-01", names=(("en", 'X "y" <z> \\ w'),))])
    own.add(path, [Learned(ID + "alpha", "Q2", 6, "2026-01-02", moved_from="Q1")])
    alpha = load(folder, path).entities[ID + "alpha"]
    assert alpha.wikidata == "Q2"
    assert {'A "quoted" name', 'X "y" <z> \\ w'} <= {*alpha.aliases}
    assert f"<{ID}alias>" in path.read_text() or "id:alias" in path.read_text()
    first = path.read_bytes()
    own.add(path, [Learned(ID + "alpha", "Q2", 6, "2026-01-02", moved_from="Q1")])
    assert path.read_bytes() == first


def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text("my own notes, no Turtle")
    with pytest.raises(KnowledgeError, match=r"own\.ttl"):
        own.add(path, [Learned(ID + "alpha", "Q1", 5, "2026-01-01")])
    assert path.read_text() == "my own notes, no Turtle"
