"""From readings to records: relations, events and figures with stance, speaker and evidence.

One verb: `extract`.
"""

from kg.extract.recorder import Recorder
from kg.model import Reading, Record
from kg.settings import Settings, shipped

__all__ = ["extract"]


def extract(reading: Reading, settings: Settings) -> Record:
    """Return all that one document says, as the record that goes into the ledger."""
    return Recorder(reading, shipped(settings) / "ontology", settings.confidence_threshold).record()
