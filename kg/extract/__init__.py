"""From readings to records: relations, events and figures with stance, speaker and evidence.

One verb: `extract`; `explain` shows the steps behind it.
"""

from kg.extract.explaining import Explanation, explain
from kg.extract.recorder import Recorder
from kg.model import Reading, Record
from kg.settings import Settings

__all__ = ["Explanation", "explain", "extract"]


def extract(reading: Reading, settings: Settings) -> Record:
    """Return all that one document says, as the record that goes into the ledger."""
    return Recorder(reading, settings).record()
