"""The verbs that hand a dataset on or test it: export, check, reason."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say, show, table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph import Dataset as Opened

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command(epilog="Example: kg export war.kg -f turtle -o war.ttl")(export)
    app.command(epilog="Example: kg check war.kg")(check)
    app.command(epilog="Example: kg reason war.kg")(reason)


def export(
    context: typer.Context,
    dataset: Dataset,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="turtle, trig, nquads, jsonld, rdfxml, graphml, csv, geojson, quickstatements, "
            "site.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file; else standard output. For site a folder."),
    ] = None,
    min_belief: Annotated[
        float,
        typer.Option(min=0, max=1, help="For quickstatements: belief from which a fact is told."),
    ] = 0.5,
) -> None:
    """Write the graph in another format; the same graph gives the same bytes.

    quickstatements are edits of Wikidata, for a person to check: facts that were accepted (kg
    judge), whose entities have an item and whose relation has a property. site are the pages of kg
    serve as a folder that opens without a server.
    """
    from kg.graph import Dataset as Opened

    with Opened(dataset, context.obj) as opened:
        if form == "site":
            _site(opened, output)
        elif output is None:
            sys.stdout.flush()
            opened.export(form, sys.stdout.buffer, min_belief)
            sys.stdout.buffer.flush()
        else:
            try:
                with output.open("wb") as file:
                    opened.export(form, file, min_belief)
            except OSError as error:
                raise InputError(f"{output}: {error.strerror}") from error
        if form == "quickstatements":
            for reason, number in sorted(opened.left_out(min_belief).items()):
                say(f"{number:,} accepted left out: {reason}")


def _site(opened: "Opened", output: Path | None) -> None:
    from kg.web.pages.site import write_site

    if output is None:
        raise InputError("site is a folder: name it with --output")
    number = write_site(opened, output)
    say(f"{number:,} pages; open {output / 'index.html'}")


def check(context: typer.Context, dataset: Dataset) -> None:
    """Hold the graph against its shapes, and tell which facts cannot well be true.

    What breaks the shapes is listed, and the exit code is 1. A doubt names the detector, and shows
    the sentence behind the fact: most often it was misread.
    """
    from kg.graph import Dataset as Opened
    from kg.graph import doubts
    from kg.graph.query import shorten
    from kg.graph.shapes import check as check_store
    from kg.settings import shipped

    ontology = shipped(context.obj) / "ontology"
    with Opened(dataset, context.obj) as opened:
        found = list(check_store(opened.store, ontology / "shapes.ttl"))
        rules = {x.name: x for x in doubts.detectors(ontology)}
        doubted = doubts.held(opened.store, opened.base) or doubts.find(
            opened.store, rules.values()
        )
        rows = [(x.severity, x.focus, x.path, x.message, "") for x in found]
        rows += [
            (
                "Doubt",
                x.fact,
                x.detector,
                f"{rules[x.detector].message}: {rules[x.detector].lowers}",
                doubts.sentence(opened.store, x.fact),
            )
            for x in doubted
            if x.detector in rules
        ]
        short = [
            (a, shorten(b, opened.prefixes), shorten(c, opened.prefixes), d, e)
            for a, b, c, d, e in rows
        ]
    if not found:
        show(f"{dataset} conforms")
    if short:
        table(("severity", "node", "property", "message", "sentence"), short)
    say(f"{len(found)} findings, {len(doubted)} doubts")
    if any(x.severity == "Violation" for x in found):
        sys.exit(1)


def reason(
    context: typer.Context,
    dataset: Dataset,
    *,
    rules: Annotated[
        bool, typer.Option("--rules", help="By the rules alone: no Java, for graphs of any size.")
    ] = False,
) -> None:
    """Add what follows by the ontology, in a graph of its own; needs Java, or --rules.

    A later build leaves the inferences out until they are drawn again. A graph that contradicts
    the ontology is told, left as it is, and the exit code is 1; the rules alone cannot tell it.
    """
    from kg.graph.inference import infer
    from kg.settings import shipped

    ontology = shipped(context.obj) / "ontology" / "armed-groups.ttl"
    found = infer(dataset, ontology, by_rules=rules)
    if not found.consistent:
        show(f"{dataset} contradicts the ontology; nothing was inferred")
        sys.exit(1)
    verdict = "not looked at for contradictions" if rules else "consistent"
    show(f"{dataset} is {verdict}; {len(found.inferred):,} statements follow from it")
