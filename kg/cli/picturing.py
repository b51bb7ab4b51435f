"""The verb that draws: picture; and what the timeline needs to be drawn."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.console import say, show
from kg.errors import InputError

KINDS: Final = ("control", "figures", "network")
_PLACES: Final = 12
"""Places that are drawn when none is named."""

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")]
Day = Annotated[str, typer.Option(metavar="DATE", help="Cut the chart of control here.")]
Draw = Callable[[str], bytes]


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command(epilog="Example: kg picture war.kg control Hajin Baghouz -o hajin.svg")(picture)


def picture(
    context: typer.Context,
    dataset: Dataset,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="control, figures or network.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="Places, or actors.")
    ] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file that ends in .svg or .png.")
    ] = None,
    since: Day = "",
    until: Day = "",
    text: Annotated[bool, typer.Option("--text", help="Print it in words.")] = False,
) -> None:
    """Draw who held places when, figures with their ranges, or who is tied to whom.

    Without names: the places most is known of, all figures of those killed, the whole network.
    The same dataset gives the same bytes, and --text says in words what the picture shows.
    """
    from kg import pictures
    from kg.graph import Dataset as Opened
    from kg.graph import drawing
    from kg.pipeline.history import timeline

    if kind not in KINDS:
        raise InputError(f"no picture of {kind!r}; known are {', '.join(KINDS)}")
    with Opened(dataset, context.obj) as opened:
        chosen = names or ()
        if kind == "control":
            told = [
                timeline(dataset, x, context.obj) for x in chosen or drawing.places(opened, _PLACES)
            ]
            spans = [y for x in told for y in drawing.spans(str(x["place"]), x["intervals"])]
            lines = pictures.control_lines(spans)
            _out(
                output,
                text,
                lines,
                lambda form: pictures.control(spans, form, since=since, until=until),
            )
        elif kind == "figures":
            ranges = drawing.ranges(opened)
            title = "Killed in fighting, as reported"
            _out(
                output,
                text,
                pictures.figure_lines(ranges),
                lambda form: pictures.figures(ranges, title, form),
            )
        else:
            ties = drawing.ties(opened, chosen)
            title = f"Ties of {', '.join(chosen)}" if chosen else "Who is tied to whom"
            _out(
                output,
                text,
                pictures.network_lines(ties),
                lambda form: pictures.network(ties, title, form),
            )


def _out(output: Path | None, text: bool, lines: list[str], draw: Draw) -> None:  # noqa: FBT001 (an option)
    if not lines:
        raise InputError("there is nothing to draw: the dataset says nothing of it")
    if output is not None:
        save(output, draw)
    if text or output is None:
        for line in lines:
            show(line)


def save(output: Path, draw: Draw) -> None:
    """Write a picture; InputError when its form is none or the file cannot be written."""
    form = output.suffix.removeprefix(".").lower()
    try:
        output.write_bytes(draw(form))
    except OSError as error:
        raise InputError(f"{output}: {error.strerror}") from error
    say(f"drew {output}")
