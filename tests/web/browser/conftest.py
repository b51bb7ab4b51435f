"""One browser for all tests of the pages, and datasets that would do harm if a page let them."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import hostile_reports
from opening import FLAGS, TOKEN, Tab, opened
from servers import ROOT, Running, serving

from kg.cli.diagnosis import BROWSERS
from kg.pipeline import Run, real_stages
from kg.settings import Settings

SHOTS = ROOT / "build" / "screenshots"


def _day() -> datetime:
    return datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, without a window."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium: make setup installs it as root, or apt install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Return a tab of a desk's size; the test fails for what the page complains of."""
    with opened(browser) as made:
        yield made


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Return what keeps a picture of a page, for people to look at."""

    def keep(page: Page, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True, animations="disabled")

    return keep


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset in which every text that a report can give is an attack."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.kg"
    stages = replace(
        real_stages(), read=hostile_reports.read, understand=hostile_reports.understand
    )
    Run(Settings(), stages, _day, lambda _: None).build(hostile_reports.SOURCES, path)
    return path


@pytest.fixture(scope="session")
def hostile_server(hostile: Path) -> Iterator[Running]:
    with serving(hostile, "--token", TOKEN) as running:
        yield running


@pytest.fixture
def judged(demo: Path, tmp_path: Path) -> Iterator[Running]:
    """Return a server of a copy of the sample dataset that takes judgements."""
    copy = tmp_path / "demo.kg"
    shutil.copytree(demo, copy)
    with serving(copy, "--token", TOKEN) as running:
        yield running
