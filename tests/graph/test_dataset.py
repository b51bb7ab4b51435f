"""A dataset is switched whole, read as a snapshot and written by one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import DatasetError
from kg.graph import Dataset, writing
from kg.vocabulary import ID


def statement(n: int) -> Quad:
    return Quad(NamedNode(f"{ID}{n}"), NamedNode(f"{ID}p"), NamedNode(f"{ID}o"))


def publish(path: Path, digest: str, *numbers: int) -> None:
    with writing(path, ID) as writer:
        writer.publish(digest, map(statement, numbers), {})


def stores(path: Path) -> list[str]:
    return sorted(x.name for x in path.glob("store-*"))


def test_readers_see_the_finished_graph_and_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "d"
    publish(path, "aa", 1)
    with Dataset(path) as old:
        publish(path, "bb", 1, 2)
        with Dataset(path) as new:
            assert (len(old.store), len(new.store)) == (1, 2)
        assert stores(path) == ["store-aa-1", "store-bb-1"], "a graph that is read is left standing"
    publish(path, "cc", 3)
    assert stores(path) == ["store-cc-1"]


def test_the_same_graph_may_come_back_while_its_first_copy_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d"
    publish(path, "aa", 1)
    with Dataset(path) as first:
        publish(path, "bb", 2)
        publish(path, "aa", 1)
        with Dataset(path) as again:
            assert list(again.store) == list(first.store)


def test_a_draft_and_a_store_nobody_points_to_are_cleaned_up(tmp_path: Path) -> None:
    path = tmp_path / "d"
    publish(path, "aa", 1)
    for name in ("store-draft", "store-ee-1"):
        (path / name).mkdir()
        (path / name / "000.sst").write_text("torn")
    with writing(path, ID) as writer:
        assert stores(path) == ["store-aa-1"]
        assert writer.finished is not None
        assert writer.finished.found == {"quads": 1}


def test_a_build_that_fails_leaves_the_old_graph(tmp_path: Path) -> None:
    path = tmp_path / "d"
    publish(path, "aa", 1)

    def broken() -> object:
        yield statement(2)
        raise RuntimeError

    with pytest.raises(RuntimeError), writing(path, ID) as writer:
        writer.publish("bb", broken(), {})  # type: ignore[arg-type] # it breaks before it matters
    with Dataset(path) as opened:
        assert list(opened.store) == [statement(1)]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "d"
    with writing(path, ID):
        code = (
            "import sys; from kg.graph import writing; from kg.errors import DatasetError\n"
            "try:\n    writing(__import__('pathlib').Path(sys.argv[1]), sys.argv[2]).__enter__()\n"
            "except DatasetError as error: print(error)"
        )
        command = [sys.executable, "-c", code, str(path), ID]
        told = subprocess.run(  # noqa: S603 - our own code
            command, capture_output=True, text=True, check=True
        )
    assert "another process is writing" in told.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (None, "", "no such dataset"),
        ("notes.txt", "mine", "not a dataset"),
        ("dataset.json", "{", "dataset.json"),
        ("dataset.json", "[]", "not a JSON object"),
        ("dataset.json", '{"format": 99, "base": "b"}', "has format 99"),
        ("dataset.json", '{"format": 1}', "names no format version and base"),
        ("dataset.json", '{"format": 1, "base": "b"}', "no finished graph"),
    ],
)
def test_what_is_no_dataset_is_told_clearly(
    tmp_path: Path, name: str | None, content: str, message: str
) -> None:
    path = tmp_path / "d"
    if name is not None:
        path.mkdir()
        (path / name).write_text(content)
    with pytest.raises(DatasetError, match=message):
        Dataset(path)


def test_a_folder_of_something_else_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(DatasetError, match="nothing was written"), writing(tmp_path, ID):
        pass
    assert [x.name for x in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_pointer_cannot_lead_out_of_the_dataset(tmp_path: Path) -> None:
    publish(tmp_path / "other", "aa", 1)
    publish(tmp_path / "d", "bb", 2)
    value = {"store": "../other/store-aa-1", "digest": "aa", "found": {}}
    (tmp_path / "d" / "current.json").write_text(json.dumps(value))
    with pytest.raises(DatasetError, match="no finished graph"):
        Dataset(tmp_path / "d")


def test_another_base_is_refused(tmp_path: Path) -> None:
    publish(tmp_path / "d", "aa", 1)
    with pytest.raises(DatasetError, match="its base is"), writing(tmp_path / "d", "http://x/"):
        pass
