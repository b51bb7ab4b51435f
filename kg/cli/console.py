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
    """Print a table of results that fits the terminal; long cells are folded, never cut."""
    console = results()
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        grid.add_column(Text(safe(name)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(safe(cell)) for cell in row))
    console.print(grid)
