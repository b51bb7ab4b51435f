"""Rates agree with those worked out for a small pair of annotation and records."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation import evaluate
from kg.evaluation.alignment import align, normalise
from kg.evaluation.scoring import same_date

HERE = Path(__file__).parent


def test_the_rates_are_those_of_the_definition() -> None:
    expected = json.loads((HERE / "expected.json").read_text())
    assert evaluate(HERE / "records.jsonl", HERE / "gold").summary == expected


def test_rates_of_single_relations_and_event_types_are_told() -> None:
    lines = evaluate(HERE / "records.jsonl", HERE / "gold").lines()
    assert "  events/Strike                      p 0.50 r 0.33 f1 0.40  gold 3" in lines
    assert "  relations/fights                   p 1.00 r 1.00 f1 1.00  gold 1" in lines


def test_an_annotation_agrees_with_itself_wholly(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    lines = [json.dumps(json.loads(x.read_text())) for x in sorted((HERE / "gold").glob("*.json"))]
    records.write_text("\n".join(lines))
    result = evaluate(records, HERE / "gold")
    assert result.summary["headline"] == 1.0
    assert result.missing == ()
    assert {x[0] for x in result.documents} == {"tamar", "unread"}


def test_names_are_compared_without_case_article_and_possessive() -> None:
    assert normalise("The U.S.\u2019s Army") == "us army"


def test_a_name_in_another_is_a_weaker_match_than_the_same_name() -> None:
    gold = [
        {"id": "g1", "type": "ArmedGroup", "names": ["Free Hill Guards"]},
        {"id": "g2", "type": "ArmedGroup", "names": ["Hill Guards"]},
    ]
    found = [{"id": "p1", "type": "ArmedGroup", "names": ["Hill Guards"]}]
    assert align(gold, found).of == {"p1": "g2"}


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("2020", "2020-03-01", True),
        ("2020-03-01", "2020-03", False),
        ("2020-03", "2020-03", True),
        (None, "2020", False),
        ("2020", None, False),
    ],
)
def test_a_date_is_right_to_the_precision_of_the_annotation(
    gold: str | None,
    found: str | None,
    right: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert same_date(gold, found) is right


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "records.jsonl"),
        ("[]", "not a JSON object"),
        ('{"doc": "tamar", "events": [1]}', "tamar"),
    ],
)
def test_what_is_no_record_is_told(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "records.jsonl").write_text(content)
    with pytest.raises(InputError, match=message):
        evaluate(tmp_path / "records.jsonl", HERE / "gold")


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder of annotations"):
        evaluate(HERE / "records.jsonl", tmp_path)
