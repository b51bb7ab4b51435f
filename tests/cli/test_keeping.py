"""export, check, eval and doctor."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.cli import diagnosis
from kg.graph import writing
from kg.settings import Settings
from kg.vocabulary import AG, ID, PREFIXES

Kg = Callable[..., tuple[int, str, str]]

EVALUATION = Path(__file__).parent.parent / "evaluation"


def test_export_goes_to_standard_output_or_a_file(kg_: Kg, campaign: Path, tmp_path: Path) -> None:
    code, out, err = kg_("export", campaign, "-f", "nquads")
    assert (code, err) == (0, "")
    store = Store()
    store.load(out, format=RdfFormat.N_QUADS)
    assert Quad(NamedNode(ID + "river"), NamedNode(AG + "holds"), NamedNode(ID + "tamar")) in store
    kg_("export", campaign, "-f", "nquads", "-o", tmp_path / "x.nq")
    assert (tmp_path / "x.nq").read_text() == out


def test_a_format_or_file_that_cannot_be_written_is_told(
    kg_: Kg, campaign: Path, tmp_path: Path
) -> None:
    code, _, err = kg_("export", campaign, "-f", "docx")
    assert code == 2
    assert "no format 'docx'; known are turtle" in err
    code, _, err = kg_("export", campaign, "-f", "csv", "-o", tmp_path)
    assert code == 2
    assert "Is a directory" in err
    assert kg_("export", tmp_path / "nowhere", "-f", "csv")[0] == 2


@pytest.mark.slow
def test_check_names_what_breaks_the_shapes(kg_: Kg, tmp_path: Path) -> None:
    kind = NamedNode(PREFIXES["rdf"] + "type")
    with writing(tmp_path / "d", ID) as writer:
        writer.publish("ab", [], {})
    assert kg_("check", tmp_path / "d")[:2] == (0, f"{tmp_path / 'd'} conforms\n")
    with writing(tmp_path / "d", ID) as writer:
        writer.publish("cd", [Quad(NamedNode(ID + "x"), kind, NamedNode(AG + "ArmedGroop"))], {})
    code, out, _ = kg_("check", tmp_path / "d")
    assert code == 1
    assert "the ontology has no such term" in out


def test_eval_prints_the_rates(kg_: Kg) -> None:
    code, out, _ = kg_("eval", EVALUATION / "records.jsonl", EVALUATION / "gold", "--per-document")
    assert code == 0
    assert "headline           0.561" in out
    assert out.splitlines()[1].split() == ["tamar", "0.579", "0.500", "0.571", "0.667"]
    _, out, _ = kg_("eval", EVALUATION / "records.jsonl", EVALUATION / "gold", "--json")
    assert json.loads(out)["relations"]["f1"] == 0.444
    assert kg_("eval", "nowhere", EVALUATION / "gold")[0] == 2


def test_doctor_finds_this_installation_whole(kg_: Kg) -> None:
    code, out, _ = kg_("doctor")
    assert code == 0
    assert "Python" in out


def test_doctor_gives_the_line_that_mends(tmp_path: Path) -> None:
    found = diagnosis.examine(Settings(model="en_core_web_xx", shipped=tmp_path))
    broken = {x.part: x.mend for x in found if x.needed and not x.ok}
    assert "python -m pip install en-core-web-xx" in broken["model en_core_web_xx"]
    assert "ontology/names.ttl" in broken
