"""Datasets to serve, and a server for tests that only read."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.vocabulary import AG, ID, PREFIXES

sys.path.insert(0, str(Path(__file__).parent))

from servers import HOSTILE, ROOT, Running, publish, serving

CAMPAIGN = ROOT / "tests" / "graph" / "campaign.trig"


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    """Return a campaign with names that would do harm if they were taken for markup."""
    quads = [x for x in parse(path=CAMPAIGN, format=RdfFormat.TRIG) if isinstance(x, Quad)]
    label = NamedNode(PREFIXES["skos"] + "prefLabel")
    hostile = NamedNode(f"{ID}hostile")
    quads.append(Quad(hostile, label, Literal(HOSTILE)))
    quads.append(Quad(hostile, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{AG}Person")))
    return quads


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory, quads: list[Quad]) -> Path:
    path = tmp_path_factory.mktemp("web") / "campaign.kg"
    publish(path, quads)
    return path


@pytest.fixture(scope="session")
def server(campaign: Path) -> Iterator[Running]:
    with serving(campaign) as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dataset of the sample reports."""
    path = tmp_path_factory.mktemp("demo") / "demo.kg"
    command = [sys.executable, "-m", "kg", "build", str(ROOT / "tests" / "reports")]
    subprocess.run([*command, "-o", str(path)], check=True, capture_output=True, cwd=ROOT)  # noqa: S603 (our own program)
    return path


@pytest.fixture(scope="session")
def curl() -> str:
    found = shutil.which("curl")
    if found is None:
        pytest.skip("curl is not installed")
    return found


@pytest.fixture(scope="session")
def demo_server(demo: Path) -> Iterator[Running]:
    with serving(demo) as running:
        yield running
