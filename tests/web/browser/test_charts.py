"""Network, map and timeline: what they show is what the API says, by mouse, keyboard and link."""

import re
from collections.abc import Callable, Iterator

import pytest
from opening import DARK, PHONE, Tab, opened
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import Literal, NamedNode, Quad
from servers import Running, publish, serving

from kg.vocabulary import AG, ID, PREFIXES

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("browser")]

Shot = Callable[[Page, str], None]
FACT = re.compile(r"/fact\?iri=")
_MIDDLE = """() => {
  const edge = kgNetwork.edges()[0], at = edge.renderedMidpoint();
  const box = document.getElementById("network").getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
_NODE = """() => {
  const at = kgNetwork.nodes().max((x) => x.degree()).ele.renderedPosition();
  const box = document.getElementById("network").getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""


def drawn(page: Page, kind: str) -> None:
    """Wait until a chart is seen."""
    page.wait_for_selector(f"html[data-{'ready' if kind == 'network' else 'seen'}={kind}]")


def network(tab: Tab, server: Running, search: str = "") -> Page:
    tab.page.goto(f"{server.url}/network{search}")
    drawn(tab.page, "network")
    return tab.page


def told(page: Page) -> tuple[int, int]:
    """Return how many names and lines a network says that it shows."""
    found = re.match(r"([\d,]+) names?, ([\d,]+) lines?\.", page.inner_text("#told"))
    assert found, page.inner_text("#told")
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def test_the_network_shows_what_the_api_says(tab: Tab, demo_server: Running) -> None:
    page = network(tab, demo_server)
    whole = demo_server.get("/api/v1/network", events="true").json
    assert told(page) == (len(whole["nodes"]), len(whole["edges"]))
    assert page.evaluate("kgNetwork.nodes().length") == len(whole["nodes"])
    page.get_by_text("The same as a table").click()
    assert page.locator("#rows tr").count() == min(100, len(whole["edges"]))


def test_the_network_is_filtered_and_its_address_tells_how(tab: Tab, demo_server: Running) -> None:
    page = network(tab, demo_server)
    page.get_by_label("Events too").uncheck()
    assert told(page)[1] == demo_server.get("/api/v1/network").json["total"]
    page.locator("#least").fill("0.5")
    some = demo_server.get("/api/v1/network", min_belief=0.5).json["total"]
    assert told(page)[1] == some
    page.get_by_label("Still so on or after").fill("2019")
    page.keyboard.press("Enter")
    late = demo_server.get("/api/v1/network", min_belief=0.5, since="2019").json["total"]
    assert told(page)[1] == late < some
    network(tab, demo_server, "?" + page.url.partition("?")[2])
    assert told(page)[1] == late
    assert page.get_by_label("Still so on or after").input_value() == "2019"
    near = demo_server.get("/api/v1/network", entity="SDF", events="true").json
    network(tab, demo_server, "?entity=SDF")
    assert told(page) == (len(near["nodes"]), near["total"])


def test_a_line_leads_to_its_fact_and_a_name_to_its_page(tab: Tab, demo_server: Running) -> None:
    page = network(tab, demo_server, "?entity=Hajin&predicates=holds")
    x, y = page.evaluate(_MIDDLE)
    page.mouse.move(x, y)
    expect(page.locator("#card")).to_contain_text("holds")
    page.mouse.click(x, y)
    expect(page).to_have_url(FACT)
    network(tab, demo_server, "?entity=Hajin&predicates=holds")
    page.mouse.click(*page.evaluate(_NODE))
    expect(page.locator("h1")).to_have_text("Hajin")


def test_the_network_moves_by_keys(tab: Tab, demo_server: Running) -> None:
    page = network(tab, demo_server)
    page.locator("#network").focus()
    before = page.evaluate("[kgNetwork.zoom(), kgNetwork.pan().x]")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("[kgNetwork.zoom(), kgNetwork.pan().x]")
    assert after[0] > before[0]
    assert after[1] != before[1]


def test_a_finger_is_told_before_it_is_led(browser: Browser, demo_server: Running) -> None:
    with opened(browser, has_touch=True, **PHONE) as tab:
        page = network(tab, demo_server, "?entity=Hajin&predicates=holds")
        page.locator("#network").scroll_into_view_if_needed()
        page.touchscreen.tap(*page.evaluate(_NODE))
        link = page.locator("#card").get_by_role("link", name="Hajin")
        expect(link).to_be_visible()
        assert "/network" in page.url
        link.tap()
        expect(page.locator("h1")).to_have_text("Hajin")


def counts(page: Page) -> tuple[int, ...]:
    """Return how many places a map says are held, contested and unknown."""
    return tuple(int(x) for x in re.findall(r"(\d+) (?:held|contested|unknown)", told_of(page)))


def told_of(page: Page) -> str:
    return page.locator("#slider").get_attribute("aria-valuetext") or ""


def test_the_map_follows_its_slider_by_keys_and_its_address(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(f"{demo_server.url}/map?as_of=2018-12-13")
    drawn(page, "map")
    seen = set()
    page.locator("#slider").focus()
    for key in ("", "ArrowRight", "Home", "End"):
        if key:
            page.keyboard.press(key)
        day = dict(x.split("=") for x in page.url.partition("?")[2].split("&") if x).get("as_of")
        spots = demo_server.get("/api/v1/map", as_of=day or "").json["spots"]
        states = [x["status"] for x in spots]
        assert counts(page) == tuple(states.count(x) for x in ("held", "contested", "unknown"))
        seen.add(told_of(page))
    assert any(x.startswith("14 Dec 2018: ") for x in seen)
    assert any(x.startswith("As last known: ") for x in seen)
    page.goto(f"{demo_server.url}/map?as_of=2018-12")
    assert told_of(page).startswith("1 Dec 2018: ")


def test_a_place_on_the_map_leads_to_its_facts(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(f"{demo_server.url}/map?as_of=2018-12-13")
    pin = page.get_by_role("button", name=re.compile("^Hajin, contested: Islamic State and Syrian"))
    pin.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("contested: Islamic State, Syrian Democratic Forces")
    popup.get_by_role("link", name="fact 1").click()
    expect(page).to_have_url(FACT)


def test_the_timeline_of_a_place_is_that_of_the_command(tab: Tab, demo_server: Running) -> None:
    page = tab.page
    page.goto(f"{demo_server.url}/timeline?iri=Hajin")
    drawn(page, "timeline")
    states = demo_server.get("/api/v1/timeline", iri="Hajin").json["control"]
    bars = [
        x for x in page.locator("#lanes a.bar").all() if "holds" not in (x.text_content() or "")
    ]
    sides = sum(max(1, len(x["holders"])) for x in states)
    assert len(bars) >= sides
    assert page.locator("#lanes a.bar.contested").count() == 2
    expect(page.locator("#told")).to_contain_text(f"{len(states)} stretches of control")
    page.get_by_label("From", exact=True).fill("2018-12-13")
    page.get_by_label("To", exact=True).fill("2018-12-20")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("2 stretches of control")
    assert "since=2018-12-13" in page.url
    page.locator("#lanes a.bar").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(FACT)


def test_the_timeline_of_an_actor_has_its_places_events_and_figures(
    tab: Tab, demo_server: Running
) -> None:
    page = tab.page
    page.goto(f"{demo_server.url}/timeline")
    page.get_by_role("link", name="Islamic State", exact=True).click()
    drawn(page, "timeline")
    for what in ("a.bar", "a.happening", "a.span"):
        assert page.locator(f"#lanes {what}").count() > 2
        for x in page.locator(f"#lanes {what}").all()[:4]:
            assert FACT.search(x.get_attribute("href") or "")
    wide = page.evaluate("document.querySelector('#lanes .inner').offsetWidth")
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate("document.querySelector('#lanes .inner').offsetWidth") > 1.4 * wide


@pytest.mark.parametrize("path", ["network", "map?as_of=2018-12-13", "timeline?iri=Islamic+State"])
def test_charts_are_looked_at(
    browser: Browser, demo_server: Running, shot: Shot, path: str
) -> None:
    kind = re.split(r"\W", path)[0]
    for name, options in {"light": {}, "dark": DARK, "phone": PHONE}.items():
        with opened(browser, **options) as tab:
            tab.page.goto(f"{demo_server.url}/{path}")
            drawn(tab.page, kind)
            tab.page.wait_for_timeout(600)  # the network still finds its places
            assert tab.wider() <= 0
            shot(tab.page, f"chart-{kind}-{name}")


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory, quads: list[Quad]) -> Iterator[Running]:
    """Return a server of a campaign in which a place and its holder are called by markup."""
    it = NamedNode(f"{ID}hostile")
    place = [
        *((NamedNode(PREFIXES["wgs"] + x), Literal(34.5)) for x in ("lat", "long")),
        (NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{AG}Place")),
    ]
    changed = [_swapped(x, it) for x in quads]
    path = tmp_path_factory.mktemp("marked") / "marked.kg"
    publish(path, [*changed, *(Quad(it, p, o) for p, o in place)])
    with serving(path) as running:
        yield running


def _swapped(quad: Quad, it: NamedNode) -> Quad:
    """Return a statement in which the holder of a place, and the place, are called by markup."""
    called = {f"{ID}tamar", f"{ID}river"}
    facts = quad.predicate.value.removeprefix(AG) in {"subject", "object", "place", "agent", "of"}
    if facts and isinstance(quad.object, NamedNode) and quad.object.value in called:
        return Quad(quad.subject, quad.predicate, it, quad.graph_name)
    return quad


@pytest.mark.parametrize("path", ["network", "map", f"timeline?iri={ID}hostile"])
def test_names_that_are_markup_stay_names(tab: Tab, marked: Running, path: str) -> None:
    page = tab.page
    page.goto(f"{marked.url}/{path}")
    drawn(page, path.partition("?")[0])
    if path == "map":
        page.locator(".pin[aria-label^='<img']").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".leaflet-popup-content")).to_contain_text("<script>alert(2)</script>")
    page.wait_for_timeout(500)
    assert page.locator("main img, main script, main iframe").count() == 0
    assert "alert(2)" in (page.text_content("main") or "")
