"""A subscriber finds a feed, reads it, and is told when nothing is new."""

import urllib.request
from urllib.error import HTTPError
from xml.etree import ElementTree

import pytest

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    "path", ["/e/thinking-machines/", "/q/agents1/", "/highlights/"]
)
def test_each_page_names_its_feed_and_an_unchanged_feed_answers_304(
    visit: Visit, site: str, path: str
) -> None:
    page = visit(path)
    link = page.locator('link[type="application/atom+xml"]').first
    address = f"{site}{link.get_attribute('href')}"

    with urllib.request.urlopen(address) as response:
        feed = ElementTree.fromstring(response.read())
        etag = response.headers["ETag"]
        assert response.headers["Set-Cookie"] is None

    assert feed.findall(f"{ATOM}entry")
    asking = urllib.request.Request(address, headers={"If-None-Match": etag})
    with pytest.raises(HTTPError) as unchanged:
        urllib.request.urlopen(asking)
    with unchanged.value:
        assert unchanged.value.code == 304


def test_a_new_answer_appears_in_the_feed_of_its_question(
    visit: Visit, site: str
) -> None:
    words = "An answer that subscribers are waiting for."
    page = visit("/q/knows06/answer/", as_="moderator")
    page.get_by_label("Your answer").last.fill(words)
    page.get_by_role("button", name="Post answer").first.click()

    with urllib.request.urlopen(f"{site}/q/knows06/answers.atom") as response:
        assert words in response.read().decode()
