"""A post's body as WordPress stores it: half HTML, half lines, or marked as blocks."""

import json
import re

from apps.questions.importing import html_names as names
from apps.questions.importing.archives.rewriting import EMBED, FIGURE, rewritten
from apps.questions.importing.html_tokens import Token

_BLOCK_NAMES = (
    "address|article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|"
    "hr|iframe|li|ol|p|pre|script|section|style|table|tbody|td|th|thead|tr|ul"
)
_BLOCK = re.compile(rf"</?(?:{_BLOCK_NAMES})\b", re.IGNORECASE)
_ENCLOSING = re.compile(
    r"<(/?)(?:blockquote|div|dl|figure|ol|p|pre|script|style|table|ul)\b", re.IGNORECASE
)
# A caption holds no other, and is no longer than a few paragraphs.
_PICTURES = re.compile(
    r"\[caption\b[^\]\n]{0,500}\](?:(?!\[caption\b)[^\n]){0,5000}?\[/caption\]"
    r"|\[gallery\b[^\]\n]{0,500}\]"
)
_PLAYERS = re.compile(r"\[(?:audio|playlist|video)\b[^\]\n]{0,500}\]")
_SHORTCODE = re.compile(
    r"\[/(?:audio|gallery|playlist|video)\]|\[/?embed\b[^\]\n]{0,500}\]"
)
_NOTE = re.compile(r"\[(footnote|efn_note|mfn)\]([^\[\]]*+)\[/\1\]")
_MARKED = "<!-- wp:"


def as_html(body: str, footnotes: str = "") -> str:
    """The body's HTML; a blank line parts paragraphs and a newline breaks a line.

    `footnotes` is what the block editor keeps of them beside the body, as JSON.
    """
    body = _PICTURES.sub(FIGURE, body.replace("\r\n", "\n"))
    body = _with_notes(_SHORTCODE.sub("", _PLAYERS.sub(EMBED, body)))
    body = body if _MARKED in body else _with_paragraphs(body)
    return rewritten(body + _listed(_stated_notes(footnotes)), _instead)


def _stated_notes(footnotes: str) -> list[str]:
    try:
        rows = json.loads(footnotes)
    except (ValueError, RecursionError):
        return []
    found = rows if isinstance(rows, list) else []
    return [str(row.get("content", "")) for row in found if isinstance(row, dict)]


def _listed(notes: list[str]) -> str:
    """As list items with the ids of notes, which is how most pages set them."""
    items = (
        f'<li id="footnote-{number}">{words.strip()}</li>'
        for number, words in enumerate(notes, start=1)
    )
    return f"\n\n<ol>{''.join(items)}</ol>" if notes else ""


def _with_notes(body: str) -> str:
    """Footnotes written where their mark stands, as marks and a list at the end."""
    notes: list[str] = []

    def marked(note: re.Match[str]) -> str:
        notes.append(note[2])
        return f'<a href="#footnote-{len(notes)}">{len(notes)}</a>'

    return _NOTE.sub(marked, body) + _listed(notes)


def _with_paragraphs(body: str) -> str:
    """Lines outside all block elements become paragraphs, as WordPress shows them."""
    done: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in [*body.split("\n"), ""]:
        is_block = depth > 0 or _BLOCK.match(line.lstrip())
        if paragraph and (is_block or not line.strip()):
            done.append(f"<p>{'<br>'.join(paragraph)}</p>")
            paragraph = []
        if is_block:
            done.append(line)
        elif line.strip():
            paragraph.append(line.strip())
        for closing in _ENCLOSING.findall(line) if is_block else ():
            depth = max(0, depth - 1) if closing else depth + 1
    return "\n".join(done)


def _instead(tag: Token) -> str | None:
    if tag.name in ("script", "style"):
        return ""
    if tag.name == "iframe":
        return EMBED
    is_picture = tag.name == "figure" and not names.TEXT_FIGURE.search(
        tag.attributes.get("class", "")
    )
    return FIGURE if is_picture else None
