"""Writing a graph in other formats; the same graph gives the same bytes."""

from collections.abc import Mapping
from importlib import import_module
from typing import IO, Final

from pyoxigraph import Store

from kg.errors import InputError

FORMATS: Final = {
    "turtle": "rdf",
    "trig": "rdf",
    "nquads": "rdf",
    "rdfxml": "rdf",
    "jsonld": "jsonld",
    "graphml": "graphml",
    "csv": "table",
    "geojson": "geojson",
}
"""Formats and the modules that write them. Turtle and RDF/XML hold the default graph (entities and
facts), TriG, N-Quads and JSON-LD also the claims of every document."""


def write(store: Store, form: str, out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write `store` to `out` in one of FORMATS; InputError for another one."""
    if form not in FORMATS:
        raise InputError(f"no format {form!r}; known are {', '.join(FORMATS)}")
    import_module(f"kg.graph.export.{FORMATS[form]}").write(store, form, out, dict(prefixes))
