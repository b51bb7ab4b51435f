"""Asking a service over HTTP: politely, with patience, and without trust in what comes back.

A service that is busy, lagging or broken is asked again after a pause that doubles, or that it
names itself; one that refuses is not. Whatever happens ends in an answer or in a ServiceError.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from kg.errors import ServiceError

ATTEMPTS: Final = 6
LONGEST_PAUSE: Final = 120.0
"""Seconds; a service that asks for more is left in peace, and the run ends with a message."""
_BACK_OFF_CAP: Final = 60.0
_MOST_REDIRECTS: Final = 3
_LONGEST_ADDRESS: Final = 4_000
_PATIENCE: Final = 4
"""A whole answer may take so many times what one piece of it may take."""
_CHUNK: Final = 1 << 16
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_BUSY_CODES: Final = ("maxlag", "ratelimited", "readonly", "internal_api_error", "timeout")
_BUSY_ENDING: Final = "-error"
"""Errors of the search engine behind the service end so ("cirrussearch-too-busy-error")."""
_KEPT: Final = "what was fetched before is kept, and the same command goes on from there"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Time:
    """The clock and the pause, handed down."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked: by whom, how patiently, and how much is taken."""

    user_agent: str
    timeout_seconds: float = 20.0
    pause_seconds: float = 1.0
    max_bytes: int = 20_000_000


class DeniedError(ServiceError):
    """The service understood and says no; `code` is its own, `about` what it complains of."""

    def __init__(self, reason: str, code: str, about: str) -> None:
        super().__init__(reason)
        self.code = code
        self.about = about


class TooLargeError(ServiceError):
    """The answer has more bytes than are taken."""


class _BusyError(Exception):
    """No answer this time; it may be there after `wait` seconds (None: it does not say)."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Transport:
    """Asks one question after another, over one session."""

    def __init__(
        self,
        session: requests.Session,
        time: Time,
        manners: Manners,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take the session, the clock, the manners, and whom to tell about pauses."""
        session.trust_env = False  # no password file goes to a service, no proxy comes between
        self._session = session
        self._time = time
        self._manners = manners
        self._tell = tell

    def ask(self, url: str, params: Mapping[str, str], read: Callable[[dict[str, Any]], T]) -> T:
        """Return what `read` makes of the JSON object that `url` answers with.

        `read` raises ValueError for an object that is not of the awaited shape: a broken answer,
        asked for again as any other. ServiceError when it stays so, DeniedError for a refusal.
        """
        host = _host(url)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._read(url, params, read)
            except _BusyError as busy:
                if attempt == ATTEMPTS:
                    raise ServiceError(
                        f"{host}: {busy}, {ATTEMPTS} times in a row; {_KEPT}"
                    ) from busy
                self._pause(host, busy, attempt)
        raise AssertionError  # the last attempt returns or raises

    def _read(self, url: str, params: Mapping[str, str], read: Callable[[dict[str, Any]], T]) -> T:
        answer = self._object(url, params)
        try:
            return read(answer)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _BusyError(f"an answer of unknown shape ({_line(str(error))})") from error

    def _pause(self, host: str, busy: _BusyError, attempt: int) -> None:
        back_off = min(_BACK_OFF_CAP, self._manners.pause_seconds * 2 ** (attempt - 1))
        seconds = max(back_off, busy.wait or 0.0)
        if seconds > LONGEST_PAUSE:
            raise ServiceError(f"{host}: {busy}; it asks for a pause of {seconds:,.0f} s; {_KEPT}")
        self._tell(f"{host}: {busy}; asking again in {seconds:g} s")
        self._time.sleep(seconds)

    def _object(self, url: str, params: Mapping[str, str]) -> dict[str, Any]:
        try:
            with self._response(url, params) as response:
                data = self._body(response)
                wait = _retry_after(response, self._time.now())
                media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        except requests.Timeout as error:
            raise _BusyError(self._too_slow()) from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _BusyError(f"no answer ({_cause(error)})") from error
        answer = _parse(data, media)
        if "error" in answer:
            _refuse(answer["error"], _host(url), wait)
        return answer

    def _response(self, url: str, params: Mapping[str, str]) -> requests.Response:
        """Return the answer to a request, after redirects inside the same host."""
        hop = url
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._send(hop, params)
            status = response.status_code
            if status in _REDIRECTS:
                response.close()
                hop = _same_host(hop, response.headers.get("location", ""))
                continue
            if status in _BUSY:
                response.close()
                wait = _retry_after(response, self._time.now())
                raise _BusyError(f"HTTP {status} {response.reason or ''}".strip(), wait)
            if status != requests.codes.ok:
                response.close()
                raise _denied_status(url, response)
            return response
        raise ServiceError(f"{url}: more than {_MOST_REDIRECTS} redirects")

    def _send(self, url: str, params: Mapping[str, str]) -> requests.Response:
        long = len(urlencode(params)) > _LONGEST_ADDRESS
        return self._session.request(
            "POST" if long else "GET",
            url,
            params=None if long else dict(params),
            data=dict(params) if long else None,
            headers={
                "User-Agent": self._manners.user_agent,
                "Accept": "application/sparql-results+json, application/json;q=0.9",
                "Accept-Encoding": "gzip",
            },
            stream=True,
            allow_redirects=False,
            timeout=self._manners.timeout_seconds,
        )

    def _body(self, response: requests.Response) -> bytes:
        """Read the answer, unpacked, within bounds of size and time."""
        start, limit = self._time.now(), self._manners.max_bytes
        data = bytearray()
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            data += chunk
            if len(data) > limit:
                host = urlsplit(response.url).hostname
                raise TooLargeError(f"{host}: the answer has more than {limit:,} bytes")
            taken = (self._time.now() - start).total_seconds()
            if taken > _PATIENCE * self._manners.timeout_seconds:
                raise _BusyError(self._too_slow())
        return bytes(data)

    def _too_slow(self) -> str:
        return f"no complete answer in time ({self._manners.timeout_seconds:g} s a piece)"


