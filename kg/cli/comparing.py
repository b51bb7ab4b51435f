"""The verb that holds a dataset against Wikidata: compare."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say, show, table, write
from kg.cli.live import Live, MaxAge, wikidata
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.pipeline.comparison import Compared


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command(epilog="Example: kg compare war.kg 'Islamic State' --live")(compare)


def compare(
    context: typer.Context,
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")],
    name: Annotated[
        str | None, typer.Argument(metavar="[ENTITY]", help="Any name of it; else all.")
    ] = None,
    *,
    live: Live = False,
    max_age: MaxAge = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
) -> None:
    """Show what Wikidata says of linked entities beside what the reports say.

    Each value agrees, is missing there, is missing here, or is in conflict. Without --live only
    what is kept of earlier answers is used.
    """
    from kg.graph import Dataset as Opened
    from kg.graph.search import find
    from kg.ontology import load, load_alignments
    from kg.pipeline.comparison import compare as compared
    from kg.settings import shipped

    if form not in ("table", "json"):
        raise QueryError(f"no format {form!r}; known are table, json")
    folder = shipped(context.obj) / "ontology"
    with (
        Opened(dataset, context.obj) as opened,
        wikidata(context.obj, live=live, max_age=max_age) as client,
    ):
        iris = find(opened.store, name) if name is not None else []
        found = compared(opened, client, load(folder), load_alignments(folder), iris)
    if form == "json":
        lines = json.dumps([asdict(x) for x in found.rows], ensure_ascii=False, indent=1)
        write(f"{lines}\n".encode("utf-8", "replace"))
    else:
        _print(found)
    _tell(found, live=live)


def _print(found: "Compared") -> None:
    columns = ("entity", "relation", "verdict", "reports", "wikidata", "property", "note")
    rows = [
        (x.entity, x.relation, x.verdict, x.here, x.there, x.property, x.note) for x in found.rows
    ]
    if rows:
        table(columns, rows)
    counts = Counter(x.verdict for x in found.rows)
    show(", ".join(f"{n:,} {verdict}" for verdict, n in counts.items()) or "nothing to compare")


def _tell(found: "Compared", *, live: bool) -> None:
    for item in found.missing:
        say(f"wikidata has no item {item} any more")
    if found.unknown and not live:
        say(f"nothing is kept of {len(found.unknown):,} linked items; --live asks for them")
