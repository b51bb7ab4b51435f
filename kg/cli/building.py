"""The verbs that read reports: build, extract, remove."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say, show, write
from kg.errors import InputError
from kg.model import Record, Skipped
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.extract import Explanation

Sources = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Files, folders, http(s) addresses, or - for input."),
]
Date = Annotated[
    str | None, typer.Option(help="Publication date of documents that state none (YYYY-MM-DD).")
]
Processes = Annotated[int | None, typer.Option(min=1, help="Processes that read documents.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show the steps instead: parse, frames, near misses.")
]
Model = Annotated[str | None, typer.Option(help="An installed spaCy pipeline.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command(epilog="Example: kg build reports/ -o war.kg")(build)
    app.command(epilog="Example: kg extract report.txt > records.jsonl")(extract)
    app.command(epilog="Example: kg remove war.kg report-17")(remove)


def build(
    context: typer.Context,
    sources: Sources,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The dataset, a folder.")],
    date: Date = None,
    processes: Processes = None,
    model: Model = None,
    trust: Annotated[
        Path | None,
        typer.Option("--sources", metavar="FILE.ttl", help="Your own word on sources; it is kept."),
    ] = None,
) -> None:
    """Read reports into a dataset; what is in it already is not read again.

    Takes text, HTML, PDF and JSON lines, folders of them, and addresses.
    """
    from kg import pipeline
    from kg.cli.progress import shown
    from kg.pipeline.estimate import expected

    settings = _settings(context, processes, model)
    settings = replace(settings, sources_file=trust or settings.sources_file)
    with shown(expected(sources)) as progress:
        report = pipeline.build(sources, output, settings, date=date, progress=progress)
    _tell_skipped(report.skipped)
    show(
        f"read {report.read}: {report.added} new, {report.updated} read anew, "
        f"{report.unchanged} unchanged; skipped {len(report.skipped)}"
    )
    _tell_found(report.found)
    _tell_moved(report.moved)
    show(f"{output} is ready after {report.seconds:.1f} s; ask it: kg query {output} held-now")
    _exit(report.read, len(report.skipped))


def extract(
    context: typer.Context,
    sources: Sources,
    *,
    date: Date = None,
    processes: Processes = None,
    model: Model = None,
    explain: Explain = False,
) -> None:
    """Write what each report says to standard output, one JSON line per report."""
    from kg import ledger, pipeline

    settings = _settings(context, processes, model)
    done, skipped = 0, []
    outcomes = (pipeline.explain if explain else pipeline.extract)(sources, settings, date=date)
    for outcome in outcomes:
        if isinstance(outcome, Skipped):
            skipped.append(outcome)
        elif not isinstance(outcome, Record):
            _tell_steps(outcome)
            done += 1
        else:
            write(f"{ledger.encode(outcome)}\n".encode("utf-8", "replace"))
            done += 1
    _tell_skipped(skipped)
    _exit(done, len(skipped))


def remove(
    context: typer.Context,
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id or address.")],
) -> None:
    """Take a report and all that rested on it out of a dataset."""
    from kg import pipeline
    from kg.cli.progress import shown

    with shown(None) as progress:
        report = pipeline.remove(dataset, document, _settings(context), progress=progress)
    show(f"{document} is gone from {dataset}")
    _tell_found(report.found)
    _tell_moved(report.moved)


def _settings(
    context: typer.Context, processes: int | None = None, model: str | None = None
) -> Settings:
    settings: Settings = context.obj
    return replace(
        settings, processes=processes or settings.processes, model=model or settings.model
    )


def _tell_steps(explanation: "Explanation") -> None:
    """Show how the record of one report came about."""
    sections = {
        "parse": explanation.parse,
        "entities": explanation.entities,
        "frames that fit": explanation.frames,
        "near misses": explanation.near_misses,
        "claims": explanation.claims,
    }
    show(explanation.record.document.key)
    for title, lines in sections.items():
        show(f"{title}:" if lines else f"{title}: none", indent=2)
        for line in lines:
            show(line, indent=4)


def _tell_skipped(skipped: Iterable[Skipped]) -> None:
    for one in skipped:
        say(f"skipped {one.source}: {one.reason}")


def _tell_found(found: dict[str, int]) -> None:
    show(", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in found.items()))


def _tell_moved(moved: dict[str, int]) -> None:
    """Show how many entities have another IRI than before, and why."""
    why = {x: number for x, number in moved.items() if x != "entities"}
    if why:
        told = ", ".join(f"{number:,} {x}" for x, number in why.items())
        show(f"{sum(why.values()):,} of {moved['entities']:,} entities have another IRI: {told}")


def _exit(done: int, skipped: int) -> None:
    if not done:
        raise InputError("nothing could be read" if skipped else "no documents found")
    if skipped:
        sys.exit(1)
