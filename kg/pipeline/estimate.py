"""How many documents to expect, told without reading them: for the time that is left."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kg.read import kinds

_BLOCK: Final = 1 << 20


def expected(sources: Iterable[str]) -> int | None:
    """Return about how many documents `sources` hold; None when standard input is among them."""
    total = 0
    for source in sources:
        if source == "-":
            return None
        path = Path(source)
        if path.is_dir():
            total += sum(_count(Path(root, x)) for root, _, files in os.walk(path) for x in files)
        elif path.is_file():
            total += max(1, _count(path))
        else:
            total += 1
    return total


def _count(path: Path) -> int:
    kind = kinds.SUFFIXES.get(kinds.suffix(path))
    if kind != "jsonl":
        return int(kind is not None and not path.name.startswith("."))
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
