"""The verbs that tie entities to Wikidata: link, and those of `naming` and `comparing`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli import comparing, naming
from kg.cli.console import show, table
from kg.cli.live import Live, MaxAge, wikidata

if TYPE_CHECKING:
    from kg.pipeline.live import Asked

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
    comparing.register(app)
    naming.register(app)


def link(
    context: typer.Context,
    dataset: Dataset,
    *,
    live: Live = False,
    max_age: MaxAge = None,
) -> None:
    """Link the entities to Wikidata anew, from what is known offline; no report is read again.

    Do this when names were added or the threshold was set otherwise. With --live Wikidata is
    asked for entities that are known nowhere; what it leaves no doubt of is kept as a judgement
    (kg judge DATASET list shows them, undo takes one back).
    """
    from kg import pipeline
    from kg.cli.progress import shown

    with shown(None) as progress:
        pipeline.link(dataset, context.obj, progress=progress)
    if live:
        asked = _asked(context, dataset, max_age)
        with shown(None) as progress:
            pipeline.link(dataset, context.obj, links=asked.links, progress=progress)
        if asked.matches:
            rows = [
                (name, x.item.id, x.item.label, f"{x.score:.2f}", ", ".join(x.reasons))
                for name, x in asked.matches
            ]
            table(("entity", "item", "called there", "score", "why"), rows)
        show(f"{asked.entities:,} asked for, {len(asked.links):,} found")
    linked, likely, total = _counts(context, dataset)
    threshold = context.obj.link_threshold
    show(f"{total:,} entities: {linked:,} linked, {likely:,} likely (score below {threshold:g}),")
    show(f"{total - linked - likely:,} without a link; kg entities {dataset} shows the scores")


def _asked(context: typer.Context, dataset: Path, max_age: float | None) -> "Asked":
    from kg.graph import Dataset as Opened
    from kg.lexicon import names
    from kg.ontology import load_alignments
    from kg.pipeline.live import ask
    from kg.settings import shipped

    aligned = load_alignments(shipped(context.obj) / "ontology")
    known = names.known(context.obj)
    with (
        Opened(dataset, context.obj) as opened,
        wikidata(context.obj, live=True, max_age=max_age) as client,
    ):
        return ask(opened, client, known, aligned, context.obj)


def _counts(context: typer.Context, dataset: Path) -> tuple[int, int, int]:
    from pyoxigraph import QuerySolutions

    from kg.graph import Dataset as Opened

    with Opened(dataset, context.obj) as opened:
        found = opened.query(_COUNTS)
        assert isinstance(found, QuerySolutions)  # noqa: S101 (a SELECT)
        (row,) = found
        return int(row["linked"].value), int(row["likely"].value), int(row["all"].value)
