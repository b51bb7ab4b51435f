"""Small wars in a few reports each, built whole and asked what an analyst would ask.

A file holds own-written reports (published, publisher, text, and the day on which each entered the
dataset, if that matters) and what is to be answered, with the reason in `because`.
"""

import json
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kg
from kg.cli import main
from tests.scenarios.corpora import Scenario

_TODAY = "2026-01-01"
"""The day on which reports enter that name none."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Scenario]:
    """Return what reads a file and builds its dataset, once each."""
    known: dict[Path, Scenario] = {}

    def build(path: Path) -> Scenario:
        if path not in known:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            folder = tmp_path_factory.mktemp(path.stem)
            for day, lines in _by_day(path.stem, told["report"]):
                reports = folder / f"reports-{day}.jsonl"
                reports.write_text("\n".join(lines), encoding="utf-8")
                at = datetime.fromisoformat(day).replace(tzinfo=UTC)
                kg.build([reports], folder / "war.kg", clock=lambda at=at: at)
            known[path] = told, folder / "war.kg"
        return known[path]

    return build


def _by_day(name: str, reports: list[dict[str, str]]) -> list[tuple[str, list[str]]]:
    """Return the lines of reports by the day on which they enter, in the order of days."""
    found: dict[str, list[str]] = {}
    for number, report in enumerate(reports, 1):
        day = report.pop("entered", _TODAY)
        line = {**report, "id": f"{name}-{number}", "title": "", "text": report["text"].strip()}
        found.setdefault(day, []).append(json.dumps(line))
    return sorted(found.items())


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
