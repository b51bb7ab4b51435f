"""Results are made anew when what they depend on changes, and only then."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.lexicon import imported
from kg.pipeline.estimate import expected
from kg.pipeline.version import digests
from kg.settings import Settings

FILES = [
    ("names.ttl", True, True),
    ("lexicon/frames.toml", True, True),
    ("sources.ttl", False, True),
    ("rules/a.rq", False, True),
    ("checks/doubts/a.rq", False, True),
    ("shapes.ttl", False, False),
]
"""Files of knowledge, and whether the document half and the corpus half depend on them."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "ontology" / "lexicon").mkdir(parents=True)
    (tmp_path / "ontology" / "rules").mkdir()
    (tmp_path / "ontology" / "checks" / "doubts").mkdir(parents=True)
    for name, _, _ in FILES:
        (tmp_path / "ontology" / name).write_text(name)
    return Settings(shipped=tmp_path)


def changed(before: Settings, after: Settings) -> tuple[bool, bool]:
    old, new = digests(before), digests(after)
    return old[0] != new[0], old[1] != new[1]


def test_settings_change_the_half_they_matter_to(settings: Settings) -> None:
    assert changed(settings, settings) == (False, False)
    assert changed(settings, replace(settings, processes=8, batch_size=1)) == (False, False)
    assert changed(settings, replace(settings, model="other")) == (True, False)
    assert changed(settings, replace(settings, confidence_threshold=0.6)) == (True, False)
    assert changed(settings, replace(settings, link_threshold=0.1)) == (False, True)
    assert changed(settings, replace(settings, base="http://x/")) == (False, True)


@pytest.mark.parametrize(("name", "document", "corpus"), FILES)
def test_files_of_knowledge_count_where_a_stage_reads_them(
    settings: Settings,
    name: str,
    document: bool,  # noqa: FBT001 - parameters of the test
    corpus: bool,  # noqa: FBT001
) -> None:
    before = digests(settings)
    (Path(settings.shipped or "") / "ontology" / name).write_text("changed")
    after = digests(settings)
    assert [x != y for x, y in zip(before, after, strict=True)] == [document, corpus]


def test_documents_are_counted_without_reading_them(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("one")
    (tmp_path / "in" / "b.jsonl").write_text("{}\n{}\n{}\n")
    (tmp_path / "in" / "c.exe").write_text("none")
    assert expected([str(tmp_path)]) == 4
    assert expected([str(tmp_path), "https://example.org/x", "nowhere"]) == 6
    assert expected([str(tmp_path), "-"]) is None


def test_names_of_ones_own_count(settings: Settings, tmp_path: Path) -> None:
    own = replace(settings, names_file=tmp_path / "own.ttl")
    assert changed(settings, own) == (False, False)
    (tmp_path / "own.ttl").write_text("anything")
    assert changed(settings, own) == (True, True)


def test_imported_names_change_both_digests(tmp_path: Path) -> None:
    path = tmp_path / "n"
    before = digests(Settings(imported_names=path))
    imported.write(path, (), {"digest": "1"})
    after = digests(Settings(imported_names=path))
    assert before[0] != after[0]
    assert before[1] != after[1]
