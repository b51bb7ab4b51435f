"""Asking other endpoints for SERVICE: those that were allowed by name, and nobody else.

It runs in a thread of a worker that is not sealed, as the thread is that runs the engine. A request
goes to an address that was checked, without credentials or proxies, follows no redirect, and ends
at its limits of time and size.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlsplit

import requests
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from urllib3.exceptions import HTTPError

from kg.errors import InputError, ServiceError
from kg.graph.federation import NO_SERVICES, Services, Table
from kg.read.addresses import RefusedError, is_public
from kg.read.connections import CheckedAdapter, Deadline
from kg.settings import Settings

_LARGEST: Final = 16 << 20
"""Bytes of an answer, unpacked."""
_CHUNK: Final = 1 << 16
_ACCEPTED: Final = "application/sparql-results+json"


def checked(addresses: Iterable[str]) -> frozenset[str]:
    """Return addresses of endpoints; InputError for one that is no plain web address."""
    for address in addresses:
        parts = urlsplit(address)
        plain = parts.hostname and "@" not in parts.netloc and not parts.fragment
        if parts.scheme not in ("http", "https") or not plain:
            raise InputError(f"{address!r} is no address of an endpoint (https://…)")
    return frozenset(addresses)


def services(addresses: frozenset[str], settings: Settings, seconds: float) -> Services:
    """Return the services of a worker. Call it before the worker is sealed."""
    if not addresses:
        return NO_SERVICES
    thread = ThreadPoolExecutor(1)
    thread.submit(int).result()  # it runs from now on: what begins later is sealed

    def fetch(address: str, query: str) -> Table:
        if address not in addresses:  # nobody gets here; it is looked at all the same
            raise ServiceError(f"{address}: not allowed")
        return thread.submit(_fetch, address, query, settings, seconds).result()

    return Services(addresses, fetch)


def _fetch(address: str, query: str, settings: Settings, seconds: float) -> Table:
    try:
        return _table(_body(address, query, settings, seconds))
    except (RefusedError, SyntaxError, ValueError) as error:
        raise ServiceError(f"{address}: {error}") from error
    except (requests.RequestException, HTTPError, OSError) as error:
        raise ServiceError(f"{address}: no answer ({type(error).__name__})") from error


def _body(address: str, query: str, settings: Settings, seconds: float) -> bytes:
    host = urlsplit(address).hostname or ""
    named = (host,) if host == "localhost" or _is_private(host) else ()
    with requests.Session() as session, Deadline(seconds) as deadline:
        session.trust_env = False  # neither proxies nor passwords of whoever runs the server
        for scheme in ("http://", "https://"):
            session.mount(scheme, CheckedAdapter((*settings.allowed_hosts, *named), deadline))
        with session.post(
            address,
            data={"query": query},
            headers={"User-Agent": settings.user_agent, "Accept": _ACCEPTED},
            stream=True,
            allow_redirects=False,
            timeout=seconds,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise ServiceError(f"{address}: HTTP {response.status_code}")
            data = bytearray()
            for chunk in response.iter_content(_CHUNK):
                data += chunk
                if len(data) > _LARGEST:
                    raise ServiceError(f"{address}: an answer of over {_LARGEST >> 20} MB")
        if deadline.passed:
            raise ServiceError(f"{address}: no whole answer within {seconds:g} s")
    return bytes(data)


def _is_private(host: str) -> bool:
    """Tell whether a host is written as a number, and not one of the public network."""
    try:
        return not is_public(host)
    except ValueError:
        return False


def _table(data: bytes) -> Table:
    found = parse_query_results(data, QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise ValueError("yes or no instead of rows")  # noqa: TRY004 (it is the answer that is bad)
    return Table(tuple(x.value for x in found.variables), [tuple(row) for row in found])
