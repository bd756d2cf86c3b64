"""Feeds that one bad character cannot break."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import RequestFactory

from apps.lib.feeds import Channel, Entry, respond, stable_id

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
CHANNEL = Channel(
    key="essay/1",
    title="Questions \x08",
    subtitle="All of them",
    url="http://localhost:8000/e/x/",
    self_url="http://localhost:8000/e/x/questions.atom",
    updated=NOW,
)


def entry(**changes: str) -> Entry:
    fields = {
        "key": "answer/abc",
        "title": "A title",
        "url": "http://localhost:8000/a/abc/",
        "html": "<p>Words</p>",
        "author": "Ada",
    }
    return Entry(**{**fields, **changes}, published=NOW, updated=NOW)


def feed(kind: str, *entries: Entry) -> ElementTree.Element:
    request = RequestFactory().get("/feed")
    return ElementTree.fromstring(
        respond(request, kind, CHANNEL, entries, '"tag"').content
    )


@pytest.mark.parametrize("kind", ["atom", "rss"])
@pytest.mark.parametrize("odd", ["\x0b", "\x00", "\ufffe", "\ud800", "]]>", "<&>"])
def test_an_odd_character_does_not_break_the_feed(kind: str, odd: str) -> None:
    found = feed(kind, entry(title=f"a{odd}b", html=f"<p>{odd}</p>", author=odd))

    assert found.tag in ("rss", "{http://www.w3.org/2005/Atom}feed")


@pytest.mark.parametrize(
    ("kind", "path"),
    [("atom", "{*}entry/{*}id"), ("rss", "channel/item/guid")],
)
def test_ids_depend_on_the_key_alone(kind: str, path: str) -> None:
    one = feed(kind, entry()).findtext(path)
    other = feed(kind, entry(title="New", url="http://elsewhere/")).findtext(path)

    assert one == other == stable_id("answer/abc")


@pytest.mark.parametrize(
    ("kind", "path"),
    [("atom", "{*}entry/{*}content"), ("rss", "channel/item/{*}encoded")],
)
def test_links_within_the_site_are_made_absolute(kind: str, path: str) -> None:
    found = feed(kind, entry(html='<p><a href="/q/abc/">there</a></p>'))

    assert 'href="http://localhost:8000/q/abc/"' in (found.findtext(path) or "")


def test_an_unchanged_feed_reads_no_entry() -> None:
    def entries():
        raise AssertionError("read")
        yield

    request = RequestFactory().get("/feed", headers={"if-none-match": '"tag"'})

    response = respond(request, "atom", CHANNEL, entries(), '"tag"')

    assert response.status_code == 304
