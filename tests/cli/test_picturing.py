"""picture draws into files and says in words what it draws."""

from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("kind", ["figures", "network"])
def test_a_picture_is_written_and_told(kg_: Kg, campaign: Path, tmp_path: Path, kind: str) -> None:
    code, out, err = kg_("picture", campaign, kind, "-o", tmp_path / "x.svg", "--text")
    assert code == 0
    assert "Black Banner" in out
    assert "drew" in err
    assert (tmp_path / "x.svg").read_text(encoding="utf-8").count("</svg>") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sculpture"], "known are control, figures, network"),
        (["figures", "-o", "x.gif"], "no picture as 'gif'"),
        (["figures", "-o", "/no/such/folder/x.svg"], "No such file"),
    ],
)
def test_what_is_wrong_is_told(kg_: Kg, campaign: Path, arguments: list[str], message: str) -> None:
    code, _, err = kg_("picture", campaign, *arguments)
    assert code == 2
    assert message in err
