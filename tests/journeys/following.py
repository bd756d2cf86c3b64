"""From the page of a job to what came out of it."""

import time
from contextlib import suppress

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TookTooLong

PATIENCE_SECONDS = 180


def see_result(page: Page) -> None:
    """Where scripts run, the page goes there by itself, a moment after it is done."""
    page.wait_for_url("**/jobs/**")
    link = page.get_by_role("link", name="See the result")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while "/jobs/" in page.url and not link.count():
        assert time.monotonic() < deadline, "the job did not end"
        page.wait_for_timeout(200)
    if "/jobs/" in page.url:
        with suppress(TookTooLong):
            link.click(timeout=10_000)
    page.wait_for_url(lambda url: "/jobs/" not in url)
    page.wait_for_load_state()
