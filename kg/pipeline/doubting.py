"""The doubts of detectors on facts that are weighed anew, as of a day too."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from kg.graph import Dataset, doubts
from kg.model import Fact
from kg.vocabulary import AG

_SUPPORTED: Final = NamedNode(AG + "supportedBy")
_DIGITS: Final = 6


class Doubted:
    """What the detectors doubt in the graph of a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        """Look doubts up in an open dataset."""
        self._store = dataset.store
        self._base = dataset.base

    def lowered(self, fact: Fact, known: Callable[[str], bool]) -> Fact:
        """Return a fact with its belief as far as detectors leave it; `known` tells of claims.

        A doubt counts where the fact is the one that is doubted in the graph, of which a claim is
        known. As it is by now: what the reports of an earlier day made doubtful is not asked.
        """
        iri = f"{self._base}fact/{fact.key}"
        found = doubts.of(self._store, iri, self._base)
        if not found or not self._claims(iri) & {*fact.supported_by}:
            return fact
        factors = {x.detector: factor for x, _, factor in found if self._is_known(x, known)}
        belief = Decimal(str(fact.belief))
        for factor in factors.values():
            belief *= factor
        lowered = round(float(belief), _DIGITS)
        return replace(fact, belief=lowered, doubted=tuple(sorted(factors)))

    def _is_known(self, doubt: doubts.Doubt, known: Callable[[str], bool]) -> bool:
        """Tell whether what speaks against a fact was known: a fact by one of its claims."""
        own = self._claims(doubt.because)
        return not own or any(map(known, own))

    def _claims(self, fact: str) -> set[str]:
        """Return the keys of the claims for a fact; none of what is no fact."""
        head = f"{self._base}claim/"
        node = NamedNode(fact)
        quads = self._store.quads_for_pattern(node, _SUPPORTED, None, DefaultGraph())
        ends = (x.object.value for x in quads if isinstance(x.object, NamedNode))
        return {x.removeprefix(head) for x in ends}
