"""Makes plain Markdown of what site generators and note takers add to it.

Every replacement keeps the number of lines, so that line numbers stay the author's.
"""

import re

_EMBED = re.compile(r"!\[\[[^\[\]\n]*\]\]")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
# Liquid writes a space inside its braces; doubled braces without one are TeX.
_LIQUID = re.compile(r"\{%-?\s[^{}%\n]*%\}|\{\{-?\s[^{}\n]*\}\}|%%[^%\n]+%%")
_ATTRIBUTES = re.compile(r"\{::?[^{}\n]*\}")
_BLOCK_ID = re.compile(r"(?m)[ \t]\^[a-z0-9-]{4,40}$")
_TOC = re.compile(r"(?mi)^\s*(?:\[toc\]|\[\[_toc_\]\]|\*\s+toc|-\s+toc|1\.\s+toc)\s*$")
_DEFINITION = re.compile(
    r"(?m)^ {0,3}\[([^\[\]^\n][^\[\]\n]{0,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?$"
)
_REFERENCE = re.compile(r"(?<!\])\[([^\[\]]*)\](?:\[([^\[\]\n]{0,200})\]|(?![(:\[]))")
_HIDDEN = (
    ("<!--", "-->"),
    ("{% comment %}", "{% endcomment %}"),
    ("{::comment}", "{:/comment}"),
)


def plain_markdown(text: str) -> str:
    for opening, closing in _HIDDEN:
        text = _without(text, opening, closing)
    text = _LIQUID.sub("", text)
    text = _ATTRIBUTES.sub("", text)
    text = _BLOCK_ID.sub("", _TOC.sub("", text))
    text = _WIKILINK.sub(r"\1", _EMBED.sub("", text))
    return _with_inline_links(text)


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
