"""Fit the weights of confidence on annotated reports: `python -m tests.gate.calibrate`.

Takes the tuning half of our own annotated reports and, when given, further sets as pairs of
documents and gold: `--also DOCUMENTS.jsonl GOLD_DIR`. Logistic regression with a ridge penalty,
by Newton's method: the same input gives the same file.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from kg import ledger
from kg.annotate import annotate
from kg.evaluation import verdicts
from kg.extract import extract
from kg.extract.confidence import event_features, figure_features, relation_features
from kg.model import Document, Record
from kg.settings import Settings, shipped

HERE = Path(__file__).parent
RIDGE = 1.5
SEEN = 3
"""A feature seen less often is not weighed."""
STEPS = 30


def main() -> None:
    """Fit and write ``ontology/lexicon/confidence.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", nargs=2, action="append", default=[], metavar=("JSONL", "GOLD"))
    sets = [(Path(a), Path(b)) for a, b in parser.parse_args().also]
    examples: dict[str, list[tuple[list[str], bool]]] = {"relation": [], "event": [], "figure": []}
    for record, gold in _annotated(sets):
        _collect(record, gold, examples)
    weights = {kind: _fit(seen) for kind, seen in examples.items()}
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


def _collect(
    record: Record, gold: dict[str, Any], examples: dict[str, list[tuple[list[str], bool]]]
) -> None:
    people = {e.id: e for e in record.entities}
    for verdict in verdicts(gold, ledger.to_json(record)):
        if verdict.kind == "relation":
            features = relation_features(record.relations[verdict.index], people)
        elif verdict.kind == "event":
            features = event_features(record.events[verdict.index], people)
        else:
            features = figure_features(record.figures[verdict.index])
        examples[verdict.kind].append((features, verdict.right))


def _fit(examples: list[tuple[list[str], bool]]) -> dict[str, float]:
    """Return the weights that make the examples likeliest, small ones left out."""
    counts = Counter(f for features, _ in examples for f in set(features))
    names = ["bias", *sorted(f for f, n in counts.items() if n >= SEEN)]
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    x[:, 0] = 1
    for row, (features, _) in enumerate(examples):
        for feature in features:
            if feature in column:
                x[row, column[feature]] = 1
    y = np.array([right for _, right in examples], dtype=float)
    penalty = np.full(len(names), RIDGE)
    penalty[0] = 0.01
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if math.fsum(np.abs(step)) < 1e-6:
            break
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True) if abs(v) >= 0.02}


if __name__ == "__main__":
    main()
