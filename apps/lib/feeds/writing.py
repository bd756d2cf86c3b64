"""One feed in each of the three formats."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from apps.lib.feeds.parts import Channel, Entry, one_line, safe, stable_id
from apps.lib.http import absolute_links

JSON_FEED = "https://jsonfeed.org/version/1.1"
LANGUAGE = "en"


def written(kind: str, channel: Channel, entries: Iterable[Entry]) -> bytes:
    if kind == "json":
        return _json(channel, entries)
    feed = _xml(_Atom if kind == "atom" else _Rss, channel, entries)
    return str(feed.writeString("utf-8")).encode()


class _Atom(Atom1Feed):
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            link = {"rel": "next", "href": self.feed["next_url"]}
            handler.addQuickElement("link", "", link)

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

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            link = {"rel": "next", "href": self.feed["next_url"]}
            handler.addQuickElement("atom:link", None, link)

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def _xml(
    generator: type[SyndicationFeed], channel: Channel, entries: Iterable[Entry]
) -> SyndicationFeed:
    subtitle = one_line(channel.subtitle) or one_line(channel.title)
    feed = generator(
        title=one_line(channel.title),
        link=channel.url,
        description=subtitle,
        subtitle=subtitle,
        feed_url=channel.self_url,
        feed_guid=stable_id(channel.key),
        language=LANGUAGE,
        next_url=channel.next_url,
    )
    feed.latest_post_date = lambda: channel.updated  # type: ignore[method-assign]  # ours is exact
    for entry in entries:
        feed.add_item(
            title=one_line(entry.title),
            link=entry.url,
            description=None,  # type: ignore[arg-type]  # leaves it out
            content=safe(absolute_links(entry.html)),
            author_name=one_line(entry.author),
            unique_id=stable_id(entry.key),
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    return feed


def _json(channel: Channel, entries: Iterable[Entry]) -> bytes:
    feed = {
        "version": JSON_FEED,
        "title": one_line(channel.title),
        "home_page_url": channel.url,
        "feed_url": channel.self_url,
        "description": one_line(channel.subtitle),
        "language": LANGUAGE,
        "next_url": channel.next_url,
        "items": [_item(entry) for entry in entries],
    }
    said = {name: value for name, value in feed.items() if value or name == "items"}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, object]:
    dated = {"date_published": _rfc3339(entry.published)} if entry.published else {}
    return {
        "id": stable_id(entry.key),
        "url": entry.url,
        "title": one_line(entry.title),
        "content_html": safe(absolute_links(entry.html)),
        **dated,
        "date_modified": _rfc3339(entry.updated),
        "authors": [{"name": one_line(entry.author)}],
    }


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
