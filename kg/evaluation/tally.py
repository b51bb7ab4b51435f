"""Counts of right, wrong and missed, and the rates made of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

SCORED: Final = ("relations", "events", "figures", "attribution", "entities")
JUDGED: Final = ("modality", "type", "figure about")
_HEADLINE: Final = ("relations", "events", "figures")
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean; `gold` is how many there are to find."""

    precision: float
    recall: float
    f1: float
    gold: int


class Tally(Counter[tuple[str, str]]):
    """Counts by (what, "tp" | "fp" | "fn" | "right" | "wrong" | "")."""

    def judge(self, name: str, *, right: bool) -> None:
        """Count one decision."""
        self[name, "right" if right else "wrong"] += 1

    def slots(self, names: tuple[str, ...], tp: int, fp: int, fn: int) -> None:
        """Add to the counts of several names at once."""
        for name in names:
            self[name, "tp"] += tp
            self[name, "fp"] += fp
            self[name, "fn"] += fn

    def rates(self, name: str) -> Rates:
        """Return precision, recall and F1 of one name."""
        tp, fp, fn = (self[name, x] for x in ("tp", "fp", "fn"))
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        both = precision + recall
        return Rates(precision, recall, 2 * precision * recall / both if both else 0.0, tp + fn)

    def details(self) -> list[str]:
        """Return the names of single relations and event types that were counted."""
        return sorted({name for name, _ in self if "/" in name})

    def summary(self) -> dict[str, Any]:
        """Return all rates, rounded to three digits; the headline is a mean of rounded ones."""
        out: dict[str, Any] = {}
        for name in SCORED:
            x = self.rates(name)
            p, r, f1 = (round(value, _DIGITS) for value in (x.precision, x.recall, x.f1))
            out[name] = {"p": p, "r": r, "f1": f1, "gold": x.gold}
        for name in JUDGED:
            total = self[name, "right"] + self[name, "wrong"]
            accuracy = round(self[name, "right"] / total, _DIGITS) if total else None
            out[name] = {"accuracy": accuracy, "of": total}
        out["split entities"], out["merged entities"] = self["split", ""], self["merged", ""]
        mean = sum(out[name]["f1"] for name in _HEADLINE) / len(_HEADLINE)
        return out | {"headline": round(mean, _DIGITS)}