def _host(url: str) -> str:
    """Return the host of an address; ServiceError when it is no web address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ServiceError(f"{_line(url)!r} is no address of a service (https://…)")
    return parts.hostname


def _parse(data: bytes, media: str) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        page = "html" in media or data.lstrip()[:1] == b"<"
        what = "a page instead of JSON" if page else "broken or cut JSON"
        raise _BusyError(f"{what} ({len(data):,} bytes)") from error
    if not isinstance(answer, dict):
        raise _BusyError("JSON that is no object")
    return answer


def _refuse(error: object, host: str, wait: float | None) -> None:
    """Raise what an error inside a body of HTTP 200 means."""
    told = error if isinstance(error, dict) else {}
    code, info = str(told.get("code", "unknown"))[:80], _line(str(told.get("info", error)))
    if code.startswith(_BUSY_CODES) or code.endswith(_BUSY_ENDING):
        raise _BusyError(f"{code}: {info}", wait)
    raise DeniedError(f"{host}: {code}: {info}", code, str(told.get("id", info)))


def _denied_status(url: str, response: requests.Response) -> DeniedError:
    host, status = _host(url), response.status_code
    hint = ""
    if status in (requests.codes.unauthorized, requests.codes.forbidden):
        hint = "; it wants to know who asks: set `contact` to your mail address or page"
    reason = f"{host} refuses: HTTP {status} {_line(response.reason or '')}".rstrip()
    return DeniedError(f"{reason}{hint}", str(status), "")


def _same_host(url: str, location: str) -> str:
    """Return where a redirect leads; ServiceError when that is another host or less secure."""
    here, there = urlsplit(url), urlsplit(urljoin(url, location))
    upgrade = (here.scheme, there.scheme) == ("http", "https")
    if (here.scheme, here.netloc) != (there.scheme, there.netloc) and not (
        upgrade and here.hostname == there.hostname
    ):
        raise ServiceError(
            f"{here.hostname}: sends to {_line(there.netloc) or 'nowhere'}, which is not followed; "
            "if the service has moved, set its new address (wikidata_api, wikidata_query)"
        )
    return there.geturl()


def _retry_after(response: requests.Response, now: datetime) -> float | None:
    """Return the seconds the service asks to wait, given as seconds or as a date."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _cause(error: BaseException) -> str:
    while inner := error.__cause__ or error.__context__:
        error = inner
    return _line(f"{type(error).__name__}: {error}")


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
