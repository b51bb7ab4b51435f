"""What the service says of itself: SPARQL 1.1 Service Description and VoID."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import Dataset
from kg.vocabulary import AG, PREFIXES
from kg.web import wire
from kg.web.negotiation import ROWS, TRIPLES, choose
from kg.web.queries import reply, write
from kg.web.worker import Reply

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}
_PREFIXES: Final = {"sd": _SD, "void": _VOID, "formats": _FORMATS}
_FEDERATED: Final = ("BasicFederatedQuery",)
_USED: Final = ("ag", "skos", "prov", "oa", "dcterms")
_TYPE: Final = PREFIXES["rdf"] + "type"


def task(origin: str, *, updates: bool) -> wire.Head:
    """Return the task of describing the service at `origin` (scheme and host)."""
    return {"do": "describe", "origin": origin, "format": "", "updates": updates}


def describe(dataset: Dataset, asked: wire.Head) -> Reply:
    """Answer with the description of the service and its dataset."""
    written = choose(TRIPLES, asked["accept"], asked["format"])
    triples = _service(dataset, asked["origin"], updates=asked["updates"])
    data = write(triples, written, dataset.prefixes | _PREFIXES, asked["limit"])
    return reply(data, written.sent, asked)


def _service(dataset: Dataset, origin: str, *, updates: bool) -> Iterator[Triple]:
    service, data, default = (f"{origin}/sparql", f"{origin}/#dataset", f"{origin}/#default")
    iris = [
        (service, _TYPE, _SD + "Service"),
        (service, _SD + "endpoint", service),
        (service, _SD + "supportedLanguage", _SD + "SPARQL11Query"),
        *((service, _SD + "supportedLanguage", _SD + x) for x in ("SPARQL11Update",) if updates),
        *((service, _SD + "feature", _SD + x) for x in _FEDERATED if dataset.services.allowed),
        (service, _SD + "defaultDataset", data),
        (data, _TYPE, _SD + "Dataset"),
        (data, _TYPE, _VOID + "Dataset"),
        (data, _SD + "defaultGraph", default),
        (default, _TYPE, _SD + "Graph"),
        (data, _VOID + "sparqlEndpoint", service),
        (data, _VOID + "dataDump", f"{origin}/graphs"),
        (data, PREFIXES["dcterms"] + "conformsTo", AG.rstrip("#")),
        *((service, _SD + "resultFormat", _FORMATS + name) for name in _RESULTS.values()),
        *((service, _SD + "resultFormat", x.format.iri) for x in TRIPLES),
        *((data, _VOID + "vocabulary", PREFIXES[x]) for x in _USED),
    ]
    for s, p, o in iris:
        yield Triple(NamedNode(s), NamedNode(p), NamedNode(o))
    yield Triple(NamedNode(data), NamedNode(_VOID + "uriSpace"), Literal(dataset.base))
    for name, number in _counts(dataset):
        count = Literal(str(number), datatype=NamedNode(PREFIXES["xsd"] + "integer"))
        yield Triple(NamedNode(data), NamedNode(_VOID + name), count)


def _counts(dataset: Dataset) -> Iterator[tuple[str, int]]:
    found = dataset.found
    for name, key in (("triples", "quads"), ("documents", "documents"), ("entities", "entities")):
        if key in found:
            yield name, found[key]


assert len(_RESULTS) == len(ROWS)  # noqa: S101 (each format of rows has its IRI)
