"""The verbs that tie entities to Wikidata: link, and those of `naming`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli import naming
from kg.cli.console import show

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")]

_COUNTS: Final = """
SELECT (COUNT(?sure) AS ?linked) (COUNT(?guess) AS ?likely) (COUNT(*) AS ?all) {
  VALUES ?class { ag:ArmedGroup ag:StateForce ag:Coalition ag:State ag:Organisation
                  ag:MediaOutlet ag:Person ag:Place }
  ?entity a ?class .
  FILTER (?class != ag:Place || NOT EXISTS { ?entity a ag:State })
  OPTIONAL { ?entity owl:sameAs ?sure }
  OPTIONAL { ?entity skos:closeMatch ?guess }
}"""


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command(epilog="Example: kg link war.kg")(link)
    naming.register(app)


def link(context: typer.Context, dataset: Dataset) -> None:
    """Link the entities to Wikidata anew, from what is known offline; no report is read again.

    Do this when names were added or the threshold was set otherwise.
    """
    from kg import pipeline
    from kg.cli.progress import shown

    with shown(None) as progress:
        pipeline.link(dataset, context.obj, progress=progress)
    linked, likely, total = _counts(context, dataset)
    threshold = context.obj.link_threshold
    show(f"{total:,} entities: {linked:,} linked, {likely:,} likely (score below {threshold:g}),")
    show(f"{total - linked - likely:,} without a link; kg entities {dataset} shows the scores")


def _counts(context: typer.Context, dataset: Path) -> tuple[int, int, int]:
    from pyoxigraph import QuerySolutions

    from kg.graph import Dataset as Opened

    with Opened(dataset, context.obj) as opened:
        table = opened.query(_COUNTS)
        assert isinstance(table, QuerySolutions)  # noqa: S101 (a SELECT)
        (row,) = table
        return int(row["linked"].value), int(row["likely"].value), int(row["all"].value)
