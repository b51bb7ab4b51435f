"""Turtle, TriG, N-Quads and RDF/XML, streamed in sorted order."""

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final

from pyoxigraph import Literal, RdfFormat, Store, Triple, serialize

from kg.graph.statements import default_graph, everything

_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "rdfxml": RdfFormat.RDF_XML,
}
_NOT_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def write(store: Store, form: str, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write the default graph (turtle, rdfxml) or all graphs (trig, nquads) to `out`."""
    if form in ("trig", "nquads"):
        serialize(everything(store), out, format=_FORMATS[form], prefixes=prefixes)
        return
    triples: Iterator[Triple] = (quad.triple for quad in default_graph(store))
    if form == "rdfxml":
        triples = _for_xml(triples)
    serialize(triples, out, format=_FORMATS[form], prefixes=prefixes)


def xml_text(text: str) -> str:
    """Return `text` with what XML cannot hold replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def _for_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    for x in triples:
        term = x.object
        if isinstance(term, Literal) and _NOT_XML.search(term.value):
            text = xml_text(term.value)
            if term.language:
                term = Literal(text, language=term.language)
            else:
                term = Literal(text, datatype=term.datatype)
        yield Triple(x.subject, x.predicate, term)
