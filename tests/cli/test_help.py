"""Every verb explains itself with an example, and the help does not wait for spaCy."""

import subprocess
import sys
from collections.abc import Callable

import pytest

Kg = Callable[..., tuple[int, str, str]]

VERBS = [
    "build",
    "check",
    "compare",
    "disputes",
    "doctor",
    "entities",
    "eval",
    "export",
    "extract",
    "judge",
    "names",
    "queries",
    "query",
    "reason",
    "remove",
    "show",
    "timeline",
]


def test_the_verbs_are_listed(kg_: Kg) -> None:
    code, out, _ = kg_("--help")
    assert code == 0
    assert all(f" {verb} " in out for verb in VERBS)
    assert "Exit codes: 0 done" in out


@pytest.mark.parametrize("verb", VERBS)
def test_help_shows_an_example(kg_: Kg, verb: str) -> None:
    code, out, _ = kg_(verb, "--help")
    assert code == 0
    assert f"Example: kg {verb}" in out


def test_a_mistyped_verb_or_option_is_unusable(kg_: Kg) -> None:
    for arguments in (["biuld"], ["build", "--no-such-option"], ["build"], ["query"]):
        code, out, err = kg_(*arguments)
        assert (code, out) == (2, "")
        assert err


def test_the_version_is_told(kg_: Kg) -> None:
    code, out, _ = kg_("--version")
    assert (code, out.split()[0]) == (0, "kg")


@pytest.mark.slow
def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, kg.cli.main\n"
        "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'pyshacl', 'networkx', 'trafilatura'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (told.returncode, told.stderr) == (0, "")
