"""Measure `kg serve`: against the server of the engine itself, and with many clients at once.

    python benchmarks/serving.py [--reports 2150] [--seconds 60] [--clients 32] [--dataset DIR]

2,150 reports give about a million statements. The other server is that of the package `oxigraph`,
on a copy of the same store; both are asked in turn by one client. What counts is the median of the
ratios of two answers that follow each other.
"""

import argparse
import contextlib
import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from querying import questions
from reports import write

from kg.graph import Dataset

HERE = Path(__file__).parent
POINTS = 400
ROUNDS = 9
ANALYSIS = 0.01
"""Seconds from which a question is one of analysis."""
ACCEPT = {"Accept": "application/sparql-results+json"}
Clients = list[tuple[http.client.HTTPConnection, str]]
_PORT = re.compile(r"http://[^/]*:(\d+)")


def main() -> None:
    """Build a graph unless one is given, serve it and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2150)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--only", default="", help="names of questions")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        work = Path(folder)
        dataset = asked.dataset or work / "d"
        if not dataset.exists():
            write(work / "reports.jsonl", asked.reports)
            _run("building.py", str(work / "reports.jsonl"), str(dataset))
        with Dataset(dataset) as opened:
            print(f"{opened.found.get('quads', 0):,} statements")
            store = next(dataset.glob("store-*"))
            texts, points = _texts(opened)
            chosen = {x: texts[x] for x in asked.only.split() or texts}
        shutil.copytree(store, work / "copy")
        with ours(dataset) as port, theirs(work / "copy") as other:
            compare(port, other, chosen, points)
        if asked.seconds:
            with ours(dataset) as port:
                load(port, [*texts.values(), *points], asked.clients, asked.seconds)


def _texts(opened: Dataset) -> tuple[dict[str, str], list[str]]:
    """Return the shipped questions with values, and as point queries the evidence of facts."""

    def one(predicate: str, role: str) -> str:
        query = (
            f"SELECT ?n {{ ?f ag:predicate ag:{predicate} ; ag:{role} ?x . ?x skos:prefLabel ?n }}"
        )
        return min(row["n"].value for row in opened.query(query))  # type: ignore[union-attr, index, arg-type] # rows

    rows = opened.query("SELECT ?f { ?f a ag:RelationFact } ORDER BY ?f")
    facts = [row["f"].value for row in rows]  # type: ignore[union-attr, index, arg-type] # rows
    values = {
        "place": one("holds", "object"),
        "date": "2016-06",
        "actor": one("fights", "subject"),
        "source": one("speaksFor", "subject"),
        "fact": facts[0],
    }
    chosen = Random(1).sample(facts, min(POINTS, len(facts)))  # noqa: S311 - to be repeated
    evidence = opened.questions["evidence"]
    return questions(values), [evidence.bind({"fact": x}) for x in chosen]


def compare(port: int, other: int, texts: dict[str, str], points: list[str]) -> None:
    """Print the ratio of times, of point queries as a whole and of each question."""
    clients = [
        (http.client.HTTPConnection("127.0.0.1", x), path)
        for x, path in ((port, "/sparql"), (other, "/query"))
    ]
    _report("point: evidence", [in_turn(clients, x, n)[0] for n, x in enumerate(points)])
    ratios = {}
    for name, text in texts.items():
        rounds = [in_turn(clients, text, n) for n in range(ROUNDS)]
        if not same_rows(*rounds[0][1]):
            print(f"  {name}: ANSWERS DIFFER")
        ratio, its = _report(name, [x[0] for x in rounds])
        if its > ANALYSIS:
            ratios[name] = ratio
    above = {name: f"{x:.2f}" for name, x in ratios.items() if x > 1.2}
    print(
        f"  {len(ratios)} of over 10 ms: median {median(ratios.values()):.2f}, above 1.2: {above}"
    )


def in_turn(
    clients: Clients, text: str, turn: int
) -> tuple[tuple[float, float], tuple[bytes, bytes]]:
    """Return the seconds and answers of ours and theirs; who is asked first changes by `turn`."""
    order = (0, 1) if turn % 2 else (1, 0)
    found = {n: timed(*clients[n], text) for n in order}
    return (found[0][0], found[1][0]), (found[0][1], found[1][1])


def _report(name: str, pairs: list[tuple[float, float]]) -> tuple[float, float]:
    """Print medians; return that of the ratios of each pair, and the seconds of theirs."""
    mine, its = (median(x) for x in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    print(f"  {name:20} {mine:9.5f} {its:9.5f} {ratio:6.2f}", flush=True)
    return ratio, its


def same_rows(one: bytes, other: bytes) -> bool:
    """Tell whether two answers hold the same rows."""

    def rows(data: bytes) -> list[str]:
        return sorted(
            json.dumps(x, sort_keys=True) for x in json.loads(data)["results"]["bindings"]
        )

    return rows(one) == rows(other)


def timed(client: http.client.HTTPConnection, path: str, text: str) -> tuple[float, bytes]:
    """Return the seconds of one query and its answer; RuntimeError when it failed."""
    start = time.perf_counter()
    client.request("GET", f"{path}?{urlencode({'query': text})}", headers=ACCEPT)
    answer = client.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    return time.perf_counter() - start, body


def load(port: int, texts: list[str], clients: int, seconds: float) -> None:
    """Print how many queries were answered, how fast, and how memory went."""
    times: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        chance = Random(number)  # noqa: S311 - to be repeated
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < end:
            try:
                times.append(timed(connection, "/sparql", chance.choice(texts))[0])
            except (RuntimeError, OSError, http.client.HTTPException) as error:
                errors.append(str(error))
                connection.close()

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    sizes = []
    while time.monotonic() < end:
        time.sleep(min(5.0, max(0.0, end - time.monotonic())))
        sizes.append(_memory(ours_pid[0]))
    for thread in threads:
        thread.join()
    cuts = quantiles(times, n=100)
    print(f"{clients} clients, {seconds:g} s: {len(times):,} answers, {len(errors)} errors")
    half, most, nearly = (cuts[n] * 1e3 for n in (49, 94, 98))
    print(f"  median {half:.0f} ms, p95 {most:.0f} ms, p99 {nearly:.0f} ms")
    print(f"  memory of all processes every 5 s, in MB: {', '.join(f'{x:.0f}' for x in sizes)}")
    for error in errors[:5]:
        print(f"  {error}")


ours_pid: list[int] = []


@contextlib.contextmanager
def ours(dataset: Path) -> Iterator[int]:
    """Run `kg serve`; yield its port."""
    command = [sys.executable, "-m", "kg", "serve", str(dataset), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    ours_pid[:] = [server.pid]
    found = _PORT.search(server.stderr.readline() if server.stderr else "")
    if not found:
        sys.exit("kg serve did not start")
    time.sleep(2)
    try:
        yield int(found[1])
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate()


@contextlib.contextmanager
def theirs(store: Path) -> Iterator[int]:
    """Run the oxigraph server; yield its port."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).parent / "oxigraph")
    port = 17_878
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - the package oxigraph
    time.sleep(2)
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def _memory(pid: int) -> float:
    """Return the proportional memory of a process and those below it, in MB."""
    total, family = 0, [pid]
    for process in family:
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            total += int(rollup.partition("\nPss:")[2].split()[0])
            children = Path(f"/proc/{process}/task/{process}/children").read_text()
            family += [int(x) for x in children.split()]
    return total / 1024


def _run(script: str, *arguments: str) -> None:
    command = [sys.executable, str(HERE / script), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own scripts


if __name__ == "__main__":
    main()
