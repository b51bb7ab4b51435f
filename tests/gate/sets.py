"""Annotated reports, read as a user would have them read.

Our own sets lie in this folder. The split of each names a half that may be looked at while rules
are written ("tune") and a half that may not ("held"). Any other set is a file of documents and a
folder of annotations of the same shape.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kg import ledger, pipeline
from kg.model import Skipped

HERE: Final = Path(__file__).parent
HALVES: Final = ("tune", "held")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the set and half it belongs to, its annotation and what was read of it."""

    set: str
    half: str
    gold: Json
    record: Json


def splits() -> dict[str, dict[str, list[str]]]:
    """Return set → half → names of reports."""
    found = sorted(HERE.glob("split-*.json"))
    return {p.stem.removeprefix("split-"): json.loads(p.read_text(encoding="utf-8")) for p in found}


def names(half: str) -> list[str]:
    """Return the reports of a half, over all sets."""
    return sorted(name for split in splits().values() for name in split[half])


def digest(half: str) -> str:
    """Return a digest of the annotations of a half: a change of what is asked is noticed."""
    state = sha256()
    for name in names(half):
        state.update(f"{name}\n{sha256(_path(name).read_bytes()).hexdigest()}\n".encode())
    return state.hexdigest()[:16]


@cache
def own() -> tuple[Report, ...]:
    """Return every report of this folder."""
    records = read(sorted((HERE / "reports").glob("*.jsonl")))
    return tuple(
        Report(name, half, _json(_path(report)), records[report])
        for name, split in splits().items()
        for half in HALVES
        for report in split[half]
    )


def outside(documents: Path, gold: Path) -> tuple[Report, ...]:
    """Return the reports of another set; one that is not among the documents is all missed."""
    records = read([documents])
    golds = [_json(path) for path in sorted(gold.glob("*.json"))]
    return tuple(Report("given", "given", g, records.get(g["doc"], {})) for g in golds)


def read(sources: Iterable[Path]) -> dict[str, Json]:
    """Return the records of the reports in files of JSON lines, by their names."""
    found = {}
    for outcome in pipeline.extract(sources):
        if isinstance(outcome, Skipped):
            raise ValueError(f"{outcome.source}: {outcome.reason}")  # noqa: TRY004 (a value, unread)
        found[outcome.document.key] = ledger.to_json(outcome)
    return found


def _path(name: str) -> Path:
    return HERE / "gold" / f"{name}.json"


def _json(path: Path) -> Json:
    value: Json = json.loads(path.read_text(encoding="utf-8"))
    return value
