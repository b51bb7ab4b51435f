"""The stages get the ontology as plain values."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.ontology import load
from kg.vocabulary import ENTITY_TYPES, EVENTS, RELATIONS, ROLES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
GIVEN = load(ONTOLOGY)
ACTORS = frozenset(ENTITY_TYPES) - {"Place"}
COLLECTIVES = ACTORS - {"Person"}


def test_superclasses_come_nearest_first() -> None:
    assert GIVEN.superclasses("MediaOutlet") == ("Organisation", "Collective", "Actor", "Entity")
    assert set(GIVEN.superclasses("State")) == {"Collective", "Place", "Actor", "Entity"}
    assert GIVEN.superclasses("Entity") == ()
    assert GIVEN.subclasses("Place") == {"Place", "State"}


@pytest.mark.parametrize(
    ("relation", "subjects", "objects"),
    [
        ("holds", ACTORS, {"Place", "State"}),
        ("backedBy", ACTORS, ACTORS),
        ("partOf", COLLECTIVES, COLLECTIVES),
        ("leads", {"Person"}, COLLECTIVES),
        ("speaksFor", {"Person"}, ACTORS),
        ("mediaArmOf", {"MediaOutlet"}, COLLECTIVES),
        ("locatedIn", {"Place", "State"}, {"Place", "State"}),
    ],
)
def test_signatures_of_relations(relation: str, subjects: set[str], objects: set[str]) -> None:
    assert GIVEN.relation_signature(relation) == (subjects, objects)


def test_every_relation_and_role_of_the_program_has_a_signature() -> None:
    assert all(all(GIVEN.relation_signature(x)) for x in RELATIONS)
    assert all(GIVEN.role_signature(e, r) for e in EVENTS for r in ROLES if r != "from")


@pytest.mark.parametrize(
    ("event", "role", "expected"),
    [
        ("Capture", "from", ACTORS),
        ("Battle", "from", frozenset()),
        ("Killing", "target", {"Person"}),
        ("Battle", "target", ACTORS),
        ("Attack", "target", set(ENTITY_TYPES)),
        ("Strike", "place", {"Place", "State"}),
    ],
)
def test_signatures_of_roles(event: str, role: str, expected: set[str]) -> None:
    assert GIVEN.role_signature(event, role) == expected


def test_a_relation_is_allowed_between_fitting_types_only() -> None:
    assert GIVEN.allows("holds", "ArmedGroup", "Place")
    assert not GIVEN.allows("holds", "Place", "ArmedGroup")


def test_inverses_lead_both_ways() -> None:
    assert GIVEN.inverse["backedBy"] == "backs"
    assert {GIVEN.inverse[GIVEN.inverse[x]] == x for x in GIVEN.inverse} == {True}


def test_states_follow_from_captures_and_withdrawals() -> None:
    told = {
        x.name: (x.event, x.effect, x.relation, x.subject_role, x.object_role, x.shows_before)
        for x in GIVEN.state_effects
    }
    assert told == {
        "capture-starts-holds": ("Capture", "starts", "holds", "agent", "place", False),
        "capture-ends-holds": ("Capture", "ends", "holds", "from", "place", True),
        "withdrawal-ends-holds": ("Withdrawal", "ends", "holds", "agent", "place", False),
        "withdrawal-ends-presence": ("Withdrawal", "ends", "presentIn", "agent", "place", True),
    }


def test_effects_fit_the_relation_and_the_roles_they_are_about() -> None:
    for x in GIVEN.state_effects:
        subjects, objects = GIVEN.relation_signature(x.relation)
        assert GIVEN.role_signature(x.event, x.subject_role) <= subjects
        assert GIVEN.role_signature(x.event, x.object_role) <= objects


def test_labels_and_definitions_are_at_hand() -> None:
    assert GIVEN.labels["backedBy"] == "backed by"
    assert GIVEN.definitions["Capture"].startswith("An event in which")


def test_an_unknown_name_is_an_error() -> None:
    for ask in (GIVEN.superclasses, GIVEN.subclasses, GIVEN.relation_signature):
        with pytest.raises(KnowledgeError, match="no such"):
            ask("Army")
    with pytest.raises(KnowledgeError, match="no such"):
        GIVEN.role_signature("Capture", "witness")


def test_a_missing_or_broken_ontology_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"armed-groups\.ttl"):
        load(tmp_path / "nowhere")
    (tmp_path / "armed-groups.ttl").write_text("ag:holds a", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"armed-groups\.ttl"):
        load(tmp_path)


def test_an_ontology_that_lacks_a_class_or_a_range_is_refused(tmp_path: Path) -> None:
    whole = (ONTOLOGY / "armed-groups.ttl").read_text(encoding="utf-8")
    for folder, old, new in (
        ("class", "ag:Killing a owl:Class ;", "ag:Killing"),
        ("range", "    rdfs:domain ag:Person ;\n    rdfs:range ag:Actor ;", "    "),
    ):
        assert old in whole
        place = tmp_path / folder
        place.mkdir()
        (place / "armed-groups.ttl").write_text(whole.replace(old, new), encoding="utf-8")
        with pytest.raises(KnowledgeError):
            load(place)


def test_it_is_read_once(tmp_path: Path) -> None:
    shutil.copy(ONTOLOGY / "armed-groups.ttl", tmp_path)
    first = load(tmp_path)
    (tmp_path / "armed-groups.ttl").unlink()
    assert load(tmp_path) is first


def test_loading_it_does_not_load_rdflib() -> None:
    code = (
        "import sys; from pathlib import Path; from kg.ontology import load, load_sources; "
        f"folder = Path({str(ONTOLOGY)!r}); load(folder); load_sources(folder); "
        "print(sorted({'rdflib', 'spacy', 'owlready2', 'pyshacl'} & sys.modules.keys()))"
    )
    run = subprocess.run(  # noqa: S603 (this very interpreter)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
