"""Detectors doubt what cannot well be true, leave alone what can, and lower belief once."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import KnowledgeError
from kg.graph import detectors, doubts
from kg.vocabulary import AG, ID, PREFIXES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
RULES = doubts.detectors(ONTOLOGY)
GRAPH = NamedNode(ID + doubts.NAME)
HEAD = f"""@prefix ag: <{AG}> . @prefix id: <{ID}> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . id:now ag:modality "actual" ."""


def relation(name: str, s: str, p: str, o: str, more: str = "") -> str:
    belief = more or "ag:belief 0.8 ; ag:modality 'actual' ; ag:decidedBy 'stated'"
    plain = f"id:{s} ag:{p} id:{o} ." if "0.8" in belief and "actual" in belief else ""
    return f"""id:{name} a ag:Fact , ag:RelationFact ; ag:subject id:{s} ; ag:predicate ag:{p} ;
        ag:object id:{o} ; {belief} . {plain}"""


def event(name: str, kind: str, roles: str, belief: float = 0.8) -> str:
    return f"""id:{name} a ag:Fact , ag:EventFact , ag:{kind} ; {roles} ; ag:belief {belief} ;
        ag:modality "actual" ; ag:decidedBy "stated" ; ag:supportedBy id:c ."""


def weak(more: str = "") -> str:
    return f"ag:belief 0.3 ; ag:modality 'actual' ; ag:decidedBy 'stated' {more}"


def day(role: str, text: str) -> str:
    return f'ag:{role} "{text}"^^xsd:date'


def store(*statements: str) -> Store:
    made = Store()
    made.load(" ".join([HEAD, *statements]).encode(), format=RdfFormat.TRIG)
    return made


REPORT = """id:d { id:d a ag:Document ; dcterms:issued "2020-05-01"^^xsd:date .
    id:c ag:evidence id:e . id:e ag:inDocument id:d }"""

WRONG = {
    "attack-on-oneself": [event("x", "Attack", "ag:agent id:a ; ag:target id:a")],
    "killed-by-oneself": [
        "id:x a ag:Fact , ag:FigureFact ; ag:of id:a ; ag:by id:a ; ag:belief 0.8 ."
    ],
    "leads-enemies": [
        relation("x", "p", "leads", "a", weak()),
        relation("y", "p", "leads", "b"),
        "id:a ag:fights id:b .",
    ],
    "backed-by-enemy": [
        relation("x", "a", "backedBy", "b", weak()),
        relation("y", "b", "fights", "a"),
    ],
    "parts-of-each-other": [
        relation("x", "a", "partOf", "b", weak()),
        relation("y", "b", "partOf", "a"),
    ],
    "place-in-two-states": [
        "id:s1 a ag:State . id:s2 a ag:State .",
        relation("x", "t", "locatedIn", "s1", weak()),
        relation("y", "t", "locatedIn", "s2"),
    ],
    "state-in-group": [
        "id:s a ag:State . id:a a ag:ArmedGroup .",
        relation("x", "s", "partOf", "a"),
    ],
    "captured-from-absent": [
        event(
            "x",
            "Capture",
            f"ag:agent id:a ; ag:from id:b ; ag:place id:t ; {day('date', '2020-03-01')}",
        ),
        relation("y", "c", "holds", "t"),
    ],
    "acts-after-death": [
        event("y", "Killing", f"ag:target id:p ; {day('date', '2020-03-01')}", 0.9),
        event("x", "Attack", f"ag:agent id:p ; {day('date', '2020-03-02')}"),
    ],
    "killed-twice": [
        "id:p a ag:Person .",
        event("x", "Killing", f"ag:target id:p ; {day('date', '2020-03-01')}", 0.6),
        event("y", "Killing", f"ag:target id:p ; {day('date', '2020-04-01')}"),
    ],
    "after-its-reports": [
        event("x", "Battle", f"ag:agent id:a ; {day('date', '2021-01-01')}"),
        REPORT,
    ],
    "took-its-own": [
        event("x", "Capture", f"ag:agent id:a ; ag:place id:t ; {day('date', '2020-03-01')}"),
        relation("y", "a", "holds", "t", f"ag:belief 0.8 ; {day('since', '2019-01-01')}"),
    ],
}
RIGHT = [
    event("x", "Agreement", "ag:agent id:a , id:b ; ag:target id:a"),
    relation("y", "p", "leads", "a") + relation("z", "p", "leads", "b"),
    relation("f", "a", "fights", "b")
    + relation("o", "a", "backedBy", "b", "ag:belief 0.8 ; ag:modality 'past'"),
    "id:s1 a ag:State ."
    + relation("l", "t", "locatedIn", "s1")
    + relation("m", "t", "locatedIn", "r"),
    "id:s a ag:State . id:u a ag:Coalition ." + relation("c", "s", "partOf", "u"),
    event(
        "k",
        "Capture",
        f"ag:agent id:a ; ag:from id:b ; ag:place id:t ; {day('date', '2020-03-01')}",
    )
    + relation(
        "h",
        "b",
        "holds",
        "t",
        f"ag:belief 0.7 ; ag:decidedBy 'stated' ; {day('until', '2020-03-01')}",
    ),
    event("d", "Killing", f"ag:target id:q ; {day('date', '2020-03-03')}")
    + event("e", "Attack", f"ag:agent id:q ; {day('date', '2020-03-02')}"),
    event("n", "Battle", f"ag:agent id:a ; {day('date', '2020-04-30')}") + REPORT,
]


CARRIED = [
    event(
        "x",
        "Capture",
        f"ag:agent id:a ; ag:from id:b ; ag:place id:t ; {day('date', '2020-03-01')}",
    ),
    relation("y", "c", "holds", "t", "ag:belief 0.8 ; ag:decidedBy 'stated' ; ag:supportedBy id:k"),
    relation(
        "won",
        "a",
        "holds",
        "t",
        "ag:belief 0.8 ; ag:decidedBy 'capture-starts-holds' ; ag:supportedBy id:c",
    ),
    relation(
        "lost",
        "b",
        "holds",
        "t",
        "ag:belief 0.7 ; ag:decidedBy 'capture-ends-holds' ; ag:supportedBy id:c , id:other",
    ),
]
"""A doubted capture, a hold that rests on it alone, and one of which more is said."""


def test_every_detector_is_tested() -> None:
    assert set(WRONG) | {"rests-on-doubted"} == {x.name for x in RULES}


def test_a_hold_that_rests_on_a_doubted_capture_alone_is_doubted_too() -> None:
    made = store(*CARRIED)
    before = set(made)
    doubts.apply(made, RULES, ID)
    assert belief(made, "x") == "0.48"
    assert belief(made, "won") == "0.48"
    assert belief(made, "lost") == "0.7"
    ((doubt, grounds, factor),) = doubts.of(made, ID + "won", ID)
    assert (doubt.detector, doubt.because) == ("rests-on-doubted", ID + "x")
    assert grounds == "a state rests on nothing but a doubted event"
    assert str(factor) == "0.6"
    doubts.undo(made, ID)
    assert set(made) == before


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_well_be_true_is_doubted(name: str) -> None:
    found = doubts.find(store(*WRONG[name]), RULES)
    assert [(x.fact, x.detector) for x in found] == [(ID + "x", name)]


@pytest.mark.parametrize("number", range(len(RIGHT)))
def test_what_may_well_be_true_is_not(number: int) -> None:
    assert doubts.find(store(RIGHT[number]), RULES) == []


def belief(made: Store, name: str) -> str:
    found = made.quads_for_pattern(
        NamedNode(ID + name), NamedNode(AG + "belief"), None, DefaultGraph()
    )
    (quad,) = found
    assert isinstance(quad.object, Literal)
    return quad.object.value


def test_belief_is_lowered_once_and_the_plain_triple_goes() -> None:
    made = store(*WRONG["state-in-group"])
    plain = Quad(NamedNode(ID + "s"), NamedNode(AG + "partOf"), NamedNode(ID + "a"), DefaultGraph())
    assert plain in made
    before, found = len(made), doubts.find(made, RULES)
    assert doubts.apply(made, RULES, ID) == len(made) - before
    once = set(made)
    assert belief(made, "x") == "0.4"
    assert plain not in made
    assert doubts.beliefs(made, ID + "x", ID) == ("0.8", "0.4")
    assert doubts.held(made, ID) == found
    assert doubts.apply(made, RULES, ID) == 0
    assert set(made) == once


def test_without_its_reason_a_doubt_is_taken_back() -> None:
    made = store(*WRONG["state-in-group"])
    before = set(made)
    doubts.apply(made, RULES, ID)
    kind = Quad(NamedNode(ID + "s"), NamedNode(PREFIXES["rdf"] + "type"), NamedNode(AG + "State"))
    made.remove(kind)
    doubts.apply(made, RULES, ID)
    assert doubts.held(made, ID) == []
    made.add(kind)
    assert set(made) == before


@pytest.mark.parametrize(("anew", "lowered"), [("0.9", "0.36"), ("0.32", "0.128")])
def test_a_fact_that_was_written_anew_keeps_its_new_belief(anew: str, lowered: str) -> None:
    made = store(*WRONG["attack-on-oneself"])
    doubts.apply(made, RULES, ID)
    assert belief(made, "x") == "0.32"
    before = len(made)
    assert doubts.undo(made, ID) == len(made) - before
    assert doubts.held(made, ID) == []
    assert belief(made, "x") == "0.8"
    fact, term = NamedNode(ID + "x"), NamedNode(AG + "belief")
    for quad in list(made.quads_for_pattern(fact, term, None, DefaultGraph())):
        made.remove(quad)
    made.add(Quad(fact, term, Literal(anew, datatype=NamedNode(PREFIXES["xsd"] + "decimal"))))
    doubts.apply(made, RULES, ID)
    assert belief(made, "x") == lowered


@pytest.mark.parametrize(
    "text",
    ["SELECT ?fact {}", "#+ message = 'x'\n#+ factor = 2\n", "#+ message = 'x'\n#+ factor = 'a'\n"],
)
def test_a_broken_detector_is_named(tmp_path: Path, text: str) -> None:
    folder = tmp_path / detectors.FOLDER
    folder.mkdir(parents=True)
    (folder / "mine.rq").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.rq"):
        doubts.detectors(tmp_path)
