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
AFTERMATH: Final = Path(__file__).parent / "aftermath.trig"
RIVER: Final = "River Brigade"
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
        "since until what actor from",
        [
            ("", "2020-03-01", "holds", "Black Banner", ""),
            ("2020-03-01", "", "Capture", "River Brigade", "Black Banner"),
            ("2020-03-01", "", "holds", "River Brigade", ""),
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
    (
        "attacks-by-means",
        {},
        "means event events agents first last",
        [
            ("", "Attack", "1", "", "2020-03", "2020-03"),
            ("", "Strike", "1", "Norland", "", ""),
            ("car bomb", "Attack", "1", "", "2020-03-04", "2020-03-04"),
        ],
    ),
    (
        "battle-deaths",
        {},
        "side date event place who low high killed_by",
        [("Black Banner", "2020-03-01", "Capture", "Tamar", "fighters", "30", "30", RIVER)],
    ),
    (
        "casualties-by-source",
        {},
        "source kind who side figures lowest highest",
        [
            ("Qasr News", "killed", "fighters", "Black Banner", "1", "5", "5"),
            ("Valley Monitor", "killed", "fighters", "Black Banner", "1", "30", "30"),
        ],
    ),
    (
        "changes",
        {"from": "2020-03", "to": "2020-03-01"},
        "date change actor relation other",
        [
            ("2020-03-01", "ended", "Black Banner", "holds", "Tamar"),
            ("2020-03-01", "began", "River Brigade", "holds", "Tamar"),
        ],
    ),
    ("changes", {"from": "2020-03-02", "to": "2020-12"}, "date", []),
    (
        "contested",
        {},
        "place why holder other belief",
        [("Tamar", "disputed", "River Brigade", "Qasr News", "0.8")],
    ),
    (
        "denials",
        {},
        "denied_by published denied",
        [("Qasr News", "2020-03-05", "River Brigade holds Tamar")],
    ),
    (
        "events-between",
        {"from": "2020-03-02", "to": "2020-03-04"},
        "date event agents targets places",
        [
            ("2020-03", "Attack", "", "Arda", "Dune"),
            ("2020-03-04", "Attack", "", "Arda", "Tamar"),
        ],
    ),
    ("events-between", {"from": "2020-04", "to": "2021"}, "date", []),
    (
        "events-near",
        {"lat": "34.6", "long": "41", "km": "10"},
        "km_away where date event agents",
        [("0", "Dune", "", "Strike", "Norland"), ("0", "Dune", "2020-03", "Attack", "")],
    ),
    (
        "most-active",
        {},
        "actor events kinds first",
        [("Norland", "1", "Strike", ""), ("River Brigade", "1", "Capture", "2020-03-01")],
    ),
    (
        "one-source",
        {"actor": "Hill Guards"},
        "statement only belief",
        [
            ("Hill Guards alliedWith River Brigade", "id:doc-3", "0.75"),
            ("Hill Guards backedBy Norland", "id:doc-3", "0.7"),
            ("Attack", "id:doc-3", "0.6"),
        ],
    ),
    (
        "reports-about",
        {"actor": "RB"},
        "published publisher title claims",
        [
            ("2020-03-02", "Example Wire", "Town changes hands", "5"),
            ("2020-03-05", "Example Post", "Banner denies loss", "3"),
            ("2020-03-09", "Example Wire", "Three sides in one valley", "1"),
        ],
    ),
    (
        "reports",
        {},
        "published publisher claims document",
        [
            ("2020-03-02", "Example Wire", "6", "id:doc-1"),
            ("2020-03-05", "Example Post", "6", "id:doc-2"),
            ("2020-03-09", "Example Wire", "5", "id:doc-3"),
        ],
    ),
    (
        "sources",
        {},
        "speaker claims denials documents",
        [
            ("Qasr News", "2", "1", "1"),
            ("Valley Monitor", "2", "0", "2"),
            ("Arda", "1", "0", "1"),
            ("Lina Odeh", "1", "0", "1"),
        ],
    ),
    (
        "ties",
        {"actor": "Hill Guards"},
        "direction relation other modality",
        [
            ("out", "alliedWith", "River Brigade", "actual"),
            ("out", "backedBy", "Norland", "actual"),
        ],
    ),
    (
        "unconfirmed",
        {"date": "2020-03-03"},
        "place holder since last_report",
        [("Tamar", "River Brigade", "2020-03-01", "2020-03-02")],
    ),
    (
        "where-is",
        {"actor": "the Banner"},
        "relation place until modality",
        [("holds", "Dune", "", "actual"), ("holds", "Tamar", "2020-03-01", "past")],
    ),
    (
        "who-attacks-whom",
        {},
        "actor role target events kinds",
        [
            ("Black Banner", "claims it", "Arda", "1", "Attack"),
            ("Black Banner", "is blamed", "Arda", "1", "Attack"),
            ("Hill Guards", "is blamed", "Arda", "1", "Attack"),
            ("Qasr News", "claims it", "Arda", "1", "Attack"),
        ],
    ),
]

