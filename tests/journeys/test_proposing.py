"""A reader finds their question proposed already, seconds it, and hears what follows."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
PROPOSE = "/e/thinking-machines/propose/"


@pytest.mark.parametrize(
    ("js", "key", "words"),
    [
        (True, "propsnomv1", "In which languages do these machines think worst?"),
        (False, "propswand1", "When a company leaves, who takes the building down?"),
    ],
    ids=["scripts", "no-scripts"],
)
def test_second_instead_of_sending_and_hear_of_merge_and_undo(
    visit: Visit, js: bool, key: str, words: str
) -> None:
    reader = visit(PROPOSE, as_="reader", js=js)
    question = reader.get_by_label("Question", exact=True)
    if js:
        question.press_sequentially(words)
        expect(reader.locator("[data-saved]")).to_have_text(re.compile("Saved"))
    else:
        question.fill(words)
        reader.get_by_role("button", name="Send proposal").click()
    alike = reader.locator("[data-similar]")
    expect(alike).to_contain_text("proposed before: Waiting for an editor")
    alike.locator(f'button[formaction="/proposals/{key}/second/"]').click()
    expect(reader.get_by_role("button", name="Seconded")).to_be_visible()

    editor = visit(f"/proposals/{key}/", as_="author", js=js)
    editor.get_by_label("What asks this already").select_option(index=1)
    editor.get_by_role("button", name="Merge into that").click()
    expect(editor.locator("main")).to_contain_text("Asked already:")
    reader.goto("/notices/")
    expect(reader.locator("main")).to_contain_text("is asked already, as")

    editor.get_by_role("button", name="Undo the decision").click()
    expect(editor.locator("main")).to_contain_text("Waiting for an editor")
    reader.goto("/notices/")
    expect(reader.locator("main")).to_contain_text("waits for an editor again")
    reader.goto("/e/thinking-machines/proposals/?state=waiting")
    waiting = reader.locator(".rows li", has=reader.locator(f'a[href*="{key}"]'))
    expect(waiting.get_by_role("button", name="Seconded")).to_be_visible()


def test_what_is_typed_is_there_on_another_device(visit: Visit) -> None:
    desk = visit(PROPOSE, as_="moderator")
    desk.get_by_label("Why it is open").fill("Nobody has counted the herons.")
    expect(desk.locator("[data-saved]")).to_have_text(re.compile("Saved"))

    pocket = visit(PROPOSE, as_="moderator", js=False, width=360)

    expect(pocket.get_by_label("Why it is open")).to_have_value(
        "Nobody has counted the herons."
    )
    pocket.get_by_role("button", name="Throw it away").click()
    expect(pocket.get_by_label("Why it is open")).to_have_value("")
