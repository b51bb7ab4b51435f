"""The copy of the pages in a folder, opened without a server."""

from pathlib import Path

import pytest
from opening import Tab, opened
from playwright.sync_api import Browser, expect

from kg.graph import Dataset
from kg.web.pages.site import write_site

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def copy(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "site"
    with Dataset(demo) as dataset:
        write_site(dataset, folder)
    return folder


def test_a_copy_is_searched_and_walked_without_a_server(tab: Tab, copy: Path) -> None:
    page = tab.page
    page.goto((copy / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("daesh")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("1 name found.")
    page.locator("#text").fill("haj")
    page.get_by_role("main").get_by_role("link", name="Hajin", exact=True).click()
    page.locator(".fact.event .said a.verb", has_text="captured").first.click()
    expect(page.locator("h1")).to_contain_text("Syrian Democratic Forces captured Hajin")
    expect(page.locator(".judging")).to_contain_text("kg judge")
    page.locator(".claim.against .quote").first.click()
    expect(page.locator(".seg:has(:target)")).to_be_in_viewport()
    expect(page.locator("body")).to_have_css("display", "flex")  # its styles were loaded


@pytest.mark.parametrize("name", ["network", "map", "query", "timeline", "judgements"])
def test_what_scripts_draw_is_drawn_without_a_server(
    browser: Browser, copy: Path, name: str
) -> None:
    with opened(browser) as tab:
        tab.page.goto((copy / f"{name}.html").as_uri())
        expect(tab.page.locator("h1")).to_have_count(1)
        if name in ("network", "map"):
            expect(tab.page.locator("#told")).not_to_contain_text("Drawing", timeout=20_000)
            expect(tab.page.locator("canvas, svg, .leaflet-container").first).to_be_visible()
