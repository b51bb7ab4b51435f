"""The verb that serves a dataset over HTTP."""

import logging
from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.console import say
from kg.errors import InputError

_SHORTEST: Final = 16
"""Characters of a token: shorter ones are found by trying."""


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command(epilog="Example: kg serve war.kg --port 8080")(serve)


def serve(
    context: typer.Context,
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")],
    *,
    host: Annotated[
        str, typer.Option(help="Where to listen; 0.0.0.0 lets other machines in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8080,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A host name the server is known by; * for any.")
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(help="A site whose scripts may read answers; * for any."),
    ] = None,
    token: Annotated[
        str, typer.Option(help="Who sends it may judge; others on this machine can see it here.")
    ] = "",
    token_file: Annotated[
        Path | None, typer.Option(help="A file that holds the token instead.")
    ] = None,
    updates: Annotated[
        bool,
        typer.Option(
            "--updates",
            help="Who sends the token may also add to graphs of their own (SPARQL Update).",
        ),
    ] = False,
    service: Annotated[
        list[str] | None,
        typer.Option(
            metavar="IRI", help="An endpoint that SERVICE in a query may ask; none otherwise."
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Queries answered at once.")] = 2,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time limit of a query.")] = 30,
    memory: Annotated[int, typer.Option(min=64, help="Memory limit of a query, in MB.")] = 1024,
    result: Annotated[int, typer.Option(min=1, help="Largest answer, in MB.")] = 64,
) -> None:
    """Serve a dataset: pages at /, SPARQL at /sparql, graphs at /graphs, JSON at /api/v1.

    It only reads, unless there is a token: who sends that may judge, and with --updates keep notes
    in named graphs of their own, which builds leave alone.
    """
    from kg.web.courier import checked
    from kg.web.limits import MEGABYTE, Limits
    from kg.web.server import Address, Server

    logging.basicConfig(format="kg: %(message)s", level=logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what clients do wrong is no news
    limits = Limits(
        seconds=seconds,
        memory=memory * MEGABYTE,
        result=result * MEGABYTE,
        workers=workers,
    )
    address = Address(host, port, tuple(allow_host or ()), tuple(allow_origin or ()))
    secret = _token(token, token_file)
    if updates and not secret:
        raise InputError("--updates needs a token (--token-file FILE)")
    services = checked(service or ())
    server = Server(dataset, context.obj, address, limits, secret, updates, services)
    listener = server.bind()
    shown = f"[{host}]" if ":" in host else host
    where = f"http://{shown}:{listener.getsockname()[1]}/"
    try:
        server.serve(listener, lambda: say(f"serving {dataset} at {where} (Ctrl-C ends it)"))
    except KeyboardInterrupt:
        say("stopped")


def _token(token: str, file: Path | None) -> str:
    if file is not None:
        try:
            token = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: {error}") from error
    if (token or file is not None) and len(token) < _SHORTEST:
        raise InputError(f"a token has at least {_SHORTEST} characters")
    return token
