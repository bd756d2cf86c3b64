"""Makes plain Markdown of what site generators and note takers add to it.

Every replacement keeps the number of lines, so that line numbers stay the author's.
"""

import re
from html import unescape

from apps.questions.importing.html_inline import linked

_EMBED = re.compile(r"!\[\[[^\[\]\n]*\]\]")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
# Liquid writes a space inside its braces; doubled braces without one are TeX.
_LIQUID = re.compile(r"\{%-?[ \t][^{}%\n]*%\}|\{\{-?[ \t][^{}\n]*\}\}|%%[^%\n]+%%")
_ATTRIBUTES = re.compile(r"\{::?[^{}\n]*\}")
_BLOCK_ID = re.compile(r"(?m)[ \t]\^[a-z0-9-]{4,40}$")
_TOC = re.compile(r"(?mi)^[ \t]*(?:\[toc\]|\[\[_toc_\]\]|(?:[*-]|1\.)[ \t]+toc)[ \t]*$")
_DEFINITION = re.compile(
    r"(?m)^ {0,3}\[([^\[\]^\n][^\[\]\n]{0,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?$"
)
_REFERENCE = re.compile(r"(?<!\])\[([^\[\]]*)\](?:\[([^\[\]\n]{0,200})\]|(?![(:\[]))")
_HIDDEN = (
    ("<!--", "-->"),
    ("{% comment %}", "{% endcomment %}"),
    ("{::comment}", "{:/comment}"),
)


# Code is matched to be left alone.
_INLINE_HTML = re.compile(
    r"(?P<code>`+[^`]*`+)"
    r"|<(?P<mark>/?(?:em|i|strong|b))>"
    r"|<a\s(?:[^<>]*?\s)?href=(?P<quote>[\"'])(?P<href>[^<>\"']*)(?P=quote)[^<>]*>"
    r"(?P<label>[^<>\[\]\n]*)</a>"
    r"|(?P<anchor><a\s+(?:name|id)=[^<>]*>(?:</a>)?)"
    r"|(?P<br><br\s*/?>[ \t]*)"
    r"|</?(?:span|font|u|small|abbr|ins)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_SIGNS = {"em": "*", "i": "*", "strong": "**", "b": "**"}


def plain_markdown(text: str) -> str:
    for opening, closing in _HIDDEN:
        text = _without(text, opening, closing)
    text = _LIQUID.sub("", text)
    text = _ATTRIBUTES.sub("", text)
    text = _BLOCK_ID.sub("", _TOC.sub("", text))
    text = _WIKILINK.sub(r"\1", _EMBED.sub("", text))
    return _with_inline_links(_INLINE_HTML.sub(_as_markdown, text))


def _as_markdown(tag: re.Match[str]) -> str:
    """What an inline tag is in Markdown; a tag that says nothing there is dropped."""
    if tag["code"] is not None:
        return tag[0]
    if tag["mark"]:
        return _SIGNS[tag["mark"].lstrip("/").lower()]
    newlines = "\n" * tag[0].count("\n")
    if tag["label"] is not None:
        return linked(tag["label"], unescape(tag["href"])) + newlines
    return " " * (tag["br"] is not None) + newlines


def _without(text: str, opening: str, closing: str) -> str:
    """``text`` less what stands between the two marks; an unclosed one hides nothing."""
    kept, position = [], 0
    while (start := text.find(opening, position)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        end += len(closing)
        kept.append(text[position:start])
        kept.append("\n" * text.count("\n", start, end))
        position = end
    return "".join([*kept, text[position:]])


def _with_inline_links(text: str) -> str:
    """Turns reference links into inline ones: an item must stand without its page."""
    addresses = {
        name.strip().lower(): address for name, address in _DEFINITION.findall(text)
    }
    if not addresses:
        return text

    def inlined(link: re.Match[str]) -> str:
        name = (link[2] or link[1]).strip().lower()
        address = addresses.get(" ".join(name.split()))
        return f"[{link[1]}]({address})" if address else link[0]

    return _REFERENCE.sub(inlined, _DEFINITION.sub("", text))
