"""An author mends what was read of an essay, by keyboard, and publishes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
ESSAY = """Ferries

Why do ferries run late?

Fog is the usual excuse. Is it a good one?

Who counts the passengers?

Nobody does, I am told.
"""


PIERS = """Piers

Which pier is the oldest of them all?

The stones of the western pier were cut before the church was built.

Who repairs the piers in a winter without frost?
"""
QUOTED = "The stones of the western pier were cut before the church was built."


def _read(page: Page) -> None:
    page.locator('textarea[name="text"]').fill(ESSAY)
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator(".outline li")).to_have_count(4)


def _press(page: Page, key: str, said: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("[data-said]")).to_have_text(said)


def test_an_essay_is_mended_by_keyboard_and_published(visit: Visit) -> None:
    page = visit("/desk/import/", as_="author")
    _read(page)
    rows = page.locator(".outline li")

    page.keyboard.press("j")
    _press(page, "/", "Split")
    expect(rows).to_have_count(5)
    expect(page.locator(".outline a:focus")).to_contain_text("Is it a good one?")
    _press(page, "b", "Sub-question")
    page.keyboard.press("k")
    _press(page, "a", "Against")
    page.keyboard.press("e")
    page.keyboard.type(" Mostly.")
    _press(page, "Control+Enter", "Words saved")
    page.keyboard.press("j")
    page.keyboard.press("j")
    _press(page, "p", "Paragraph")
    _press(page, "z", "Undone")
    page.reload()
    expect(rows.nth(1)).to_contain_text("usual excuse. Mostly.")
    expect(rows.nth(3)).to_contain_text("Question")
    # Typed and not saved, these words go along.
    page.keyboard.press("e")
    page.keyboard.type(" And why at sea?")
    expect(page.locator("#piece-text")).to_have_value(re.compile("And why at sea"))
    page.get_by_role("button", name="Publish this outline").click()
    page.get_by_role("button", name="Publish essay").click()
    page.wait_for_url("**/e/*/")

    expect(page.locator("h1")).to_have_text("Ferries")
    expect(page.locator("main")).to_contain_text("And why at sea?")
    expect(page.locator(".question-text")).to_have_count(3)


def test_a_new_version_is_compared_put_in_place_and_undone(visit: Visit) -> None:
    page = visit("/desk/import/", as_="author")
    page.locator('textarea[name="text"]').fill(PIERS)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Publish this outline").click()
    page.get_by_role("button", name="Publish essay").click()
    page.wait_for_url("**/e/*/")
    expect(page.locator("h1")).to_have_text("Piers")
    essay = page.url
    question = page.get_by_role("link", name="Which pier is the oldest").first
    address = str(question.get_attribute("href"))
    answering = visit(f"{address}answer/", as_="reader")
    answering.get_by_role("textbox", name="Your answer").fill(
        f"> {QUOTED}\n\nThe church burnt twice."
    )
    answering.get_by_role("button", name="Post answer").click()
    expect(answering.locator("main")).to_contain_text("The church burnt twice.")

    # Reworded, a question gone and a question new: seen before anything changes.
    page.goto(f"{essay}revise/")
    page.locator('textarea[name="text"]').fill(
        PIERS.replace("were cut before", "were all cut long before").replace(
            "Who repairs the piers in a winter without frost?",
            "Would a ferry be cheaper than a pier?",
        )
    )
    page.get_by_role("button", name="Compare with the essay").click()
    expect(page.locator("main")).to_contain_text("1 quoted passage would drift")
    page.locator("summary", has_text="The passages that answers quote").press("Enter")
    expect(page.locator("del", has_text="were cut before")).to_be_visible()
    expect(page.locator("ins", has_text="were all cut long before")).to_be_visible()
    page.get_by_role("button", name="Put this version in place").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Put in place").press("Enter")
    expect(page.locator(".messages")).to_contain_text("The new version is live")

    answering.goto(address)
    said = "it now reads “The stones of the western pier were all cut long before"
    expect(answering.locator("figcaption")).to_contain_text(said)
    page.get_by_role("button", name="Undo this version").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Undo version").press("Enter")
    undone = "The essay reads as it did before this version."
    expect(page.locator(".messages")).to_contain_text(undone)
    page.goto(essay)
    expect(page.locator("main")).to_contain_text(QUOTED)
    answering.reload()
    expect(answering.locator("figcaption")).to_have_count(0)
    expect(answering.locator("main")).to_contain_text("The church burnt twice.")


def test_an_essay_is_mended_by_buttons_alone(visit: Visit) -> None:
    page = visit("/desk/import/", as_="author", js=False)
    _read(page)

    page.locator(".outline a[data-key]").nth(1).click()
    page.locator("details.more summary", has_text="Split before").click()
    page.get_by_role("button", name="Is it a good one?").click()
    page.get_by_role("button", name="Sub-question").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Redo").click()

    expect(page.locator(".outline li")).to_have_count(5)
    expect(page.locator(".outline [aria-current]")).to_contain_text("Sub-question")


def test_after_a_refused_publish_the_draft_is_mended_where_it_stands(
    visit: Visit,
) -> None:
    page = visit("/desk/import/", as_="author")
    _read(page)
    for place, left_out in enumerate((1, 2, 4)):
        page.locator(".outline a[data-key]").nth(place).click()
        _press(page, "x", "Left out")
        expect(page.locator(".outline [data-left]")).to_have_count(left_out)
    page.get_by_role("button", name="Publish this outline").click()
    page.get_by_role("button", name="Publish essay").click()
    expect(page.locator(".messages")).to_contain_text("No question is left")

    page.locator(".outline a[data-key]").nth(2).click()
    expect(page.locator("#at-hand")).to_have_text("Question, left out")
    page.get_by_role("button", name="Take back in").click()
    expect(page.locator(".outline [data-left]")).to_have_count(2)

    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single letters and marks act as keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
