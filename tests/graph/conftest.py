"""A small dataset on disk, written from a graph made by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from kg.graph import Dataset, writing
from kg.vocabulary import ID

CAMPAIGN = Path(__file__).with_name("campaign.trig")


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return [x for x in parse(path=CAMPAIGN, format=RdfFormat.TRIG) if isinstance(x, Quad)]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, quads: list[Quad]) -> Path:
    path = tmp_path_factory.mktemp("graph") / "campaign.kg"
    with writing(path, ID) as writer:
        writer.publish("ab12", quads, {"documents": 3})
    return path


@pytest.fixture
def dataset(folder: Path) -> Iterator[Dataset]:
    with Dataset(folder) as opened:
        yield opened
