"""An old comment section comes in, and an editor says by keys what each comment is."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.following import see_result

pytestmark = pytest.mark.browser
ESSAY = """# Lighthouses and Other Doubts

## Lamps

- Why does the lamp at Skerry Point turn to the left?
- Who trims the wick when the keeper is asleep?
- Would a brighter lamp save more ships or only more insurance?

## Fog

- How far does a foghorn carry in a northerly gale?
- Can seals learn to ignore the horn?
"""
TURN = "Why does the lamp at Skerry Point turn to the left?"
WICK = "Who trims the wick when the keeper is asleep?"
LAMP = "Would a brighter lamp save more ships or only more insurance?"
SEALS = "Can seals learn to ignore the horn?"
HORN = "How far does a foghorn carry in a northerly gale?"
COMMENTS = [
    "> Why does the lamp at Skerry Point turn to the left?\n\nThe gear was bought used.",
    "Seals learn to ignore the horn within one summer, I watched them.",
    "In a northerly gale the foghorn did not carry as far as our porch.",
    "Nobody trims the wick: the keeper only looks asleep.",
    "Thank you, lovely essay!",
    "You never ask about gulls. A question to add: why do gulls sit on the north rail?",
    "BUY LAMPS CHEAP",
    "A brighter lamp saved more insurance than ships, says my uncle the insurer.",
    "The wick was trimmed by his wife while the keeper was asleep.",
    "The horn carried four miles in that gale; seals left.",
]
WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Lighthouses and Other Doubts</title><link>https://lamps.example/doubts/</link>
{comments}</item></channel></rss>"""
COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>Reader {number}</wp:comment_author>
<wp:comment_date_gmt>2024-03-01 10:00:{number:02}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{body}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved></wp:comment>
"""


def _wxr(folder: Path) -> Path:
    path = folder / "lamps.xml"
    comments = "".join(
        COMMENT.format(number=number, body=body)
        for number, body in enumerate(COMMENTS, 1)
    )
    path.write_text(WXR.format(comments=comments), "utf-8")
    return path


@pytest.fixture
def triage(visit: Visit, tmp_path: Path) -> Page:
    """The triage page of an essay of its own, with ten comments from a file."""
    page = visit("/desk/import/", as_="author")
    page.locator('textarea[name="text"]').fill(ESSAY)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Publish this outline").click()
    page.get_by_role("button", name="Publish essay").click()
    page.wait_for_url("**/e/*/")
    slug = page.url.rstrip("/").split("/")[-1]
    page.goto(f"/desk/essays/{slug}/comments/import/")
    page.set_input_files('input[name="file"]', _wxr(tmp_path))
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Bring in 10 comments").click()
    see_result(page)
    expect(page.locator("h1")).to_have_text("10 comments from elsewhere wait")
    return page


def _asks(page: Page, words: str) -> None:
    """The comment that is shown large."""
    expect(page.locator(".case .prose").last).to_contain_text(words)


def _said(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def _is_answered(page: Page, question: str, *words: str) -> None:
    """Its page, reached from the essay, shows these answers in their authors' names
    and no others."""
    page.locator(".question-text a", has_text=question).first.click()
    expect(page.locator("h1")).to_have_text(question)
    expect(page.locator(".answer")).to_have_count(len(words))
    for each in words:
        answer = page.locator(".answer", has_text=each)
        expect(answer.locator(".author")).to_have_text(f"Reader {_number(each)}")
    page.go_back()


def _number(words: str) -> int:
    """Of the comment in its file."""
    return next(at for at, body in enumerate(COMMENTS, 1) if words in body)


def test_ten_comments_are_triaged_by_keyboard(visit: Visit, triage: Page) -> None:
    page, keys, address = triage, triage.keyboard, triage.url.partition("?")[0]

    _asks(page, "The gear was bought used")
    keys.press("a")
    _said(page, f"An answer to “{TURN}”")
    _asks(page, "within one summer")
    keys.press("Enter")
    _said(page, f"An answer to “{SEALS}”")

    # Another question than the suggested ones, found by its words.
    _asks(page, "as far as our porch")
    keys.press("/")
    keys.type("brighter lamp")
    keys.press("Enter")
    _asks(page, "as far as our porch")
    page.get_by_role("button", name="Would a brighter lamp").last.press("Enter")
    _said(page, f"An answer to “{LAMP}”")
    # That was wrong: back on the server, then to the question it belongs to.
    keys.press("u")
    _said(page, "Put back")
    _asks(page, "as far as our porch")
    keys.press("1")
    _said(page, f"An answer to “{HORN}”")

    _asks(page, "only looks asleep")
    keys.press("s")
    _asks(page, "Thank you")
    keys.press("n")
    _said(page, "not an answer")
    # A question of its own is worded, put in a section and sent by keys.
    _asks(page, "You never ask about gulls")
    keys.press("p")
    question = page.get_by_label("Question")
    expect(question).to_be_focused()
    expect(question).to_have_value("Why do gulls sit on the north rail?")
    keys.press("End")
    keys.press("Backspace")
    keys.type(", of all rails?")
    keys.press("Tab")
    keys.type("Fog")
    keys.press("Tab")
    keys.press("Control+Enter")
    _said(page, "waits in the queue")
    _asks(page, "BUY LAMPS CHEAP")
    keys.press("r")
    _said(page, "Refused")

    _asks(page, "my uncle the insurer")
    keys.press("a")
    _said(page, f"An answer to “{LAMP}”")
    _asks(page, "trimmed by his wife")
    keys.press("Enter")
    _said(page, f"An answer to “{WICK}”")
    # Two questions fit the last one: the second is taken.
    _asks(page, "four miles in that gale")
    keys.press("2")
    _said(page, f"An answer to “{HORN}”")
    # What was skipped is still there.
    _asks(page, "only looks asleep")
    keys.press("1")
    _said(page, f"An answer to “{WICK}”")
    expect(page.locator("h1")).to_have_text("No comment from elsewhere waits")

    stranger = visit(f"/e/{address.split('/')[-3]}/")
    _is_answered(stranger, TURN, "The gear was bought used")
    _is_answered(stranger, SEALS, "within one summer")
    _is_answered(stranger, HORN, "as far as our porch", "four miles in that gale")
    _is_answered(stranger, WICK, "only looks asleep", "trimmed by his wife")
    _is_answered(stranger, LAMP, "my uncle the insurer")
    expect(stranger.locator("main")).not_to_contain_text("BUY LAMPS")
    for state, words in (("set_aside", "Thank you"), ("refused", "BUY LAMPS CHEAP")):
        page.goto(f"{address}?state={state}")
        expect(page.locator(".queue-list li")).to_have_count(1)
        expect(page.locator(".queue-list li")).to_contain_text(words)
    page.goto("/moderation/?kind=proposed")
    page.locator(".queue-list a", has_text="Why do gulls sit").click()
    expect(page.locator("main")).to_contain_text("the north rail, of all rails?")
    expect(page.locator("main")).to_contain_text("You never ask about gulls.")


def test_the_sure_ones_are_accepted_at_once(triage: Page) -> None:
    page = triage
    address = page.url.partition("?")[0]

    page.get_by_role("link", name="Accept all").click()
    ticked = page.locator('input[name="comment"]')
    expect(page.get_by_role("button", name="Accept the ticked ones")).to_be_visible()
    page.wait_for_load_state()
    count = ticked.count()
    assert count >= 2
    ticked.first.uncheck()
    page.get_by_role("button", name="Accept the ticked ones").click()

    _said(page, f"{count - 1} comment")
    page.goto(f"{address}?state=accepted")
    expect(page.locator(".queue-list li")).to_have_count(count - 1)
