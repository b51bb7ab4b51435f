"""query, queries and show answer in every format and say clearly what is wrong."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import writing
from kg.vocabulary import ID, PREFIXES

Kg = Callable[..., tuple[int, str, str]]


def test_a_table_has_names_and_short_iris(kg_: Kg, campaign: Path) -> None:
    code, out, _ = kg_("query", campaign, "held-now")
    lines = [line.split("  ") for line in out.splitlines()]
    assert code == 0
    assert lines[0][0] == "place"
    assert out.splitlines()[2].split()[:4] == ["Tamar", "River", "Brigade", "2020-03-01"]
    assert "id:f-river-holds-tamar" in out


def test_formats_hold_the_same_rows(kg_: Kg, campaign: Path) -> None:
    ask = ("query", campaign, "enemies", "-p", "actor=RB", "-f")
    _, as_csv, _ = kg_(*ask, "csv")
    _, as_json, _ = kg_(*ask, "json")
    (row,) = csv.DictReader(io.StringIO(as_csv))
    (found,) = json.loads(as_json)["results"]["bindings"]
    assert row["enemy"] == found["enemy"]["value"] == "Black Banner"


def test_triples_are_turtle(kg_: Kg, campaign: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("CONSTRUCT { ?x a ag:Person } WHERE { ?x ag:leads ?y }")
    code, out, _ = kg_("query", campaign, path, "-f", "turtle")
    assert code == 0
    assert "id:rahal a ag:Person ." in out
    code, _, err = kg_("query", campaign, path, "-f", "csv")
    assert code == 2
    assert "--format turtle" in err


def test_a_query_may_come_from_standard_input(
    kg_: Kg, campaign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { id:river ag:holds id:tamar }"))
    assert kg_("query", campaign, "-") == (0, "yes\n", "")


def test_a_file_with_a_header_takes_parameters(kg_: Kg, campaign: Path, tmp_path: Path) -> None:
    shipped = Path(__file__).parent.parent.parent / "queries" / "enemies.rq"
    (tmp_path / "mine.rq").write_text(shipped.read_text())
    code, out, _ = kg_("query", campaign, tmp_path / "mine.rq", "-p", "actor=the banner")
    assert code == 0
    assert "River Brigade" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "no question and no file named 'nothing'"),
        (["held-on", "-p", "place=Tamar"], "needs --param date=…"),
        (["held-on", "-p", "place"], "write it as key=value"),
        (["held-on", "-p", "place=x", "-p", "date=soon"], "is not a date"),
        (["held-now", "-f", "xml"], "no format 'xml'; known are table, csv, json, turtle"),
        (["held-now", "-f", "turtle"], "for rows take table, csv or json"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(
    kg_: Kg, campaign: Path, arguments: list[str], message: str
) -> None:
    code, out, err = kg_("query", campaign, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {\n ?s ?p }", "kg: line 2, column"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "line 1, column 12: not allowed"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE changes data"),
        ("", "expected"),
    ],
)
def test_a_broken_or_harmful_query_is_told(
    kg_: Kg, campaign: Path, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "q.rq").write_text(text)
    code, out, err = kg_("query", campaign, tmp_path / "q.rq")
    assert (code, out) == (2, "")
    assert message in err


def test_no_rows_is_said_apart_from_the_results(kg_: Kg, campaign: Path) -> None:
    code, out, err = kg_("query", campaign, "enemies", "-p", "actor=nobody")
    assert code == 0
    assert out.split()[:3] == ["actor_name", "enemy", "since"]
    assert len(out.splitlines()) == 1
    assert err == "no rows\n"


def test_questions_are_listed_and_explained(kg_: Kg) -> None:
    _, out, _ = kg_("queries")
    assert "Whom does this actor fight?" in out
    _, out, _ = kg_("queries", "--tag", "figures")
    assert "figures-of-actor" in out
    assert "held-now" not in out
    _, out, _ = kg_("queries", "held-on")
    assert "--param date=…  A day, month or year (date, required), as 2018-12-01" in out
    code, _, err = kg_("queries", "xyzzy")
    assert code == 2
    assert "no question is about 'xyzzy'" in err


def test_a_question_is_found_by_words(kg_: Kg) -> None:
    code, out, _ = kg_("queries", "battle", "deaths")
    assert code == 0
    assert out.splitlines()[1].startswith("battle-deaths")


def test_a_card_shows_sentences_for_and_against(kg_: Kg, campaign: Path) -> None:
    code, out, _ = kg_("show", campaign, "rb")
    assert code == 0
    assert out.startswith("River Brigade\n  ArmedGroup · https://w3id.org/armed-groups/id/river\n")
    assert "also: RB" in out
    assert "wikidata: http://www.wikidata.org/entity/Q900000001 (score 0.97)" in out
    held = out[out.index("River Brigade holds Tamar since 2020-03-01") :]
    assert "[belief 0.80, capture-starts-holds]" in held
    assert "“Arda-backed River Brigade fighters took Tamar" in held
    assert "against: “Qasr News denied that Tamar had fallen" in held
    assert "Capture 2020-03-01: agent River Brigade; place Tamar; from Black Banner" in out


def test_an_unknown_name_gets_suggestions(kg_: Kg, campaign: Path) -> None:
    code, out, err = kg_("show", campaign, "River Brigad")
    assert (code, out) == (2, "")
    assert "did you mean River Brigade?" in err


def test_a_table_fits_the_terminal_and_loses_nothing(
    kg_: Kg, campaign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setattr("kg.cli.console.is_terminal", lambda: True)
    _, out, _ = kg_("query", campaign, "disputed")
    assert max(map(len, out.splitlines())) <= 70
    assert "Brigade" in out
    _, out, _ = kg_("show", campaign, "RB")
    assert max(map(len, out.splitlines())) <= 70


def test_a_document_cannot_drive_the_terminal(kg_: Kg, tmp_path: Path) -> None:
    label = NamedNode(PREFIXES["skos"] + "prefLabel")
    evil = Literal("\x1b]0;title\x07[bold]x[/bold]\u202egnp")
    with writing(tmp_path / "d", ID) as writer:
        writer.publish("ab", [Quad(NamedNode(ID + "x"), label, evil)], {})
    (tmp_path / "q.rq").write_text("SELECT ?n { ?x skos:prefLabel ?n }")
    _, out, _ = kg_("query", tmp_path / "d", tmp_path / "q.rq")
    assert "\ufffd]0;title\ufffd[bold]x[/bold]\ufffdgnp" in out
    _, out, _ = kg_("show", tmp_path / "d", ID + "x")
    assert "\x1b" not in out
