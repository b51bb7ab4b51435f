"""The verb by which people decide who is one, and which statement is right."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say, show, table
from kg.errors import InputError

_LIST = "list"


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command(epilog="Example: kg judge war.kg same 'Omar al-Zein' 'Umar Zain' --by Ana")(judge)


def judge(
    context: typer.Context,
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")],
    verdict: Annotated[
        str,
        typer.Argument(
            metavar="VERDICT", help="same, different, accept, reject, link, undo, list."
        ),
    ],
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT]…",
            help="Two entities, by name or IRI (link: one and its item, Q…); a fact or claim, by "
            "IRI; for undo, a number.",
        ),
    ] = None,
    *,
    by: Annotated[str, typer.Option(help="Who judges.")] = "",
    note: Annotated[str, typer.Option(help="Why.")] = "",
    later: Annotated[
        bool, typer.Option("--later", help="Leave the graph as it is until the next build.")
    ] = False,
) -> None:
    """Decide who is one and who is not, and which statement is right; it binds every build.

    Judgements are kept with name and time and can be undone; nothing is rewritten.
    """
    from kg import pipeline
    from kg.cli.progress import shown
    from kg.judgements import VERDICTS

    if verdict == _LIST:
        _list(context, dataset)
        return
    if verdict not in VERDICTS:
        raise InputError(f"no verdict {verdict!r}; known are {', '.join((*VERDICTS, _LIST))}")
    with shown(None) as progress:
        made = pipeline.judge(
            *(dataset, verdict, *(targets or ())),
            by=by,
            note=note,
            later=later,
            settings=context.obj,
            progress=progress,
        )
    show(f"judgement {made.number}: {made}")
    if later:
        say(f"the graph of {dataset} obeys it after the next kg build or kg judge")
    else:
        _warn(context, dataset)


def _warn(context: typer.Context, dataset: Path) -> None:
    from kg.graph import Dataset

    with Dataset(dataset, context.obj) as opened:
        unkept = opened.report["found"].get("judgements not kept", 0)
    if unkept:
        say(f"{unkept} judgements cannot be obeyed; kg judge {dataset} list says why")


def _list(context: typer.Context, dataset: Path) -> None:
    from kg.pipeline.judging import state

    rows = [(str(x.number), how, str(x)) for x, how in state(dataset, context.obj)]
    if not rows:
        show("nothing was judged")
        return
    table(("number", "state", "judgement"), rows)
