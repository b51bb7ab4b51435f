"""How far a run is: a bar with rate and time left on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from kg.cli.console import messages, say
from kg.pipeline import Step
from kg.pipeline.run import Progress

_TITLES: Final = {"documents": "reading", "graph": "building the graph"}


class _Rate(ProgressColumn):
    """Documents per second."""

    def render(self, task: Task) -> Text:
        """Return the rate, or nothing before there is one."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


@contextmanager
def shown(total: int | None) -> Iterator[Progress]:
    """Give the function that shows steps; `total` documents are expected, None if unknown."""
    console = messages()
    if not console.is_terminal:
        yield _lines(total)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    numbers = (MofNCompleteColumn(), _Rate(), TimeElapsedColumn(), TimeRemainingColumn())
    with Bar(*columns, *numbers, console=console, transient=True) as bar:
        tasks = {}

        def step(now: Step) -> None:
            if now.stage not in tasks:
                tasks[now.stage] = bar.add_task(_TITLES[now.stage], total=now.total or total)
            bar.update(tasks[now.stage], completed=now.done)

        yield step


def _lines(total: int | None) -> Progress:
    """Return a function that prints a line when the number of documents has doubled."""
    due: dict[str, int] = {}

    def step(now: Step) -> None:
        if now.done >= due.get(now.stage, 1):
            of = now.total or total
            done = f"{now.done} of {of}" if of else str(now.done)
            if now.stage == "graph" and of:
                done = f"{100 * now.done // of} %"
            say(f"{_TITLES[now.stage]}: {done}")
            due[now.stage] = 2 * now.done

    return step
