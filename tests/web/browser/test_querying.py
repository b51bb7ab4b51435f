"""The editor of YASGUI asks this server, and nobody else: it completes, shows, draws and saves."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from opening import Tab, opened
from playwright.sync_api import Browser, Page, expect
from servers import Running

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("browser")]

BACKED = "SELECT ?who ?by { ?who ag:backedBy ?by } ORDER BY ?who"
PLACES = "SELECT ?place ?lat ?long { ?place wgs:lat ?lat ; wgs:long ?long }"
SHAPES = 'SELECT ?name ("POINT(40.8 34.7)" AS ?wkt) { BIND("here" AS ?name) }'
TIES = "CONSTRUCT { ?s ag:backedBy ?o } { ?s ag:backedBy ?o }"


@pytest.fixture
def page(browser: Browser, demo_server: Running) -> Iterator[Page]:
    """Return the query page; what it asks of another origin is an error."""
    with opened(browser) as tab:
        tab.watch(demo_server.url)
        tab.page.goto(f"{demo_server.url}/query")
        tab.page.wait_for_selector("html[data-seen=query]")
        yield tab.page


def write(page: Page, query: str) -> None:
    """Put a query into the editor as one does by hand."""
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")


def ask(page: Page, query: str) -> None:
    write(page, query)
    expect(page.locator("#told")).to_contain_text(re.compile(r"row|Answered"))


def test_the_editor_asks_and_shows_the_answer(page: Page, demo_server: Running) -> None:
    ask(page, BACKED)
    prefixed = f"PREFIX ag: <https://w3id.org/armed-groups/ontology#> {BACKED}"
    rows = demo_server.query(prefixed).json["results"]["bindings"]
    assert page.locator("#panel tbody tr").count() == len(rows) > 1
    page.locator("#panel tbody a").first.click()
    expect(page).to_have_url(re.compile(r"/entity\?iri="))


def test_an_address_holds_the_query(page: Page) -> None:
    ask(page, BACKED)
    address = page.url
    assert "backedBy" in address
    shown = page.inner_text("#panel")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#told")).to_contain_text("row")
    assert page.inner_text("#panel") == shown


def test_a_named_question_is_found_filled_in_and_answered(page: Page) -> None:
    page.get_by_placeholder("Find a question").fill("backs this actor directly")
    links = page.locator("#questions a:visible")
    expect(links).to_have_count(1)
    links.click()
    expect(page.locator("#panel")).to_contain_text("United States")
    page.get_by_label("Any name of the actor").fill('no "such" \\ name')
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("No answer")
    assert r'VALUES ?actor { "no \"such\" \\ name" }' in page.evaluate("kgQuery.yasqe.getValue()")


def test_every_named_question_is_answered(page: Page, demo_server: Running) -> None:
    for question in demo_server.get("/api/v1/questions").json["items"]:
        page.goto(f"{demo_server.url}/query?name={question['name']}")
        expect(page.locator("#told")).to_contain_text(re.compile(r"row|Answered"))
        assert page.locator("#problem").is_hidden()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("SELECT * { ?s ag:backe", "ag:backedBy"),
        ("SELECT * { ?s a ag:Armed", "ag:ArmedGroup"),
        ("SELECT * { ?s ag:holds id:haji", "id:hajin"),
        ("PREFIX sko", "skos: <http://www.w3.org/2004/02/skos/core#>"),
    ],
)
def test_the_editor_completes(page: Page, typed: str, offered: str) -> None:
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(typed)
    page.keyboard.press("Control+Space")
    hint = page.locator(".CodeMirror-hint").get_by_text(offered, exact=True)
    expect(hint).to_be_visible()
    hint.click()
    assert offered in page.evaluate("kgQuery.yasqe.getValue()")


@pytest.mark.parametrize(
    ("query", "way", "drawn"),
    [
        (PLACES, "Map", ".leaflet-container canvas"),
        (SHAPES, "Map", ".leaflet-container canvas"),
        (TIES, "Graph", "#panel .canvas canvas"),
    ],
)
def test_answers_are_drawn(page: Page, query: str, way: str, drawn: str) -> None:
    ask(page, query)
    page.get_by_role("tab", name=way).click()
    expect(page.locator(drawn).first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Table")).to_be_focused()
    expect(page.locator("#panel table")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "name", "begins"),
    [
        (BACKED, "CSV", "who,by"),
        (BACKED, "TSV", "?who\t?by"),
        (BACKED, "JSON", '{"head"'),
        (BACKED, "XML", "<?xml"),
        (TIES, "Turtle", "@prefix"),
    ],
)
def test_answers_are_saved(page: Page, query: str, name: str, begins: str) -> None:
    ask(page, query)
    with page.expect_download() as saved:
        page.get_by_role("button", name=name, exact=True).click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert text.startswith(begins)
    if name == "JSON":
        assert json.loads(text)["results"]["bindings"]


def test_what_is_wrong_with_a_query_is_said(browser: Browser, demo_server: Running) -> None:
    with opened(browser) as tab:
        tab.page.goto(f"{demo_server.url}/query")
        write(tab.page, "SELECT * WHERE { ?s ?p }")
        expect(tab.page.locator("#problem")).to_contain_text("expected")
        assert tab.page.locator("#results").is_hidden()
        tab.complaints[:] = [x for x in tab.complaints if "status of 400" not in x]


def test_markup_in_an_answer_stays_text(browser: Browser, hostile_server: Running) -> None:
    query = "SELECT ?x ?p ?name { ?x ?p ?name FILTER(isLiteral(?name)) } LIMIT 500"
    with opened(browser) as tab:
        page = tab.page
        page.goto(f"{hostile_server.url}/query#{urlencode({'query': query})}")
        expect(page.locator("#panel tbody")).to_contain_text("alert(")
        page.get_by_role("tab", name="Graph").click()
        expect(page.locator("#panel .canvas canvas").first).to_be_visible()
        assert page.locator("main img, main script").count() == 0


def test_tab_leaves_the_editor(tab: Tab, demo_server: Running) -> None:
    tab.page.goto(f"{demo_server.url}/query")
    tab.page.locator(".CodeMirror").click()
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator("#run")).to_be_focused()
