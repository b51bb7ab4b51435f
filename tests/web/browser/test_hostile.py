"""Names, titles, sentences and addresses that attack the reader: on no page do they do anything."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from hostile_reports import ATTACKS
from opening import PHONE, opened
from playwright.sync_api import Browser
from servers import Running

from kg.graph import Dataset
from kg.web.pages.site import write_site

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

_LISTS = ("/", "/search", "/reports", "/facts", "/disputes", "/figures", "/judgements")
_CHARTS = ("/network", "/map", "/timeline", "/query", "/network?events=1")
_STRANGE = """[...document.querySelectorAll("*")].filter((x) => x.tagName === "IMG"
  || [...x.attributes].some((a) => /^on/.test(a.name))
  || (x.tagName === "SCRIPT" && !x.src && x.type !== "application/json")
  || /^\\s*javascript:/i.test(x.getAttribute("href") || "")).map((x) => x.outerHTML)"""
"""Elements of a page that no template writes."""


def of(path: str, **params: str) -> str:
    """Return the address of a page."""
    return f"{path}?{urlencode(params)}"


def addresses(server: Running) -> list[str]:
    """Return a page of every kind, and of every attack the page of its name."""
    hits = server.get("/api/v1/search", limit=100).json["items"]
    facts = server.get("/api/v1/facts", limit=500).json["items"]
    chosen = {
        (x["form"], x["roles"]["agent"][0]["name"] if x["form"] == "event" else ""): x
        for x in facts
    }
    return [
        *_LISTS,
        *_CHARTS,
        *(of("/report", key=x) for x in ("one", "two")),
        *(of("/entity", iri=x["iri"]) for x in hits),
        *(of("/timeline", iri=x["iri"]) for x in hits[::5]),
        *(of("/merges", iri=x["iri"]) for x in hits[::7]),
        *(of("/fact", iri=x["iri"]) for x in chosen.values()),
        *(of("/search", text=x[:900]) for x in ATTACKS),
        *(of("/entity", iri=x[:900]) for x in ATTACKS[:4]),
        of("/facts", entity=hits[0]["iri"]),
    ]


def test_attacks_do_nothing_on_any_page(browser: Browser, hostile_server: Running) -> None:
    found = addresses(hostile_server)
    assert len(found) > 60
    with opened(browser, **PHONE) as tab:
        for address in found:
            answer = tab.page.goto(hostile_server.url + address)
            assert answer is not None
            if answer.status != 200:
                assert answer.status in (404, 422), address
                tab.complaints.clear()
            tab.page.mouse.move(100, 300)
            tab.page.evaluate("document.querySelectorAll('a, input').forEach((x) => x.focus())")
            assert tab.wider() <= 0, address
            assert tab.complaints == [], address
            strange = tab.page.evaluate(_STRANGE)
            assert strange == [], address


def test_attacks_do_nothing_in_a_copy(browser: Browser, hostile: Path, tmp_path: Path) -> None:
    with Dataset(hostile) as dataset:
        write_site(dataset, tmp_path / "copy")
    found = sorted((tmp_path / "copy").rglob("*.html"))
    with opened(browser) as tab:
        for page in found[:: max(1, len(found) // 40)]:
            tab.page.goto(page.as_uri())
            assert tab.complaints == [], page
            assert tab.page.evaluate(_STRANGE) == [], page


def test_the_policy_allows_no_inline_script(hostile_server: Running) -> None:
    for address in ("/", "/none", "/report?key=one"):
        answer = hostile_server.ask(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.type == "text/html"


@pytest.mark.parametrize(
    "path",
    ["/static/../catalogue.py", "/static/%2e%2e/catalogue.py", "/static//etc/passwd", "/static/"],
)
def test_only_files_of_the_pages_are_served(hostile_server: Running, path: str) -> None:
    assert hostile_server.ask(path).status == 404


def test_static_files_are_kept_by_browsers(hostile_server: Running) -> None:
    text = hostile_server.ask("/").body.decode()
    address = text.split('rel="stylesheet" href="')[1].split('"')[0]
    first = hostile_server.ask(address)
    assert "immutable" in first.headers["cache-control"]
    again = hostile_server.ask(address, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert "immutable" not in hostile_server.ask(address.split("?")[0]).headers["cache-control"]
