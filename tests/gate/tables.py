"""The results as plain tables: one of the sets, one of the types, one of confidence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kg.evaluation.tally import Tally
from tests.gate.reliability import Reliability
from tests.gate.scores import summary, tally
from tests.gate.sets import HALVES, Report, own

Groups = Mapping[str, Sequence[Report]]

_RATES: Final = ("relations", "events", "figures")


def quality() -> list[str]:
    """Return a line for each half of our own reports."""
    return overview({half: [x for x in own() if x.half == half] for half in HALVES})


def overview(groups: Groups) -> list[str]:
    """Return a line for each group of reports."""
    head = ("", "reports", "headline", *(f"{x} P/R/F1" for x in _RATES))
    head += ("attribution F1", "modality", "type", "merged", "ECE")
    return aligned([head, *(_row(name, reports) for name, reports in groups.items())])


def _row(name: str, reports: Sequence[Report]) -> tuple[str, ...]:
    found = summary(reports)
    rates = (" ".join(_two(found[x][key]) for key in ("p", "r", "f1")) for x in _RATES)
    judged = (_two(found[x]["accuracy"]) for x in ("modality", "type"))
    said, merged = _two(found["attribution"]["f1"]), str(found["merged entities"])
    line = (name, str(len(reports)), _three(found["headline"]), *rates, said, *judged, merged)
    return (*line, _three(found["ece"]))


def types(groups: Groups) -> list[str]:
    """Return a line for each relation and event type, and for figures; n is how many there are."""
    tallies = {name: tally(reports) for name, reports in groups.items()}
    names = sorted({x for t in tallies.values() for x in t.details()})
    rows = [("", *(f"{x}: P R F1 (n)" for x in tallies))]
    rows += [
        (name.partition("/")[2] or name, *(_cell(t, name) for t in tallies.values()))
        for name in (*names, "figures")
    ]
    return aligned(rows)


def _cell(counts: Tally, name: str) -> str:
    x = counts.rates(name)
    return f"{x.precision:.2f} {x.recall:.2f} {x.f1:.2f} ({x.gold})"


def confidence(name: str, found: Reliability) -> list[str]:
    """Return a line for each range of confidence, under one with the error over all."""
    rows = [("confidence", "claims", "mean", "right")]
    rows += [
        (f"{x.low:.1f} to {x.high:.1f}", str(x.claims), _two(x.confidence), _two(x.right))
        for x in found.bins
    ]
    title = f"{name}: expected calibration error {found.error:.3f} over {found.claims} claims"
    return [title, *aligned(rows)]


def aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return rows of cells as lines, the first column to the left."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _two(value: Any) -> str:  # noqa: ANN401 (a rate, or None when nothing was judged)
    return "-" if value is None else f"{value:.2f}"


def _three(value: float) -> str:
    return f"{value:.3f}"
