"""How sure a claim is: the share of claims of its kind that were right when they were checked.

A logistic model over a few plain features of a claim (its rule, its types, whether its ends have
names, …), fitted on annotated reports by `python -m tests.gate.calibrate`; the weights stand in
``ontology/lexicon/confidence.json``, sorted and small enough to read.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.model import Event, Figure, Participant, Relation
from kg.vocabulary import ROLES

_UNKNOWN = 0.7
_LONG, _EARLY = 220, 600  # characters of a long sentence, and of the head of a report


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by kind of claim ("relation", "event", "figure") and feature."""

    kinds: Mapping[str, Mapping[str, float]]

    def probability(self, kind: str, features: Iterable[str]) -> float:
        """Return the probability that a claim with these features is right, two digits."""
        weights = self.kinds.get(kind)
        if not weights:
            return _UNKNOWN
        total = math.fsum(weights.get(f, 0.0) for f in ("bias", *features))
        return round(min(0.99, max(0.01, 1 / (1 + math.exp(-total)))), 2)


@lru_cache(maxsize=4)
def load(folder: Path) -> Weights:
    """Read ``folder/lexicon/confidence.json``; without it all claims are equally sure."""
    path = folder / "lexicon" / "confidence.json"
    if not path.exists():
        return Weights({})
    try:
        return Weights(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def weigh_relation(r: Relation, people: Mapping[str, Participant], weights: Weights) -> Relation:
    """Return `r` with its confidence."""
    return replace(r, confidence=weights.probability("relation", relation_features(r, people)))


def weigh_event(e: Event, people: Mapping[str, Participant], weights: Weights) -> Event:
    """Return `e` with its confidence."""
    return replace(e, confidence=weights.probability("event", event_features(e, people)))


def weigh_figure(f: Figure, weights: Weights) -> Figure:
    """Return `f` with its confidence."""
    return replace(f, confidence=weights.probability("figure", figure_features(f)))


def relation_features(r: Relation, people: Mapping[str, Participant]) -> list[str]:
    """Return what the confidence of a relation rests on."""
    s, o = people[r.s], people[r.o]
    named = f"{'name' if s.names else 'words'}-{'name' if o.names else 'words'}"
    family, _, construction = r.rule.rpartition("/")
    return [
        f"p:{r.p}",
        f"rule:{r.rule}",
        f"family:{family}",
        f"by:{r.p}/{construction}",
        f"types:{r.p}:{s.type}>{o.type}",
        f"named:{named}",
        f"named:{r.p}:{named}",
        *_stance(r.stance.modality, r.stance.polarity, r.stance.attributed_to),
        *_place(r.evidence.start, len(r.evidence.text)),
        f"mentions:{min(3, len(s.mentions))}-{min(3, len(o.mentions))}",
    ]


def event_features(e: Event, people: Mapping[str, Participant]) -> list[str]:
    """Return what the confidence of an event rests on."""
    family, _, construction = e.rule.rpartition("/")
    found = [
        f"type:{e.type}",
        f"rule:{e.rule}",
        f"family:{family}",
        f"by:{construction}",
        f"roles:{len(e.roles)}",
        f"dated:{e.date is not None}",
        f"dated:{e.type}:{e.date is not None}",
        *_stance(e.stance.modality, e.stance.polarity, e.stance.attributed_to),
        *_place(e.evidence.start, len(e.evidence.text)),
    ]
    for role in ROLES:
        fillers = [people[x] for x in e.roles.get(role, ()) if x in people]
        name = "none" if not fillers else "name" if any(p.names for p in fillers) else "words"
        found.append(f"{role}:{e.type}:{name}")
    return found


def figure_features(f: Figure) -> list[str]:
    """Return what the confidence of a figure rests on."""
    exact = f.quantity.low == f.quantity.high
    small = exact and f.quantity.low is not None and f.quantity.low < 3
    return [
        f"kind:{f.kind}",
        f"rule:{f.rule}",
        f"who:{f.who}",
        f"exact:{exact}",
        f"small:{small}",
        f"of:{f.of is not None}",
        f"said:{f.attributed_to is not None}",
        *_place(f.evidence.start, len(f.evidence.text)),
    ]


def _stance(modality: str, polarity: str, speaker: str | None) -> list[str]:
    return [f"modality:{modality}", f"polarity:{polarity}", f"said:{speaker is not None}"]


def _place(start: int, length: int) -> list[str]:
    return [f"long:{length > _LONG}", f"early:{start < _EARLY}"]
