"""The command `kg`: its options, its verbs, and what its exit codes mean."""

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Final

import typer

from kg import __version__, settings
from kg.cli import (
    asking,
    building,
    judging,
    keeping,
    linking,
    measuring,
    picturing,
    relating,
    serving,
    tracing,
    weighing,
)
from kg.cli.console import say
from kg.errors import DocumentError, KgError

SKIPPED: Final = 1
"""Done, but documents were skipped."""
UNUSABLE: Final = 2
"""The arguments or the input as a whole cannot be used."""
INTERNAL: Final = 3
"""The program failed."""
_INTERRUPTED: Final = 130

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 documents skipped, 2 unusable input, 3 internal failure.",
)
for room in (
    *(building, asking, judging, linking, keeping, measuring, serving),
    *(tracing, relating, picturing, weighing),
):
    room.register(app)


def _version(value: bool) -> None:  # noqa: FBT001 (the signature of an option's callback)
    if value:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    *,
    config: Annotated[Path | None, typer.Option(help="A TOML file of settings.")] = None,
    debug: Annotated[bool, typer.Option(help="Show where an internal failure came from.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, help="Print the version.")
    ] = False,
) -> None:
    """Build a knowledge graph of armed conflict from reports, and ask it."""
    del version, debug
    context.obj = settings.load(config)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        app()
    except KgError as error:
        say(f"kg: {error}")
        sys.exit(SKIPPED if isinstance(error, DocumentError) else UNUSABLE)
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            say("kg: interrupted; what was reported as done is kept, the same command goes on")
        raise
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 (the last door: a user never sees a traceback)
        if "--debug" in sys.argv:
            traceback.print_exc()
        say(f"kg: internal failure: {type(error).__name__}: {error} (kg --debug … shows where)")
        sys.exit(INTERNAL)
