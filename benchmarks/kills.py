"""Kill builds (-9) at random moments, complete them, and compare the exports byte by byte.

    python benchmarks/kills.py [--kills 20] [--reports 60] [--seed 1]

After each kill the ledger must hold what was reported as read. Every fourth kill is followed by
the same command, undisturbed, whose export must equal that of a build nobody disturbed. Every other
dataset held half of the reports before, so that its graph is changed, not made.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from reports import write

from kg.graph.rows import Rows

ROUND = 4
"""Kills of one dataset before it is completed."""
_READ = re.compile(r"reading: (\d+)")


def main() -> None:
    """Run the kills and end with an error when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = Random(asked.seed)  # noqa: S311 - moments to be repeated
    with TemporaryDirectory() as folder:
        work = Path(folder)
        write(work / "reports.jsonl", asked.reports)
        write(work / "half.jsonl", asked.reports // 2)
        start = time.monotonic()
        _complete(work, "whole")
        lasted = time.monotonic() - start
        whole = _export(work, "whole")
        print(f"undisturbed: {lasted:.1f} s, {len(whole):,} bytes")
        for number in range(0, asked.kills, ROUND):
            name = f"killed-{number}"
            if number // ROUND % 2:
                _complete(work, name, "half.jsonl")
            for _ in range(min(ROUND, asked.kills - number)):
                _kill(work, name, chance.uniform(0.05, 1.0) * lasted)
            _complete(work, name)
            if _export(work, name) != whole:
                sys.exit(f"{name}: the export differs")
            print(f"{name}: completed, the export is the same", flush=True)


def _kill(work: Path, name: str, moment: float) -> None:
    build = _start(work, name)
    time.sleep(moment)
    build.kill()
    _, told = build.communicate()
    read = [int(x) for x in _READ.findall(told)]
    kept, ledger = 0, work / name / "ledger.sqlite"
    if ledger.exists():
        with Rows(ledger, writable=True) as rows:
            kept = len(rows)
    print(f"{name}: killed after {moment:.1f} s, reported {max(read, default=0)}, kept {kept}")
    if kept < max(read, default=0):
        sys.exit(f"{name}: reported documents were lost")


def _complete(work: Path, name: str, source: str = "reports.jsonl") -> None:
    build = _start(work, name, source)
    _, told = build.communicate()
    if build.returncode != 0:
        sys.exit(f"{name}: exit code {build.returncode}\n{told}")


def _start(work: Path, name: str, source: str = "reports.jsonl") -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "--config", str(_settings(work)), "build"]
    return subprocess.Popen(  # noqa: S603 - our own program
        [*command, str(work / source), "-o", str(work / name)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def _settings(work: Path) -> Path:
    path = work / "settings.toml"
    path.write_text("batch_size = 4\n")
    return path


def _export(work: Path, name: str) -> bytes:
    command = [sys.executable, "-m", "kg", "export", str(work / name), "-f", "trig"]
    return subprocess.run(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parent.parent
    ).stdout


if __name__ == "__main__":
    main()
