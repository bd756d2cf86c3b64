"""Inline Markdown: what it says without its marks, and what stands around it.

All patterns run in linear time: a search that fails gives up at the next character of
its own opening kind, so no input makes one rescan the rest of the text.
"""

import re
from html import unescape

LINK = re.compile(
    r"!?\[(?P<label>[^\[\]]*)\]"
    r"\((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+[\"'][^\"'()]*[\"'])?\)"
)
LOCAL_LINK = re.compile(r"\[([^\[\]]*)\]\(#[^()\s]*\)")
_FOOTNOTE_MARK = re.compile(r"\[(?:\^[^\[\]\s]{1,40}|\d{1,3})\](?!\()")
_CODE = re.compile(r"`[^`]*`")
# A lone dollar is money: TeX hugs its dollars, and no digit follows the closing one.
_TEX = re.compile(
    r"\$\$[^$]*\$\$|\$(?=\S)[^$\n]*(?<=\S)\$(?!\d)"
    r"|\\\((?:[^\\]|\\[^()])*+\\\)|\\\[(?:[^\\]|\\[^\[\]])*+\\\]"
)
_URL = re.compile(r"\bhttps?://[^\s<>()\[\]]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*+|(?<!\w)_++|(?<!_)_++(?!\w)|~~)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PUBLIC_ID = re.compile(r"\s*\{#([^{}\s]{1,80})\}\s*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)\1[:.]?")
_ITALIC = re.compile(r"([*_])(?![*_\s])([^*_]+)\1")
_ORDINAL = (
    r"(?:Q(?:uestion)?\s?#?(?:\d{1,3}(?:\.\d{1,3})*)?|\(?\d{1,3}(?:\.\d{1,3})*)\\?[.:)]"
)
_NUMBER = re.compile(
    rf"^(?:{_ORDINAL}|(?P<bold>\*\*|__){_ORDINAL}(?P=bold)"
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s+[A-Z]))\s+(?=\S)"
)
_SHAPE_OF_ID = re.compile(r"[a-z0-9]{5,12}")


def plain_text(text: str) -> str:
    """``text`` as a reader sees it, on one line: no marks, footnotes or tags."""
    seen = _FOOTNOTE_MARK.sub("", text)
    seen = LINK.sub(lambda link: link["label"], seen)
    seen = _TAG.sub("", seen)
    seen = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", seen.replace("`", "")))
    return " ".join(unescape(seen).split())


def without_formulas(text: str) -> str:
    """``text`` with code and TeX blanked: their signs are no punctuation."""
    return _CODE.sub("code", _TEX.sub("formula", text))


def masked(text: str) -> str:
    """``text`` at its own length, with ``x`` for what is no prose: links, TeX, code."""
    for pattern in (_CODE, _TEX, _URL, _TAG):
        text = pattern.sub(lambda found: "x" * len(found[0]), text)
    return LINK.sub(_only_label, text)


def _only_label(link: re.Match[str]) -> str:
    start, end = (at - link.start() for at in link.span("label"))
    shown = "x" * start + link["label"]
    return shown + "x" * (len(link[0]) - end)


def split_public_id(text: str) -> tuple[str, str]:
    """Parts a trailing ``{#id}`` from its text; an id that is not ours is dropped."""
    found = _PUBLIC_ID.search(text, max(0, len(text) - 100))
    if found is None:
        return text, ""
    name = found[1]
    return text[: found.start()], name if _SHAPE_OF_ID.fullmatch(name) else ""


def is_bold(text: str) -> bool:
    """Whether all of ``text`` is set in bold, as a line that serves as a heading is."""
    return len(text) <= 400 and _BOLD.fullmatch(text) is not None


def unmarked(text: str) -> str:
    """``text`` without the bold or italics that span all of it."""
    if is_bold(text):
        return text.strip("*_:").strip()
    if len(text) <= 400 and _ITALIC.fullmatch(text):
        return text[1:-1].strip()
    return text


def without_number(text: str) -> str:
    """``text`` less a leading "3." or "Q3:", which the page counts for itself."""
    return _NUMBER.sub("", text)


def is_italic(text: str) -> bool:
    return len(text) <= 400 and _ITALIC.fullmatch(text) is not None


def is_local_link(text: str) -> bool:
    """Whether ``text`` only points to a place on the same page."""
    return LOCAL_LINK.fullmatch(text.strip(" *_.0123456789")) is not None


def without_local_links(text: str) -> str:
    return LOCAL_LINK.sub(r"\1", text)
