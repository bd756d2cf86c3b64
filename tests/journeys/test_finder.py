"""A reader finds an answer by a phrase and meets its author; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no-scripts"])
def test_a_reader_finds_an_answer_and_opens_its_authors_page(
    visit: Visit, js: bool
) -> None:
    page = visit("/", js=js, width=1280 if js else 360)
    wordmark = page.locator(".site-header .wordmark")
    place = wordmark.bounding_box()
    if js:
        page.keyboard.press("/")
        page.keyboard.type('"manuals I translate"')
        page.keyboard.press("Enter")
    else:
        page.get_by_role("searchbox").fill('"manuals I translate"')
        page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".rows mark").first).to_be_visible()
    # The page that has a search box of its own has the header of all others.
    assert wordmark.bounding_box() == place

    page.get_by_text("Narrow it down").click()
    page.get_by_label("Section", exact=True).select_option(label="– Company and Care")
    page.locator("main").get_by_role("button", name="Search").click()
    result = page.locator(".rows li", has_text="manuals")
    expect(result).to_have_count(1)

    result.get_by_role("link").first.click()
    expect(page.locator(".answer", has_text="manuals I translate")).to_be_visible()
    page.locator(".answer .author a").first.click()
    expect(page).to_have_url(re.compile(r"/p/reader/$"))
    expect(page.locator("h1")).to_have_text("Rosa Lindqvist")
