"""link: what is known offline, told in numbers; nothing is read again."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from fake_stages import STAGES

import kg.pipeline
from kg.graph import Dataset
from kg.graph.edits import Edit
from kg.model import Entity
from kg.publish.entities import entity_quads
from kg.vocabulary import ID

Kg = Callable[..., tuple[int, str, str]]


def test_entities_are_counted_by_their_link(
    kg_: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg_("build", "a|Reds hold Town", "-o", tmp_path / "d")
    entities = [
        Entity("a", "ArmedGroup", ("A",), wikidata="Q1", link_score=0.9),
        Entity("b", "State", ("B",), wikidata="Q2", link_score=0.6),
        Entity("c", "Place", ("C",)),
    ]
    edits = [Edit(added=tuple(entity_quads(x, ID, 0.8))) for x in entities]
    stages = replace(STAGES, combine=lambda *_: nullcontext(edits), code=lambda _: ("", "new"))
    monkeypatch.setattr(kg.pipeline, "real_stages", lambda: stages)
    code, out, _ = kg_("link", tmp_path / "d")
    assert code == 0
    assert "3 entities: 1 linked, 1 likely (score below 0.8),\n1 without a link" in out


def test_the_graph_is_made_anew_when_the_threshold_changes(kg_: Kg, tmp_path: Path) -> None:
    kg_("build", "a|Reds hold Town", "-o", tmp_path / "d")
    assert "building the graph" not in kg_("link", tmp_path / "d")[2]
    config = tmp_path / "kg.toml"
    config.write_text("link_threshold = 0.5\n", encoding="utf-8")
    code, out, err = kg_("--config", config, "link", tmp_path / "d")
    assert code == 0
    assert "building the graph" in err
    assert "(score below 0.5)" in out
    with Dataset(tmp_path / "d") as dataset:
        assert len(list(dataset.documents())) == 1


def test_what_is_no_dataset_is_not_made_one(kg_: Kg, tmp_path: Path) -> None:
    code, out, _ = kg_("link", tmp_path / "none")
    assert (code, out) == (2, "")
    assert not (tmp_path / "none").exists()


def test_names_are_imported_from_a_dump(kg_: Kg, tmp_path: Path) -> None:
    dump, target = tmp_path / "dump.json", tmp_path / "n"
    value = {"mainsnak": {"datavalue": {"value": {"id": "Q17149090"}}}, "rank": "normal"}
    item = {"id": "Q900001", "labels": {"en": {"value": "Red Band"}}, "claims": {"P31": [value]}}
    dump.write_text(f'[\n{json.dumps(item)},\n{{"Q17149090"\n]\n', encoding="utf-8")
    code, out, err = kg_("names", "import", dump, "-o", target)
    assert code == 1
    assert "1 entities of 2 items, 1 broken lines" in out
    assert f"{dump}:3: JSONDecodeError" in err
    assert target.is_file()
    code, _, err = kg_("names", "import", tmp_path / "absent", "-o", target)
    assert code == 2
    assert "cannot be read after line 0" in err
