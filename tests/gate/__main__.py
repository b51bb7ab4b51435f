"""Print how well annotated reports are read: `python -m tests.gate`.

Our own reports, and with `--documents FILE.jsonl --gold DIR` those of another set, or with
`--re3d FILE.jsonl` how many relations of that corpus are found.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from tests.gate import re3d, tables
from tests.gate.reliability import reliability
from tests.gate.scores import rises
from tests.gate.sets import HALVES, Report, outside, own, splits


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=__doc__)
    parser.add_argument("--documents", type=Path, help="another set: its reports, as JSON lines")
    parser.add_argument("--gold", type=Path, help="and the folder of its annotations")
    parser.add_argument("--re3d", type=Path, help="documents of re3d, as JSON lines")
    given = parser.parse_args()
    if (given.documents is None) != (given.gold is None):
        parser.error("--documents and --gold go together")
    if given.re3d is not None:
        _print(re3d.table(given.re3d))
        return
    others = outside(given.documents, given.gold) if given.gold else ()
    _measure(others)


def _measure(others: tuple[Report, ...]) -> None:
    sets = {f"{s} {h}": _own(h, s) for s in splits() for h in HALVES}
    halves = {f"all {h}": _own(h) for h in HALVES} | ({"given": others} if others else {})
    _print(tables.overview(sets | halves))
    _print(tables.types(halves))
    for name, reports in halves.items():
        _print(tables.confidence(name, reliability(reports)))
    _print(rises() or ["no floor could be raised"])


def _own(half: str, name: str | None = None) -> tuple[Report, ...]:
    return tuple(x for x in own() if x.half == half and name in (None, x.set))


def _print(lines: Iterable[str]) -> None:
    print(*lines, "", sep="\n")  # noqa: T201 (this prints)


if __name__ == "__main__":
    main()
