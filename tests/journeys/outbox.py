"""The mails that the site under test has sent, as its page of them shows them."""

import re
import time

from playwright.sync_api import Locator, Page

# Beat sends what is due each minute.
PATIENCE_SECONDS = 300


def mails_to(page: Page, address: str, words: str) -> Locator:
    """Those to one address that say these words; the page must be /demo/."""
    return page.locator(".mail", has_text=address).filter(has_text=words)


def wait_for_mail(page: Page, address: str, words: str) -> str:
    """The text of the first such mail. Raises AssertionError where none comes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    found = mails_to(page, address, words)
    while time.monotonic() < deadline:
        page.goto("/demo/")
        if found.count():
            return found.first.locator("pre").inner_text()
        # The page is asked again, not slept on: it has nothing else to wait for.
        page.wait_for_timeout(1000)
    raise AssertionError(f"no mail to {address} that says “{words}”")


def mailed_code(page: Page, address: str) -> str:
    """The code of the newest mail to that address, as one who signs up types it."""
    page.goto("/demo/")
    text = page.locator(".mail", has_text=address).first.locator("pre").inner_text()
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\b[A-Z0-9]{6,8}\b", text)
    assert found, text
    return found.group()
