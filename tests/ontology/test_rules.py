"""The rules in SPARQL say what the effects of events say as data."""

from pathlib import Path

import pyoxigraph
import pytest

from kg.ontology import StateEffect, load
from kg.vocabulary import AG, ID, PREFIXES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
EFFECTS = load(ONTOLOGY).state_effects
RULES = {x.stem: x.read_text(encoding="utf-8") for x in (ONTOLOGY / "rules").glob("*.rq")}
HEAD = f"PREFIX ag: <{AG}> PREFIX id: <{ID}> PREFIX xsd: <{PREFIXES['xsd']}> "


def test_each_effect_has_its_rule_and_each_rule_its_effect() -> None:
    assert {x.name for x in EFFECTS} == set(RULES)


def world(effect: StateEffect) -> pyoxigraph.Store:
    """Return an event with two subjects, and the fact that one of them stood in the relation."""
    store = pyoxigraph.Store()
    store.update(f"""{HEAD} INSERT DATA {{
        id:event a ag:Fact , ag:EventFact , ag:{effect.event} ;
            ag:{effect.subject_role} id:first , id:second ;
            ag:{effect.object_role} id:town ;
            ag:date "2018-12-14"^^xsd:date ;
            ag:belief 0.9 ; ag:supportedBy id:claim ; ag:disputedBy id:denial .
        id:other a ag:Fact , ag:EventFact , ag:Battle ;
            ag:{effect.subject_role} id:third ; ag:{effect.object_role} id:town ;
            ag:belief 0.9 ; ag:supportedBy id:claim .
        id:before a ag:Fact , ag:RelationFact ;
            ag:subject id:first ; ag:predicate ag:{effect.relation} ; ag:object id:town .
    }}""")
    return store


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda x: x.name)
def test_a_rule_does_what_its_effect_says(effect: StateEffect) -> None:
    found = pyoxigraph.Store()
    for triple in world(effect).query(RULES[effect.name]):
        found.add(pyoxigraph.Quad(*triple))
    bound = "since" if effect.effect == "starts" else "until"
    modality = "actual" if effect.effect == "starts" else "past"
    rows = found.query(f"""{HEAD} SELECT ?subject WHERE {{
        ?fact a ag:Fact , ag:RelationFact ;
            ag:subject ?subject ; ag:predicate ag:{effect.relation} ; ag:object id:town ;
            ag:{bound} "2018-12-14"^^xsd:date ; ag:modality "{modality}" ; ag:belief 0.9 ;
            ag:supportedBy id:claim ; ag:disputedBy id:denial ; ag:decidedBy "{effect.name}" .
    }} ORDER BY ?subject""")
    subjects = [x["subject"].value.removeprefix(ID) for x in rows]
    needs_before = effect.effect == "ends" and not effect.shows_before
    assert subjects == (["first"] if needs_before else ["first", "second"])
    assert len({x.subject for x in found}) == len(subjects), "one fact for each subject"


def test_an_event_without_a_date_gives_a_fact_without_one() -> None:
    effect = next(x for x in EFFECTS if x.name == "capture-starts-holds")
    store = world(effect)
    store.update(HEAD + "DELETE WHERE { id:event ag:date ?date }")
    found = list(store.query(RULES[effect.name]))
    assert {x.subject.value.rpartition("/")[0] for x in found} == {f"{ID}event/{effect.name}"}
    assert not any(x.predicate.value == AG + "since" for x in found)
