"""Every kind of page for people who zoom, use a keyboard, or hear it read."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from aiq_site.starter.loading import FOLDER
from tests import pages
from tests.comments.samples import WORDPRESS
from tests.journeys.conftest import Visit
from tests.journeys.following import see_result
from tests.pages import Page

pytestmark = pytest.mark.browser
WIDE, NARROW, ZOOMED = 1280, 360, 320  # 1280 pixels at 400 % zoom are 320
# So tall that no bar that stays in sight covers what one would scroll past it.
TALL = 4_000
TITLE = re.compile(r"\w.* · AIQ$|^AIQ: \w")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": WCAG, "resultTypes": ["violations"]}
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
# What has the focus, and whether one can see that it has.
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const shown = element === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [element.outerHTML.slice(0, 80), shown];
}"""


@pytest.fixture(scope="module")
def tabs(site: str, browser: Browser) -> Iterator[dict[str, Tab]]:
    """One tab for each person, "" being a stranger; nothing moves in them."""
    contexts: dict[str, BrowserContext] = {}
    for person in ("", "reader", "moderator", "author"):
        context = browser.new_context(base_url=site, reduced_motion="reduce")
        contexts[person] = context
        tab = context.new_page()
        if person:
            tab.goto("/demo/")
            tab.locator(f'form[action="/demo/{person}/"] button').click()
    yield {person: context.pages[0] for person, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def every_page(tabs: dict[str, Tab]) -> list[Page]:
    """All kinds of page, with a compiled draft and an import that waits."""
    tab = tabs["author"]
    tab.goto("/desk/import/")
    tab.locator('textarea[name="text"]').fill(
        "# Tides\n\n- Who counts them?\n- A wave."
    )
    tab.get_by_role("button", name="Read the text").click()
    waiting = tab.url.removeprefix(tab.url.split("/desk")[0])
    tab.goto("/desk/")
    essay = tab.locator("li", has_text="Thinking Machines")
    essay.get_by_role("button", name="Compile highlights").click()
    job = "/jobs/" + tab.url.split("/jobs/")[1]
    see_result(tab)
    item, group = tab.locator("[data-item]").first, tab.locator("[data-group]").first
    desk = pages.editing(
        published=_part(tabs[""], "/highlights/", ".digest-teaser a"),
        draft=tab.url.split("/")[-2],
        group=str(group.get_attribute("data-group")),
        item=str(item.get_attribute("data-item")),
    )
    desk += pages.bringing(**_brought(tab))
    return [*pages.KNOWN, *desk, Page(waiting, "author"), Page(job, "author")]


def _brought(tab: Tab) -> dict[str, str]:
    """A comment that asks something, a file that was read, a version that waits."""
    comments = "/desk/essays/thinking-machines/comments/"
    tab.goto(f"{comments}import/")
    file = {"name": "a.xml", "mimeType": "text/xml", "buffer": WORDPRESS.encode()}
    tab.set_input_files('input[name="file"]', file)  # type: ignore[arg-type]
    tab.get_by_role("button", name="Read the file").click()
    upload = _path(tab.url)
    tab.goto(f"{pages.ESSAY}revise/")
    source = (FOLDER / "essay.md").read_text("utf-8")
    changed = source.replace("Doubling the cooks", "Trebling the cooks", 1)
    tab.locator('textarea[name="text"]').fill(changed)
    tab.get_by_role("button", name="Compare with the essay").click()
    version = _path(tab.url)
    tab.goto(comments)
    tab.locator(".queue-list a", has_text="You do not ask").click()
    return {
        "comment": tab.url.split("comment=")[1],
        "upload": upload,
        "version": version,
    }


def _path(url: str) -> str:
    return urlsplit(url).path


def _part(tab: Tab, path: str, link: str) -> str:
    tab.goto(path)
    return str(tab.locator(link).first.get_attribute("href")).split("/")[-2]


class Seen(NamedTuple):
    page: Page
    serious: list[str]  # what axe finds wide and light, then narrow and dark
    needed: dict[int, int]  # the width the page takes in a window of that width
    headings: list[int]
    landmarks: tuple[int, int]  # how many main parts, how many stated languages
    title: str


@pytest.fixture(scope="module")
def seen(every_page: list[Page], tabs: dict[str, Tab]) -> list[Seen]:
    """Opening a page takes longer than looking at it, so each is opened once."""
    return [_look(page, tabs[page.as_]) for page in every_page]


def _look(page: Page, tab: Tab) -> Seen:
    tab.goto(page.path)
    tab.evaluate(AXE_SCRIPT)
    _at(tab, WIDE)
    serious = _serious(tab)
    _at(tab, NARROW, dark=True)
    serious += _serious(tab)
    return Seen(
        page,
        serious,
        {width: _needed(tab, width) for width in (NARROW, ZOOMED)},
        tab.evaluate(HEADINGS),
        (tab.locator("main").count(), tab.locator("html[lang]").count()),
        tab.title(),
    )


def _at(tab: Tab, width: int, *, dark: bool = False) -> None:
    tab.set_viewport_size({"width": width, "height": TALL})
    tab.emulate_media(color_scheme="dark" if dark else "light")


def _serious(tab: Tab) -> list[str]:
    found = tab.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{fault['id']} {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


def _needed(tab: Tab, width: int) -> int:
    _at(tab, width)
    return int(tab.evaluate("document.documentElement.scrollWidth"))


def test_axe_finds_nothing_serious_wide_or_narrow_light_or_dark(
    seen: list[Seen],
) -> None:
    assert [f"{each.page}: {each.serious}" for each in seen if each.serious] == []


def test_no_page_scrolls_sideways_however_narrow(seen: list[Seen]) -> None:
    faults = [
        f"{each.page}: {needed} in {width}"
        for each in seen
        for width, needed in each.needed.items()
        if needed > width
    ]

    assert faults == []


def test_headings_start_with_one_and_skip_no_level(seen: list[Seen]) -> None:
    faults = [
        f"{each.page}: {each.headings}"
        for each in seen
        if each.headings.count(1) != 1
        or any(below > above + 1 for above, below in pairwise(each.headings))
    ]

    assert faults == []


def test_every_page_has_a_main_part_a_language_and_a_title(seen: list[Seen]) -> None:
    assert [each.page for each in seen if each.landmarks != (1, 1)] == []
    untitled = [each.title for each in seen if not TITLE.search(each.title)]
    assert untitled == []


def test_whoever_tabs_through_a_page_sees_where_they_are(tabs: dict[str, Tab]) -> None:
    walks = [
        Page("/"),
        Page(pages.ESSAY),
        Page(f"/q/{pages.DEEP_QUESTION}/", "reader"),
        Page(f"/q/{pages.OPEN_QUESTION}/answer/", "reader"),
        Page("/moderation/", "moderator"),
        Page("/desk/", "author"),
    ]
    unseen = []
    for page in walks:
        tab = tabs[page.as_]
        _at(tab, WIDE)
        tab.goto(page.path)
        for _ in range(25):
            tab.keyboard.press("Tab")
            element, is_shown = tab.evaluate(FOCUSED)
            unseen += [] if is_shown else [f"{page}: {element}"]

    assert unseen == []


def test_the_first_tab_offers_to_skip_to_the_text(visit: Visit) -> None:
    tab = visit(pages.ESSAY)

    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")

    expect(tab.locator("main")).to_be_focused()


@pytest.mark.parametrize("key", ["Escape", "Enter"])
def test_the_sheet_of_contents_closes_and_keeps_the_place(
    visit: Visit, key: str
) -> None:
    tab = visit(f"{pages.ESSAY}#q-{pages.LONG_QUESTION}", width=NARROW)
    tab.emulate_media(reduced_motion="reduce")
    expect(tab.locator(f"#q-{pages.LONG_QUESTION}")).to_be_in_viewport()
    opener = tab.get_by_role("link", name="Contents", exact=True)

    opener.press("Enter")
    expect(tab.locator("#contents")).to_be_in_viewport()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Close")).to_be_focused()
    tab.keyboard.press(key)

    expect(tab.locator("#contents")).to_be_hidden()
    expect(tab.locator(f"#q-{pages.LONG_QUESTION}")).to_be_in_viewport()
    expect(opener).to_be_focused()


def test_a_question_before_something_final_is_left_with_escape(visit: Visit) -> None:
    tab = visit("/desk/import/", as_="author")
    tab.locator('textarea[name="text"]').fill("# Dunes\n\n- Who moves them?")
    tab.get_by_role("button", name="Read the text").click()
    discard = tab.get_by_role("button", name="Discard this text")

    discard.press("Enter")
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    tab.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(discard).to_be_focused()
