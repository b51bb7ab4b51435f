"""Every page on the sample reports: looked at, tested for access, walked by mouse and keyboard."""

import json
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from opening import DARK, PHONE, Tab, opened
from playwright.sync_api import Browser, Page, expect
from servers import Running

from kg.vocabulary import AG

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("browser")]

Shot = Callable[[Page, str], None]
PAGES = {
    "home": "/",
    "search": "/search?text=isl",
    "search-types": "/search?types=ArmedGroup&types=Person",
    "entity": "/entity?iri=SDF",
    "entity-place": "/entity?iri=Hajin",
    "facts": "/facts?predicates=holds&since=2018-12",
    "disputes": "/disputes",
    "figures": "/figures",
    "reports": "/reports",
    "report": "/report?key=hajin-01-monitor",
    "merges": "/merges?iri=Islamic+State",
    "judgements": "/judgements",
    "about": "/about",
    "network": "/network",
    "map": "/map",
    "timeline": "/timeline?iri=Hajin",
    "query": "/query",
}
_ELSEWHERE = ("/static", "/api", "/sparql", "/graphs")
_MANY = {"/network": 5, "/timeline": 5, "/merges": 5, "/map": 5, "/query": 5}


def fact(server: Running) -> str:
    """Return the address of the page of a disputed fact."""
    iri = server.get("/api/v1/disputes").json["items"][0]["iri"]
    return f"/fact?iri={quote(iri, safe='')}"


def severe(page: Page) -> list[str]:
    """Return what axe finds of a page that is serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{x['id']}: {x['help']}: {node['html']} {node['failureSummary']}"
        for x in found
        if x["impact"] in ("serious", "critical")
        for node in x["nodes"]
    ]


@pytest.mark.parametrize("name", [*PAGES, "fact"])
def test_every_page_is_clear_to_all_and_fits_a_phone(
    browser: Browser, demo_server: Running, shot: Shot, name: str
) -> None:
    address = demo_server.url + (PAGES.get(name) or fact(demo_server))
    with opened(browser) as tab:
        assert tab.page.goto(address)
        expect(tab.page.locator("h1")).to_have_count(1)
        expect(tab.page).to_have_title(re.compile(r".+ · kg$"))
        assert severe(tab.page) == []
        shot(tab.page, f"{name}-wide")
        tab.page.emulate_media(media="print")
        shot(tab.page, f"{name}-print")
    with opened(browser, **PHONE) as tab:
        tab.page.goto(address)
        assert tab.wider() <= 0
        shot(tab.page, f"{name}-phone")
    with opened(browser, **DARK) as tab:
        tab.page.goto(address)
        assert severe(tab.page) == []
        shot(tab.page, f"{name}-dark")


def test_from_the_search_to_the_marked_sentence(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(demo_server.url)
    page.keyboard.press("/")
    page.keyboard.type("hajin")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Hajin", exact=True).click()
    expect(page.locator("h1")).to_have_text("Hajin")
    page.locator(".fact.event .said a.verb", has_text="captured").first.click()
    expect(page.locator("h1")).to_contain_text("Syrian Democratic Forces captured Hajin")
    said = page.locator(".claim.against .quote").first
    sentence = said.inner_text()
    said.click()
    assert urlsplit(page.url).fragment.startswith("c-")
    marked = page.locator(".seg:has(:target)")
    expect(marked).to_be_in_viewport()
    expect(marked).to_contain_text(sentence[:80])


def test_a_mark_tells_its_statement_and_leads_to_the_fact(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(f"{demo_server.url}/report?key=hajin-01-monitor")
    said = page.locator(".seg", has_text="IS out of Hajin").first
    tip = said.locator(".tip")
    expect(tip).to_be_hidden()
    said.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("believed")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    page.locator(".seg").first.hover()
    said.hover()
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    said.locator("a.mark").first.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Syrian Democratic Forces")
    assert "/fact?" in page.url


def test_every_statement_is_marked_in_its_sentence(demo_server: Running) -> None:
    for report in demo_server.get("/api/v1/documents").json["items"]:
        key = report["source"]["key"]
        text = demo_server.get("/report", key=key).body.decode()
        marks = re.findall(r'<a class="mark \w+" id="(c-\w+)"', text)
        assert len(marks) == len(set(marks)) == report["claims"]


def test_the_keyboard_reaches_the_content_first(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(demo_server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto(f"{demo_server.url}/search?text=")
    page.locator("#text").fill("a/b")
    expect(page.locator("#text")).to_have_value("a/b")


def test_names_are_offered_while_one_types(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(demo_server.url)
    page.keyboard.press("/")
    page.keyboard.type("daes")
    offered = page.get_by_role("option")
    expect(offered).to_have_text("Islamic State Daesh")
    page.keyboard.press("Escape")
    expect(offered).to_be_hidden()
    page.keyboard.type("h")
    expect(offered).to_be_visible()
    assert severe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Islamic State")


def test_pages_need_no_script(browser: Browser, demo_server: Running) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.page.goto(f"{demo_server.url}/search?text=Baghouz")
        tab.page.get_by_role("main").get_by_role("link", name="Baghouz", exact=True).click()
        expect(tab.page.locator(".fact").first).to_be_visible()


def links(address: str, text: str) -> set[str]:
    """Return the addresses on this server that a page leads to, without their anchors."""
    found = (urljoin(address, unescape(x)) for x in re.findall(r'href="([^"]*)"', text))
    here = urlsplit(address).netloc
    return {
        x.partition("#")[0]
        for x in found
        if urlsplit(x).netloc == here and not urlsplit(x).path.startswith(_ELSEWHERE)
    }


def test_every_link_leads_to_a_page_and_every_anchor_is_there(demo_server: Running) -> None:
    todo, seen, counts = [demo_server.url + "/"], {}, dict.fromkeys(_MANY, 0)
    while todo:
        address = todo.pop()
        path = urlsplit(address).path
        if address in seen or counts.get(path, 0) > _MANY.get(path, 1):
            continue
        counts[path] = counts.get(path, 0) + (path in _MANY)
        answer = demo_server.ask(address.removeprefix(demo_server.url))
        assert answer.status == 200, address
        seen[address] = answer.body.decode()
        todo += sorted(links(address, seen[address]))
    held = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a ag:Fact }"
    told = json.loads(demo_server.query(f"PREFIX ag: <{AG}> {held}").body)
    facts = int(told["results"]["bindings"][0]["n"]["value"])
    assert sum(urlsplit(x).path == "/fact" for x in seen) == facts
    assert sum(urlsplit(x).path == "/report" for x in seen) == 9
    anchors = {x: set(re.findall(r' id="([^"]+)"', text)) for x, text in seen.items()}
    for address, text in seen.items():
        for href in re.findall(r'href="([^"]*#[^"]+)"', text):
            target, _, anchor = urljoin(address, unescape(href)).partition("#")
            assert target not in anchors or anchor in anchors[target], (address, href)
