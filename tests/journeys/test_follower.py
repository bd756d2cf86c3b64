"""A reader follows a question without JavaScript, and is told of its next answer."""

import re
import time
import urllib.request

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
# Beat sends the task each minute.
PATIENCE_SECONDS = 300
TOLD = "Tomasz Wierzbicki answered"


def test_follow_be_told_get_one_mail_and_stop_it(visit: Visit, site: str) -> None:
    reader = visit("/me/mail/", as_="reader", js=False)
    reader.get_by_label("News of what you follow").select_option("now")
    reader.get_by_role("button", name="Save").click()
    reader.goto("/q/agents3/")
    reader.get_by_role("button", name="Follow").click()
    assert reader.get_by_role("button", name="Following").is_visible()

    other = visit("/q/agents3/answer/", as_="moderator")
    other.get_by_label("Your answer").last.fill("They wait for the lift as we do.")
    other.get_by_role("button", name="Post answer").first.click()

    reader.goto("/demo/")
    stop = _wait_for_mail(reader)
    request = urllib.request.Request(stop, b"List-Unsubscribe=One-Click")
    with urllib.request.urlopen(request) as response:
        assert response.status == 200
    reader.goto("/notices/")
    reader.get_by_role("link", name=TOLD).first.click()
    reader.goto("/me/mail/")
    chosen = reader.get_by_label("News of what you follow").input_value()
    assert chosen == "none"


def _wait_for_mail(page: Page) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        page.reload()
        _, told, rest = page.inner_text("main").partition(TOLD)
        if told and (found := re.search(r"http://\S+/mail/stop/\S+", rest)):
            return found[0]
        time.sleep(2)
    raise AssertionError("no mail")
