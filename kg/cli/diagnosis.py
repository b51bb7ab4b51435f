"""What the program needs, whether it is there, and the line that mends it."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from kg.settings import Settings, shipped

_PYTHON: Final = (3, 11)
_PACKAGES: Final = (
    "spacy",
    "pyoxigraph",
    "rdflib",
    "pyshacl",
    "owlready2",
    "trafilatura",
    "pypdf",
    "jinja2",
)
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
"""Names of programs that can test the pages, the first that is there is taken."""
_FILES: Final = ("armed-groups.ttl", "names.ttl", "shapes.ttl", "sources.ttl", "lexicon")


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it is there, whether the program can do without it, how to mend it."""

    part: str
    ok: bool
    needed: bool
    state: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything the program uses; nothing is loaded that takes long."""
    return [
        _python(),
        *_packages(),
        _model(settings.model),
        *_knowledge(settings),
        _java(),
        _chromium(),
    ]


def _python() -> Finding:
    ok = sys.version_info >= _PYTHON
    mend = "" if ok else "install Python 3.11 or newer"
    return Finding("Python", ok, needed=True, state=sys.version.split()[0], mend=mend)


def _packages() -> Iterator[Finding]:
    for name in _PACKAGES:
        try:
            yield Finding(name, ok=True, needed=True, state=version(name))
        except PackageNotFoundError:
            mend = f"python -m pip install {name}"
            yield Finding(name, ok=False, needed=True, state="missing", mend=mend)


def _model(name: str) -> Finding:
    part = f"model {name}"
    found = Path(name).is_dir() or (name.isidentifier() and importlib.util.find_spec(name))
    if found:
        return Finding(part, ok=True, needed=True, state="installed")
    package = name.replace("_", "-")
    mend = f"python -m pip install {package}, or another one with --model or KG_MODEL"
    return Finding(part, ok=False, needed=True, state="missing", mend=mend)


def _knowledge(settings: Settings) -> Iterator[Finding]:
    folder = shipped(settings)
    for name in _FILES:
        ok = (folder / "ontology" / name).exists()
        state, mend = ("there", "") if ok else ("missing", "reinstall armed-group-kg")
        yield Finding(f"ontology/{name}", ok, needed=True, state=state, mend=mend)
    count = len(list((folder / "queries").glob("*.rq")))
    mend = "" if count else "reinstall armed-group-kg"
    yield Finding("queries", ok=count > 0, needed=True, state=f"{count} questions", mend=mend)


def _chromium() -> Finding:
    part = "Chromium (tests of the pages)"
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    mend = "" if program else "install Chromium: apt install chromium"
    return Finding(part, program is not None, needed=False, state=program or "missing", mend=mend)


def _java() -> Finding:
    part, mend = "Java (kg reason)", "install a Java runtime: apt install default-jre-headless"
    program = shutil.which("java")
    if program is None:
        return Finding(part, ok=False, needed=False, state="missing", mend=mend)
    try:
        told = subprocess.run(  # noqa: S603 (the program is Java, as the user's path finds it)
            [program, "-version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Finding(part, ok=False, needed=False, state=type(error).__name__, mend=mend)
    return Finding(part, ok=True, needed=False, state=told.stderr.splitlines()[0])
