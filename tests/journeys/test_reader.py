"""A reader reads, answers, votes, replies and proposes; with scripts and without."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
QUESTION = "/q/hands04/"


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no-scripts"])
def test_a_reader_finds_a_question_and_answers_it(visit: Visit, js: bool) -> None:
    page = visit("/", as_="reader", js=js)
    essay = page.locator(".lead-story", has_text="Thinking Machines")
    essay.get_by_role("link", name="Read the essay").click()
    page.locator(f'.question-text a[href="{QUESTION}"]').click()
    # Two answers that say nearly the same would be asked about.
    words = (
        "Neither: like the lift, slowly and then unnoticed."
        if js
        else "Both, for a hand that learns late still learns by being held."
    )

    page.get_by_label("Your answer").last.fill(f"I **think** so.\n\n{words}")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview strong")).to_have_text("think")
    page.get_by_role("button", name=re.compile("Post")).first.click()

    expect(page.locator(".answer", has_text=words)).to_be_visible()
    expect(page.locator(".answer strong", has_text="think").first).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no-scripts"])
def test_a_vote_is_counted_once_and_can_be_taken_back(visit: Visit, js: bool) -> None:
    page = visit("/a/hoursnomv1/" if js else "/a/checkhale1/", as_="reader", js=js)
    # The first answer of the page is the one that was asked for.
    button = page.locator(".votes button", has_text="Helpful").first
    was = button.get_attribute("aria-pressed") == "true"
    count = _count(button.inner_text())

    button.click()
    expect(button).to_have_attribute("aria-pressed", str(not was).lower())
    assert _count(button.inner_text()) == count + (-1 if was else 1)

    button.click()
    expect(button).to_have_attribute("aria-pressed", str(was).lower())
    assert _count(button.inner_text()) == count


def test_what_was_typed_survives_a_reload(visit: Visit) -> None:
    page = visit("/q/learn04/answer/", as_="reader")
    words = "A draft that must not be lost."

    page.get_by_label("Your answer").last.fill(words)
    expect(page.locator("[data-saved]")).to_have_text(re.compile("Saved"))
    page.reload()

    expect(page.locator("textarea").first).to_have_value(words)


def test_a_stranger_reads_why_a_long_text_is_not_kept(visit: Visit) -> None:
    page = visit("/q/learn04/answer/")
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))

    page.get_by_label("Your answer").last.fill("long " * 4_001)
    page.clock.run_for(1_000)

    note = page.locator("[data-saved]")
    expect(note).to_contain_text("20,000 characters of a text can be kept")
    expect(note).not_to_contain_text("signed out")
    # It is not asked for again before something is changed.
    page.clock.run_for(60_000)
    assert asked.count("/begun/") == 1


def test_a_reader_proposes_a_question_and_sees_where_it_stands(visit: Visit) -> None:
    page = visit("/e/thinking-machines/propose/", as_="reader")

    page.locator("textarea").first.press_sequentially(
        "Who tunes the piano of an AI that plays, and do AIs want things?"
    )
    alike = page.locator("[data-similar]")
    expect(alike).to_contain_text("Is it one of these?")
    page.get_by_role("button", name="Send proposal").click()
    # Readers see a trusted reader's at once; either way it has been sent.
    expect(page.locator("main")).to_contain_text("Sent.")
    page.goto("/proposals/")

    proposal = page.locator(".rows li", has_text="Who tunes the piano")
    expect(proposal).to_contain_text("Waiting")


def test_a_newcomer_signs_up_with_a_mailed_code_and_waits_for_a_moderator(
    visit: Visit,
) -> None:
    words = "My first answer here, in good faith."
    page = visit(QUESTION)
    page.get_by_role("link", name="Write your answer").click()
    page.get_by_label("Your answer").last.fill(words)
    page.get_by_role("button", name="Sign up to post").click()
    page.locator('input[name="email"]').fill("wren@example.org")
    page.locator('input[name="username"]').fill("wren")
    page.locator('input[name="password1"]').fill("a-long-winding-lane-9")
    page.locator("main form button").first.click()
    page.locator('input[name="code"]').fill(_mailed_code(visit))
    page.locator("main form button").first.click()

    expect(page.get_by_label("Your answer").last).to_have_value(words)
    page.get_by_role("button", name=re.compile("Post")).first.click()

    expect(page.locator(".answer", has_text="in good faith")).to_contain_text(
        re.compile("wait", re.IGNORECASE)
    )
    stranger = visit(QUESTION)
    expect(stranger.locator("body")).not_to_contain_text("in good faith")


def _mailed_code(visit: Visit) -> str:
    outbox: Page = visit("/demo/")
    text = outbox.locator(".mail pre").first.inner_text()
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\b[A-Z0-9]{6,8}\b", text)
    assert found, text
    return found.group()


def _count(label: str) -> int:
    digits = re.findall(r"\d+", label)
    return int(digits[0]) if digits else 0


def test_the_toolbar_puts_marks_around_what_is_selected(visit: Visit) -> None:
    page = visit("/q/learn04/answer/", as_="reader")
    field = page.get_by_label("Your answer").last
    marks = page.get_by_role("toolbar", name="Marks for the text")

    field.fill("ovens")
    field.select_text()
    marks.get_by_role("button", name="Strong").click()
    expect(field).to_have_value("**ovens**")
    field.press("Control+i")
    expect(field).to_have_value("***ovens***")
    field.press("Control+z")
    expect(field).to_have_value("**ovens**")

    field.press("Control+a")
    field.press("Shift+Tab")
    page.keyboard.press("End")
    expect(marks.get_by_role("button", name="List")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_have_value("- **ovens**")
    expect(field).to_be_focused()
