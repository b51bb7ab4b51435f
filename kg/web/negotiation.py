"""Which format an answer is written in: what the client accepts, or names in the address."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.web.problems import Problem

Format = QueryResultsFormat | RdfFormat


@dataclass(frozen=True, slots=True)
class Written:
    """A format: its media type as we send it, the names it is asked for by, its short name."""

    short: str
    sent: str
    asked: tuple[str, ...]
    format: Format


ROWS: Final = (
    Written(
        "json",
        "application/sparql-results+json",
        ("application/sparql-results+json", "application/json", "text/json"),
        QueryResultsFormat.JSON,
    ),
    Written(
        "xml",
        "application/sparql-results+xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        QueryResultsFormat.XML,
    ),
    Written("csv", "text/csv; charset=utf-8", ("text/csv",), QueryResultsFormat.CSV),
    Written(
        "tsv",
        "text/tab-separated-values; charset=utf-8",
        ("text/tab-separated-values", "text/tsv"),
        QueryResultsFormat.TSV,
    ),
)
"""Formats of SELECT and ASK; the first is the default."""

TRIPLES: Final = (
    Written(
        "turtle",
        "text/turtle; charset=utf-8",
        ("text/turtle", "application/turtle", "application/x-turtle"),
        RdfFormat.TURTLE,
    ),
    Written(
        "ntriples",
        "application/n-triples",
        ("application/n-triples", "text/plain"),
        RdfFormat.N_TRIPLES,
    ),
    Written(
        "rdfxml",
        "application/rdf+xml",
        ("application/rdf+xml", "application/xml", "text/xml"),
        RdfFormat.RDF_XML,
    ),
    Written(
        "jsonld",
        "application/ld+json",
        ("application/ld+json", "application/json"),
        RdfFormat.JSON_LD,
    ),
    Written("n3", "text/n3; charset=utf-8", ("text/n3", "text/rdf+n3"), RdfFormat.N3),
    Written("trig", "application/trig", ("application/trig",), RdfFormat.TRIG),
    Written("nquads", "application/n-quads", ("application/n-quads",), RdfFormat.N_QUADS),
)
"""Formats of CONSTRUCT and DESCRIBE and of a graph; the first is the default."""

QUADS: Final = tuple(x for x in TRIPLES if x.format.supports_datasets)  # type: ignore[union-attr] # of RDF
"""Formats of all graphs together."""
GRAPHS: Final = (*(x for x in QUADS if x.short == "trig"), *(x for x in QUADS if x.short != "trig"))
"""The same with TriG as the default."""


def choose(offered: tuple[Written, ...], accept: str, named: str = "") -> Written:
    """Return the offered format that `accept` (the header) likes best, or that is `named`.

    Of equally liked ones the first offered wins. Problem 406 when none is accepted.
    """
    if named:
        for x in offered:
            if named == x.short or named in x.asked:
                return x
        raise Problem(406, f"no format {named!r} for this answer", _known(offered))
    if not accept or accept == "*/*":
        return offered[0]
    ranges = _ranges(accept)
    best, liked = None, 0.0
    for x in offered:
        refused = ranges.get(x.asked[0]) == 0
        quality = 0.0 if refused else max(_quality(ranges, name) for name in x.asked)
        if quality > liked:
            best, liked = x, quality
    if best is None:
        raise Problem(406, "none of the formats accepted fits this answer", _known(offered))
    return best


def accepts(header: str, coding: str) -> bool:
    """Tell whether an Accept-Encoding header allows a coding."""
    return _quality(_ranges(header), coding) > 0 if header else False


def _known(offered: tuple[Written, ...]) -> str:
    return f"known are {', '.join(x.asked[0] for x in offered)}"


def _ranges(header: str) -> dict[str, float]:
    found = {}
    for part in header.split(",")[:50]:
        name, *parameters = (x.strip() for x in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = _number(value)
        found[name.lower()] = quality
    return found


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, 0.0), 1.0) if value == value else 0.0  # noqa: PLR0124 (not a number)


def _quality(ranges: dict[str, float], name: str) -> float:
    kind = name.partition("/")[0]
    for pattern in (name, f"{kind}/*", "*/*", "*"):
        if pattern in ranges:
            return ranges[pattern]
    return 0.0
