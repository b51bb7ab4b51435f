"""Each named question gives the rows it promises on a small war made by hand."""

from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.graph import library
from kg.graph.query import ask, compact
from kg.vocabulary import ID

CAMPAIGN: Final = Path(__file__).parent.parent / "graph" / "campaign.trig"
QUESTIONS: Final = library.load(Path(__file__).parent.parent.parent / "queries")
HELD: Final = ID + "f-river-holds-tamar"

Rows = list[tuple[str, ...]]

CASES: Final[list[tuple[str, dict[str, str], str, Rows]]] = [
    (
        "held-now",
        {},
        "place holder since belief fact",
        [
            ("Dune", "Black Banner", "", "0.85", "id:f-banner-holds-dune"),
            ("Tamar", "River Brigade", "2020-03-01", "0.8", "id:f-river-holds-tamar"),
        ],
    ),
    (
        "held-on",
        {"place": "Tamar", "date": "2020-02-29"},
        "holder since until",
        [("Black Banner", "", "2020-03-01")],
    ),
    (
        "held-on",
        {"place": "tamar TOWN", "date": "2020-03-01"},
        "place_name holder since until",
        [("Tamar", "River Brigade", "2020-03-01", "")],
    ),
    (
        "held-on",
        {"place": "Tamar", "date": "2020-03"},
        "holder",
        [("Black Banner",), ("River Brigade",)],
    ),
    ("held-on", {"place": "Tamar", "date": "2019"}, "holder", [("Black Banner",)]),
    ("held-on", {"place": "Nowhere", "date": "2019"}, "holder", []),
    (
        "place-history",
        {"place": "Tamar"},
        "since until what actor",
        [
            ("", "2020-03-01", "holds", "Black Banner"),
            ("2020-03-01", "", "Capture", "River Brigade"),
            ("2020-03-01", "", "holds", "River Brigade"),
        ],
    ),
    (
        "backers",
        {"actor": "rb"},
        "actor_name backer link through",
        [
            ("River Brigade", "Arda", "direct", ""),
            ("River Brigade", "Norland", "ally", "Hill Guards"),
        ],
    ),
    (
        "backers",
        {"actor": "Hill Guards"},
        "backer link through",
        [("Norland", "direct", ""), ("Arda", "ally", "River Brigade")],
    ),
    ("backers", {"actor": "Black Banner"}, "backer", []),
    (
        "enemies",
        {"actor": "RB"},
        "enemy belief claims_for claims_against",
        [("Black Banner", "0.95", "1", "0")],
    ),
    ("enemies", {"actor": "the banner"}, "enemy", [("River Brigade",)]),
    (
        "allies",
        {"actor": "Hill Guards"},
        "relation other",
        [("allied with", "River Brigade")],
    ),
    ("allies", {"actor": "RB"}, "relation other", [("allied with", "Hill Guards")]),
    (
        "attacks-claimed",
        {"actor": "BB"},
        "event date claimant places targets",
        [
            ("Attack", "2020-03", "Black Banner", "Dune", "Arda"),
            ("Attack", "2020-03-04", "Qasr News", "Tamar", "Arda"),
        ],
    ),
    ("attacks-claimed", {"actor": "RB"}, "event", []),
    (
        "claimed-or-blamed",
        {},
        "event date place claimed_by blamed_on verdict",
        [
            ("Strike", "", "Dune", "", "Norland", "blamed only"),
            ("Attack", "2020-03", "Dune", "Black Banner", "Hill Guards", "differ"),
            ("Attack", "2020-03-04", "Tamar", "Black Banner", "Black Banner", "agree"),
        ],
    ),
    (
        "figures-of-actor",
        {"actor": "Black Banner"},
        "side kind who min max source published",
        [
            ("of", "killed", "fighters", "30", "30", "Valley Monitor", "2020-03-02"),
            ("of", "killed", "fighters", "", "5", "Qasr News", "2020-03-05"),
        ],
    ),
    (
        "figures-of-actor",
        {"actor": "RB"},
        "side min sentence",
        [("by", "30", "The Valley Monitor said 30 fighters were killed.")],
    ),
    (
        "figures-of-event",
        {"place": "Tamar"},
        "event date kind min max source stands",
        [
            ("Capture", "2020-03-01", "killed", "", "5", "Qasr News", "against"),
            ("Capture", "2020-03-01", "killed", "30", "30", "Valley Monitor", "for"),
        ],
    ),
    (
        "people",
        {"actor": "River Brigade"},
        "relation person",
        [("leads", "Sami Rahal"), ("speaksFor", "Lina Odeh")],
    ),
    ("people", {"actor": "BB"}, "relation person", [("mediaArmOf", "Qasr News")]),
    (
        "said-by",
        {"source": "Qasr News"},
        "says polarity modality published document",
        [
            ("holds", "negative", "actual", "2020-03-05", "id:doc-2"),
            ("killed", "positive", "actual", "2020-03-05", "id:doc-2"),
        ],
    ),
    (
        "said-by",
        {"source": "Lina Odeh"},
        "says modality sentence",
        [
            (
                "Capture",
                "future",
                '"We will take Dune too", River Brigade spokeswoman Lina Odeh said.',
            )
        ],
    ),
    (
        "evidence",
        {"fact": HELD},
        "stands said_by polarity title start end claim",
        [
            ("for", "", "positive", "Town changes hands", "0", "71", "id:c-capture"),
            ("against", "Qasr News", "negative", "Banner denies loss", "0", "78", "id:c-denial"),
        ],
    ),
    (
        "unlinked",
        {},
        "name types facts guess score",
        [
            ("Black Banner", "ArmedGroup", "8", "wd:Q900000002", "0.61"),
            ("Tamar", "Place", "5", "", ""),
            ("Dune", "Place", "3", "", ""),
            ("Hill Guards", "ArmedGroup", "3", "", ""),
            ("Qasr News", "MediaOutlet", "2", "", ""),
            ("Lina Odeh", "Person", "1", "", ""),
            ("Sami Rahal", "Person", "1", "", ""),
            ("Tamar valley", "Place", "1", "", ""),
        ],
    ),
    (
        "at-place",
        {"place": "Tamar valley"},
        "date event where agents targets means",
        [
            ("2020-03-01", "Capture", "Tamar", "River Brigade", "", ""),
            ("2020-03-04", "Attack", "Tamar", "", "Arda", "car bomb"),
        ],
    ),
    (
        "disputed",
        {},
        "statement said_by denied_by",
        [
            ("River Brigade holds Tamar", "Example Wire", "Qasr News"),
            ("killed: 30 fighters", "Valley Monitor", "Qasr News"),
        ],
    ),
    (
        "forecasts",
        {},
        "modality what speaker published",
        [("future", "Capture", "Lina Odeh", "2020-03-05")],
    ),
]


