"""From two thousand answers to a post, a clipboard and a podcast: one long afternoon."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Manage, Visit
from tests.journeys.following import see_result

pytestmark = pytest.mark.browser
ANSWERS = 2_000
# Of a compile of so many answers, on a machine that does other things as well.
TITLE = "Things I Would Ask a Harbour"
ESSAY = f"""# {TITLE}

*Collected on the mole, in all weathers*

I have walked here for years and know less each time. Answers are welcome.

## Water

- What does the tide cost those who wait for it? {{#tidecost}}
- Who decides how deep the channel has to be? {{#channel}}
  - Is it ever made shallower again? {{#shallow}}
- Why do some boats leave at night? {{#nightly}}

## Work

- Which of the old trades on the quay is still paid for? {{#trades}}
- What would a second crane change, and for whom? {{#cranes}}
- Does anybody read the log that the pilots keep? {{#pilots}}

## Weather

- Who believed the forecast, and was right? {{#forecast}}
- What is fog good for? {{#fogbank}}
- How many days a year is it really too rough? {{#tough}}
"""
ROSA = "Rosa Lindqvist"
FOG = "Fog is good for hearing who else is out there, which no chart will tell you."
READ_CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => (await item.getType(type)).text();
  return { html: await read("text/html"), text: await read("text/plain") };
}"""
# What an editor would take over from pasted HTML: words, links, and kinds of block.
TAKE_OVER = """(html) => {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const blocks = [...body.querySelectorAll("h2, h3, p, blockquote, li, hr")];
  return {
    words: body.textContent.split(/\\s+/).join(" ").trim(),
    links: [...body.querySelectorAll("a")].map((a) => [a.textContent, a.href]),
    blocks: blocks.map((block) => block.tagName),
  };
}"""


@pytest.mark.publishes
def test_two_thousand_answers_become_a_post_and_a_podcast(
    visit: Visit, manage: Manage, tmp_path: Path
) -> None:
    _gather(manage, tmp_path)
    answer = _answer_as_rosa(visit)
    page = visit("/desk/", as_="author")
    board = _compile(page)
    _curate_by_keyboard(page)
    _pick_rosa(page, board, answer)
    _trim_and_reply(page)
    _thank_rosa_by_name(page, board)

    _withdraw_as_rosa(visit, answer)

    _satisfy_the_checklist(page, board)
    _publish(page)
    _copy(page)
    _record(page, board)


def _gather(manage: Manage, folder: Path) -> None:
    essay = folder / "harbour.md"
    essay.write_text(ESSAY, "utf-8")
    manage("import_essay", str(essay), "--slug=harbour", "--author=author")
    manage("load_sample", f"--answers={ANSWERS}", "--essay=harbour")


def _answer_as_rosa(visit: Visit) -> str:
    """The address of an answer that nobody has voted for."""
    page = visit("/q/fogbank/answer/", as_="reader")
    page.get_by_label("Your answer").last.fill(FOG)
    page.get_by_role("button", name=re.compile("^Post")).first.click()
    mine = page.locator(".answer", has_text=FOG).first
    expect(mine).to_be_visible()
    withdraw = mine.locator('a[href$="/withdraw/"]').first.get_attribute("href")
    return str(withdraw).removesuffix("withdraw/")


def _compile(page: Page) -> str:
    """The address of the board, after a bar that moved."""
    essay = page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name=TITLE, exact=True)
    )
    essay.get_by_role("button", name="Compile highlights").click()
    expect(page.get_by_role("progressbar", name="Progress")).to_be_visible()
    see_result(page)
    expect(page.get_by_role("heading", name=re.compile("^Highlights"))).to_be_visible()
    counts = r"chosen from ([\d,]+) answers(?: and ([\d,]+) repl(?:y|ies))?"
    found = re.search(counts, page.content())
    assert found
    looked_at = sum(int(number.replace(",", "")) for number in found.groups("0"))
    assert ANSWERS * 0.5 < looked_at <= ANSWERS + 1
    return page.url.partition("?")[0].partition("#")[0]


def _curate_by_keyboard(page: Page) -> None:
    quoted = page.locator("[data-item]")
    expect(quoted.first).to_be_visible()
    before = quoted.count()

    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(quoted).to_have_count(before + 1)
    page.keyboard.press("d")
    expect(page.get_by_role("link", name=re.compile("^Dismissed"))).to_contain_text("1")
    page.keyboard.press("p")
    expect(quoted).to_have_count(before + 2)


def _pick_rosa(page: Page, board: str, answer: str) -> None:
    page.goto(f"{board}passed/?of={answer.strip('/').rpartition('/')[2]}")
    offer = page.get_by_role("button", name="Put into the tray")
    if offer.count():  # Unless the compile liked it as it is.
        offer.click()
        expect(page.get_by_text("In the tray", exact=True)).to_be_visible()
    page.goto(board)
    mine = page.get_by_role("article").filter(has_text=FOG)
    mine.get_by_role("button", name=re.compile("^Pick")).click()
    expect(page.locator("[data-item]", has_text=FOG)).to_be_visible()


def _trim_and_reply(page: Page) -> None:
    long = page.locator("[data-item]").first
    long.get_by_role("link", name="Trim").click()
    page.locator('.tick input[type="checkbox"]').last.uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-item]").first).to_contain_text("[…]")

    page.locator("[data-item]").first.get_by_role("link", name="Reply").click()
    page.get_by_label("Your reply").fill("I had not thought of **that**.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("I had not thought of that.")).to_be_visible()


def _thank_rosa_by_name(page: Page, board: str) -> None:
    page.goto(f"{board}words/")
    page.get_by_label("Introduction").fill(f"Thank you all. {ROSA} taught me fog.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"{ROSA} taught me fog.")).to_be_visible()


def _withdraw_as_rosa(visit: Visit, answer: str) -> None:
    page = visit(f"{answer}withdraw/", as_="reader")
    page.get_by_role("button", name="Withdraw answer").click()
    expect(page.get_by_role("heading", name="Withdraw your answer?")).to_have_count(0)


def _satisfy_the_checklist(page: Page, board: str) -> None:
    page.goto(board)
    expect(page.locator("[data-item]", has_text=FOG)).to_have_count(0)
    page.get_by_role("link", name="Check and publish").click()
    named = page.get_by_role("listitem").filter(has_text=f"Your words name {ROSA}")
    expect(named).to_contain_text("who asked not to be named")
    expect(page.get_by_text("Its author withdrew this answer.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()

    named.get_by_role("link", name="Mend it").click()
    page.get_by_label("Introduction").fill("Thank you all. Somebody taught me fog.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Check and publish").click()

    expect(named).to_have_count(0)
    expect(page.get_by_text("Nothing is in the way.")).to_be_visible()


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish now").click()
    told = re.compile(r"Published\. \d+ people have been told that they are quoted")
    expect(page.get_by_text(told)).to_be_visible()
    post = page.get_by_role("article")
    expect(post).to_contain_text("I had not thought of that.")
    expect(post).to_contain_text(
        re.compile(r"\d+ quotations? from \d+ readers?, out of [\d,]+ answers")
    )
    expect(post).not_to_contain_text(FOG)
    expect(post).not_to_contain_text(ROSA)


def _copy(page: Page) -> None:
    """The clipboard holds what the files hold, twice."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.bring_to_front()
    post = page.url.partition("#")[0]
    page.get_by_text("Take it away").click()
    page.get_by_role("button", name="Copy for pasting").click()
    expect(page.get_by_text("Copied: paste it into the editor.")).to_be_visible()

    copied = page.evaluate(READ_CLIPBOARD)

    assert copied["text"] == page.request.get(f"{post}markdown/").text()
    pasted, file = (
        page.evaluate(TAKE_OVER, html)
        for html in (copied["html"], page.request.get(f"{post}html/").text())
    )
    assert pasted == file
    assert pasted["blocks"].count("BLOCKQUOTE") > 5


def _record(page: Page, board: str) -> None:
    page.goto(f"{board}podcast/")
    page.get_by_label("Minutes").first.fill("45")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("Estimated")).to_be_visible()
    planned = _parts(_file(page, "Rundown"))
    assert abs(sum(seconds for _, seconds in planned) - 45 * 60) <= 45 * 3

    times = page.get_by_label("Times").input_value().splitlines()
    assert len(times) == len(planned)
    # We dawdled: each part began eleven seconds later than the one before it did.
    began = [start + 11 * place for place, (start, _) in enumerate(planned)]
    page.get_by_label("Times").fill("\n".join(_clock(start) for start in began))
    page.get_by_role("button", name="Store these times").click()

    expect(page.get_by_text("As recorded")).to_be_visible()
    chapters = json.loads(_file(page, "Chapters (JSON)"))
    assert chapters["version"] == "1.2.0"
    assert [one["startTime"] for one in chapters["chapters"]] == began
    podlove = ElementTree.fromstring(_file(page, "Chapters (Podlove)"))
    starts = [_seconds(str(one.get("start"))[:8]) for one in podlove]
    assert starts == began
    assert [start for start, _ in _parts(_file(page, "Rundown"))] == began
    notes = _file(page, "Show notes")
    assert all(f"- {_clock(start)} [" in notes for start in began)


def _file(page: Page, link: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return download.value.path().read_text("utf-8")


def _parts(rundown: str) -> list[tuple[int, int]]:
    """When each part begins and how long it takes, in seconds."""
    found = re.findall(r"^\[([\d:]+)\] .* \(([^()]+)\)$", rundown, re.MULTILINE)
    return [(_seconds(start), _stretch(length)) for start, length in found]


def _stretch(words: str) -> int:
    """Such as "1 min 40 s"."""
    units = {"min": 60, "s": 1}
    return sum(
        int(number) * units[unit]
        for number, unit in re.findall(r"(\d+) (min|s)\b", words)
    )


def _seconds(clock: str) -> int:
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
