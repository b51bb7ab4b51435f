"""The annotated reports of this folder, read as a user would have them read, and scored.

Each split names a half that may be looked at while rules are written ("tune") and a half that
may not ("held").
"""

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from kg import ledger, pipeline
from kg.evaluation import Evaluation, evaluate
from kg.model import Skipped

HERE: Final = Path(__file__).parent
HALVES: Final = ("tune", "held")


def names(half: str) -> list[str]:
    """Return the reports of a half, over all splits."""
    splits = sorted(HERE.glob("split-*.json"))
    return sorted(x for p in splits for x in json.loads(p.read_text(encoding="utf-8"))[half])


@cache
def records() -> dict[str, str]:
    """Return the record of every report as a line of JSON."""
    found = {}
    for outcome in pipeline.extract(sorted((HERE / "reports").glob("*.jsonl"))):
        if isinstance(outcome, Skipped):
            raise ValueError(f"{outcome.source}: {outcome.reason}")  # noqa: TRY004 (a value, unread)
        found[outcome.document.key] = ledger.encode(outcome)
    return found


@cache
def scored(half: str) -> Evaluation:
    """Return how well a half is read."""
    with tempfile.TemporaryDirectory() as folder:
        lines, gold = Path(folder) / "records.jsonl", Path(folder) / "gold"
        gold.mkdir()
        for name in names(half):
            annotation = (HERE / "gold" / f"{name}.json").read_bytes()
            (gold / f"{name}.json").write_bytes(annotation)
        lines.write_text("\n".join(records()[n] for n in names(half)), encoding="utf-8")
        return evaluate(lines, gold)
