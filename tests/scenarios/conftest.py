"""Small wars in a few reports each, built whole and asked what an analyst would ask.

A file of `control/` or `figures/` holds own-written reports (published, publisher, text) and what
is to be answered, with the reason in `because`.
"""

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.cli import main
from tests.scenarios.corpora import Scenario


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Scenario]:
    """Return what reads a file and builds its dataset, once each."""
    known: dict[Path, Scenario] = {}

    def build(path: Path) -> Scenario:
        if path not in known:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            folder = tmp_path_factory.mktemp(path.stem)
            reports = folder / "reports.jsonl"
            reports.write_text("\n".join(_lines(path.stem, told["report"])), encoding="utf-8")
            kg.build([reports], folder / "war.kg")
            known[path] = told, folder / "war.kg"
        return known[path]

    return build


def _lines(name: str, reports: list[dict[str, str]]) -> Iterator[str]:
    for number, report in enumerate(reports, 1):
        text = report["text"].strip()
        yield json.dumps({**report, "id": f"{name}-{number}", "title": "", "text": text})


@pytest.fixture
def kg_(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs `kg` with arguments and gives exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run
