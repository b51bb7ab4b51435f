"""Add reports to a large dataset and make it anew: what each costs, and that both are the same.

    python benchmarks/growing.py [--reports 10000] [--read 1000] [--added 100]

`--read` reports are read; the records of the others are copies of theirs under other names. The
time of the document half for all is that of those read times their number.
"""

import argparse
import hashlib
import io
import json
import resource
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from recurring import copies, texts

from kg.graph import Dataset
from kg.graph.rows import Row, Rows
from kg.pipeline import Report, build, link, real_stages
from kg.settings import Settings

_DAY = "2020-01-01T00:00:00+00:00"


def main() -> None:
    """Print what each step takes, as ratios too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--read", type=int, default=1_000)
    parser.add_argument("--added", type=int, default=100)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        work = Path(folder)
        told = list(texts(asked.read + asked.added))
        first, _ = _build(work / "read", told[: asked.read])
        lines = _lines(work / "read")
        print(f"document half, {asked.read} reports: {first:.1f} s with the graph", flush=True)
        base = work / "base"
        _fill(base, work / "read", copies(lines, asked.reports))
        _, before = _time_link(base, f"corpus half, {asked.reports} reports")
        new = [x | {"id": f"new-{x['id']}"} for x in told[asked.read :]]
        alone, _ = _build(work / "alone", new)
        seconds, report = _build(base, new)
        print(f"{asked.added} reports alone: {alone:.1f} s; added: {seconds:.1f} s", flush=True)
        print(f"  {json.dumps(report.found)}")
        changed = sum(report.moved.values()) - report.moved.get("entities", 0)
        print(f"  other IRIs: {changed} of {before.found['entities']} entities, {report.moved}")
        grown = _digest(base)
        for name in ("memory.sqlite", "current.json"):
            (base / name).unlink()
        again, _ = _time_link(base, "corpus half anew")
        whole = first / asked.read * (asked.reports + asked.added) + again
        print(f"same graph: {_digest(base) == grown}")
        print(f"adding against a whole rebuild: {100 * seconds / whole:.1f} %  (goal: at most 5)")
        rest = max(seconds - alone, 0.0)
        print(f"beyond reading them, against the corpus half: {100 * rest / again:.1f} %")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _build(dataset: Path, reports: list[dict[str, str]]) -> tuple[float, Report]:
    source = dataset.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(x) + "\n" for x in reports), encoding="utf-8")
    start = time.process_time()
    report = build([source], dataset)
    return time.process_time() - start, report


def _time_link(dataset: Path, what: str) -> tuple[float, Report]:
    start = time.process_time()
    report = link(dataset)
    seconds = time.process_time() - start
    print(f"{what}: {seconds:.1f} s, {report.found}", flush=True)
    return seconds, report


def _lines(dataset: Path) -> list[str]:
    with Rows(dataset / "ledger.sqlite") as rows:
        return list(rows.records())


def _fill(dataset: Path, like: Path, records: Iterator[tuple[str, str, str]]) -> None:
    dataset.mkdir()
    shutil.copy(like / "dataset.json", dataset)
    version, _ = real_stages().code(Settings())
    with Rows(dataset / "ledger.sqlite", writable=True) as rows:
        rows.put(Row(key, sha, version, key, _DAY, line) for key, sha, line in records)


def _digest(dataset: Path) -> str:
    out = io.BytesIO()
    with Dataset(dataset) as opened:
        opened.export("nquads", out)
    return hashlib.sha256(out.getbuffer()).hexdigest()


if __name__ == "__main__":
    main()
