"""Writing a graph in other formats; the same graph gives the same bytes."""

from collections.abc import Mapping
from importlib import import_module
from typing import IO, TYPE_CHECKING, Final

from pyoxigraph import Store

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph.export.quickstatements import Proposal

FORMATS: Final = {
    "turtle": "rdf",
    "trig": "rdf",
    "nquads": "rdf",
    "rdfxml": "rdf",
    "jsonld": "jsonld",
    "graphml": "graphml",
    "csv": "table",
    "geojson": "geojson",
    "quickstatements": "quickstatements",
}
"""Formats and the modules that write them. Turtle and RDF/XML hold the default graph (entities and
facts), TriG, N-Quads and JSON-LD also the claims of every document; QuickStatements what a person
has accepted of what Wikidata can say."""


def write(
    store: Store,
    form: str,
    out: IO[bytes],
    prefixes: Mapping[str, str],
    proposal: "Proposal | None" = None,
) -> None:
    """Write `store` to `out` in one of FORMATS; InputError for another one.

    `proposal` tells what QuickStatements hold, which without it are none.
    """
    if form not in FORMATS:
        raise InputError(f"no format {form!r}; known are {', '.join(FORMATS)}")
    module = import_module(f"kg.graph.export.{FORMATS[form]}")
    if form != "quickstatements":
        module.write(store, form, out, dict(prefixes))
    elif proposal is not None:
        module.write(store, out, proposal)
