"""A reader's whole way, once with scripts and once without: read, sign up, quote,
answer, lose the session, come back to the draft, vote, propose, follow, receive one
mail, unsubscribe by its link."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.outbox import mailed_code, mails_to, wait_for_mail

pytestmark = pytest.mark.browser
QUESTION = "/q/agents1/"
PASSWORD = "a-long-winding-lane-9"
TOLD = "Tomasz Wierzbicki answered"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has never been here, and the words they will type."""

    name: str
    page: Page
    answer: str
    proposal: str

    @property
    def address(self) -> str:
        return f"{self.name}@example.org"


def test_with_scripts_and_without(visit: Visit) -> None:
    walkers = [
        Newcomer(
            "scripted",
            visit("/"),
            "A butler with scripts would be told what to bring, and bring it late.",
            "Which instruments go out of tune when nobody listens to them?",
        ),
        Newcomer(
            "scriptless",
            visit("/", js=False),
            "Without any scripts the same errand takes one reload and no longer.",
            "Do lighthouses mind that ships stopped looking up at night?",
        ),
    ]
    for who in walkers:
        _read(who)
        _sign_up(who)
        _quote_and_answer_after_the_session_was_lost(who)
        _vote(who)
        _propose(who)
        _follow(who)

    other = visit(f"{QUESTION}answer/", as_="moderator")
    other.get_by_role("textbox", name="Your answer").fill("Like a porter, I suppose.")
    other.get_by_role("button", name="Post answer").click()
    expect(other.locator(".answer", has_text="Like a porter")).to_be_visible()

    for who in walkers:
        _receive_one_mail_and_stop_it(who)


def _read(who: Newcomer) -> None:
    essay = who.page.locator(".lead-story", has_text="Thinking Machines")
    essay.get_by_role("link", name="Read the essay").click()
    who.page.locator(f'.question-text a[href="{QUESTION}"]').click()
    expect(who.page.locator(".answer").first).to_be_visible()


def _sign_up(who: Newcomer) -> None:
    page = who.page
    page.get_by_role("link", name="New here? Sign up").click()
    page.locator('input[name="email"]').fill(who.address)
    page.locator('input[name="username"]').fill(who.name)
    page.locator('input[name="password1"]').fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    code = page.locator('input[name="code"]')
    expect(code).to_be_visible()
    outbox = page.context.new_page()
    code.fill(mailed_code(outbox, who.address))
    outbox.close()
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(f"{QUESTION}answer/"))


def _quote_and_answer_after_the_session_was_lost(who: Newcomer) -> None:
    page = who.page
    page.get_by_text("Quote a passage").click()
    page.get_by_label("A whole paragraph").select_option(index=1)
    page.get_by_role("textbox", name="Your answer").fill(who.answer)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Post answer").click()

    expect(page.get_by_text("your text is there again")).to_be_visible()
    page.locator('input[name="login"]').fill(who.address)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("textbox", name="Your answer")).to_have_value(who.answer)
    expect(page.get_by_label("You quote")).to_have_value(re.compile(r"\w"))
    page.get_by_role("button", name="Post answer").click()
    answer = page.locator(".answer", has_text=who.answer)
    expect(answer).to_contain_text("Waiting for a moderator")
    expect(answer.locator("blockquote").first).to_be_visible()


def _vote(who: Newcomer) -> None:
    who.page.goto(QUESTION)
    button = who.page.locator('button[id^="helpful-"]').first
    chosen = button.get_attribute("id")
    button.click()
    button = who.page.locator(f"#{chosen}")
    expect(button).to_have_attribute("aria-pressed", "true")


def _propose(who: Newcomer) -> None:
    page = who.page
    page.goto("/e/thinking-machines/propose/")
    page.locator('textarea[name="text"]').fill(who.proposal)
    send = page.get_by_role("button", name="Send proposal")
    send.click()
    sent = page.get_by_text("An editor will read it")
    # What asks nearly the same may be shown once before it is sent.
    expect(sent.or_(page.get_by_text("Is it one of these?")).first).to_be_visible()
    if not sent.count():
        send.click()
    expect(sent).to_be_visible()


def _follow(who: Newcomer) -> None:
    page = who.page
    page.goto("/me/mail/")
    page.get_by_label("News of what you follow").select_option("now")
    page.get_by_role("button", name="Save").click()
    page.goto(QUESTION)
    # Whoever has answered a question follows it already.
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.goto("/e/thinking-machines/")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Following")).to_be_visible()


def _receive_one_mail_and_stop_it(who: Newcomer) -> None:
    page = who.page
    text = wait_for_mail(page, who.address, TOLD)
    assert mails_to(page, who.address, TOLD).count() == 1
    stop = re.search(r"http://\S+/mail/stop/\S+", text)
    assert stop, text
    page.goto(stop[0])
    page.get_by_role("button", name="Stop these mails").click()
    expect(page.get_by_role("heading", name="Stopped")).to_be_visible()
    page.goto("/me/mail/")
    expect(page.get_by_label("News of what you follow")).to_have_value("none")
