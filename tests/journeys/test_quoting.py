"""A stranger disputes a sentence of the essay: selects it, signs in, answers it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
ESSAY = "/e/thinking-machines/"
SELECT = """node => {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
PART = """(node, [from, to]) => {
  const words = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
  getSelection().setBaseAndExtent(words, from, words, to);
}"""


def test_selected_words_survive_signing_in_and_are_marked(visit: Visit) -> None:
    page = visit(ESSAY)
    node = page.locator("#q-hands01 [data-node]", has_text="Law arrives already")
    node.click(click_count=3)
    button = page.get_by_role("link", name="Quote", exact=True)
    expect(button).to_be_visible()
    # From the words, the keyboard comes to the button.
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Your answer").fill("A duvet may be scanned.")
    page.get_by_role("button", name="Sign in to post").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    asked = page.url.split("next=")[1]
    page.goto("/demo/")
    page.locator('form[action="/demo/reader/"] button').click()
    page.goto(page.evaluate("decodeURIComponent", asked))

    expect(page.get_by_label("You quote")).to_have_value(
        "Law arrives already written down. A duvet has to be met in person."
    )
    text = page.get_by_role("textbox", name="Your answer")
    expect(text).to_have_value("A duvet may be scanned.")
    page.get_by_role("button", name="Post answer").click()
    answer = page.locator(".answer", has_text="A duvet may be scanned.")
    expect(answer.locator("blockquote")).to_contain_text("Law arrives already")

    page.goto(ESSAY)
    mark = page.locator("#q-hands01 .mark-note a", has_text="1 answer quotes this")
    mark.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Answers that quote this")
    expect(page.locator(".answer")).to_contain_text("A duvet may be scanned.")


def test_words_selected_beside_the_form_go_into_it(visit: Visit) -> None:
    page = visit("/q/agents6/", as_="reader")
    page.get_by_role("textbox", name="Your answer").fill("Not lost.")

    page.locator("[data-node]", has_text="Accountants met").evaluate(SELECT)
    page.get_by_role("link", name="Quote", exact=True).click()

    card = page.locator("form .quoting")
    expect(card.locator("blockquote")).to_have_text(re.compile("^Accountants"))
    text = page.get_by_role("textbox", name="Your answer")
    expect(text).to_be_focused()
    expect(text).to_have_value("Not lost.")
    card.get_by_role("button", name="Remove quote").click()
    expect(card).to_have_count(0)
    expect(text).to_be_focused()

    # A mouse lets go within a word, and the word is taken whole.
    page.locator("[data-node]", has_text="Accountants met").evaluate(PART, [3, 13])
    page.get_by_role("link", name="Quote", exact=True).click()
    expect(card.locator("blockquote")).to_have_text("Accountants met")
