"""The editor state that Ghost keeps of a post, as HTML: its text, without its cards."""

import json
from html import escape
from typing import Any

from apps.questions.importing.archives.rewriting import EMBED, FIGURE

_DEEPEST = 60
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"])
# What stands for nodes that hold no text, and the fields of those that name their HTML.
_SIGNS = {
    "linebreak": "<br>",
    "horizontalrule": "<hr>",
    "audio": EMBED,
    "bookmark": EMBED,
    "embed": EMBED,
    "file": EMBED,
    "gallery": FIGURE,
    "image": FIGURE,
    "video": EMBED,
}
_FIELDS = {
    "callout": ("calloutText",),
    "html": ("html",),
    "toggle": ("heading", "content"),
}
# Lexical's flags for a run of text, in the order in which the marks are set.
_FORMATS = {1: "strong", 2: "em", 16: "code"}


def html_of(lexical: str) -> str:
    """ "" where the text is no editor state. What nests too deep is left out."""
    try:
        state = json.loads(lexical)
    except (ValueError, RecursionError):
        return ""
    root = state.get("root") if isinstance(state, dict) else None
    return _inside(root, 0) if isinstance(root, dict) else ""


def _inside(node: dict[str, Any], depth: int) -> str:
    children = node.get("children")
    if not isinstance(children, list) or depth > _DEEPEST:
        return ""
    return "".join(
        _node(child, depth + 1) for child in children if isinstance(child, dict)
    )


def _node(node: dict[str, Any], depth: int) -> str:
    kind = str(node.get("type"))
    if kind in ("text", "extended-text"):
        return _run(node)
    if kind in _SIGNS:
        return _SIGNS[kind]
    if kind in _FIELDS:
        return "\n".join(f"<div>{node.get(name, '')}</div>" for name in _FIELDS[kind])
    if kind == "codeblock":
        code = escape(str(node.get("code", "")), quote=False)
        return f"<pre><code>{code}</code></pre>\n"
    if kind in ("heading", "extended-heading", "list"):
        tag = str(node.get("tag"))
        return _wrapped(tag if tag in _TAGS else "p", node, depth)
    if kind in _BLOCKS:
        return _wrapped(_BLOCKS[kind], node, depth)
    if kind in ("link", "autolink"):
        href = escape(str(node.get("url", "")))
        return f'<a href="{href}">{_inside(node, depth)}</a>'
    return _inside(node, depth)


def _wrapped(tag: str, node: dict[str, Any], depth: int) -> str:
    return f"<{tag}>{_inside(node, depth)}</{tag}>\n"


def _run(node: dict[str, Any]) -> str:
    text = escape(str(node.get("text", "")), quote=False)
    flags = node.get("format")
    for flag, mark in _FORMATS.items():
        if isinstance(flags, int) and flags & flag:
            text = f"<{mark}>{text}</{mark}>"
    return text
