"""Measure speed, memory and queries, each in a process of its own, and print a table.

    python benchmarks/run.py [reading] [memory] [queries] [questions] [--documents 1000,10000]

Times are of this machine; what counts are the ratios within one run.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from querying import PATIENCE
from reports import write

HERE = Path(__file__).parent
READING = 200
"""Reports read to measure speed."""
REPORTS = 215
"""Reports whose graph has some 100,000 statements."""


def main() -> None:
    """Run what is asked for, everything by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[[], "reading", "memory", "queries", "questions"]
    )
    parser.add_argument("--documents", default="1000,10000")
    asked = parser.parse_args()
    sizes = [int(x) for x in asked.documents.split(",")]
    with TemporaryDirectory() as folder:
        work = Path(folder)
        if not asked.parts or "reading" in asked.parts:
            reading()
        if not asked.parts or "memory" in asked.parts:
            memory(work, sizes)
        if not asked.parts or "queries" in asked.parts:
            queries(work)
        if not asked.parts or "questions" in asked.parts:
            print(_run("questions.py"))


def reading() -> None:
    """Print words per second against the bare pipeline."""
    told = json.loads(_run("reading.py", str(READING)))
    print(f"reading, {READING} reports, one process")
    print(f"  bare nlp.pipe     {told['bare']:10,.0f} words/s")
    print(f"  document half     {told['ours']:10,.0f} words/s")
    print(f"  ratio             {told['ours'] / told['bare']:10.2f}   (goal: at least 0.60)")


def memory(work: Path, sizes: list[int]) -> None:
    """Print the peak memory of whole builds of several sizes."""
    print("memory of a whole build, one process")
    peaks = []
    for size in sizes:
        source = work / f"{size}.jsonl"
        words = write(source, size)
        told = json.loads(_run("building.py", str(source), str(work / f"{size}.kg")))
        peaks.append(told["peak"])
        print(
            f"  {size:6,} reports  {told['peak']:7,.0f} MB "
            f"(document half {told['peak_documents']:,.0f} MB)  "
            f"{words / told['document_half']:7,.0f} words/s read, "
            f"{told['corpus_half']:6.1f} s to combine, {told['quads']:,} quads, "
            f"{told['entities']:,} entities, {told['facts']:,} facts"
        )
    if len(peaks) > 1:
        print(f"  ratio             {peaks[-1] / peaks[0]:10.2f}   (goal: at most 1.30)")


def queries(work: Path) -> None:
    """Print load and query times against rdflib in memory."""
    source, values = _graph(work)
    arguments = (str(source), json.dumps(values))
    ours = _times(_run("querying.py", "dataset", *arguments))
    theirs = _times(_run("querying.py", "rdflib", *arguments))
    with source.open("rb") as lines:
        size = sum(1 for _ in lines)
    print(f"queries, {size:,} statements: seconds of the dataset on disk, of rdflib in memory")
    for name, (seconds, rows) in ours.items():
        other = theirs.get(name)
        if other is None:  # stopped
            print(
                f"  {name:18} {seconds:10.4f}   > {PATIENCE:6.0f} {PATIENCE / seconds:8,.0f} times"
            )
            continue
        if other[0] < 0:
            print(f"  {name:18} {seconds:10.4f}     failed")
            continue
        same = "" if other[1] == rows else f"  ROWS DIFFER: {other[1]}"
        times = f"{other[0] / seconds:8,.0f} times"
        print(f"  {name:18} {seconds:10.4f} {other[0]:10.3f} {times}  {rows:6,} rows{same}")


def _graph(work: Path) -> tuple[Path, dict[str, str]]:
    """Build the graph of `REPORTS`; return it and values for the questions."""
    source, dataset = work / "queries.jsonl", work / "queries.kg"
    write(source, REPORTS)
    _run("building.py", str(source), str(dataset))
    code = (
        "import sys, json; from kg.graph import Dataset\n"
        "from kg.graph.statements import everything\n"
        "with Dataset(sys.argv[1]) as d, open(sys.argv[2], 'w') as out:\n"
        "    for q in everything(d.store): out.write(f'{q} .\\n')\n"
        "    def one(p, x): return next(iter(d.query('SELECT ?n { ?f ag:predicate ag:%s ; '\n"
        "        'ag:%s ?x . ?x skos:prefLabel ?n } ORDER BY ?n' % (p, x))))['n'].value\n"
        "    fact = next(iter(d.query('SELECT ?f { ?f a ag:RelationFact } ORDER BY ?f')))['f']\n"
        "    print(json.dumps({'place': one('holds', 'object'), 'date': '2016-06',\n"
        "        'actor': one('fights', 'subject'), 'source': one('speaksFor', 'subject'),\n"
        "        'fact': fact.value}))"
    )
    graph = work / "queries.nq"
    command = [sys.executable, "-c", code, str(dataset), str(graph)]
    return graph, json.loads(_told(command))


def _times(told: str) -> dict[str, tuple[float, int]]:
    lines = (json.loads(line) for line in told.splitlines())
    return {name: (seconds, rows) for name, seconds, rows in lines}


def _run(script: str, *arguments: str) -> str:
    return _told([sys.executable, str(HERE / script), *arguments])


def _told(command: list[str]) -> str:
    environment = {"PYTHONPATH": str(HERE.parent), "PATH": ""}
    told = subprocess.run(  # noqa: S603 - our own scripts
        command, stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    return told.stdout


if __name__ == "__main__":
    main()
