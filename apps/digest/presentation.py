"""A document with its Markdown rendered, for pages and feeds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from apps.digest.document import (
    DocGroup,
    DocItem,
    Document,
    asks_anew,
    thanks_line,
)
from apps.digest.exports.composing import long_day
from apps.lib import markup
from apps.lib.text import reading_minutes, words

_BLOCK = re.compile(r"<(/?)(blockquote|p)>")


@dataclass(frozen=True, slots=True)
class ShownItem:
    """`asks_anew` where its question has to be said before it."""

    item: DocItem
    quote: SafeString
    said: SafeString
    lead_in: SafeString
    reply: SafeString
    asks_anew: bool = False


@dataclass(frozen=True, slots=True)
class ShownGroup:
    group: DocGroup
    lead_in: SafeString
    items: tuple[ShownItem, ...]


@dataclass(frozen=True, slots=True)
class ShownDocument:
    document: Document
    intro: SafeString
    changed_mind: SafeString
    outro: SafeString
    groups: tuple[ShownGroup, ...]
    thanks: str
    # The day of the last revision, and of each edit (also as ISO), as people say it.
    revised: str
    edits: tuple[tuple[str, str, str], ...]
    words: int
    minutes: int


def shown(document: Document) -> ShownDocument:
    """Ready for a template. Texts that were rendered lately are not rendered again."""
    total = sum(words(text) for text in _texts(document))
    return ShownDocument(
        document=document,
        intro=_html(document.intro),
        changed_mind=_html(document.changed_mind),
        outro=_html(document.outro),
        groups=tuple(_group(group) for group in document.groups),
        thanks=thanks_line(document),
        revised=long_day(document.revised) if document.revised else "",
        edits=tuple((day, long_day(day), what) for day, what in document.edits),
        words=total,
        minutes=reading_minutes(total),
    )


def _texts(document: Document) -> list[str]:
    texts = [document.intro, document.changed_mind, document.outro]
    texts += [group.lead_in for group in document.groups]
    for item in document.items():
        texts += [item.lead_in, item.quote, item.said, item.reply]
    return texts


def shown_item(item: DocItem, *, asks_anew: bool = False) -> ShownItem:
    return ShownItem(
        item=item,
        asks_anew=asks_anew,
        quote=quote_html(item.quote),
        said=_html(item.said),
        lead_in=_html(item.lead_in),
        reply=_html(item.reply),
    )


def quote_html(text: str) -> SafeString:
    """Quoted Markdown in which what the writer quotes cannot be taken for their words.

    As in every export, its paragraphs are in italics and begin with ">": feeds have no
    style sheet.
    """
    depth = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth
        is_end, name = bool(tag[1]), tag[2]
        if name == "blockquote":
            depth += -1 if is_end else 1
            return tag[0]
        if not depth:
            return tag[0]
        return "</em></p>" if is_end else "<p><em>&gt; "

    return markup.stored(_BLOCK.sub(mark, _html(text)))


def _group(group: DocGroup) -> ShownGroup:
    items = tuple(
        shown_item(item, asks_anew=is_new) for item, is_new in asks_anew(group)
    )
    return ShownGroup(group=group, lead_in=_html(group.lead_in), items=items)


@lru_cache(maxsize=2048)
def _html(text: str) -> SafeString:
    return markup.render(text) if text else markup.stored("")
