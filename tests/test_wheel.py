"""The package as it is installed: with its ontology and questions, and away from its folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.settings import shipped

ROOT = Path(__file__).parent.parent


def run(*command: str, folder: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "PYTHON"))}
    return subprocess.run(  # noqa: S603 (our own commands)
        [sys.executable, *command],
        cwd=folder,
        env=environment | ({"PYTHONPATH": str(path)} if path else {}),
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds nothing but the installed wheel."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    quiet = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    build = ("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(wheels))
    run(*quiet, *build, str(ROOT), folder=wheels)
    (wheel,) = wheels.glob("*.whl")
    target_options = ("--no-deps", "--no-index", "--target", str(target))
    run(*quiet, "install", *target_options, str(wheel), folder=wheels)
    return target


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def test_the_wheel_brings_its_ontology_and_questions(installed: Path) -> None:
    for name in ("ontology", "queries"):
        theirs = installed / "kg" / "_shipped" / name
        files = {p.relative_to(theirs) for p in theirs.rglob("*") if p.is_file()}
        ours = {p.relative_to(ROOT / name) for p in (ROOT / name).rglob("*") if p.is_file()}
        assert files == ours
    assert (installed / "kg" / "record.schema.json").is_file()


def test_the_wheel_brings_the_pages(installed: Path) -> None:
    for name in ("templates", "static"):
        ours, theirs = (x / "kg" / "web" / "pages" / name for x in (ROOT, installed))
        assert {p.relative_to(theirs) for p in theirs.rglob("*")} == {
            p.relative_to(ours) for p in ours.rglob("*")
        }


def test_the_wheel_brings_nothing_else(installed: Path) -> None:
    top = {p.name for p in installed.iterdir() if not p.name.endswith(".dist-info")}
    assert top - {"bin"} == {"kg"}


def test_doctor_finds_all_it_needs(installed: Path, tmp_path: Path) -> None:
    told = run("-m", "kg", "doctor", folder=tmp_path, path=installed).stdout
    assert "ontology/names.ttl" in told
    assert "reinstall" not in told


@pytest.mark.model
def test_it_reads_a_report_away_from_its_folder(installed: Path, tmp_path: Path) -> None:
    code = "import kg; print(kg.__file__)"
    where = run("-c", code, folder=tmp_path, path=installed).stdout
    assert Path(where.strip()).is_relative_to(installed)
    (tmp_path / "report.txt").write_text(
        "The army recaptured Palmyra from the Islamic State group on Friday.", encoding="utf-8"
    )
    command = ("-m", "kg", "extract", "--date", "2017-03-03", "report.txt")
    told = run(*command, folder=tmp_path, path=installed).stdout
    assert '"type": "Capture"' in told


def test_the_checkout_has_one_copy_of_what_is_shipped() -> None:
    assert Path(kg.__file__).parent.parent == shipped()
    assert not [p for p in sys.path if (Path(p) / "kg" / "_shipped" / "ontology").exists()]