@pytest.fixture(scope="module")
def store() -> Store:
    loaded = Store()
    loaded.load(path=CAMPAIGN, format=RdfFormat.TRIG)
    return loaded


def rows(store: Store, text: str, columns: str) -> Rows:
    answer = ask(store, text)
    assert isinstance(answer, QuerySolutions)
    return [tuple(compact(row[name]) for name in columns.split()) for row in answer]


@pytest.mark.parametrize(
    ("name", "params", "columns", "expected"),
    [pytest.param(*case, id=f"{case[0]} {' '.join(case[1].values())}") for case in CASES],
)
def test_a_question_gives_its_rows(
    store: Store, name: str, params: dict[str, str], columns: str, expected: Rows
) -> None:
    assert rows(store, QUESTIONS[name].bind(params), columns) == expected


def test_every_question_is_tested() -> None:
    assert {name for name, *_ in CASES} == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_file_is_a_whole_query_as_it_stands(name: str) -> None:
    empty = ask(Store(), QUESTIONS[name].text, prefixes={})
    assert isinstance(empty, QuerySolutions)
    assert not list(empty), "an example value is a question, not an answer"


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_example_of_a_question_gives_what_it_needs(name: str) -> None:
    question = QUESTIONS[name]
    assert question.example.startswith(f"kg query DATASET {name}")
    for parameter in question.params:
        assert f"--param {parameter.name}=" in question.example
    assert question.question.endswith("?")
