"""What follows from the sample reports by the ontology, one line for each statement."""

from pathlib import Path
from typing import Final

from kg import Dataset
from kg.graph.closure import close
from kg.graph.query import shorten
from kg.graph.reason import reason
from kg.graph.views import Views
from tests.golden.demo import ROOT

PATH: Final = Path(__file__).parent / "inferred.txt"
_ONTOLOGY: Final = ROOT / "ontology" / "armed-groups.ttl"


def lines(dataset: Dataset, *, hermit: bool) -> list[str]:
    """Return what HermiT, or the rules alone, infer, with names for entities, sorted."""
    label = Views(dataset.store).label
    found = (reason if hermit else close)(_ONTOLOGY, dataset.store).inferred

    def text(iri: str) -> str:
        return label(iri) if iri.startswith(dataset.base) else shorten(iri, dataset.prefixes)

    return sorted(" | ".join(map(text, x)) for x in found if "/fact/" not in x[0])
