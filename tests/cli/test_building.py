"""build, extract and remove: results apart from messages, exit codes as promised."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.pipeline
from kg.cli import main
from kg.graph import writing
from kg.vocabulary import ID

Kg = Callable[..., tuple[int, str, str]]


def test_build_sums_up_what_it_did(kg_: Kg, tmp_path: Path) -> None:
    code, out, err = kg_("build", "a|Reds hold Town", "b|Reds fight Blues", "-o", tmp_path / "d")
    assert code == 0
    assert "read 2: 2 new, 0 read anew, 0 unchanged; skipped 0" in out
    assert "2 documents, 2 claims" in out
    assert "reading: 2 of 2" in err


def test_skipped_documents_are_named_and_change_the_exit_code(kg_: Kg, tmp_path: Path) -> None:
    code, out, err = kg_("build", "a|Reds hold Town", "!x.pdf", "-o", tmp_path / "d")
    assert code == 1
    assert "skipped x.pdf: unreadable" in err
    assert "skipped 1" in out


def test_nothing_to_read_is_unusable(kg_: Kg, tmp_path: Path) -> None:
    code, _, err = kg_("build", "!x.pdf", "-o", tmp_path / "d")
    assert code == 2
    assert "skipped x.pdf: unreadable" in err
    assert "kg: nothing could be read" in err


def test_a_folder_that_is_no_dataset_is_left_alone(kg_: Kg, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    code, out, err = kg_("build", "a|Reds hold Town", "-o", tmp_path)
    assert (code, out) == (2, "")
    assert "nothing was written" in err


def test_a_second_writer_is_told(kg_: Kg, tmp_path: Path) -> None:
    with writing(tmp_path / "d", ID):
        code, _, err = kg_("build", "a|Reds hold Town", "-o", tmp_path / "d")
    assert code == 2
    assert "another process is writing to it" in err


def test_extract_writes_one_line_a_document(kg_: Kg) -> None:
    code, out, err = kg_(
        "extract", "a|Reds hold Town", "!x", "b|Reds fight Blues", "--date", "2020"
    )
    assert code == 1
    records = [json.loads(line) for line in out.splitlines()]
    assert [(x["doc"], x["date"]) for x in records] == [("a", "2020"), ("b", "2020")]
    assert records[0]["relations"][0]["evidence"]["text"] == "Reds hold Town"
    assert err == "skipped x: unreadable\n"


def test_remove_takes_a_document_away(kg_: Kg, tmp_path: Path) -> None:
    kg_("build", "a|Reds hold Town", "b|Reds fight Blues", "-o", tmp_path / "d")
    code, out, _ = kg_("remove", tmp_path / "d", "b")
    assert code == 0
    assert "1 documents, 1 claims" in out
    code, out, err = kg_("remove", tmp_path / "d", "b")
    assert (code, out) == (2, "")
    assert "holds no document 'b'" in err


def test_a_failure_of_the_program_is_one_line_without_a_traceback(
    kg_: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(kg.pipeline, "real_stages", broken)
    code, out, err = kg_("build", "a|b", "-o", tmp_path / "d")
    assert (code, out) == (3, "")
    assert err == ("kg: internal failure: ZeroDivisionError: by zero (kg --debug … shows where)\n")
    code, _, err = kg_("--debug", "build", "a|b", "-o", tmp_path / "d")
    assert code == 3
    assert "Traceback" in err


def test_an_interruption_says_what_is_kept(
    kg_: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kg.pipeline, "real_stages", interrupted)
    code, _, err = kg_("build", "a|b", "-o", tmp_path / "d")
    assert code == 130
    assert "the same command goes on" in err


def test_a_broken_file_of_settings_is_unusable(kg_: Kg, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("colour = 1")
    code, _, err = kg_("--config", tmp_path / "s.toml", "queries")
    assert code == 2
    assert "unknown setting 'colour'" in err


@pytest.mark.model
def test_extract_explains_a_sentence(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "r.txt"
    report.write_text("The SDF seized the village of Hajin. The army did not seize power in Syria.")
    monkeypatch.setattr("sys.argv", ["kg", "extract", "--explain", str(report)])
    with pytest.raises(SystemExit) as end:
        main()
    out, _ = capfd.readouterr()
    assert not end.value.code
    fitted, missed = out.split("near misses")
    assert "Capture “seized”" in fitted
    assert "lacks" in missed
    assert "SDF holds Hajin" in missed
