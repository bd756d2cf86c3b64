"""A moderator empties the queue by keys or by buttons; the people concerned see it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
both_ways = pytest.mark.parametrize("js", [True, False], ids=["keys", "no-scripts"])


def _decide(page: Page, key: str, button: str, *, js: bool) -> None:
    if js:
        page.keyboard.press(key)
    else:
        page.get_by_role("button", name=button).click()


@pytest.mark.parametrize(
    ("js", "answer"),
    [(True, "othersjiw1"), (False, "wordsjiwo1")],
    ids=["keys", "no-scripts"],
)
def test_an_approved_answer_is_public_at_once(
    visit: Visit, js: bool, answer: str
) -> None:
    page = visit(f"/moderation/?case=answer-{answer}", as_="moderator", js=js)
    words = page.locator(".case .prose").last.inner_text()[:60]

    _decide(page, "a", "Approve", js=js)

    expect(page).to_have_url(re.compile(r"/moderation/"))
    expect(page.locator(".case")).not_to_contain_text(words)
    expect(visit(f"/a/{answer}/").locator(".answer-body").first).to_contain_text(words)


@both_ways
def test_a_hidden_answer_keeps_its_reason_and_can_be_shown_again(
    visit: Visit, js: bool
) -> None:
    words = f"This is somewhat beside the question ({js})."
    reader = visit("/q/hands03/answer/", as_="reader", js=js)
    reader.get_by_label("Your answer").last.fill(words)
    reader.get_by_role("button", name="Post answer").click()
    answer = reader.locator(".answer", has_text=words).get_attribute("id")
    page = visit(f"/moderation/?case=answer-{str(answer)[2:]}", as_="moderator", js=js)

    if js:
        page.keyboard.press("h")
        expect(page.locator("#reason")).to_be_focused()
    page.locator("#reason").fill("It answers another question.")
    page.locator("#reason").press("Enter")

    expect(page.get_by_text("You have just hidden an answer")).to_be_visible()
    expect(visit("/q/hands03/").locator("main")).not_to_contain_text(words)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("It answers another question.")

    _decide(page, "u", "Show it again", js=js)
    expect(page.get_by_text("You have just hidden an answer")).to_be_hidden()
    expect(visit("/q/hands03/").locator("main")).to_contain_text(words)


def _propose(visit: Visit, text: str) -> str:
    """The address of a question that the reader has just proposed."""
    page: Page = visit("/e/thinking-machines/propose/", as_="reader")
    page.locator("textarea").first.fill(text)
    page.get_by_label("Section").select_option(index=2)
    send = page.get_by_role("button", name="Send proposal")
    send.click()
    sent = page.get_by_role("heading", level=1, name=text)
    expect(sent.or_(page.get_by_text("Is it one of these?")).first).to_be_visible()
    if not sent.count():
        send.click()
    expect(sent).to_be_visible()
    return page.url


def _case_of(proposal: str) -> str:
    return f"/moderation/?case=proposal-{proposal.split('/')[-2]}"


@both_ways
def test_an_accepted_proposal_has_a_page_that_names_its_proposer(
    visit: Visit, js: bool
) -> None:
    text = f"Who pays for the {'kettle' if js else 'lantern'} of a machine that rests?"
    proposal = _propose(visit, text)
    page = visit(_case_of(proposal), as_="author", js=js)

    _decide(page, "a", "Accept question", js=js)
    expect(page.locator(".case")).not_to_contain_text(text)

    reader = visit(proposal, as_="reader")
    reader.get_by_role("link", name=text).click()
    expect(reader.locator("h1")).to_have_text(text)
    expect(reader.locator(".question-head")).to_contain_text(
        "Proposed by Rosa Lindqvist"
    )


@both_ways
def test_a_declined_proposal_tells_its_proposer_why(visit: Visit, js: bool) -> None:
    text = f"May a machine keep a {'heron' if js else 'badger'} as a hobby?"
    reason = "It is charming and asks nothing about machines."
    proposal = _propose(visit, text)
    page = visit(_case_of(proposal), as_="author", js=js)

    if js:
        page.keyboard.press("h")
        expect(page.locator("#reason")).to_be_focused()
    page.locator("#reason").fill(reason)
    page.locator("#reason").press("Enter")
    expect(page.locator(".case")).not_to_contain_text(text)

    reader = visit(proposal, as_="reader")
    expect(reader.locator(".state")).to_have_text("Declined")
    expect(reader.locator("main")).to_contain_text(reason)
