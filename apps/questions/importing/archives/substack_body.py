"""What Substack's editor puts into a post besides the essay."""

import json
import re
from html import escape
from typing import Any

from apps.questions.importing.archives.rewriting import rewritten
from apps.questions.importing.html_tokens import Token

_WIDGETS = frozenset(
    [
        "apple-podcast-container",
        "button",
        "button-wrapper",
        "captioned-image-container",
        "comment",
        "community-chat",
        "digest-post-embed",
        "directMessage",
        "embedded-post",
        "embedded-post-wrap",
        "embedded-publication-wrap",
        "file-embed-wrapper",
        "image-gallery-embed",
        "image-link",
        "install-substack-app-embed",
        "native-audio-embed",
        "native-video-embed",
        "paywall-jump",
        "poll-embed",
        "spotify-wrap",
        "subscription-widget",
        "subscription-widget-wrap",
        "subscription-widget-wrap-editor",
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
    if tag.name in ("script", "style", "iframe", "form"):
        return ""
    called = frozenset(tag.attributes.get("class", "").split()) if tag.text else ()
    if "latex-rendered" in called:
        return f"<p>$${_stated(tag, 'persistentExpression')}$$</p>"
    if "mention-wrap" in called:
        return _stated(tag, "name")
    is_widget = tag.name in _CLASS_WIDGETS and not _WIDGETS.isdisjoint(called)
    return "" if is_widget else None


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
