"""CSV: one row per fact and sentence behind or against it."""

import csv
import io
from collections.abc import Iterator
from typing import IO, Final

from pyoxigraph import Store

from kg.graph.views import FactView, Views
from kg.vocabulary import ROLES

_ROLES: Final = (*ROLES, "of", "by", "aboutEvent")
COLUMNS: Final = (
    *("fact", "kind", "predicate", "subject", "object", *_ROLES, "who", "min", "max"),
    *("since", "until", "extent", "modality", "belief", "rule"),
    *("for_or_against", "claim", "said_by", "sentence", "start", "end", "title", "document"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(store: Store, form: str, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write the facts to `out` as UTF-8 with a header; names stand for entities, joined by "; "."""
    del form, prefixes
    views = Views(store)
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    try:
        table = csv.writer(text)
        table.writerow(COLUMNS)
        for fact in views.facts():
            table.writerows([_cell(x) for x in row] for row in _rows(views, fact))
    finally:
        text.detach()  # flushes, and leaves `out` open


def _rows(views: Views, fact: FactView) -> Iterator[list[str]]:
    def names(role: str) -> str:
        return "; ".join(views.label(x) for x in fact.roles.get(role, ()))

    head = [
        *(fact.iri, fact.kind, fact.predicate, names("subject"), names("object")),
        *(names(role) for role in _ROLES),
        *(fact.who, fact.low, fact.high, fact.since, fact.until, fact.extent, fact.modality),
        *(f"{fact.belief:g}", fact.rule),
    ]
    sides = [*(("for", x) for x in fact.supported_by), *(("against", x) for x in fact.disputed_by)]
    for side, iri in sides:
        claim = views.claim(iri)
        if claim is None:
            yield [*head, side, iri, *[""] * 6]
        else:
            said_by = views.label(claim.speaker) if claim.speaker else ""
            place = [str(claim.start), str(claim.end), claim.title, claim.document]
            yield [*head, side, iri, said_by, claim.quote, *place]
    if not sides:
        yield [*head, *[""] * 8]


def _cell(value: str) -> str:
    """Keep a spreadsheet from running text of a document as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
