"""Atom 1.0 (RFC 4287) and RSS 2.0 feeds with ids that outlive edits and moves.

One bad character in one text must not break a feed for all subscribers: every text
goes through `xml_safe` here, whatever was done when it was stored.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from apps.lib.text import xml_safe

# Ids are name-based UUIDs (RFC 9562, version 5) in a name space of our own: they
# depend on nothing that can change, neither host nor title nor place.
NAMESPACE = uuid.UUID("6f0c1f6e-2b1b-5c0e-9a54-0d9f3c6f8a11")
MIME = {"atom": "application/atom+xml", "rss": "application/rss+xml"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed; `html` is its full content, already safe."""

    key: str
    title: str
    url: str
    html: str
    author: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """The feed itself; `url` is its page, `self_url` the feed's own address."""

    key: str
    title: str
    subtitle: str
    url: str
    self_url: str
    updated: datetime


def stable_id(key: str) -> str:
    """The feed id of a thing: the same for ever, e.g. of "answer/k7m2qdxx23"."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, key)}"


class _Atom(Atom1Feed):
    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        }

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def respond(
    request: HttpRequest,
    kind: str,
    channel: Channel,
    entries: Iterable[Entry],
    etag: str,
) -> HttpResponse:
    """The feed, or 304 when the reader has this `etag`; the same for everyone.

    `entries` may be lazy: nothing is read for a 304.
    """
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    feed = _build(kind, channel, entries)
    response = HttpResponse(
        feed.writeString("utf-8"), content_type=f"{MIME[kind]}; charset=utf-8"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


def _build(kind: str, channel: Channel, entries: Iterable[Entry]) -> SyndicationFeed:
    generator = _Atom if kind == "atom" else _Rss
    feed = generator(
        title=xml_safe(channel.title),
        link=channel.url,
        description=xml_safe(channel.subtitle),
        subtitle=xml_safe(channel.subtitle),
        feed_url=channel.self_url,
        feed_guid=stable_id(channel.key),
        language="en",
    )
    feed.latest_post_date = lambda: channel.updated  # type: ignore[method-assign]  # ours is exact
    for entry in entries:
        feed.add_item(
            title=xml_safe(entry.title),
            link=entry.url,
            description=None,  # type: ignore[arg-type]  # leaves it out
            content=xml_safe(_absolute(entry.html)),
            author_name=xml_safe(entry.author),
            unique_id=stable_id(entry.key),
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    return feed


def _absolute(html: str) -> str:
    """Links within the site, which feed readers could not follow, get its address."""
    return html.replace('href="/', f'href="{settings.SITE_URL}/')
