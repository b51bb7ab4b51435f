"""The ontology as plain values: classes, signatures, effects of events, sources."""

from kg.ontology.alignments import Alignments, load_alignments
from kg.ontology.schema import Ontology, Signature, StateEffect, load
from kg.ontology.sources import Source, Sources, load_sources

__all__ = [
    "Alignments",
    "Ontology",
    "Signature",
    "Source",
    "Sources",
    "StateEffect",
    "load",
    "load_alignments",
    "load_sources",
]
