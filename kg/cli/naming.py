"""The verbs that keep the list of known entities: names refresh, names import."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say, show, table
from kg.cli.live import MaxAge, wikidata

if TYPE_CHECKING:
    from kg.link.wikidata.refresh import Refreshed

names = typer.Typer(
    no_args_is_help=True,
    help="Keep the list of known entities.",
    epilog="Example: kg names refresh",
)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    names.command(epilog="Example: kg names refresh --output my-names.ttl")(refresh)
    names.command("import", epilog="Example: kg names import latest-all.json.bz2")(import_)
    app.add_typer(names, name="names")


@names.callback()
def _group() -> None:
    """Keep the list of known entities."""


def refresh(
    context: typer.Context,
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file of your own names; else as set."),
    ] = None,
    aliases: Annotated[bool, typer.Option(help="Add names that Wikidata has.")] = False,
    max_age: MaxAge = None,
) -> None:
    """Ask Wikidata, over the network, for the items of known entities; merged ones are followed.

    What is found is written to the file of your own names, with revision and day, and used from
    then on. A run that is stopped goes on where it was.
    """
    from kg.lexicon import own
    from kg.lexicon.names import load
    from kg.link.wikidata.refresh import refresh as refreshed
    from kg.settings import names_file, shipped

    path = output or names_file(context.obj)
    known = load(shipped(context.obj) / "ontology", path)
    with wikidata(context.obj, live=True, max_age=max_age) as client:
        outcome = refreshed(known, client, aliases=aliases)
    if outcome.changes:
        own.add(path, (x.learned for x in outcome.changes))
    _tell(outcome, path)


def import_(
    context: typer.Context,
    dumps: Annotated[
        list[Path],
        typer.Argument(metavar="DUMP…", help="Wikidata dumps: .json, .json.gz or .json.bz2."),
    ],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file of imported names; else as set.")
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--class", help="A further class and our type, as Q176799=StateForce."),
    ] = None,
) -> None:
    """Take groups, forces, outlets and organisations from Wikidata dumps, to link to offline.

    One pass, whatever the size; lines that are no item are named. The file is used from then on;
    a pass that fails or is stopped leaves the old one as it was.
    """
    from kg.lexicon.names import known
    from kg.link.wikidata.dump import Census, classes_of, store
    from kg.ontology import load_alignments
    from kg.settings import imported_names, shipped

    path = output or imported_names(context.obj)
    aligned = load_alignments(shipped(context.obj) / "ontology")
    census = Census()
    number = store(path, dumps, classes_of(aligned.classes, also or ()), known(context.obj), census)
    for line in census.told:
        say(f"broken {line}")
    if census.broken > len(census.told):
        say(f"and {census.broken - len(census.told):,} more broken lines")
    show(f"{number:,} entities of {census.lines:,} items, {census.broken:,} broken lines")
    show(f"written to {path}")
    if census.broken:
        raise typer.Exit(1)


def _tell(outcome: "Refreshed", path: Path) -> None:
    for entity in outcome.without:
        say(f"{entity.label}: no item has the article {entity.wikipedia!r} (absent or a redirect)")
    for entity in outcome.deleted:
        say(f"{entity.label}: its item {entity.wikidata} has been deleted")
    for entity, item, reason in outcome.refused:
        say(f"{entity.label}: {item} is not taken: {reason}")
    for entity, reason in outcome.unusable:
        say(f"{entity.label}: {reason}")
    if outcome.changes:
        table(("what", "entity", "item", "called there", "note"), _rows(outcome))
    counts = dict.fromkeys(("found", "merged", "names"), 0)
    for change in outcome.changes:
        counts[change.kind] += 1
    show(
        f"{outcome.checked:,} entities: {counts['found']:,} items found, {counts['merged']:,} "
        f"merged ones followed, names added to {counts['names']:,}; {len(outcome.without):,} "
        f"without an item, {len(outcome.deleted):,} deleted, {len(outcome.refused):,} not taken"
    )
    show(f"written to {path}" if outcome.changes else "nothing has changed")


def _rows(outcome: "Refreshed") -> Iterator[tuple[str, ...]]:
    for change in outcome.changes:
        learned = change.learned
        notes = [f"was {learned.moved_from}"] if learned.moved_from else []
        notes += [f"also {'; '.join(name for _, name in learned.names)}"] if learned.names else []
        yield change.kind, change.entity.label, learned.item, change.label, ", ".join(notes)
