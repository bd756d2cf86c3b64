"""What Substack's editor puts into a post besides the essay."""

import json
import re
from html import escape
from typing import Any

from apps.questions.importing.archives.rewriting import EMBED, FIGURE, rewritten
from apps.questions.importing.html_tokens import Token

_WIDGETS = frozenset(
    [
        "button",
        "button-wrapper",
        "comment",
        "community-chat",
        "directMessage",
        "install-substack-app-embed",
        "paywall-jump",
        "subscription-widget",
        "subscription-widget-wrap",
        "subscription-widget-wrap-editor",
    ]
)
_PICTURES = frozenset(
    ["captioned-image-container", "image-gallery-embed", "image-link"]
)
_EMBEDS = frozenset(
    [
        "apple-podcast-container",
        "digest-post-embed",
        "embedded-post",
        "embedded-post-wrap",
        "embedded-publication-wrap",
        "file-embed-wrapper",
        "native-audio-embed",
        "native-video-embed",
        "poll-embed",
        "spotify-wrap",
        "tiktok-wrap",
        "tweet",
        "twitter-embed",
        "vimeo-wrap",
        "youtube-wrap",
    ]
)
_CLASS_WIDGETS = frozenset(["a", "div", "figure", "p", "span", "blockquote"])
_NOTE = re.compile(
    r'<div class="footnote"[^<>]{0,500}>\s*+<a id="footnote-(\d{1,3})"[^<>]{0,500}>'
    r'[^<>]{0,20}</a>\s*+<div class="footnote-content">((?:[^<]|<(?!/?div\b))*+)'
    r"</div>\s*+</div>"
)
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>")


def without_widgets(html: str) -> str:
    """The essay's own text; TeX stays as TeX, names as names, footnotes as notes."""
    return rewritten(_NOTE.sub(_as_note, html), _instead)


def _instead(tag: Token) -> str | None:
    if tag.name in ("script", "style", "form"):
        return ""
    if tag.name == "iframe":
        return EMBED
    called = frozenset(tag.attributes.get("class", "").split()) if tag.text else ()
    if "latex-rendered" in called:
        return f"<p>$${_stated(tag, 'persistentExpression')}$$</p>"
    if "mention-wrap" in called:
        return _stated(tag, "name")
    if tag.name not in _CLASS_WIDGETS:
        return None
    if not _PICTURES.isdisjoint(called):
        return FIGURE
    if not _EMBEDS.isdisjoint(called):
        return EMBED
    return None if _WIDGETS.isdisjoint(called) else ""


def _stated(tag: Token, name: str) -> str:
    """What the editor keeps about an element, in its attribute `data-attrs`."""
    try:
        stated: Any = json.loads(tag.attributes.get("data-attrs", ""))
    except (ValueError, RecursionError):
        return ""
    return escape(str(stated.get(name, "")), False) if isinstance(stated, dict) else ""


def _as_note(note: re.Match[str]) -> str:
    """As a list item with the id of a note, which is how most pages set one."""
    words = _PARAGRAPH.sub(" ", note[2]).strip()
    return f'<ol><li id="footnote-{note[1]}">{words}</li></ol>'
