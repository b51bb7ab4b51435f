"""What is done to a graph when all facts stand: doubts lower belief, then networks follow."""

from pathlib import Path

from pyoxigraph import Store

from kg.graph import doubts, networks
from kg.graph.store import Finish


def finishing(ontology: Path, base: str) -> Finish:
    """Return what finishes a graph by the rules in `ontology`, and what takes that back.

    Raises KnowledgeError for a broken rule.
    """
    detectors, rules = doubts.detectors(ontology), networks.rules(ontology)

    def do(store: Store) -> int:
        return doubts.apply(store, detectors, base) + networks.apply(store, rules, base)

    def undo(store: Store) -> int:
        return networks.undo(store, base) + doubts.undo(store, base)

    return Finish(do, undo)
