"""The parts of the README that show what the program does: they are written, not typed.

A part is a fenced block under a comment ``<!-- shown: NAME -->``.
"""

import re
from typing import Final

from tests.golden.demo import ROOT

PATH: Final = ROOT / "README.md"
_PART: Final = r"(<!-- shown: {name} -->\n```\w*\n)(.*?)(```\n)"
_CODE: Final = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def part(name: str) -> str:
    """Return what the README shows under a name."""
    found = re.search(_PART.format(name=name), _text(), re.DOTALL)
    if found is None:
        raise LookupError(f"README.md shows no {name!r}")
    return found[2].rstrip("\n")


def write(name: str, text: str) -> None:
    """Show `text` under a name."""
    part(name)
    pattern = re.compile(_PART.format(name=name), re.DOTALL)
    PATH.write_text(pattern.sub(lambda x: f"{x[1]}{text}\n{x[3]}", _text()), encoding="utf-8")


def code(language: str) -> list[str]:
    """Return the blocks of a language."""
    return [text for name, text in _CODE.findall(_text()) if name == language]


def _text() -> str:
    return PATH.read_text(encoding="utf-8")
