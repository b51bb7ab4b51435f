"""One whole build in a process of its own: its peak memory and how long each half took."""

import json
import resource
import sys
import time
from pathlib import Path

from kg.pipeline import Step, build


def main(source: Path, dataset: Path) -> None:
    """Print peak memory in MB and seconds as JSON."""
    marks: dict[str, float] = {}
    start = time.perf_counter()

    def progress(step: Step) -> None:
        marks[step.stage] = time.perf_counter()
        if step.stage == "documents":
            marks["peak"] = _peak()

    report = build([source], dataset, progress=progress)
    end = time.perf_counter()
    told = {
        "peak_documents": marks["peak"],
        "peak": _peak(),
        "document_half": marks["documents"] - start,
        "corpus_half": end - marks["documents"],
        **report.found,
    }
    sys.stdout.write(json.dumps(told))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