LATER: Final[list[tuple[str, dict[str, str], str, Rows]]] = [
    (
        "network",
        {"actor": "old river brigade"},
        "tie other since until belief",
        [("part of", RIVER, "", "2020-04", "0.6")],
    ),
    (
        "network",
        {"actor": "River Brigade", "date": "2020-05"},
        "tie other",
        [("backed by", "Arda")],
    ),
    (
        "network",
        {"actor": "River Brigade", "date": "2020-04"},
        "tie other until",
        [("backed by", "Arda", ""), ("has part", "Old River Brigade", "2020-04")],
    ),
    (
        "derived",
        {"actor": "old river brigade"},
        "tie other since until rule through belief",
        [("backed by", "Arda", "", "2020-04", "backing-of-the-whole", RIVER, "0.432")],
    ),
    (
        "derived",
        {"actor": "Arda", "date": "2020-04"},
        "tie other",
        [("backs", "Old River Brigade")],
    ),
    ("derived", {"actor": "Arda", "date": "2020-05"}, "tie other", []),
    (
        "agreements",
        {},
        "date place sentence",
        [("2020-05-01", "Dune", "A surer sentence.")],
    ),
    (
        "captives",
        {},
        "date what place taken_by taken low high",
        [
            ("", "captured", "", "River Brigade", "Black Banner", "40", ""),
            ("2020-05", "Abduction", "Dune", "Black Banner", "Hill Guards", "", ""),
        ],
    ),
    (
        "common-enemies",
        {"actor": RIVER},
        "enemy other stand",
        [("Black Banner", "Hill Guards", "allied")],
    ),
    (
        "contested",
        {},
        "place why holder other date",
        [
            ("Tamar", "fighting", "Black Banner", "River Brigade", "2020-04-10"),
            ("Tamar", "fighting", "River Brigade", "Black Banner", "2020-04-10"),
            ("Tamar", "rival", "Black Banner", "River Brigade", ""),
            ("Tamar", "rival", "River Brigade", "Black Banner", ""),
        ],
    ),
    (
        "designations",
        {},
        "actor designated_by since modality",
        [("Black Banner", "Arda", "2019", "actual")],
    ),
    (
        "displaced",
        {},
        "published who low high source",
        [("2020-05-04", "civilians", "2000", "", "")],
    ),
    (
        "events-near",
        {"lat": "34.5", "long": "40.9", "km": "20"},
        "km_away where date event",
        [
            ("0", "Tamar", "2020-04-10", "Battle"),
            ("14", "Dune", "2020-05", "Abduction"),
            ("14", "Dune", "2020-05-01", "Agreement"),
        ],
    ),
    (
        "killed-people",
        {},
        "date person place killed_by blamed_on",
        [("2020-05-02", "Sami Rahal", "Far Hamlet", "", "Black Banner")],
    ),
    (
        "leaders",
        {"actor": RIVER},
        "leader until modality fate",
        [("Sami Rahal", "2020-05-02", "past", "Killing 2020-05-02")],
    ),
    (
        "splits",
        {},
        "actor tie other until",
        [
            ("Old River Brigade", "partOf", "River Brigade", "2020-04"),
            ("Sami Rahal", "leads", "River Brigade", "2020-05-02"),
        ],
    ),
    (
        "sponsors",
        {"actor": RIVER},
        "backed_name backer direct",
        [("River Brigade", "Arda", "yes"), ("Arda", "Norland", "no")],
    ),
    (
        "strengths",
        {},
        "published whose low high source",
        [("2020-05-04", "Black Banner", "300", "500", "Norland")],
    ),
    (
        "doubts",
        {},
        "grounds before belief statement against",
        [
            (
                "two things lie in each other",
                "0.8",
                "0.6",
                "Old River Brigade partOf River Brigade",
                "",
            )
        ],
    ),
    ("threats", {}, "date agents targets", [("2020-05-03", "Norland", "Black Banner")]),
]


def loaded(path: Path) -> Store:
    store = Store()
    store.load(path=path, format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return loaded(CAMPAIGN)


@pytest.fixture(scope="module")
def later() -> Store:
    return loaded(AFTERMATH)


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


@pytest.mark.parametrize(
    ("name", "params", "columns", "expected"),
    [pytest.param(*case, id=f"{case[0]} {' '.join(case[1].values())}") for case in LATER],
)
def test_a_question_gives_its_rows_of_what_came_after(
    later: Store, name: str, params: dict[str, str], columns: str, expected: Rows
) -> None:
    assert rows(later, QUESTIONS[name].bind(params), columns) == expected


def test_every_question_is_tested() -> None:
    assert {name for name, *_ in (*CASES, *LATER)} == set(QUESTIONS)


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
