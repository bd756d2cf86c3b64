"""What a feed consists of, whichever format it is written in."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from apps.lib.text import printable, xml_safe

# Ids are name-based UUIDs (RFC 9562, version 5) in a name space of our own: they
# depend on nothing that can change, neither host nor title nor place.
NAMESPACE = uuid.UUID("6f0c1f6e-2b1b-5c0e-9a54-0d9f3c6f8a11")
MIME = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed; `html` is its full content, already safe.

    `published` is None where nobody knows.
    """

    key: str
    title: str
    url: str
    html: str
    author: str
    published: datetime | None
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
    # The address of the page with what is older; "" at the end.
    next_url: str = ""


def stable_id(key: str) -> str:
    """The feed id of a thing: the same for ever, e.g. of "answer/k7m2qdxx23"."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, key)}"


def safe(text: str) -> str:
    return printable(xml_safe(text))


def one_line(text: str) -> str:
    return " ".join(safe(text).split())
