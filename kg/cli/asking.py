"""The verbs that ask a dataset: query, queries, show, entities."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import safe, show, table, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.dataset import Dataset as OpenDataset
    from kg.graph.library import Question
    from kg.graph.query import Answer

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command(epilog="Example: kg query war.kg held-on --param place=Hajin --param date=2018-12")(
        query
    )
    app.command(epilog="Example: kg queries battle deaths")(queries)
    app.command("show", epilog="Example: kg show war.kg 'Syrian Democratic Forces'")(card)
    app.command(epilog="Example: kg entities war.kg --format jsonl")(entities)


def query(
    context: typer.Context,
    dataset: Dataset,
    question: Annotated[
        str,
        typer.Argument(metavar="NAME|FILE.rq|-", help="A named question, a file, or - for input."),
    ],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="key=value for a named question.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="table, csv, json, or turtle for triples.")
    ] = "table",
) -> None:
    """Ask a named question (kg queries lists them) or any SPARQL query; it only reads."""
    from kg.graph import Dataset as Opened
    from kg.graph.query import FORMATS, serialise

    if form not in FORMATS:
        raise QueryError(f"no format {form!r}; known are {', '.join(FORMATS)}")
    with Opened(dataset, context.obj) as opened:
        answer = opened.query(_text(opened, question, _params(param or ())))
        if form == "table":
            _print(answer, opened.prefixes)
        else:
            write(serialise(answer, form, opened.prefixes))


def queries(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME|WORDS…]", help="Explain one, or find some by words."),
    ] = None,
    tag: Annotated[str | None, typer.Option(help="Only those with this tag.")] = None,
) -> None:
    """List the named questions, find some by words, or explain one of them."""
    from kg.graph import library
    from kg.graph.catalogue import matching
    from kg.settings import shipped

    known = library.load(shipped(context.obj) / "queries")
    typed = " ".join(words or ())
    if typed in known:
        _explain(known[typed])
        return
    chosen = [x for x in known.values() if tag is None or tag in x.tags]
    if typed:
        chosen = matching(chosen, typed)
        if not chosen:
            raise QueryError(f"no question is about {typed!r}; kg queries lists them all")
    rows = [(x.name, x.question, " ".join(p.name for p in x.params)) for x in chosen]
    table(("name", "question", "parameters"), rows)


def card(
    context: typer.Context,
    dataset: Dataset,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any name of an entity.")],
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Show instead why its names are one entity.")
    ] = False,
) -> None:
    """Show what is known of an entity, with the sentences behind and against it."""
    if why:
        _reasons(context, dataset, name)
        return
    from kg.cli.cards import lines
    from kg.graph import Dataset as Opened
    from kg.graph.search import find

    with Opened(dataset, context.obj) as opened:
        for number, iri in enumerate(find(opened.store, name)):
            if number:
                show("")
            for indent, text in lines(opened, iri):
                show(text, indent=indent)


def _reasons(context: typer.Context, dataset: Path, name: str) -> None:
    from kg.pipeline.judging import why

    for iri, label, reasons in why(dataset, name, context.obj):
        show(f"{label} ({iri})")
        for reason in reasons or ["one report mentions it; nothing was joined"]:
            show(reason, indent=2)


def entities(
    context: typer.Context,
    dataset: Dataset,
    form: Annotated[str, typer.Option("--format", "-f", help="table or jsonl.")] = "table",
) -> None:
    """List the entities with their names, links and mentions."""
    import json

    from kg.pipeline.listing import listing

    if form not in ("table", "jsonl"):
        raise QueryError(f"no format {form!r}; known are table, jsonl")
    found = listing(dataset, context.obj)
    if form == "jsonl":
        for one in found:
            write(f"{json.dumps(one, ensure_ascii=False)}\n".encode("utf-8", "replace"))
        return
    columns = ("name", "type", "also", "wikidata", "score", "mentions")
    table(columns, ([str(x) for x in _row(one)] for one in found))


def _row(one: dict[str, object]) -> Iterable[object]:
    names, mentions = one["names"], one["mentions"]
    listed = [str(x) for x in names] if isinstance(names, list) else []
    score = "" if one["link_score"] is None else one["link_score"]
    count = len(mentions) if isinstance(mentions, list) else 0
    return listed[0], one["type"], "; ".join(listed[1:]), one["wikidata"] or "", score, count


def _params(given: Iterable[str]) -> dict[str, str]:
    params = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(f"--param {pair!r}: write it as key=value")
        params[key.strip()] = value
    return params


def _text(opened: "OpenDataset", question: str, params: dict[str, str]) -> str:
    from kg.graph import library

    if question in opened.questions:
        return opened.questions[question].bind(params)
    path = Path(question)
    if question != "-" and not path.is_file():
        raise QueryError(
            f"no question and no file named {question!r}; kg queries lists the questions"
        )
    try:
        text = sys.stdin.read() if question == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{question}: {error}") from error
    if text.startswith(library.HEADER):
        return library.parse(path.stem, text).bind(params)
    if params:
        raise QueryError("--param fits a named question or a file with a header (#+)")
    return text


def _print(answer: "Answer", prefixes: dict[str, str]) -> None:
    from pyoxigraph import QueryBoolean, QueryTriples

    from kg.graph.query import compact, serialise

    if isinstance(answer, QueryTriples):
        show(serialise(answer, "turtle", prefixes).decode("utf-8", "replace"))
    elif isinstance(answer, QueryBoolean):
        show("yes" if answer else "no")
    else:
        columns = [x.value for x in answer.variables]
        rows = [[compact(value, prefixes) for value in row] for row in answer]
        table(columns, rows)
        if not rows:
            typer.echo("no rows", err=True)


def _explain(question: "Question") -> None:
    show(f"{question.name}: {question.title}")
    show(question.question)
    show(question.description)
    for x in question.params:
        default = "required" if x.default is None else f"default {x.default!r}"
        show(f"--param {x.name}=…  {x.description} ({x.type}, {default}), as {x.example}", indent=2)
    show(f"Example: {safe(question.example)}")
