"""What people have judged of claims and facts, and what follows.

A rejected claim speaks neither for nor against a fact. An accepted one is read rightly: what it
weighs is the trust in its source alone. An accepted fact keeps its belief and is marked; a
rejected one is marked, believed no more, and an event that is rejected changes no state.
"""

from dataclasses import replace
from typing import Final

from kg.judgements import ACCEPT, REJECT, Review
from kg.model import Fact

ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"


def certainty(key: str, confidence: float, review: Review | None) -> float | None:
    """Return how certain the reading of a claim is; None when the claim was rejected."""
    verdict = review.of_claim(key) if review else None
    if verdict == REJECT:
        return None
    return 1.0 if verdict == ACCEPT else confidence


def reviewed(fact: Fact, review: Review | None) -> Fact:
    """Return a fact with what was judged of it."""
    verdict = review.of_fact(fact) if review else None
    if verdict == REJECT:
        return replace(fact, review=REJECTED, belief=0.0)
    return replace(fact, review=ACCEPTED) if verdict == ACCEPT else fact
