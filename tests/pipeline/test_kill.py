"""Killed at any moment, a build keeps what it reported, and the same command completes it."""

import io
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from kg.graph import Dataset
from kg.graph.rows import Rows

HERE = Path(__file__).parent
pytestmark = pytest.mark.slow


def start(dataset: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, str(HERE / "killed_build.py"), str(dataset)]
    return subprocess.Popen(  # noqa: S603 - our own script
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{HERE.parent.parent}:{HERE}"},
    )


def exported(path: Path) -> bytes:
    out = io.BytesIO()
    with Dataset(path) as dataset:
        dataset.export("nquads", out)
    return out.getvalue()


def reported(told: str) -> int:
    lines = [line.split() for line in told.splitlines() if line.startswith("documents ")]
    return int(lines[-1][1]) if lines else 0


def test_kills_lose_nothing_and_leave_no_trace(tmp_path: Path) -> None:
    began = time.monotonic()
    with start(tmp_path / "whole") as build:
        build.communicate()
    whole, lasted = exported(tmp_path / "whole"), time.monotonic() - began
    chance = Random(2018)  # noqa: S311 - moments to be repeated
    for number in range(6):
        dataset = tmp_path / f"killed-{number}"
        for moment in sorted(chance.uniform(0.2, 1.0) for _ in range(2)):
            with start(dataset) as build:
                time.sleep(moment * lasted)
                build.kill()
                told, _ = build.communicate()
            if done := reported(told):
                with Rows(dataset / "ledger.sqlite") as rows:
                    assert len(rows) >= done
        with start(dataset) as build:
            build.communicate()
            assert build.returncode == 0
        assert exported(dataset) == whole
        assert len(list(dataset.glob("store-*"))) == 1
