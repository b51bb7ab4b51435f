"""A service on this machine, a clock that only pauses move, and clients of both."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.link.wikidata import Cache, Client, Time, connected
from kg.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

from small_wikidata import Service


class Clock:
    """Stands still but for pauses, which it counts instead of sleeping."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
        self.pauses: list[float] = []

    def now(self) -> datetime:
        """Return the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Count a pause."""
        self.pauses.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    yield running
    running.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with Cache(tmp_path / "kept" / "wikidata.sqlite") as opened:
        yield opened


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> Settings:
    return Settings(
        wikidata_api=f"{service.url}/w/api.php",
        wikidata_query=f"{service.url}/sparql",
        timeout_seconds=1.5,
        max_download_bytes=50_000,
        data_folder=tmp_path / "data",
    )


Told = list[str]


@pytest.fixture
def said() -> Told:
    """What the client told its user."""
    return []


@pytest.fixture
def client(cache: Cache, clock: Clock, settings: Settings, said: Told) -> Client:
    return connected(cache, Time(clock.now, clock.sleep), settings, said.append)


@pytest.fixture
def connect(cache: Cache, clock: Clock) -> Callable[[Settings], Client]:
    return lambda settings: connected(cache, Time(clock.now, clock.sleep), settings)
