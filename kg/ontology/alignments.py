"""`alignments.ttl` as values: what of Wikidata stands for what of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.ontology.triples import Triples, read
from kg.vocabulary import AG, ENTITY_TYPES, PREFIXES, WIKIDATA

_SKOS, _DCTERMS = PREFIXES["skos"], PREFIXES["dcterms"]
_PROPOSED: Final = AG + "wikidataProperty"
_SINGLE: Final = AG + "singleValued"
_DOCUMENT_TERMS: Final = ("source", "title", "issued")


@dataclass(frozen=True, slots=True, eq=False)
class Alignments:
    """Terms of ours by what follows the ``#`` of their IRI, those of Wikidata as "P…" and "Q…"."""

    properties: Mapping[str, tuple[str, ...]]
    """A relation, or the inverse of one, to the properties that say much the same."""
    proposed: Mapping[str, str]
    """A relation, "since" or "until" to the property that a statement of it is proposed as."""
    reference: Mapping[str, str]
    """A term of Dublin Core that describes a document to the property of a reference."""
    single_valued: frozenset[str]
    """Relations that have one value at a time."""
    classes: Mapping[str, tuple[str, ...]]
    """A type of entity to the classes whose instances are of it."""
    broader: Mapping[str, tuple[str, ...]]
    """A type of entity to classes that hold other things as well."""


@cache
def load_alignments(folder: Path) -> Alignments:
    """Read `alignments.ttl` in `folder` once; KnowledgeError when it is missing or broken."""
    triples = read(folder / "alignments.ttl")
    close = _matches(triples, "closeMatch")
    narrow, broad = _matches(triples, "narrowMatch"), _matches(triples, "broadMatch")
    proposed = {
        term.removeprefix(AG): _id(values[0])
        for (term, predicate), values in triples.objects.items()
        if predicate == _PROPOSED
    }
    return Alignments(
        properties={x: ids for x, ids in close.items() if ids[0].startswith("P")},
        proposed={x: pid for x, pid in proposed.items() if ":" not in x},
        reference={x: proposed[_DCTERMS + x] for x in _DOCUMENT_TERMS if _DCTERMS + x in proposed},
        single_valued=frozenset(
            x.removeprefix(AG) for x in triples.subjects.get((_SINGLE, "true"), ())
        ),
        classes={x: (*close.get(x, ()), *narrow.get(x, ())) for x in ENTITY_TYPES},
        broader={x: broad.get(x, ()) for x in ENTITY_TYPES},
    )


def _matches(triples: Triples, kind: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for (term, predicate), values in triples.objects.items():
        ids = tuple(_id(x) for x in values if x.startswith(WIKIDATA))
        if predicate == _SKOS + kind and term.startswith(AG) and ids:
            found[term.removeprefix(AG)] = ids
    return found


def _id(iri: str) -> str:
    return iri.removeprefix(WIKIDATA)
