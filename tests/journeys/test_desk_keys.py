"""The board without a mouse, and with one: the place and the focus are kept."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.following import see_result

pytestmark = pytest.mark.browser


@pytest.fixture
def board(visit: Visit) -> Page:
    """A draft with something in its tray, freshly compiled."""
    page: Page = visit("/desk/", as_="author")
    essay = page.locator("li", has_text="Thinking Machines")
    essay.get_by_role("button", name="Compile highlights").click()
    see_result(page)
    expect(page.locator(".candidate").nth(3)).to_be_visible()
    return page


def _saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text("Saved")


def _open_list(page: Page, name: str) -> None:
    page.locator(".tabs").get_by_role("link", name=name).click()
    expect(page.locator('.tabs [aria-current="page"]')).to_contain_text(name)
    page.wait_for_load_state()


def _ids(parts: Locator) -> list[str]:
    return [str(part.get_attribute("id")) for part in parts.all()]


def test_j_and_k_walk_the_tray_and_stop_at_its_ends(board: Page) -> None:
    candidates = board.locator(".candidate")

    board.keyboard.press("j")
    expect(candidates.first).to_be_focused()
    board.keyboard.press("k")
    expect(candidates.first).to_be_focused()
    board.keyboard.press("j")
    expect(candidates.nth(1)).to_be_focused()


def test_quick_keys_act_on_one_answer_after_the_other(board: Page) -> None:
    first, second, third = _ids(board.locator(".candidate"))[:3]
    picked = board.locator(".draft-item").count()

    for key in ("j", "p", "d"):
        board.keyboard.press(key)

    expect(board.locator(f"#{first}")).to_have_count(0)
    expect(board.locator(f"#{second}")).to_have_count(0)
    expect(board.locator(f"#{third}")).to_be_focused()
    expect(board.locator(".draft-item")).to_have_count(picked + 1)
    board.goto(f"{board.url.split('?')[0].split('#')[0]}?show=dismissed")
    expect(board.locator(f"#{second}")).to_be_visible()


def _two_in_one_group(board: Page) -> Locator:
    """The quotations of a group that holds several; a first draft has some."""
    beside = board.locator("[data-item] ~ [data-item]")
    return board.locator("[data-group]", has=beside).first.locator("[data-item]")


def test_alt_and_arrows_move_a_quotation_that_keeps_the_focus(board: Page) -> None:
    items = _two_in_one_group(board)
    first, second = _ids(items)[:2]

    board.locator(f"#{first}").focus()
    board.keyboard.press("Alt+ArrowDown")
    expect(items.first).to_have_id(second)
    expect(board.locator(f"#{first}")).to_be_focused()
    board.keyboard.press("Alt+ArrowUp")

    expect(items.first).to_have_id(first)


def test_the_button_that_moved_a_group_can_be_pressed_again(board: Page) -> None:
    before = _ids(board.locator("[data-group]"))
    down = board.locator(f"#{before[0]} > .item-tools").get_by_role(
        "button", name="Down"
    )

    down.press("Enter")
    _saved(board)
    expect(down).to_be_focused()
    board.keyboard.press("Enter")

    expect(board.locator("[data-group]").nth(2)).to_have_id(before[0])


def test_a_quotation_is_dragged_into_another_group(board: Page) -> None:
    # Scrolling in the middle of it would end the drag.
    board.set_viewport_size({"width": 1280, "height": 9000})
    groups = board.locator("[data-group]")
    source, target = _ids(groups)[:2]
    dragged = board.locator(f"#{source} [data-item]").first
    name = str(dragged.get_attribute("id"))

    dragged.locator(".grip").drag_to(board.locator(f"#{target} [data-item]").first)
    _saved(board)

    expect(board.locator(f"#{target} #{name}")).to_be_visible()
    board.reload()
    expect(board.locator(f"#{target} #{name}")).to_be_visible()


def test_the_list_of_keys_opens_and_closes_by_keys(board: Page) -> None:
    keys = board.get_by_role("dialog", name="Keys")

    board.keyboard.press("?")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text(re.compile("dismiss it"))
    board.keyboard.press("Escape")

    expect(keys).to_be_hidden()


def test_an_action_in_the_tray_keeps_its_list_and_its_place(board: Page) -> None:
    _open_list(board, "Dismissed")
    if not board.locator(".candidate").count():
        _open_list(board, "To look at")
        board.get_by_role("button", name="Dismiss").first.click()
        _saved(board)
        _open_list(board, "Dismissed")

    name = _ids(board.locator(".candidate"))[0]
    board.keyboard.press("j")
    board.keyboard.press("x")
    expect(board.locator(f"#{name}")).to_have_count(0)

    current = board.locator('.tabs [aria-current="page"]')
    expect(current).to_contain_text("Dismissed")


def test_u_steps_back_and_capital_u_does_it_again(board: Page) -> None:
    first = _ids(board.locator(".candidate"))[0]
    board.keyboard.press("j")
    board.keyboard.press("m")
    expect(board.locator(f"#{first}")).to_have_count(0)

    board.keyboard.press("u")
    expect(board.locator(f"#{first}")).to_be_visible()
    board.keyboard.press("U")

    expect(board.locator(f"#{first}")).to_have_count(0)
    board.goto(f"{board.url.split('?')[0].split('#')[0]}?show=maybe")
    expect(board.locator(f"#{first}")).to_be_visible()


def test_a_quotation_goes_to_another_group_by_keys_alone(board: Page) -> None:
    item = board.locator("[data-item]").first
    name = str(item.get_attribute("id"))
    board.keyboard.press("J")
    board.keyboard.press("J")
    expect(board.locator(f"#{name}")).to_be_focused()

    board.keyboard.press("g")
    menu = board.locator(f"#{name} select")
    expect(menu).to_be_focused()
    target = str(menu.locator("option").nth(1).get_attribute("value"))
    menu.select_option(target)
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")

    expect(board.locator(f"#g-{target} #{name}")).to_be_visible()


def test_a_reply_is_saved_while_it_is_typed_and_stepped_back_at_once(
    board: Page,
) -> None:
    # Other journeys leave replies behind, and move what has them.
    unanswered = board.get_by_role("link", name="Reply", exact=True)
    name = _ids(board.locator("[data-item]", has=unanswered))[0]
    item = board.locator(f"#{name}")
    before = board.locator(".author-reply").count()
    item.focus()
    board.keyboard.press("r")
    expect(board.locator(".editing textarea[name$=reply]")).to_be_focused()

    board.keyboard.type("You have a point.")
    expect(board.locator(".editing [data-saved]")).to_have_text("Saved")
    board.keyboard.press("Escape")
    expect(board.locator(".author-reply")).to_have_count(before + 1)
    expect(board.locator(f"#{name}")).to_be_focused()
    board.keyboard.press("u")

    expect(board.locator(".author-reply")).to_have_count(before)


def _open_reply(page: Page, place: int) -> Locator:
    page.locator("[data-item]").nth(place).focus()
    page.keyboard.press("r")
    reply = page.locator(".editing textarea[name$=reply]")
    expect(reply).to_be_focused()
    return reply


def test_words_that_another_editor_wrote_stand_beside_ones_own(board: Page) -> None:
    other = board.context.new_page()
    other.goto(board.url)
    mine, theirs = _open_reply(other, 1), _open_reply(board, 1)

    theirs.press_sequentially("The first.")
    expect(board.locator(".editing [data-saved]")).to_have_text("Saved")
    mine.press_sequentially("The second.")

    saved = other.locator(".editing [data-saved]")
    expect(saved).to_contain_text("another editor changed these words")
    expect(other.locator(".editing .notice")).to_contain_text("The first.")
    expect(mine).to_have_value("The second.")
