"""The verb that relates: network (sponsors, allies, rivals, parts and wholes of an actor)."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.console import say, table, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.dataset import Dataset as OpenDataset

_FORMATS: Final = ("table", "json")
_COLUMNS: Final = ("tie", "other", "since", "until", "how", "through", "belief", "sentence")

Row = dict[str, str]


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command(epilog="Example: kg network war.kg 'Levant Front' --as-of 2015-06")(network)


def network(
    context: typer.Context,
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")],
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Any name of an actor.")],
    *,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Only ties that lasted on this day.")
    ] = "",
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
) -> None:
    """Show an actor's sponsors, allies, rivals, parts and wholes, since when and until when.

    What follows from two ties (a part of a part, backing that reaches a part) names its rule.
    """
    from kg.graph import Dataset

    if form not in _FORMATS:
        raise QueryError(f"no format {form!r}; known are {', '.join(_FORMATS)}")
    with Dataset(dataset, context.obj) as opened:
        found = ties(opened, actor, as_of)
    if form == "json":
        lines = [json.dumps(x, ensure_ascii=False) for x in found]
        write("".join(f"{x}\n" for x in lines).encode("utf-8", "replace"))
        return
    table(_COLUMNS, [[x[name] for name in _COLUMNS] for x in found])
    if not found:
        say(f"no ties of {actor!r} are known" + (f" as of {as_of}" if as_of else ""))


def ties(dataset: "OpenDataset", actor: str, as_of: str = "") -> list[Row]:
    """Return the ties of an actor, on a date if one is given: said ("how" is "said") and derived.

    Each row has the columns of the table, and `fact` with the IRI. Raises QueryError for what is
    no date.
    """
    given = {"actor": actor, "date": as_of}
    said = [{**x, "how": "said", "through": ""} for x in _rows(dataset, "network", given)]
    drawn = _rows(dataset, "derived", given)
    found = [*said, *({**x, "how": x["rule"], "sentence": ""} for x in drawn)]
    rows = [{name: x[name] for name in ("actor_name", *_COLUMNS, "fact")} for x in found]
    return sorted(
        rows, key=lambda x: (x["actor_name"], x["tie"], x["other"], x["since"], x["fact"])
    )


def _rows(dataset: "OpenDataset", question: str, given: dict[str, str]) -> list[Row]:
    from pyoxigraph import QuerySolutions

    found = dataset.ask(question, given)
    if not isinstance(found, QuerySolutions):
        return []
    names = [x.value for x in found.variables]
    return [{name: getattr(row[name], "value", "") for name in names} for row in found]
