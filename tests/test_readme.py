"""What the README shows is run: its commands in their order, its Python and its frame."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from kg import ledger, pipeline
from kg.cli.main import app
from kg.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(  # noqa: S603 (our own words)
        ["/bin/bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.model
@pytest.mark.slow
def test_commands_do_what_they_are_said_to_do(tmp_path: Path) -> None:
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) > 8
    for command in commands:
        done = shell(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout or "-o" in command, command


@pytest.mark.model
@pytest.mark.slow
def test_the_python_example_runs(tmp_path: Path) -> None:
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    (code,) = blocks("python")
    assert len(code.splitlines()) == 6
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    done = shell(f"{sys.executable} example.py", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "holds Islamic State" in done.stdout


def claimed(frame: dict[str, list[str]], shipped: Path) -> list[list[str]]:
    """Return the types of events in each example and counterexample of a frame."""
    sentences = [re.sub(r"\[\w+ ([^\]]+)\]", r"\1", x) for x in frame["examples"]]
    texts = [*sentences, *frame["counterexamples"]]
    folder = shipped / "sentences"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    settings = Settings(shipped=shipped, confidence_threshold=0.0)
    records = pipeline.extract([folder], settings, date="2024-03-01")
    return [[e["type"] for e in ledger.to_json(r)["events"]] for r in records]


@pytest.mark.model
@pytest.mark.slow
def test_a_frame_is_added_as_it_is_told(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    (frame,) = tomllib.loads(text)["frame"]
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    assert claimed(frame, tmp_path) == [[], []]
    added = tmp_path / "added"
    shutil.copytree(ROOT / "ontology", added / "ontology")
    (added / "ontology" / "lexicon" / "frames" / "added.toml").write_text(text, encoding="utf-8")
    assert claimed(frame, added) == [[frame["claim"]], []]


def test_every_target_the_readme_names_is_made() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_every_verb_and_every_setting_has_its_line() -> None:
    tables = [line for line in README.splitlines() if line.startswith("| `")]
    told = {name for line in tables for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    verbs = set(typer.main.get_command(app).commands)
    settings = {f.name for f in fields(Settings)}
    assert {*verbs, *settings} <= told
    assert told - {*verbs, *settings} == set()
