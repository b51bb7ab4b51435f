"""The verbs that weigh: timeline (who had a place) and disputes (what stands against what)."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli.console import say, show, table, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.disputes import Dispute, Sentence

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset.")]

_FORMATS: Final = ("table", "json")
_DATE: Final = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_COLUMNS: Final = ("since", "until", "status", "holders", "belief", "rule", "for", "against")


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command(epilog="Example: kg timeline war.kg Hajin --as-of 2018-11-15 --known 2018-12-01")(
        timeline
    )
    app.command(epilog="Example: kg disputes war.kg --format json")(disputes)


def timeline(  # noqa: PLR0917 (typer passes by name)
    context: typer.Context,
    dataset: Dataset,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Any name of a place, or its IRI.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Who had it on this day.")
    ] = None,
    known: Annotated[
        str | None,
        typer.Option("--known", metavar="DATE", help="By what was published until this day."),
    ] = None,
    entered: Annotated[
        str | None,
        typer.Option("--entered", metavar="DATE", help="By what was in the dataset by this day."),
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    svg: Annotated[Path | None, typer.Option("--svg", help="Draw it into this file too.")] = None,
    png: Annotated[Path | None, typer.Option("--png", help="Draw it into this file too.")] = None,
) -> None:
    """Show who held a place and when, as of a day, as known on a day; with the evidence."""
    from kg.pipeline.history import timeline as told

    _check(form, as_of, known, entered)
    by = {"known": known, "entered": entered}
    for output, kind in ((svg, "svg"), (png, "png")):
        if output is not None:
            _draw(output, kind, told(dataset, place, context.obj, **by))
    found = told(dataset, place, context.obj, as_of=as_of, **by)
    if form == "json":
        write(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode("utf-8", "replace"))
    elif as_of is None:
        table(_COLUMNS, [_row(x) for x in found["intervals"]])
        if not found["intervals"]:
            say("nothing is known of who held it")
    else:
        _explain(found)


def disputes(
    context: typer.Context,
    dataset: Dataset,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
) -> None:
    """List what stands against what, the rule that decided, and the sentences of both sides."""
    from kg.cli.cards import headline
    from kg.graph import Dataset as Opened
    from kg.graph.disputes import disputes as found_in
    from kg.graph.views import Views

    _check(form)
    with Opened(dataset, context.obj) as opened:
        views = Views(opened.store)
        for x in found_in(opened.store):
            text = headline(views, x.fact)
            if form == "json":
                line = json.dumps(_dispute(x, text), ensure_ascii=False)
                write(f"{line}\n".encode("utf-8", "replace"))
                continue
            show(f"{text}: {'stands' if x.stands else 'does not stand'}, by {x.rule}")
            _sides([_sentence(y) for y in x.support], [_sentence(y) for y in x.against])


def _check(form: str, *dates: str | None) -> None:
    if form not in _FORMATS:
        raise QueryError(f"no format {form!r}; known are {', '.join(_FORMATS)}")
    for when in dates:
        if when is None:
            continue
        try:
            good = _DATE.fullmatch(when) and date.fromisoformat(
                f"{when}{'-01-01'[len(when) - 4 :]}"
            )
        except ValueError:
            good = None
        if not good:
            raise QueryError(f"{when!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")


def _row(x: Mapping[str, Any]) -> list[str]:
    rule = f"{x['rule']}, {x['settled_by']}" if x["settled_by"] else x["rule"]
    rule += f", doubted by {'; '.join(x['doubted_by'])}" if x["doubted_by"] else ""
    counts = (str(len(x["supported_by"])), str(len(x["disputed_by"])))
    holders = "; ".join(_named(x))
    return [
        x["since"] or "",
        x["until"] or "",
        x["status"],
        holders,
        str(x["belief"]),
        rule,
        *counts,
    ]


def _named(x: Mapping[str, Any]) -> list[str]:
    """Return the holders, each with how much it holds where that is not the whole."""
    parts = x["extents"]
    return [f"{name} ({parts[name]} of it)" if name in parts else name for name in x["holders"]]


def _explain(x: Mapping[str, Any]) -> None:
    by = f" by {'; '.join(_named(x))}" if x["holders"] else ""
    since = f" since {x['since']}" if x["since"] else ""
    known = f" as known on {x['known']}" if x["known"] else ""
    entered = f" by what was in the dataset on {x['entered']}" if x["entered"] else ""
    show(f"{x['place']} on {x['as_of']}{known}{entered}: {x['status']}{by}{since}")
    settled = f", disputed and settled by {x['settled_by']}" if x["settled_by"] else ""
    doubted = f", doubted by {'; '.join(x['doubted_by'])}" if x["doubted_by"] else ""
    show(f"belief {x['belief']}, by {x['rule']}{settled}{doubted}", indent=2)
    _sides(x["supported_by"], x["disputed_by"])


def _sides(support: Iterable[Mapping[str, Any]], against: Iterable[Mapping[str, Any]]) -> None:
    for note, sentences in (("", support), ("against: ", against)):
        for x in sentences:
            quote = " ".join(x["text"].split())
            day = f", {x['published']}" if x["published"] else ""
            show(f"{note}“{quote}” — {x['speaker'] or x['doc']}{day}", indent=4)


def _dispute(x: "Dispute", text: str) -> dict[str, Any]:
    return {
        "statement": text,
        "fact": x.fact.iri,
        "belief": x.fact.belief,
        "stands": x.stands,
        "rule": x.rule,
        "supported_by": [_sentence(y) for y in x.support],
        "disputed_by": [_sentence(y) for y in x.against],
    }


def _sentence(x: "Sentence") -> dict[str, Any]:
    claim = x.claim
    return {
        "doc": claim.document.rsplit("/", 1)[-1],
        "published": x.published or None,
        "start": claim.start,
        "end": claim.end,
        "text": claim.quote,
        "speaker": x.voice,
    }


def _draw(output: Path, form: str, found: dict[str, Any]) -> None:
    from kg import pictures
    from kg.cli.picturing import save
    from kg.graph.drawing import spans

    drawn = spans(str(found["place"]), found["intervals"])
    save(output, lambda _: pictures.control(drawn, form))
