"""An editor trims: by keys, with the mouse, without scripts, and when words go away."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.following import see_result

pytestmark = pytest.mark.browser


def _board(visit: Visit, js: bool = True) -> Page:
    """A draft with something in its tray, freshly compiled."""
    page: Page = visit("/desk/", as_="author", js=js)
    essay = page.locator("li", has_text="Thinking Machines")
    essay.get_by_role("button", name="Compile highlights").click()
    if js:
        see_result(page)
    return page


@pytest.fixture
def trimming(visit: Visit) -> Page:
    """The page on which a quotation of two or more sentences is trimmed."""
    page = _board(visit)
    page.on("dialog", lambda dialog: dialog.accept())
    tools = page.locator("[data-item] a[data-key=t]")
    expect(tools.first).to_be_visible()
    for address in [tool.get_attribute("href") for tool in tools.all()]:
        page.goto(str(address))
        if page.locator("[data-units] input").count() > 2:
            page.get_by_role("button", name="Save without cuts").click()
            # The script is there, and listens to keys.
            expect(page.locator("[data-marking]")).to_be_visible()
            return page
    raise AssertionError("no quotation has three sentences")


def _quote(page: Page) -> str:
    return " ".join(page.locator("#trim-quote blockquote").inner_text().split())


def test_sentences_are_cut_by_keys_and_the_preview_is_what_is_kept(
    trimming: Page,
) -> None:
    count = trimming.locator("#trim-count")
    whole = count.inner_text()

    trimming.locator("[data-units] input").first.focus()
    trimming.keyboard.press("ArrowDown")
    trimming.keyboard.press("Space")
    expect(trimming.locator("#trim-quote")).to_contain_text("[…]")
    expect(count).not_to_have_text(whole)
    quote = _quote(trimming)
    item = trimming.url.split("/")[-3]
    trimming.keyboard.press("Control+Enter")

    shown = trimming.locator(f"#i-{item} blockquote")
    expect(shown).to_be_visible()
    assert " ".join(shown.inner_text().split()) == quote
    trimming.get_by_role("link", name="Preview").click()
    shown = trimming.locator(f"#i-{item} blockquote")
    assert " ".join(shown.inner_text().split()) == quote


def test_a_word_is_cut_and_words_are_put_in_by_keys(trimming: Page) -> None:
    boxes = trimming.locator("[data-units] input")

    boxes.first.focus()
    for key in ("ArrowRight", "ArrowRight", "x"):
        trimming.keyboard.press(key)
    expect(trimming.locator("#trim-quote")).to_contain_text("[…]")
    expect(boxes.first).to_have_js_property("indeterminate", True)
    trimming.keyboard.press("ArrowRight")
    trimming.keyboard.press("i")
    trimming.get_by_label(re.compile("Before")).fill("as of June")
    trimming.keyboard.press("Enter")

    expect(trimming.locator("#trim-quote")).to_contain_text("[…] [as of June]")
    trimming.keyboard.press("z")
    trimming.keyboard.press("z")
    expect(trimming.locator("#trim-quote")).not_to_contain_text("[…]")


def test_words_selected_with_the_mouse_are_cut(trimming: Page) -> None:
    sentence = trimming.locator("label[data-start]").first
    second, third = (sentence.locator("span").nth(number) for number in (1, 2))

    start, end = second.bounding_box(), third.bounding_box()
    assert start is not None
    assert end is not None
    trimming.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    trimming.mouse.down()
    trimming.mouse.move(
        end["x"] + end["width"] - 1, end["y"] + end["height"] / 2, steps=6
    )
    trimming.mouse.up()
    trimming.locator('[data-do="cut"]').click()

    expect(third).to_have_attribute("data-cut", "")
    expect(trimming.locator("#trim-quote")).to_contain_text("[…]")


def test_an_insertion_that_cannot_be_is_refused_beside_the_text(trimming: Page) -> None:
    trimming.locator("[data-units] input").first.focus()
    trimming.keyboard.press("i")
    trimming.get_by_label(re.compile("Before")).fill("a] b")
    trimming.keyboard.press("Enter")

    expect(trimming.get_by_role("alert")).to_contain_text("no brackets")


def test_it_is_trimmed_and_typed_without_scripts(trimming: Page, visit: Visit) -> None:
    address = trimming.url
    page = visit(address, as_="author", js=False)
    page.locator("[data-units] input").nth(1).uncheck()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#trim-quote")).to_contain_text("[…]")

    page.locator("summary", has_text="By typing").click()
    typed = page.get_by_label("The words that stay")
    first, *rest = typed.input_value().split(" ")
    typed.fill(" ".join([first, "[so to speak]", *rest]))
    page.get_by_role("button", name="Use these words").click()
    page.get_by_role("button", name="Save", exact=True).click()

    item = address.split("/")[-3]
    expect(page.locator(f"#i-{item}")).to_contain_text(f"{first} [so to speak]")


def test_a_quotation_that_is_hidden_meanwhile_says_so_and_comes_back(
    trimming: Page, visit: Visit
) -> None:
    address = trimming.locator(".answer-head a", has=trimming.locator("time")).first
    answer = str(address.get_attribute("href")).split("/")[-2]
    trimming.locator("[data-units] input").first.focus()
    trimming.keyboard.press("i")
    trimming.get_by_label(re.compile("Before")).fill("in his words")
    trimming.keyboard.press("Enter")
    expect(trimming.locator("#trim-quote")).to_contain_text("[in his words]")

    moderator = visit(f"/moderation/?case=answer-{answer}", as_="moderator")
    moderator.locator("#reason").fill("It names a patient.")
    moderator.locator("#reason").press("Enter")
    hidden = moderator.get_by_text("You have just hidden an answer")
    expect(hidden).to_be_visible()
    trimming.get_by_role("button", name="Save", exact=True).click()

    expect(trimming.locator("h1")).to_have_text("This answer can no longer be quoted")
    kept = trimming.get_by_label(re.compile("In brackets"))
    expect(kept).to_have_value("in his words")
    trimming.get_by_role("link", name="Back to the board").click()
    expect(trimming.locator(".draft")).to_contain_text("A moderator hid this answer.")
    moderator.get_by_role("button", name="Show it again").click()
    expect(hidden).to_be_hidden()
    trimming.reload()
    expect(trimming.locator(".draft")).not_to_contain_text("A moderator hid")


def _edit(page: Page, was: str, becomes: str) -> None:
    """As its author, where the answer stands open for editing."""
    page.reload()
    text = page.locator("textarea[name$=body]")
    assert was in text.input_value()
    text.fill(text.input_value().replace(was, becomes))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text(becomes)
    page.go_back()


def test_an_edited_source_is_flagged_and_taken_kept_or_left_out(visit: Visit) -> None:
    """In the published digest of the demo, whose draft goes on."""
    board = visit("/highlights/", as_="author")
    board.locator("main h2 a, main h3 a").first.click()
    board.goto(f"/desk/digests/{board.url.split('/')[-2]}/")
    item = board.locator("[data-item]", has_text="Rosa Lindqvist")
    name = str(item.get_attribute("data-item"))
    source = item.locator('a[href^="/a/"]').first.get_attribute("href")
    writer = visit(f"{source}edit/", as_="reader")

    _edit(writer, "forty per cent more words", "fifty per cent more words")
    board.reload()
    expect(item).to_contain_text("edited since it was picked")
    expect(item.locator(".prose ins")).to_contain_text("fifty")
    expect(item.locator(".prose del")).to_contain_text("forty")
    expect(item.locator("blockquote")).to_contain_text("forty per cent")
    item.get_by_role("button", name="Take the new words").click()

    expect(board).to_have_url(re.compile(f"/items/{name}/trim/"))
    expect(board.locator("#trim-quote")).to_contain_text("fifty per cent more words")
    expect(board.locator("#trim-quote")).to_contain_text("[…]")
    board.get_by_role("button", name="Save", exact=True).click()
    expect(item.locator("blockquote")).to_contain_text("fifty per cent")
    expect(item).not_to_contain_text("edited since")

    _edit(writer, "fifty per cent more words", "sixty per cent more words")
    board.reload()
    item.get_by_role("button", name="Keep the older words").click()
    expect(item).not_to_contain_text("edited since")
    expect(item.locator("blockquote")).to_contain_text("fifty per cent")

    _edit(writer, "sixty per cent more words", "no more words")
    board.reload()
    board.on("dialog", lambda dialog: dialog.accept())
    item.get_by_role("button", name="Take it out").click()
    confirm = board.get_by_role("dialog").get_by_role("button", name="Put it back")
    if confirm.count():
        confirm.click()
    expect(item).to_have_count(0)
