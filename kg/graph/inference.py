"""Inferences kept: drawn from the finished graph and put beside it in a graph of their own."""

from collections.abc import Callable
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store

from kg.errors import DatasetError
from kg.graph import store
from kg.graph.axioms import Reasoning
from kg.graph.closure import close
from kg.graph.writer import INFERENCES, writing

NAME: Final = INFERENCES
"""The graph of inferences is called the base and this."""


def infer(path: Path, ontology: Path, *, by_rules: bool = False) -> Reasoning:
    """Reason over the dataset at `path` and replace its graph of inferences by the new ones.

    HermiT reasons, or with `by_rules` the rules alone, for which no Java is needed.

    Nothing changes when the graph is inconsistent. Raises DatasetError without a finished graph,
    InputError without Java, KnowledgeError for an ontology that cannot be read.
    """
    with writing(path, None) as writer:
        pointer = writer.finished
        if pointer is None:
            raise DatasetError(f"{path}: holds no finished graph; run kg build once more")
        with closing(store.open_current(writer.folder)) as opened:
            found = _reasoner(by_rules=by_rules)(ontology, opened.store)
            if found.consistent:
                graph = NamedNode(writer.base + NAME)
                kept = (x for x in opened.store if x.graph_name != graph)
                quads = chain(kept, found.quads(graph.value))
                counts = pointer.found | {"inferred": len(found.inferred)}
                writer.publish(pointer.digest, quads, counts)
    return found


def _reasoner(*, by_rules: bool) -> Callable[[Path, Store], Reasoning]:
    if by_rules:
        return close
    from kg.graph.reason import reason  # noqa: PLC0415 (owlready2 takes long to load)

    return reason
