"""The figures of identity as one table: the rules of graph builders, and ours."""

from collections.abc import Callable, Iterator
from typing import Final

from tests.gate.identity.cases import HALVES, Case, cases
from tests.gate.identity.measure import BASELINES, Outcome, compared, resolved, score
from tests.gate.tables import aligned

GROUPS: Final[dict[str, Callable[[Case], bool]]] = {
    "all": lambda _: True,
    "listed": lambda x: not x.withheld,
    "withheld": lambda x: x.withheld,
    **{half: lambda x, half=half: x.half == half for half in HALVES},  # type: ignore[misc]
}
"""Which entities a line counts."""


def ways() -> Iterator[tuple[str, str, Outcome]]:
    """Yield (way of resolving, group, what it makes of the variants)."""
    for rule in BASELINES:
        yield rule, "all", compared(rule)
    yield "kg, whole list", "all", resolved("shipped")
    for group in GROUPS:
        yield "kg", group, resolved("withheld")


def lines() -> list[str]:
    """Return the table."""
    rows = [("", "of", "entities", "variants", "precision", "recall", "F1", "rivals merged")]
    for way, group, found in ways():
        chosen = [x for x in cases() if GROUPS[group](x)]
        got = score(found, GROUPS[group])
        counts = (str(len(chosen)), str(sum(len(x.variants) for x in chosen)))
        rates = (f"{x:.3f}" for x in (got.precision, got.recall, got.f1))
        rows.append((way, group, *counts, *rates, str(got.rivals)))
    return aligned(rows)
