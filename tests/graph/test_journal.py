"""The journal only grows, survives a torn line, and refuses what contradicts it."""

from pathlib import Path

import pytest

from kg.errors import DatasetError, InputError
from kg.graph import writing
from kg.graph.folder import Folder
from kg.judgements import DIFFERENT, SAME, UNDO, Judgement, Meant
from kg.vocabulary import ID


def judged(verdict: str, one: str, other: str) -> Judgement:
    pair = tuple(Meant((x,), "ArmedGroup", x) for x in (one, other))
    return Judgement(0, verdict, "Ana", "2024-05-06", pair)


def write(path: Path, *judgements: Judgement) -> None:
    with writing(path, ID) as writer:
        for x in judgements:
            writer.judge(x)


def held(path: Path) -> list[str]:
    with writing(path, ID) as writer:
        return [str(x) for x in writer.judgements.holding]


def test_lines_are_added_and_none_is_changed(tmp_path: Path) -> None:
    write(tmp_path / "d", judged(SAME, "A", "B"))
    first = Folder(tmp_path / "d").journal.read_bytes()
    write(tmp_path / "d", Judgement(0, UNDO, "Bo", "2024-05-07", undoes=1), judged(SAME, "A", "C"))
    assert Folder(tmp_path / "d").journal.read_bytes().startswith(first)
    assert held(tmp_path / "d") == ["“A” is “C” (Ana, 2024-05-06)"]


def test_what_a_crash_left_of_a_line_is_cut_off(tmp_path: Path) -> None:
    write(tmp_path / "d", judged(SAME, "A", "B"))
    path = Folder(tmp_path / "d").journal
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:20])
    assert len(held(tmp_path / "d")) == 1
    write(tmp_path / "d", judged(DIFFERENT, "A", "C"))
    assert len(held(tmp_path / "d")) == 2


@pytest.mark.parametrize(
    ("judgement", "message"),
    [
        (judged(DIFFERENT, "C", "A"), "contradicts what was judged .1: “A” is “B”.*2: “B” is “C”"),
        (judged(SAME, "B", "A"), "judgement 1 says so already"),
        (Judgement(0, UNDO, "Ana", "2024", undoes=7), "no judgement 7 that stands"),
    ],
)
def test_what_cannot_be_judged_is_told(tmp_path: Path, judgement: Judgement, message: str) -> None:
    write(tmp_path / "d", judged(SAME, "A", "B"), judged(SAME, "B", "C"))
    with pytest.raises(InputError, match=message):
        write(tmp_path / "d", judgement)
    assert len(held(tmp_path / "d")) == 2


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    write(tmp_path / "d", judged(SAME, "A", "B"))
    path = Folder(tmp_path / "d").journal
    line = path.read_text()
    for broken, number in ((line + "[]\n", 2), (line + line, 2), ("{\n" + line, 1)):
        path.write_text(broken)
        with pytest.raises(DatasetError, match=f"judgements.jsonl, line {number}"):
            held(tmp_path / "d")
