"""The author imports an essay, compiles, curates, publishes and takes it away."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.following import see_result

pytestmark = pytest.mark.browser
ESSAY = """# Questions About Bridges

*Asked on a long walk*

I wrote these down on the way home. Answers are welcome.

## Stone

- Why do the old ones still stand? {#bridge1}
  - **For:** They were built far too strong.
  - Which of them fell, and does anybody keep count? {#bridge2}

## Steel

- What does rust cost a year? {#bridge3}
  - > Nothing is so strong as gentleness.
    > — A sign at the toll house
"""


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no-scripts"])
def test_an_author_imports_an_essay_after_seeing_its_outline(
    visit: Visit, js: bool
) -> None:
    page = visit("/desk/import/", as_="author", js=js)
    text = ESSAY if js else re.sub(r" \{#bridge\d\}", "", ESSAY)

    page.locator('textarea[name="text"]').fill(text)
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator(".outline")).to_contain_text("Why do the old ones still stand?")
    page.get_by_role("button", name="Publish this outline").click()
    if js:
        page.get_by_role("button", name="Publish essay").click()
        page.wait_for_url("**/e/*/")

    expect(page.locator("h1")).to_have_text("Questions About Bridges")
    expect(page.locator(".question-text")).to_have_count(3)


def test_a_text_without_questions_comes_back_with_a_sentence(visit: Visit) -> None:
    page = visit("/desk/import/", as_="author")

    page.locator('textarea[name="text"]').fill("Only a statement.")
    page.get_by_role("button", name="Read the text").click()

    expect(page.locator('textarea[name="text"]')).to_have_value("Only a statement.")
    expect(page.locator(".field-error, .error-summary").first).to_be_visible()


@pytest.mark.publishes
def test_an_author_compiles_curates_by_keyboard_publishes_and_takes_it_away(
    visit: Visit,
) -> None:
    stranger = visit("/highlights/")
    published = stranger.locator(".digest-teaser").count()
    page = visit("/desk/", as_="author")
    _compile(page)
    _curate(page)

    page.get_by_role("link", name="Check and publish").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish now").click()

    expect(page.locator("article.digest h1")).to_contain_text("Highlights")
    replies = page.locator(".author-reply", has_text="I had not thought of that.")
    expect(replies).to_be_visible()
    _same_everywhere(page)
    stranger.reload()
    expect(stranger.locator(".digest-teaser")).to_have_count(published + 1)


def _ask_for_a_compile(page: Page) -> None:
    row = page.locator("li", has_text="Thinking Machines").filter(
        has=page.get_by_role("button", name="Compile highlights")
    )
    row.get_by_role("button", name="Compile highlights").click()


def _compile(page: Page) -> None:
    _ask_for_a_compile(page)
    expect(page.locator(".job")).to_be_visible()
    page.reload()
    see_result(page)
    expect(page.locator(".draft-item").first).to_be_visible()


def _curate(page: Page) -> None:
    items = page.locator(".draft-item")
    expect(items.first).to_be_visible()
    before = items.count()

    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(items).to_have_count(before + 1)
    page.keyboard.press("d")
    expect(page.locator(".tabs")).to_contain_text(re.compile(r"Dismissed\s*1"))

    first = page.locator(".draft-item").first
    first.get_by_role("link", name="Reply").click()
    page.get_by_label("Your reply").fill("I had not thought of that.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".author-reply").first).to_contain_text("I had not thought")

    page.locator(".draft-item").first.get_by_role("link", name="Trim").click()
    page.locator('.tick input[type="checkbox"]').last.uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".draft-item .excerpt").first).to_contain_text("[…]")

    second = page.locator(".draft-group").nth(1).locator("h2").inner_text()
    page.locator(".draft-group").nth(1).get_by_role("button", name="Up").first.click()
    expect(page.locator(".draft-group h2").first).to_have_text(second)


def _same_everywhere(page: Page) -> None:
    names = page.locator(".digest-item .attribution bdi").all_inner_texts()
    assert len(names) > 5
    page.locator("summary", has_text="Take it away").click()
    for label in ("Markdown", "HTML for pasting", "Plain text"):
        with page.expect_download() as download:
            page.get_by_role("link", name=label, exact=True).click()
        text = download.value.path().read_text("utf-8")
        places, start = [], 0
        for name in names:
            start = text.index(name, start) + len(name)
            places.append(start)
        assert places == sorted(places)


def test_a_draft_is_curated_without_scripts(visit: Visit) -> None:
    page = visit("/desk/", as_="author", js=False)
    _ask_for_a_compile(page)
    page.goto("/desk/")
    for _ in range(240):
        page.reload()
        if not page.locator(".notice", has_text="under way").count():
            break
        page.wait_for_timeout(500)
    page.locator("li", has_text="Draft").first.get_by_role("link").first.click()
    items = page.locator(".draft-item")
    expect(items.first).to_be_visible()
    before = items.count()

    page.get_by_role("button", name=re.compile("^Pick( p)?$")).first.click()
    expect(items).to_have_count(before + 1)
    page.get_by_role("button", name="Back to the tray").first.click()
    expect(items).to_have_count(before)
