"""Atom 1.0 (RFC 4287), RSS 2.0 and JSON Feed 1.1, with ids that outlive edits and moves.

One bad character in one text must not break a feed for all subscribers: every text
goes through `xml_safe` and `printable` here, whatever was done when it was stored.
"""

from apps.lib.feeds.answering import respond
from apps.lib.feeds.parts import MIME, Channel, Entry, stable_id

__all__ = ["MIME", "Channel", "Entry", "respond", "stable_id"]
