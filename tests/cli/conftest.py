"""The command line in this process, with stages that cost nothing and a dataset made by hand."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

import kg.pipeline
from kg.cli import main
from kg.graph import writing
from kg.vocabulary import ID

sys.path.insert(0, str(Path(__file__).parent.parent / "pipeline"))

from fake_stages import STAGES

Told = tuple[int, str, str]
"""Exit code, standard output, standard error."""
Kg = Callable[..., Told]


@pytest.fixture
def kg_(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """Return a function that runs `kg` with arguments."""
    monkeypatch.setattr(kg.pipeline, "real_stages", lambda: STAGES)

    def run(*arguments: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset made by hand."""
    path = tmp_path_factory.mktemp("cli") / "campaign.kg"
    source = Path(__file__).parent.parent / "graph" / "campaign.trig"
    quads = [x for x in parse(path=source, format=RdfFormat.TRIG) if isinstance(x, Quad)]
    with writing(path, ID) as writer:
        writer.publish("ab12", quads, {"documents": 3})
    return path
