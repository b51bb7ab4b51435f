"""Where words go: results to standard output, everything else to standard error."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters by which the text of a document could drive a terminal or reorder what it shows."""
_UNBOUNDED: Final = 100_000
_GAP: Final = 2
_INDENT: Final = 4
_LONG: Final = 36
"""Characters from which a text stands below its row when the table is too wide."""


def is_terminal() -> bool:
    """Tell whether results are looked at as they come."""
    return sys.stdout.isatty()


def results() -> Console:
    """Return the console of results; into a file or pipe nothing is wrapped or cut."""
    width = None if is_terminal() else _UNBOUNDED
    return Console(width=width, highlight=False, markup=False, soft_wrap=width is not None)


def messages() -> Console:
    """Return the console of everything else."""
    return Console(stderr=True, highlight=False, markup=False, soft_wrap=not sys.stderr.isatty())


def safe(text: str) -> str:
    """Return text that a terminal shows and does not obey."""
    return _CONTROL.sub("\ufffd", text)


def say(text: str) -> None:
    """Print a line to standard error."""
    messages().print(safe(text))


def show(text: str, *, indent: int = 0) -> None:
    """Print a paragraph of results, folded to the terminal with its indent kept."""
    console = results()
    for line in safe(text).splitlines() or [""]:
        folded = Text(line).wrap(console, max(20, console.width - indent))
        for part in folded:
            console.print(" " * indent + part.plain.rstrip())


def write(data: bytes) -> None:
    """Write bytes of results as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of results; nothing is cut.

    What a terminal is too narrow for is folded, and long texts stand below their row.
    """
    console = results()
    cells = [[safe(x) for x in row] for row in rows]
    names = [safe(x) for x in columns]
    widths = [max(map(len, (name, *column))) for name, *column in zip(names, *cells, strict=True)]
    wide = sum(widths) + _GAP * len(widths) > console.width
    below = {i for i, width in enumerate(widths) if wide and width > _LONG}
    beside = [i for i in range(len(names)) if i not in below]
    limits = _shrunk([widths[i] for i in beside], console.width - _GAP * len(beside))
    console.print(_grid([names[i] for i in beside], limits, style="bold"))
    for row in cells:
        console.print(_grid([row[i] for i in beside], limits))
        for i in sorted(below):
            if row[i]:
                show(f"{names[i]}: {row[i]}", indent=_INDENT)


def _grid(cells: Sequence[str], widths: Sequence[int], style: str = "") -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(Text(cell, style) for cell in cells))
    return grid


def _shrunk(widths: list[int], room: int) -> list[int]:
    """Take from the widest until all fit."""
    widths = [max(1, x) for x in widths]
    while sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    return widths
