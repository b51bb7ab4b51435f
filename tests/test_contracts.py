"""Rules of the house that no linter holds: where the clock and the environment are read, sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
MODULES = {
    p.relative_to(PACKAGE).as_posix(): ast.parse(p.read_text(encoding="utf-8"))
    for p in sorted(PACKAGE.rglob("*.py"))
}
CLOCK = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "time.localtime"),
}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "core", "misc"}
LARGEST = 400


def used(tree: ast.Module) -> Iterator[str]:
    """Yield what a module uses of other modules, as ``module.name``, under its own name."""
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            aliases.update({x.asname: x.name for x in node.names if x.asname})
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{x.name}" for x in node.names)
            aliases.update({x.asname: x.name for x in node.names if x.asname})
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            value = node.value
            name = value.id if isinstance(value, ast.Name) else getattr(value, "attr", "")
            yield f"{aliases.get(name, name)}.{node.attr}"


def rooms_that_use(names: set[str]) -> set[str]:
    return {path for path, tree in MODULES.items() if names.intersection(used(tree))}


def test_only_settings_reads_the_environment() -> None:
    assert rooms_that_use(ENVIRONMENT) == {"settings.py"}


def test_the_clock_is_handed_down() -> None:
    found = rooms_that_use(CLOCK)
    assert found
    assert {x for x in found if not x.startswith(("cli/", "pipeline/"))} == set()


def test_every_module_says_what_it_is() -> None:
    names = {part.removesuffix(".py") for path in MODULES for part in path.split("/")}
    assert names.isdisjoint(VAGUE)


@pytest.mark.parametrize("path", MODULES)
def test_no_room_wants_a_wall(path: str) -> None:
    assert len((PACKAGE / path).read_text(encoding="utf-8").splitlines()) <= LARGEST


def test_the_public_door_opens_on_what_it_names() -> None:
    assert kg.__all__ == sorted(kg.__all__) == dir(kg)
    for name in kg.__all__:
        assert getattr(kg, name).__module__.startswith("kg.")
        assert getattr(kg, name).__doc__
