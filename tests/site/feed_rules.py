"""What RFC 4287, RSS 2.0, JSON Feed 1.1 and OPML 2.0 ask of a feed, as plain checks.

Each check returns sentences about what is wrong; an empty list is a valid feed.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.parsers import expat

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# RFC 3339, with the offset that RFC 4287 (3.3) requires.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
RELATIVE = re.compile(r"""(?:href|src)=["'](?!https?://|mailto:)""")


def faults(kind: str, body: bytes, address: str) -> list[str]:
    """Of a feed that was fetched from `address`."""
    check = {"atom": _atom, "rss": _rss, "json": _json, "opml": _opml}[kind]
    text = body.decode("utf-8")
    found = list(check(body, address))
    if HIDDEN.search(text):
        found.append("a control or bidirectional character is in it")
    return found


def _parsed(body: bytes) -> ElementTree.Element:
    # Strictly, and without what Python's own reader may forgive.
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.Parse(body, True)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ValueError("a feed has no document type")
    return ElementTree.fromstring(body)


def _atom(body: bytes, address: str) -> Iterator[str]:
    root = _parsed(body)
    if root.tag != f"{ATOM}feed":
        yield f"the root is {root.tag}"
    yield from _exactly_one(root, ["id", "title", "updated"], "feed")
    yield from _links(root, address)
    updated = _moment(root.findtext(f"{ATOM}updated"))
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _exactly_one(entry, ["id", "title", "updated", "published"], "entry")
        yield from _exactly_one(entry, ["content", "author"], "entry")
        if not entry.findtext(f"{ATOM}author/{ATOM}name", "").strip():
            yield "an author has no name"
        alternate = [
            link
            for link in entry.findall(f"{ATOM}link")
            if link.get("rel", "alternate") == "alternate"
        ]
        if len(alternate) != 1 or not _is_absolute(alternate[0].get("href")):
            yield "an entry has no one absolute address"
        content = entry.find(f"{ATOM}content")
        if content is None or content.get("type") != "html":
            yield "content is not marked as html"
        yield from _content(entry.findtext(f"{ATOM}content"))
        here = _moment(entry.findtext(f"{ATOM}updated"))
        if here is None or updated is None or here > updated:
            yield "an entry is newer than its feed"
        published = _moment(entry.findtext(f"{ATOM}published"))
        if published is None or (here and published > here):
            yield "an entry was changed before it was published"
    yield from _unique(entry.findtext(f"{ATOM}id") for entry in entries)
    for each in [root, *entries]:
        if not _is_iri(each.findtext(f"{ATOM}id")):
            yield "an id is no IRI"


def _links(root: ElementTree.Element, address: str) -> Iterator[str]:
    links = {link.get("rel", "alternate"): link for link in root.findall(f"{ATOM}link")}
    if len(links) != len(root.findall(f"{ATOM}link")):
        yield "two links of one kind"
    for rel in ("self", "alternate"):
        if rel not in links or not _is_absolute(links[rel].get("href")):
            yield f"no absolute link rel={rel}"
    if "self" in links and links["self"].get("href") != address:
        yield "the feed does not know its own address"
    if "next" in links and not _is_absolute(links["next"].get("href")):
        yield "the next page has no absolute address"


def _rss(body: bytes, address: str) -> Iterator[str]:
    root = _parsed(body)
    if (root.tag, root.get("version")) != ("rss", "2.0"):
        yield "the root is not rss 2.0"
    channels = root.findall("channel")
    if len(channels) != 1:
        yield f"{len(channels)} channels"
        return
    [channel] = channels
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name, "").strip():
            yield f"the channel has no one {name}"
    if not _is_absolute(channel.findtext("link")):
        yield "the channel's link is not absolute"
    if not _is_rfc822(channel.findtext("lastBuildDate")):
        yield "lastBuildDate is no date"
    own = channel.find(f"{ATOM}link[@rel='self']")
    if own is None or own.get("href") != address:
        yield "the feed does not know its own address"
    items = channel.findall("item")
    for item in items:
        yield from _rss_item(item)
    yield from _unique(item.findtext("guid") for item in items)


def _rss_item(item: ElementTree.Element) -> Iterator[str]:
    for name in ("title", "link", "guid", "pubDate", CREATOR, CONTENT):
        if len(item.findall(name)) != 1:
            yield f"an item has no one {name}"
    if not item.findtext("title", "").strip():
        yield "an item has no title"
    if not _is_absolute(item.findtext("link")):
        yield "an item's link is not absolute"
    guid = item.find("guid")
    if guid is None or guid.get("isPermaLink") != "false":
        yield "a guid that is no address does not say so"
    if not _is_rfc822(item.findtext("pubDate")):
        yield "pubDate is no date"
    yield from _content(item.findtext(CONTENT))


def _json(body: bytes, address: str) -> Iterator[str]:
    feed = json.loads(body)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "the version is not 1.1"
    if not feed.get("title"):
        yield "no title"
    if feed.get("feed_url") != address:
        yield "the feed does not know its own address"
    if not _is_absolute(feed.get("home_page_url")):
        yield "home_page_url is not absolute"
    if "next_url" in feed and not _is_absolute(feed["next_url"]):
        yield "next_url is not absolute"
    if not isinstance(feed.get("items"), list):
        yield "no items"
        return
    for item in feed["items"]:
        yield from _json_item(item)
    yield from _unique(item.get("id") for item in feed["items"])


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "an item has no id"
    if not _is_absolute(item.get("url")):
        yield "an item's url is not absolute"
    if not ("content_html" in item or "content_text" in item):
        yield "an item has no content"
    yield from _content(item.get("content_html"))
    for name in ("date_published", "date_modified"):
        if _moment(item.get(name)) is None:
            yield f"{name} is no date"
    if not all(author.get("name") for author in item.get("authors", [{}])):
        yield "an author has no name"


def _opml(body: bytes, address: str) -> Iterator[str]:
    root = _parsed(body)
    if (root.tag, root.get("version")) != ("opml", "2.0"):
        yield "the root is not opml 2.0"
    if [child.tag for child in root] != ["head", "body"]:
        yield "head and body, and nothing else"
    outlines = list(root.iter("outline"))
    if not outlines:
        yield "no outline"
    for outline in outlines:
        if not outline.get("text"):
            yield "an outline has no text"
        if outline.get("type") == "rss" and not _is_absolute(outline.get("xmlUrl")):
            yield "a subscription has no absolute address"
    modified = root.findtext("head/dateModified")
    if modified is not None and not _is_rfc822(modified):
        yield "dateModified is no date"


def _exactly_one(
    element: ElementTree.Element, names: Iterable[str], what: str
) -> Iterator[str]:
    for name in names:
        if len(element.findall(f"{ATOM}{name}")) != 1:
            yield f"not one {name} in {what}"


def _unique(ids: Iterable[str | None]) -> Iterator[str]:
    listed = list(ids)
    if len(listed) != len(set(listed)):
        yield "an id comes twice"


def _content(html: str | None) -> Iterator[str]:
    if not html or not html.strip():
        yield "an entry is empty"
    elif RELATIVE.search(html):
        yield "content has a relative address"


def _moment(text: str | None) -> datetime | None:
    if not text or not MOMENT.fullmatch(text):
        return None
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _is_rfc822(text: str | None) -> bool:
    try:
        return parsedate_to_datetime(text or "").tzinfo is not None
    except ValueError:
        return False


def _is_absolute(url: str | None) -> bool:
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_iri(text: str | None) -> bool:
    return bool(re.fullmatch(r"(urn|tag|https?):\S+", text or ""))
