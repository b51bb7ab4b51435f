"""What the verbs that may ask Wikidata share: the client, with the clock and the user's ear."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.console import say
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.link.wikidata import Client

_OFTEN: Final = 500
"""So many items lie between two lines on how far a run is."""
MaxAge = Annotated[
    float | None,
    typer.Option("--max-age", min=0, help="Ask again for answers older than so many days."),
]
Live = Annotated[bool, typer.Option("--live", help="Ask Wikidata over the network.")]


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@contextmanager
def wikidata(settings: Settings, *, live: bool, max_age: float | None = None) -> Iterator["Client"]:
    """Give a client of Wikidata; without `live` it never uses the network."""
    from kg.link.wikidata import Cache, Time, cache_file, connected, kept

    used = settings if max_age is None else replace(settings, max_age_days=max_age)
    clock = Time(now, time.sleep)
    path = cache_file(used)
    with Cache(path if live or path.exists() else None) as cache:
        if not live:
            yield kept(cache, clock, used)
            return
        if not used.contact:
            say("wikidata asks who asks: set `contact` to your mail address or page (KG_CONTACT=…)")
        yield connected(cache, clock, used, say, _count)


def _count(done: int, total: int) -> None:
    if done and (done == total or done % _OFTEN == 0):
        say(f"wikidata: {done:,} of {total:,}")
