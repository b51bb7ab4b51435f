"""What `make demo` shows, by running the commands of the Makefile on a terminal of our own."""

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
COLUMNS: Final = 120
NAME: Final = "demo"
"""The dataset that the demonstration makes."""

_STYLE: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SECONDS: Final = re.compile(r"(?<=ready after )[\d.]+(?= s)")
_CALL: Final = re.compile(r"\$\(call kg,(.*)\)")
_VARIABLES: Final = {"REPORTS": "tests/reports", "DEMO": NAME, "WHEN": ""}


def show(folder: Path) -> str:
    """Run the demonstration in an empty folder, leave its dataset there and return its output."""
    (folder / "tests").symlink_to(ROOT / "tests")
    return "".join(_step(command, folder) for command in _recipe())


def timeless(text: str) -> str:
    """Return an output without the time that the run took."""
    return _SECONDS.sub("…", text)


def _recipe() -> Iterator[str]:
    """Yield the lines of the recipe of `make demo`, with the values of its variables."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in text[text.index("\ndemo:") :].splitlines()[2:]:
        if not line.startswith("\t"):
            return
        yield re.sub(r"\$\((\w+)\)", lambda name: _VARIABLES[name[1]], line.strip())


def _step(line: str, folder: Path) -> str:
    """Return what make shows of one line of a recipe."""
    if called := _CALL.fullmatch(line):
        return f"$ kg {called[1]}\n{_on_terminal(shlex.split(called[1]), folder)}"
    program, *words = shlex.split(line)
    return " ".join(words).replace("\\n", "\n") if program == "@printf" else ""


def _on_terminal(arguments: Sequence[str], folder: Path) -> str:
    """Return the results that kg shows on a terminal, without the style of the letters."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    with subprocess.Popen(  # noqa: S603 (our own command line)
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        shown = b"".join(_all(ours))
    if process.returncode:
        raise RuntimeError(f"kg {' '.join(arguments)} ended with {process.returncode}")
    lines = _STYLE.sub("", shown.decode()).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _all(terminal: int) -> Iterator[bytes]:
    """Yield what is written to a terminal until the last writer closes it."""
    with os.fdopen(terminal, "rb", buffering=0) as file:
        while True:
            try:
                part = file.read(65536)
            except OSError:  # Linux ends a terminal with an error, others with nothing
                return
            if not part:
                return
            yield part
