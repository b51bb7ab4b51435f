# ruff: noqa: D102 - the names of the tests say what they show
"""Fetching from the web: what is read, and above all what is refused."""

import gzip
import io
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kg.model import Document, Skipped
from kg.read import addresses, read
from kg.settings import Settings, load

PAGE = (
    b"<html><head><title>Militia leaves the port</title>"
    b'<meta property="article:published_time" content="2020-05-06T10:00:00Z">'
    b'<link rel="canonical" href="https://elsewhere.example/other"></head>'
    b"<body><h1>Militia leaves the port</h1>"
    b"<p>The militia left the port of Marran on Wednesday, the mayor said.</p></body></html>"
)


def _pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(50, 700, "The rebels took the bridge of Marran at dawn, the army said.")
    canvas.save()
    return stream.getvalue()


Answer = Callable[[BaseHTTPRequestHandler], None]


def _send(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    media: str = "text/html",
    **headers: str,
) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", media)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _redirect(target: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.end_headers()

    return answer


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"The rebels ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


class Site:
    """A server on the loopback address; `asked` lists the paths and hosts it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.answers: dict[str, Answer] = {
            "/page.html": lambda h: _send(h, PAGE),
            "/report.pdf": lambda h: _send(h, _pdf(), "application/octet-stream"),
            "/plain": lambda h: _send(
                h,
                "The café was hit by rockets, a local official said.".encode("cp1252"),
                "text/plain; charset=windows-1252",
            ),
            "/lines": lambda h: _send(
                h,
                b'{"id": "one", "text": "Rebels took the town on Friday."}\n',
                "application/x-ndjson",
            ),
            "/image": lambda h: _send(h, b"\x89PNG", "image/png"),
            "/missing": lambda h: h.send_error(404),
            "/silent": lambda _: time.sleep(1.5),
            "/drip": _drip,
            "/hop": _redirect("page.html"),
            "/loop": _redirect("/loop"),
            "/file": _redirect("file:///etc/passwd"),
            "/login": _redirect("http://user:pass@127.0.0.1/"),
            "/private": _redirect("http://localhost:{port}/secret"),
            "/mapped": _redirect("http://[::ffff:127.0.0.1]:{port}/secret"),
            "/large": lambda h: _send(h, b"x", Content_Length="99999"),
            "/endless": lambda h: _send(h, b"The rebels. " * 5000),
            "/bomb": lambda h: _send(h, gzip.compress(bytes(10**6)), Content_Encoding="gzip"),
        }
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["Host"]))
                site.answers[self.path](self)

            def send_header(self, keyword: str, value: str) -> None:
                super().send_header(keyword, value.replace("{port}", str(site.port)))

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """Stay quiet: the client hangs up on purpose."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.close()


SETTINGS = Settings(allowed_hosts=("127.0.0.1",), timeout_seconds=5, max_download_bytes=20_000)


def _get(site: Site, path: str, settings: Settings = SETTINGS) -> Document | Skipped:
    site.asked.clear()
    (found,) = read([f"http://127.0.0.1:{site.port}{path}"], settings)
    return found


def _refusal(site: Site, path: str, settings: Settings = SETTINGS) -> str:
    found = _get(site, path, settings)
    assert isinstance(found, Skipped)
    assert found.source == f"http://127.0.0.1:{site.port}{path}"
    return found.reason


def _document(site: Site, path: str) -> Document:
    found = _get(site, path)
    assert isinstance(found, Document)
    return found


def test_a_page_is_read_with_the_address_that_answered(site: Site) -> None:
    document = _document(site, "/hop")
    assert document.url == f"http://127.0.0.1:{site.port}/page.html"
    assert document.title == "Militia leaves the port"
    assert document.published == "2020-05-06"
    assert document.text.endswith(
        "The militia left the port of Marran on Wednesday, the mayor said."
    )
    assert document.key == _document(site, "/hop").key != _document(site, "/page.html").key


def test_a_pdf_is_known_by_its_content(site: Site) -> None:
    assert _document(site, "/report.pdf").text.startswith("The rebels took the bridge")


def test_the_charset_of_the_server_counts(site: Site) -> None:
    assert _document(site, "/plain").text.startswith("The café")


def test_json_lines_keep_their_ids(site: Site) -> None:
    assert _document(site, "/lines").key == "one"


@pytest.mark.parametrize("path", ["/private", "/mapped"])
def test_a_redirect_to_a_private_address_is_refused_unasked(site: Site, path: str) -> None:
    assert "private address" in _refusal(site, path)
    assert [x for x, _ in site.asked] == [path]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "more than 5 redirects"),
        ("/file", "only http and https"),
        (
            "/login",
            "addresses with user name or password are not fetched; redirected to http://***@",
        ),
        ("/missing", "HTTP 404 Not Found"),
        ("/image", "unsupported media type 'image/png'"),
        ("/large", "too large (99,999 bytes; the limit is 20,000)"),
        ("/endless", "too large (at least"),
        ("/bomb", "too large (at least"),
    ],
)
def test_what_cannot_be_used_is_named(site: Site, path: str, reason: str) -> None:
    assert _refusal(site, path).startswith(reason)


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_a_slow_server_is_cut(site: Site, path: str) -> None:
    settings = replace(SETTINGS, timeout_seconds=0.3)
    assert _refusal(site, path, settings) == "no complete answer within 0.3 seconds"


def test_a_private_host_is_refused_unless_named(site: Site) -> None:
    (found,) = read([f"http://127.0.0.1:{site.port}/page.html"], Settings())
    assert isinstance(found, Skipped)
    assert "private address 127.0.0.1" in found.reason


def test_a_closed_port_is_told_in_one_line() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        (found,) = read([f"http://127.0.0.1:{held.getsockname()[1]}/"], SETTINGS)
    assert isinstance(found, Skipped)
    assert found.reason.startswith("not fetched (ConnectionRefusedError")


@pytest.mark.parametrize(
    "url", ["http://", "ftp://example.org/x", "http://a@b/", "http://[::1", "http://a b/"]
)
def test_a_strange_address_is_skipped(url: str) -> None:
    (found,) = read([url], SETTINGS)
    assert isinstance(found, Skipped)


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that answers differently the second time must not be asked a second time."""
    real, asked = socket.getaddrinfo, []

    def rebinding(host: str, port: int, *rest: int, **options: int) -> object:
        if host != "news.example":
            return real(host, port, *rest, **options)
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return real(address, port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    settings = replace(SETTINGS, allowed_hosts=("news.example",))
    site.asked.clear()
    (found,) = read([f"http://news.example:{site.port}/page.html"], settings)
    assert isinstance(found, Document)
    assert asked == ["news.example"]
    assert site.asked == [("/page.html", f"news.example:{site.port}")]


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(0, 0, 0, "", (x, 80)) for x in ("93.184.216.34", "10.1.2.3")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(addresses.RefusedError, match=r"private address 10\.1\.2\.3"):
        addresses.resolve("mixed.example", 80, ())


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:80ff:fffe",
        "fc00::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_addresses_that_are_public(address: str) -> None:
    assert addresses.is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_alike(address: ipaddress.IPv4Address) -> None:
    assert addresses.is_public(f"::ffff:{address}") == addresses.is_public(str(address))


def test_allowed_hosts_come_from_the_environment() -> None:
    assert load(None, {"KG_ALLOWED_HOSTS": "Intranet.example, 127.0.0.1"}).allowed_hosts == (
        "intranet.example",
        "127.0.0.1",
    )
