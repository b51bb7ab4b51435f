"""Correcting from the page: with the token, seen at once, told when it fails, undone."""

from collections.abc import Callable

import pytest
from opening import TOKEN, Tab
from playwright.sync_api import Page, expect
from servers import Running

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.xdist_group("browser")]

Shot = Callable[[Page, str], None]


def kept(page: Page, number: int) -> None:
    """Wait until the page says that a judgement was kept."""
    outcome = page.locator(".outcome")
    expect(outcome).to_contain_text(f"Kept as judgement {number}", timeout=60_000)


def test_judging_through_the_page(tab: Tab, judged: Running, shot: Shot) -> None:
    page = tab.page
    page.goto(f"{judged.url}/facts?predicates=holds")
    page.locator(".fact .said a.verb").last.click()
    address = page.url
    wrong = page.get_by_role("button", name="The fact is wrong")
    wrong.click()
    expect(page.locator(".outcome")).to_contain_text("Say who you are")
    page.get_by_label("Your name").fill("Ana")
    wrong.click()
    expect(page.locator(".outcome")).to_contain_text("needs the token")
    page.get_by_label("Token").fill("not the token")
    wrong.click()
    expect(page.locator(".outcome")).to_contain_text("not the one this server was started with")
    assert all("401" in x for x in tab.complaints), tab.complaints  # the browser notes a refusal
    tab.complaints.clear()
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_label("Why").fill("a slip")
    wrong.click()
    kept(page, 1)
    shot(page, "judged-wide")
    page.goto(address)
    expect(page.locator(".state")).to_contain_text("rejected by a person")
    expect(page.locator(".state")).to_contain_text("Not believed")

    page.goto(f"{judged.url}/judgements")
    expect(page.get_by_label("Token")).to_be_hidden()  # it is remembered
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("a slip")
    page.get_by_role("button", name="Undo judgement 1").click()
    kept(page, 2)
    page.goto(f"{judged.url}/judgements")
    expect(page.locator("tr.undone")).to_have_count(1)
    shot(page, "judgements-made-wide")
    page.goto(address)
    expect(page.locator(".state")).not_to_contain_text("rejected")


def test_merging_and_splitting_through_the_page(tab: Tab, judged: Running) -> None:
    page = tab.page
    page.goto(f"{judged.url}/entity?iri=Mustafa+Bali")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Token").fill(TOKEN)
    same = page.locator("form.judge[data-verdict=same]")
    same.get_by_label("Name or IRI of the other").fill("nobody of that name")
    same.get_by_role("button").click()
    expect(page.locator(".outcome")).to_contain_text("Not kept", timeout=60_000)
    expect(page.locator(".outcome")).to_contain_text("nobody of that name")
    tab.complaints.clear()
    same.get_by_label("Name or IRI of the other").fill("SDF spokesman")
    same.get_by_role("button").click()
    kept(page, 1)
    assert judged.get("/entity", iri="SDF spokesman").status == 404  # it has no page of its own
    page.goto(f"{judged.url}/entity?iri=Mustafa+Bali")
    page.get_by_role("link", name="Why are these one?").click()
    expect(page.get_by_role("main")).to_contain_text("judged")
    page.goto(f"{judged.url}/judgements")
    page.get_by_role("button", name="Undo judgement 1").click()
    kept(page, 2)
    page.goto(f"{judged.url}/entity?iri=SDF+spokesman")
    expect(page.locator("h1")).to_have_text("SDF spokesman")
    other = page.locator("form.judge[data-verdict=different]").last
    other.get_by_label("Name or IRI of the other").fill("Mustafa Bali")
    other.get_by_role("button").click()
    kept(page, 3)


def test_without_a_token_the_page_says_how_to_get_one(tab: Tab, demo_server: Running) -> None:
    tab.page.goto(f"{demo_server.url}/entity?iri=Hajin")
    expect(tab.page.locator(".judging")).to_contain_text("kg serve DATASET --token-file FILE")
    expect(tab.page.locator(".judging form")).to_have_count(0)
