"""kg judge and kg show --why: what is decided is told, kept, listed and taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fake_stages import STAGES, run

import kg.pipeline
from kg.pipeline import corpus, version

Kg = Callable[..., tuple[int, str, str]]
STAGES_OF_CORPUS = replace(STAGES, combine=corpus.combine, code=version.digests)


@pytest.fixture
def war(kg_: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    del kg_  # it has put its own stages in place
    monkeypatch.setattr(kg.pipeline, "real_stages", lambda: STAGES_OF_CORPUS)
    sources = ["a|Karunmen fights Greens", "b|Riverfolk fights Greens"]
    replace(run(), stages=STAGES_OF_CORPUS).build(sources, tmp_path / "d")
    return tmp_path / "d"


def test_a_judgement_is_told_listed_explained_and_undone(kg_: Kg, war: Path) -> None:
    code, out, _ = kg_("judge", war, "same", "Karunmen", "Riverfolk", "--by", "Ana", "--note", "so")
    assert code == 0
    assert out.startswith("judgement 1: “Karunmen” is “Riverfolk” (Ana, ")
    _, why, _ = kg_("show", war, "Riverfolk", "--why")
    assert "judged: “Karunmen” is “Riverfolk” (Ana, " in why
    assert kg_("judge", war, "undo", 1, "--by", "Bo")[0] == 0
    _, listed, _ = kg_("judge", war, "list")
    assert [x.split()[:2] for x in listed.splitlines()[1:]] == [["1", "undone"], ["2", "holds"]]


def test_later_says_that_the_graph_waits(kg_: Kg, war: Path) -> None:
    code, _, err = kg_("judge", war, "different", "Karunmen", "Riverfolk", "--by", "Ana", "--later")
    assert code == 0
    assert "after the next kg build" in err
    assert kg_("judge", war, "list")[1].count("holds") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "Karunmen", "Riverfolk"), "needs the name of who makes it (--by NAME)"),
        (("same", "Karunmen", "--by", "Ana"), "same takes 2, not 1"),
        (("perhaps", "Karunmen", "--by", "Ana"), "no verdict 'perhaps'; known are same, different"),
        (("accept", "nothing", "--by", "Ana"), "no fact or claim 'nothing'"),
    ],
)
def test_what_cannot_be_judged_is_told(
    kg_: Kg, war: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = kg_("judge", war, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert kg_("judge", war, "list")[1] == "nothing was judged\n"
