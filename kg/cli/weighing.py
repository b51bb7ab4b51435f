"""The verb that tells, and changes, how far sources are trusted: sources."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.console import say, show, table, write
from kg.errors import QueryError

_FORMATS: Final = ("table", "json")
_COLUMNS: Final = ("source", "kind", "prior", "side", "given by", "claims")


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command(epilog="Example: kg sources war.kg --use my-sources.ttl")(sources)


def sources(
    context: typer.Context,
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")],
    *,
    use: Annotated[
        Path | None,
        typer.Option("--use", metavar="FILE.ttl", help="Decide anew by this file of your own."),
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Forget the file of your own, and decide anew.")
    ] = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
) -> None:
    """Show how far those who speak in a dataset are trusted, or change it.

    A file of your own says only what is to be otherwise; the dataset keeps it for later builds. No
    report is read again.
    """
    from kg import pipeline
    from kg.pipeline.trust import trusted

    if form not in _FORMATS:
        raise QueryError(f"no format {form!r}; known are {', '.join(_FORMATS)}")
    if use is not None and shipped:
        raise QueryError("--use and --shipped exclude each other")
    if use is not None or shipped:
        settings = replace(context.obj, sources_file=use)
        report = pipeline.weigh(dataset, settings, shipped_only=shipped)
        say(f"decided anew after {report.seconds:.1f} s; no report was read again")
    found = trusted(dataset, context.obj)
    if form == "json":
        lines = [json.dumps(asdict(x), ensure_ascii=False) for x in found]
        write("".join(f"{x}\n" for x in lines).encode("utf-8", "replace"))
        return
    rows = [
        (x.name, x.kind, f"{x.prior:g}", "; ".join(x.sides), x.given, f"{x.claims}") for x in found
    ]
    table(_COLUMNS, rows)
    if not rows:
        show("nobody speaks in it")
