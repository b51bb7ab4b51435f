"""From when a count runs: "have been killed since September" is no toll of one incident."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.model import Event, Figure, PartialDate, Reading

_SINCE: Final = re.compile(r"\bsince\b", re.IGNORECASE)
_ALSO: Final = re.compile(r"\balso\b", re.IGNORECASE)
_CAMPAIGN: Final = "Operation"
_HARM: Final = frozenset({"killed", "wounded", "captured", "displaced"})


def counted_since(
    figures: Iterable[Figure], reading: Reading, events: Sequence[Event]
) -> tuple[Figure, ...]:
    """Return figures with the date from which each counts, where its sentence says so.

    "Since September" gives the date itself, "since the operation began" that of the operation
    which the document dates. "320 civilians have also died" goes on counting from the date of the
    figure before.
    """
    found: list[Figure] = []
    begun = min((x.date for x in events if x.type == _CAMPAIGN and x.date), default=None)
    for figure in figures:
        since = None
        if figure.kind in _HARM and _SINCE.search(figure.evidence.text):
            since = _date(figure, reading) or begun
        elif figure.kind in _HARM and found and _ALSO.search(figure.evidence.text):
            since = found[-1].since
        found.append(replace(figure, since=since))
    return tuple(found)


def _date(figure: Figure, reading: Reading) -> PartialDate | None:
    """Return the first date after the word "since" in the sentence of a figure."""
    evidence = figure.evidence
    told = _SINCE.search(evidence.text)
    if told is None:
        return None
    first = evidence.start + told.start()
    dates = (x for x in reading.dates if first < x.end and x.start < evidence.end)
    return next((x.since for x in dates if x.since), None)
