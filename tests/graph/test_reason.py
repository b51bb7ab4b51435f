"""HermiT finds what follows from a graph, and that a contradiction is one."""

from itertools import product
from pathlib import Path

import owlready2
import pyoxigraph
import pytest

from kg.errors import InputError, KnowledgeError
from kg.graph.reason import Reasoning, consistent, java, reason
from kg.ontology import load
from kg.vocabulary import AG, EVENTS, ID, PREFIXES, RELATIONS, ROLES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
MAIN = ONTOLOGY / "armed-groups.ttl"
TYPE = PREFIXES["rdf"] + "type"
PREFIX = f"@prefix ag: <{AG}> . @prefix id: <{ID}> . "

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hermit() -> None:
    if java() is None:
        pytest.skip("HermiT needs Java, and there is no program `java` here")


def triples(turtle: str) -> list[pyoxigraph.Triple]:
    return [x.triple for x in pyoxigraph.parse(PREFIX + turtle, format=pyoxigraph.RdfFormat.TURTLE)]


def ag(subject: str, term: str, value: str) -> tuple[str, str, str]:
    return ID + subject, AG + term, ID + value


@pytest.fixture(scope="module")
def result(hermit: None) -> Reasoning:  # noqa: ARG001 (it skips without Java)
    return reason(
        MAIN,
        triples("""
            id:sdf a ag:ArmedGroup ; ag:fights id:is ; ag:holds id:hajin ; ag:backedBy id:us .
            id:is a ag:ArmedGroup ; ag:presentIn id:hajin .
            id:us a ag:State .
            id:hajin a ag:Place ; ag:locatedIn id:deir-ezzor .
            id:deir-ezzor a ag:Place ; ag:locatedIn id:syria .
            id:syria a ag:State .
            id:unit a ag:StateForce ; ag:partOf id:army .
            id:army a ag:StateForce ; ag:partOf id:syria .
            id:head ag:leads id:observatory .
            id:capture a ag:Capture ; ag:agent id:sdf ; ag:place id:hajin .
        """),
    )


@pytest.mark.parametrize(
    "expected",
    [
        ag("is", "fights", "sdf"),  # symmetric
        ag("hajin", "locatedIn", "syria"),  # transitive
        ag("unit", "partOf", "syria"),
        ag("hajin", "heldBy", "sdf"),  # inverse
        ag("us", "backs", "sdf"),
        ag("syria", "hasPart", "unit"),  # inverse of what was inferred
        ag("is", "presentIn", "syria"),  # chain
        (ID + "sdf", TYPE, AG + "Actor"),  # superclass
        (ID + "us", TYPE, AG + "Place"),  # a state is also a place
        (ID + "head", TYPE, AG + "Person"),  # domain
        (ID + "observatory", TYPE, AG + "Collective"),  # range
        (ID + "capture", TYPE, AG + "Event"),
    ],
    ids=lambda x: "-".join(y.rpartition("/")[2].rpartition("#")[2] for y in x),
)
def test_what_follows_is_inferred(result: Reasoning, expected: tuple[str, str, str]) -> None:
    assert result.consistent
    assert expected in result.inferred


def test_what_is_stated_or_does_not_follow_is_not_inferred(result: Reasoning) -> None:
    assert ag("sdf", "fights", "is") not in result.inferred
    assert ag("hajin", "holds", "sdf") not in result.inferred
    assert ag("sdf", "holds", "syria") not in result.inferred
    assert (ID + "hajin", TYPE, AG + "Actor") not in result.inferred
    assert list(result.inferred) == sorted(set(result.inferred))
    assert all(x[0].startswith(ID) for x in result.inferred), "only about the data"


def test_inferences_stand_in_a_graph_of_their_own(result: Reasoning) -> None:
    quads = list(result.quads(ID + "graph/inferred"))
    assert len(quads) == len(result.inferred)
    assert {x.graph_name for x in quads} == {pyoxigraph.NamedNode(ID + "graph/inferred")}


@pytest.mark.usefixtures("hermit")
@pytest.mark.parametrize(
    "turtle",
    [
        "id:is a ag:ArmedGroup , ag:Place .",
        "id:is a ag:ArmedGroup . id:x a ag:Person ; ag:holds id:is .",
        "id:head a ag:Person ; ag:partOf id:group .",
        "id:sdf ag:fights id:sdf .",
        "id:e a ag:Killing ; ag:target id:army . id:army a ag:StateForce .",
    ],
)
def test_a_contradiction_is_found(turtle: str) -> None:
    assert reason(MAIN, triples(turtle)) == Reasoning(consistent=False, inferred=())


@pytest.mark.usefixtures("hermit")
def test_no_contradiction_comes_of_what_the_signatures_allow() -> None:
    given = load(ONTOLOGY)
    lines = []
    for relation in RELATIONS:
        subjects, objects = given.relation_signature(relation)
        for s, o in product(sorted(subjects), sorted(objects)):
            pair = f"{relation}-{s}-{o}"
            lines.append(
                f"id:s-{pair} a ag:{s} ; ag:{relation} id:o-{pair} . id:o-{pair} a ag:{o} ."
            )
    for event, role in product(EVENTS, ROLES):
        for kind in sorted(given.role_signature(event, role)):
            filler = f"id:{event}-{role}-{kind}"
            lines.append(f"{filler}-e a ag:{event} ; ag:{role} {filler} . {filler} a ag:{kind} .")
    assert len(lines) > 600
    assert reason(MAIN, triples("\n".join(lines))).consistent


@pytest.mark.usefixtures("hermit")
def test_the_default_graph_of_a_store_is_taken_and_nothing_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(Path(__file__).with_name("valid.trig")), format=pyoxigraph.RdfFormat.TRIG)
    before = set(store)
    assert ag("hajin", "locatedIn", "syria") in reason(MAIN, store).inferred
    assert set(store) == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("hermit")
def test_ontology_alignments_and_sources_are_consistent() -> None:
    assert consistent(MAIN, ONTOLOGY / "alignments.ttl", ONTOLOGY / "sources.ttl")


@pytest.mark.usefixtures("hermit")
def test_no_class_is_empty_by_its_own_definition(tmp_path: Path) -> None:
    witnesses = tmp_path / "witnesses.ttl"
    kinds = sorted(
        x.triple.subject.value
        for x in pyoxigraph.parse(path=str(MAIN))
        if x.triple.object == pyoxigraph.NamedNode(PREFIXES["owl"] + "Class")
        and isinstance(x.triple.subject, pyoxigraph.NamedNode)
    )
    witnesses.write_text("".join(f"<{x}/witness> a <{x}> .\n" for x in kinds), encoding="utf-8")
    assert len(kinds) > 40
    assert consistent(MAIN, witnesses)


def test_without_java_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    with pytest.raises(InputError, match="Java runtime"):
        consistent(MAIN)


def test_an_unreadable_ontology_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"missing\.ttl"):
        reason(tmp_path / "missing.ttl", [])
