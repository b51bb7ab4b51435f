"""The copy of the pages in a folder: whole, the same each time, and nothing half-written."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from kg.errors import InputError
from kg.graph import Dataset
from kg.web.pages import site
from kg.web.problems import Problem

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def copy(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "copy"
    with Dataset(demo) as dataset:
        assert site.write_site(dataset, folder) > 300
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        x.relative_to(folder).as_posix(): x.read_bytes() for x in folder.rglob("*") if x.is_file()
    }


def test_every_link_of_a_copy_leads_to_a_file_and_an_anchor_in_it(copy: Path) -> None:
    texts = {x: x.read_text(encoding="utf-8") for x in copy.rglob("*.html")}
    anchors = {x: set(re.findall(r' id="([^"]+)"', text)) for x, text in texts.items()}
    checked = 0
    for page, text in texts.items():
        for quoted in re.findall(r'(?:href|src|action)="([^"]*)"', text):
            address = unescape(quoted)
            if address.startswith(("http://", "https://")):
                continue
            path, _, anchor = address.partition("#")
            target = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
            assert target.is_file(), (page, address)
            assert not anchor or anchor in anchors[target], (page, address)
            checked += 1
    assert checked > 4_000
    assert not re.search(r'(?:href|src|action)="/', "".join(texts.values()))


def test_the_same_dataset_gives_the_same_bytes(demo: Path, copy: Path, tmp_path: Path) -> None:
    with Dataset(demo) as dataset:
        site.write_site(dataset, tmp_path / "again")
        assert contents(tmp_path / "again") == contents(copy)
        (tmp_path / "again" / "fact" / "old.html").write_text("left over")
        site.write_site(dataset, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(copy)
    assert [x.name for x in tmp_path.iterdir()] == ["again"]


def test_a_folder_of_something_else_is_left_alone(demo: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("years of work")
    with Dataset(demo) as dataset, pytest.raises(InputError, match="no copy of pages"):
        site.write_site(dataset, own)
    assert contents(own) == {"thesis.txt": b"years of work"}


def test_nothing_half_written_is_left_behind(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, calls = site.made, iter(range(1000))

    def failing(*given: object, **named: object) -> str:
        if next(calls) == 50:
            raise Problem(404, "gone")
        return made(*given, **named)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(site, "made", failing)
    with Dataset(demo) as dataset, pytest.raises(InputError, match="gone"):
        site.write_site(dataset, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []
