"""What the query page is given: the named questions, and the words an editor can complete."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.ontology.triples import Triples, read
from kg.settings import shipped
from kg.vocabulary import PREFIXES
from kg.web.pages.addresses import Addresses
from kg.web.shown.overview import questions
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params

_OWL, _RDFS, _SKOS = (PREFIXES[x] for x in ("owl", "rdfs", "skos"))
_CLASSES: Final = (_OWL + "Class",)
_PROPERTIES: Final = tuple(
    _OWL + x for x in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)
_BASIC: Final = tuple(PREFIXES["rdf"] + x for x in ("type",)) + tuple(_OWL + x for x in ("sameAs",))
"""Properties of every graph, which the ontology need not declare."""
_BLANK: Final = "\N{BLACK SQUARE}"
"""Stands in a pattern of addresses where a script puts an IRI or a key."""


@dataclass(frozen=True, slots=True)
class Known:
    """A class or property; `text` tells what it means."""

    iri: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The questions, and what the editor knows."""

    items: list[Any]
    base: str
    prefixes: dict[str, str]
    classes: list[Known]
    properties: list[Known]


def query_page(seen: Seen, params: Params) -> QueryPage:
    """Return the value of the query page."""
    ontology = shipped(seen.dataset.settings) / "ontology" / "armed-groups.ttl"
    classes, properties = _terms(ontology)
    return QueryPage(
        items=questions(seen, params).items,
        base=seen.dataset.base,
        prefixes=seen.dataset.prefixes,
        classes=list(classes),
        properties=list(properties),
    )


def query_data(found: QueryPage, at: Addresses) -> Any:  # noqa: ANN401 (JSON values)
    """Return it with patterns of addresses, in which `blank` stands for an IRI or a key."""
    return asdict(found) | {
        "blank": _BLANK,
        "links": {
            "entity": at.link("entity", iri=_BLANK),
            "fact": at.link("fact", iri=_BLANK),
            "report": at.link("report", key=_BLANK),
        },
    }


@cache
def _terms(path: Path) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    triples = read(path)
    return (
        tuple(_known(triples, _CLASSES)),
        tuple(_known(triples, _PROPERTIES, _BASIC)),
    )


def _known(triples: Triples, kinds: tuple[str, ...], more: tuple[str, ...] = ()) -> Iterator[Known]:
    found = {x for kind in kinds for x in triples.instances(kind) if not x.startswith("_:")}
    for iri in sorted({*found, *more}):
        label = (*triples.all(iri, _RDFS + "label"), "")[0]
        text = (*triples.all(iri, _SKOS + "definition"), "")[0]
        yield Known(iri, label, text)
