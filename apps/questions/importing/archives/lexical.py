"""The editor state that Ghost keeps of a post, as HTML: its text, without its cards."""

import json
from html import escape
from typing import Any

_DEEPEST = 60
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"])
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
    if kind == "linebreak":
        return "<br>"
    if kind == "horizontalrule":
        return "<hr>"
    if kind == "html":
        return str(node.get("html", ""))
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
