"""Fit the weights of confidence on annotated reports: `python -m tests.gate.calibrate`.

Takes the tuning half of our own annotated reports and, when given, further sets as pairs of
documents and gold: `--also DOCUMENTS.jsonl GOLD_DIR`. The marked example sentences of the frames
are taken in at a fraction of the weight: of many a plain construction the reports hold two or three
claims, some wrong for reasons of their own, and the examples say that it can be read.
Logistic regression with a ridge penalty, by Newton's method: the same input gives the same file.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg import ledger
from kg.annotate import annotate
from kg.evaluation import verdicts
from kg.extract import extract
from kg.extract.confidence import event_features, figure_features, relation_features
from kg.model import Document, Record
from kg.settings import Settings, shipped
from tests.marked_examples import POSITIVE, records

HERE = Path(__file__).parent
RIDGE = 1.5
SEEN = 3
"""A feature seen less often is not weighed."""
STEPS = 30
EXAMPLE_WEIGHT = 0.2
"""Weight of an example sentence beside 1 for a claim of a report. Cross-validated by document it
leaves the log loss as it is without them (0.600 of relations, 0.514 of events): what it mends are
plain sentences that a handful of claims of their construction would have left out."""


class Claim(NamedTuple):
    """What is learned from: the features of a claim and whether it was right."""

    features: list[str]
    right: bool
    weight: float = 1.0


def main() -> None:
    """Fit and write ``ontology/lexicon/confidence.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", nargs=2, action="append", default=[], metavar=("JSONL", "GOLD"))
    sets = [(Path(a), Path(b)) for a, b in parser.parse_args().also]
    claims: dict[str, list[Claim]] = {"relation": [], "event": [], "figure": []}
    for record, gold in _annotated(sets):
        _collect(record, gold, claims)
    _collect_examples(claims)
    weights = {kind: _fit(seen) for kind, seen in claims.items()}
    path = shipped() / "ontology" / "lexicon" / "confidence.json"
    path.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _annotated(also: list[tuple[Path, Path]]) -> Iterator[tuple[Record, dict[str, Any]]]:
    documents: dict[str, Document] = {}
    golds: list[dict[str, Any]] = []
    splits = sorted(HERE.glob("split-*.json"))
    tune = [i for p in splits for i in json.loads(p.read_text(encoding="utf-8"))["tune"]]
    sources = [*sorted((HERE / "reports").glob("*.jsonl")), *(a for a, _ in also)]
    for path in sources:
        for line in path.read_text(encoding="utf-8").splitlines():
            d = json.loads(line)
            documents[d["id"]] = Document(
                d["id"], d["text"], d["title"], d["published"], d["publisher"]
            )
    golds += [json.loads((HERE / "gold" / f"{i}.json").read_text(encoding="utf-8")) for i in tune]
    for _, folder in also:
        golds += [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    settings = Settings(confidence_threshold=0.0)
    readings = annotate((documents[g["doc"]] for g in golds), settings)
    for reading, gold in zip(readings, golds, strict=True):
        yield extract(reading, settings), gold


def _collect(record: Record, gold: dict[str, Any], claims: dict[str, list[Claim]]) -> None:
    people = {e.id: e for e in record.entities}
    for verdict in verdicts(gold, ledger.to_json(record)):
        if verdict.kind == "relation":
            features = relation_features(record.relations[verdict.index], people)
        elif verdict.kind == "event":
            features = event_features(record.events[verdict.index], people)
        else:
            features = figure_features(record.figures[verdict.index])
        claims[verdict.kind].append(Claim(features, verdict.right))


def _collect_examples(claims: dict[str, list[Claim]]) -> None:
    """Add the claims that the example sentences of the frames are proven to yield."""
    for example in POSITIVE.values():
        record, kind = records()[example.text], example.frame.claim
        people = {e.id: e for e in record.entities}
        for e in record.events:
            if e.type == kind:
                claims["event"].append(_proven(event_features(e, people)))
        for r in record.relations:
            if r.p == kind:
                claims["relation"].append(_proven(relation_features(r, people)))


def _proven(features: list[str]) -> Claim:
    return Claim(features, right=True, weight=EXAMPLE_WEIGHT)


def _fit(claims: list[Claim]) -> dict[str, float]:
    """Return the weights that make the claims likeliest, small ones left out."""
    counts = Counter(f for c in claims if c.weight == 1 for f in set(c.features))
    names = ["bias", *sorted(f for f, n in counts.items() if n >= SEEN)]
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(claims), len(names)))
    x[:, 0] = 1
    for row, claim in enumerate(claims):
        for feature in claim.features:
            if feature in column:
                x[row, column[feature]] = 1
    y = np.array([c.right for c in claims], dtype=float)
    weight = np.array([c.weight for c in claims])
    penalty = np.full(len(names), RIDGE)
    penalty[0] = 0.01
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - y)) + penalty * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if math.fsum(np.abs(step)) < 1e-6:
            break
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True) if abs(v) >= 0.02}


if __name__ == "__main__":
    main()
