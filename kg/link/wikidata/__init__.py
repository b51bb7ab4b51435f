"""Live Wikidata, asked only when the user says so: items by id, title, name and class.

`connected` makes a client that may use the network, `kept` one that never does.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import requests

from kg import __version__
from kg.link.wikidata.cache import Cache
from kg.link.wikidata.client import Client, Found
from kg.link.wikidata.items import Item, Statement
from kg.link.wikidata.transport import Manners, Time, Transport
from kg.settings import Settings, data_folder

__all__ = ["Cache", "Client", "Found", "Item", "Statement", "Time", "connected", "kept"]

CACHE_NAME: Final = "wikidata.sqlite"


def cache_file(settings: Settings) -> Path:
    """Return where answers of Wikidata are kept."""
    return data_folder(settings) / CACHE_NAME


def kept(cache: Cache, time: Time, settings: Settings) -> Client:
    """Return a client of what is kept: it never uses the network."""
    return Client(cache, time.now, settings)


def connected(
    cache: Cache,
    time: Time,
    settings: Settings,
    tell: Callable[[str], None] = lambda _: None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Client:
    """Return a client that asks Wikidata for what is not kept or too old.

    `tell` hears of pauses; `progress` of the number done and the total.
    """
    manners = Manners(
        user_agent=user_agent(settings),
        timeout_seconds=settings.timeout_seconds,
        pause_seconds=settings.pause_seconds,
        max_bytes=settings.max_download_bytes,
    )
    transport = Transport(requests.Session(), time, manners, tell)
    return Client(cache, time.now, settings, transport, progress)


def user_agent(settings: Settings) -> str:
    """Return how the program introduces itself: with the contact that the user has set."""
    if not settings.contact:
        return settings.user_agent
    contact = "".join(c for c in settings.contact if c.isascii() and c.isprintable())
    return f"armed-group-kg/{__version__} ({contact}) requests/{requests.__version__}"
