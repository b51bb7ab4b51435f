"""The verbs that measure: eval, doctor."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import show, table, write


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command("eval", epilog="Example: kg eval records.jsonl gold/")(evaluate)
    app.command(epilog="Example: kg doctor")(doctor)


def evaluate(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="What kg extract wrote.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotated reports.")],
    *,
    per_document: Annotated[bool, typer.Option(help="A line for each report first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the numbers as JSON.")] = False,
) -> None:
    """Compare extracted records with annotations: relations, events, figures, speakers."""
    from kg.evaluation import evaluate as score

    result = score(records, gold)
    if as_json:
        write((json.dumps(result.summary, indent=1, ensure_ascii=False) + "\n").encode())
        return
    if per_document:
        columns = ("document", "headline", "relations", "events", "figures")
        table(columns, ((x[0], *(f"{n:.3f}" for n in x[1:])) for x in result.documents))
        show("")
    for line in result.lines():
        show(line)


def doctor(context: typer.Context) -> None:
    """Say what is installed and what is missing, with the line that mends it."""
    from kg.cli.diagnosis import examine

    found = examine(context.obj)
    table(
        ("", "part", "state", "mended by"),
        (("ok" if x.ok else "no" if x.needed else "—", x.part, x.state, x.mend) for x in found),
    )
    if any(x.needed and not x.ok for x in found):
        sys.exit(2)
