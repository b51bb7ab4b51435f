"""Measure how soon the charts are seen in a browser, from the click to the first useful paint.

    python benchmarks/charts.py [--nodes 2000] [--places 1000] [--runs 5]

A dataset is made of as many actors and places as asked for, tied as real networks are (few with
many ties, most with one or two), served by `kg serve` and opened in headless Chromium. "Seen" is
when a chart has been painted for the first time: nodes coloured by type, lines, names. The first
opening finds neither the server nor the browser warm; the others have the scripts in the cache.
What the rest of the machine does counts: the load is printed, as each process gets its share.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import writing
from kg.vocabulary import AG, ENTITY_TYPES, ID, PREFIXES

FLAGS: Final = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
_RELATIONS: Final = ("fights", "alliedWith", "backedBy", "partOf", "memberOf", "leads")
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
_LABEL: Final = NamedNode(PREFIXES["skos"] + "prefLabel")
_WATCH: Final = """new MutationObserver((_, me) => {
  if (document.documentElement && document.documentElement.dataset.seen) {
    me.disconnect();
    window.kgSeen = performance.now();
    document.documentElement.dataset.timed = "yes";
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-seen"] });"""
_TOLD: Final = """() => {
  const x = performance.getEntriesByType("navigation")[0];
  return { answer: x.responseEnd, seen: window.kgSeen, bytes: x.decodedBodySize };
}"""
_TIES: Final = 1.5
"""Lines for each node."""


def main() -> None:
    """Make the datasets, open the pages, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=2_000)
    parser.add_argument("--places", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        ties = made(Path(folder) / "ties.kg", network(asked.nodes))
        war = made(Path(folder) / "war.kg", chain(network(10), places(asked.places)))
        for path, kinds in ((ties, ("network",)), (war, ("map", "timeline"))):
            with serving(path) as server:
                for kind in kinds:
                    report(kind, opened(browser, server, kind, asked.runs))
        browser.close()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def made(path: Path, found: Iterable[Quad]) -> Path:
    """Write a dataset."""
    with writing(path, ID) as writer:
        quads = list(found)
        writer.publish("0", quads, {"quads": len(quads)})
    return path


def network(size: int) -> Iterator[Quad]:
    """Yield actors and the facts between them; the more ties one has, the more it gets."""
    chance, ends = Random(1), [0]  # noqa: S311 (to be repeated)
    for n in range(size):
        yield from entity(f"actor-{n}", ENTITY_TYPES[n % 7], f"Brigade {n} of the valley")
    for n in range(int(size * _TIES)):
        one = n + 1 if n + 1 < size else chance.randrange(size)
        other = chance.choice(ends)
        ends += [one, other]
        roles = {"subject": f"actor-{one}", "object": f"actor-{other}"}
        yield from fact(f"tie-{n}", chance.choice(_RELATIONS), roles, 0.3 + 0.7 * chance.random())


def places(size: int) -> Iterator[Quad]:
    """Yield places with positions, each held by one of ten actors after another."""
    chance = Random(2)  # noqa: S311 (to be repeated)
    for n in range(size):
        yield from entity(f"place-{n}", "Place", f"Town {n}")
        site = NamedNode(f"{ID}place-{n}")
        for name, low in (("lat", 32), ("long", 36)):
            yield Quad(site, NamedNode(PREFIXES["wgs"] + name), Literal(low + 5 * chance.random()))
        for year in range(2014, 2018):
            holder = f"actor-{chance.randrange(10)}"
            roles = {"subject": holder, "object": f"place-{n}"}
            key, day = f"hold-{n}-{year}", f"{year}-{chance.randrange(1, 13):02}-15"
            yield from fact(key, "holds", roles, 0.6 + 0.4 * chance.random(), day)


def entity(key: str, kind: str, name: str) -> Iterator[Quad]:
    """Yield an entity."""
    yield Quad(NamedNode(ID + key), _TYPE, NamedNode(AG + kind))
    yield Quad(NamedNode(ID + key), _LABEL, Literal(name))


def fact(
    key: str, predicate: str, roles: dict[str, str], belief: float, since: str = ""
) -> Iterator[Quad]:
    """Yield the fact of a relation."""
    iri = NamedNode(f"{ID}fact/{key}")
    yield from (Quad(iri, _TYPE, NamedNode(AG + x)) for x in ("Fact", "RelationFact"))
    yield Quad(iri, NamedNode(AG + "predicate"), NamedNode(AG + predicate))
    for role, name in roles.items():
        yield Quad(iri, NamedNode(AG + role), NamedNode(ID + name))
    values: dict[str, Literal] = {
        "belief": Literal(round(belief, 3)),
        "modality": Literal("actual"),
        "decidedBy": Literal("stated"),
    }
    if since:
        values["since"] = Literal(since, datatype=NamedNode(PREFIXES["xsd"] + "date"))
        values["firstSeen"] = values["lastSeen"] = values["since"]
    for name, value in values.items():
        yield Quad(iri, NamedNode(AG + name), value)


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Serve a dataset; gives the address."""
    command = [sys.executable, "-m", "kg", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        first = process.stderr.readline() if process.stderr else ""
        found = re.search(r"http://[^/]*:\d+", first)
        if not found:
            raise SystemExit(first)
        try:
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)


def opened(browser: Browser, server: str, kind: str, runs: int) -> list[dict[str, float]]:
    """Open a page so many times; milliseconds from the request to the answer and to the chart."""
    address = f"{server}/{kind}" + ("?iri=Brigade+1+of+the+valley" if kind == "timeline" else "")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = []
    for _ in range(runs):
        page = context.new_page()
        page.add_init_script(_WATCH)
        page.goto(address)
        page.wait_for_selector("html[data-timed]", timeout=60_000)
        told: dict[str, float] = page.evaluate(_TOLD)
        found.append(told)
        page.close()
    context.close()
    return found


def report(kind: str, times: list[dict[str, float]]) -> None:
    """Print what was measured of a page."""
    first, rest = times[0], times[1:] or times
    seen = [x["seen"] for x in rest]
    print(
        f"{kind:10} {first['bytes'] / 1e6:5.2f} MB  first {first['seen']:6,.0f} ms "
        f"(the answer {first['answer']:5,.0f})  then median {statistics.median(seen):6,.0f} ms, "
        f"worst {max(seen):6,.0f} (the answer {statistics.median(x['answer'] for x in rest):5,.0f})"
    )


if __name__ == "__main__":
    main()
