"""Pages from the web: only from addresses that were checked, within bounds of time and size."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from kg.errors import DocumentError
from kg.read import kinds
from kg.read.addresses import RefusedError
from kg.read.connections import CheckedAdapter, Deadline
from kg.read.encoding import storable
from kg.settings import Settings

MOST_REDIRECTS = 5
_CREDENTIALS = re.compile(r"//[^/@\s]*@")
_CHUNK = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FIRST_ERROR = 300
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave: `url` is the one that answered after any redirects."""

    url: str
    data: bytes
    kind: str
    """One of the kinds of `kinds.SUFFIXES`, or nothing when the server does not say."""
    charset: str | None


class _UnusableError(Exception):
    """The address or its answer cannot be used; the text says why."""


def fetch(url: str, settings: Settings) -> Download:
    """Fetch `url`, following at most `MOST_REDIRECTS` redirects.

    Every hop must be http or https without credentials, and its host must have public addresses
    only (or be one of `settings.allowed_hosts`); the connection goes to the very address that was
    checked. `settings.timeout_seconds` bounds each hop as a whole, `settings.max_download_bytes`
    the unpacked size. DocumentError says what went wrong.
    """
    hop = url
    try:
        for _ in range(MOST_REDIRECTS + 1):
            _check(hop)
            answer = _ask(hop, settings)
            if isinstance(answer, Download):
                return answer
            hop = urljoin(hop, answer)
        reason = f"more than {MOST_REDIRECTS} redirects"
    except (RefusedError, _UnusableError) as error:
        reason = str(error)
    except requests.Timeout:
        reason = _too_slow(settings)
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        reason = f"not fetched ({_cause(error)})"
    where = f"; redirected to {hop}" if hop != url else ""
    told = _CREDENTIALS.sub("//***@", storable(f"{reason}{where}"))
    raise DocumentError(_CREDENTIALS.sub("//***@", url), told[:_LONGEST_REASON])


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        reason = "only http and https addresses are fetched"
        raise _UnusableError(reason)
    if "@" in parts.netloc:
        reason = "addresses with user name or password are not fetched"
        raise _UnusableError(reason)


def _ask(url: str, settings: Settings) -> Download | str:
    """Ask one address: what it gave, or where it sends to."""
    headers = {"User-Agent": settings.user_agent, "Accept": "text/html, text/*;q=0.9, */*;q=0.5"}
    with requests.Session() as session, Deadline(settings.timeout_seconds) as deadline:
        session.trust_env = False  # a proxy or a password file would bypass the check
        session.headers.update(headers)
        for scheme in ("http://", "https://"):
            session.mount(scheme, CheckedAdapter(settings.allowed_hosts, deadline))
        try:
            answer = _answer(session, url, settings)
        except (requests.RequestException, HTTPError, OSError) as error:
            if deadline.passed:
                raise _UnusableError(_too_slow(settings)) from error
            raise
        if deadline.passed:  # an answer without a length looks complete when it is cut
            raise _UnusableError(_too_slow(settings))
        return answer


def _answer(session: requests.Session, url: str, settings: Settings) -> Download | str:
    wait = settings.timeout_seconds
    with session.get(url, stream=True, allow_redirects=False, timeout=wait) as response:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return response.headers["location"]
        if response.status_code >= _FIRST_ERROR:
            reason = f"HTTP {response.status_code} {response.reason or ''}".strip()
            raise _UnusableError(reason)
        stated = response.headers.get("content-type", "")
        media = stated.partition(";")[0].strip().lower()
        if media not in kinds.MEDIA_TYPES:
            reason = f"unsupported media type {media!r}"
            raise _UnusableError(reason)
        data = _body(response, settings.max_download_bytes)
    charset = _CHARSET.search(stated)
    return Download(url, data, kinds.MEDIA_TYPES[media], charset[1] if charset else None)


def _body(response: requests.Response, limit: int) -> bytes:
    """Read the answer, unpacked, up to `limit` bytes."""
    length = response.headers.get("content-length", "")
    size = int(length) if length.isdecimal() else 0
    data = bytearray()
    if size <= limit:
        for chunk in response.iter_content(_CHUNK):
            data += chunk
            if len(data) > limit:
                break
    if max(size, len(data)) > limit:
        over = f"{size:,}" if size > limit else f"at least {len(data):,}"
        reason = f"too large ({over} bytes; the limit is {limit:,})"
        raise _UnusableError(reason)
    return bytes(data)


def _too_slow(settings: Settings) -> str:
    return f"no complete answer within {settings.timeout_seconds:g} seconds"


def _cause(error: BaseException) -> str:
    """Return the innermost reason of a chain of errors of the network, in one line."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return " ".join(f"{type(error).__name__}: {error}".split())
