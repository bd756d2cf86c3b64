"""Texts that slow Markdown parsers down or blow their output up, by kind and size.

The kinds come from published reports (Python-Markdown 551, 798, 1130, 1617;
CVE-2025-69534; markdown-it GHSA-6vfc; showdown 1048) and from our own measurements.
"""

from collections.abc import Callable

SIZES = (1_000, 5_000, 10_000, 20_000)

# Each is repeated to the wanted length.
REPEATED = {
    "open bracket": "[",
    "open bracket lines": "[\n",
    "open image": "![",
    "footnote mark": "[^1]",
    "cdata": "<![CDATA[",
    "link with open parentheses": "[a](((",
    "triple brackets": "[[[a]]]",
    "open link": "[a](",
    "open reference": "[a][",
    "open angle link": "[a](<",
    "open title": '[a](b "',
    "image then bracket": "![a](b[",
    "close bracket": "]",
    "brackets apart": "[ ] ",
    "abbreviations": "*[a]: b\n",
    "footnote definitions": "[^a]: b\n",
    "link definitions": "[a]: http://b.c\n",
    "broken link definitions": "[a]: http://b.c '\n",
    "rules": "***\n",
    "loose list": "- a\n\n",
    "tight list": "- a\n",
    "empty list items": "-\n",
    "numbers": "1. ",
    "numbers with parenthesis": "1) a\n",
    "bullets in a row": "- ",
    "plus and number": "+ 1. ",
    "task boxes": "- [ ] a\n",
    "alternating lists": "- a\n1. b\n",
    "quotes in a row": "> ",
    "quote lines": "> a\n",
    "loose quotes": "> a\n\n",
    "quote and list": "> - ",
    "open tag": "<a ",
    "open tag with attribute": "<a b='",
    "tags": "<b>",
    "div with markdown": '<div markdown="1">\n',
    "comment": "<!--",
    "closed comment": "<!-- -->",
    "instruction": "<?",
    "angle": "<",
    "angle address": "<http://",
    "angle mail": "<a@",
    "setext headings": "a\n-\n",
    "setext double": "a\n=\n",
    "hash": "#",
    "hash blanks": "# ",
    "hash lines": "# a\n",
    "hash tail": "# a ####### b ",
    "tables": "|a|b|\n|-|-|\n",
    "table rows": "|a|b|c|\n",
    "pipes": "|",
    "pipe and tick": "|`",
    "escaped pipe": "\\|",
    "tick": "`",
    "tick blank": "` ",
    "tick letter": "`a",
    "double tick": "``a`",
    "fence": "```\n",
    "fence with language": "```py\na\n```\n",
    "tilde fence": "~~~\n",
    "star": "*",
    "star letter": "*a",
    "star letter blank": "*a ",
    "star pairs": "*a* ",
    "strong": "**a** ",
    "strong open": "**a",
    "mixed stars": "*a **b ",
    "closing star": "a* ",
    "triple star": "***a",
    "star and underscore": "*a_b",
    "underscore": "_a ",
    "underscores": "__a",
    "strike": "~~a~~ ",
    "strike open": "~~a ",
    "tilde": "~",
    "all delimiters": "*_~~a",
    "dollar": "$",
    "maths": "$a$ ",
    "open maths": "$a ",
    "double dollar": "$$a",
    "backslash": "\\",
    "backslash line": "\\\n",
    "entity": "&amp;",
    "number entity": "&#1;",
    "long entity": "&aaaaaaaa",
    "ampersand": "&",
    "quote marks": "\"'",
    "address": "http://a.b/ ",
    "address unbroken": "http://a.b/",
    "scheme": "http://",
    "www": "www.",
    "dots": "a.",
    "dashes": "a-",
    "mail": "a@b.c ",
    "mail unbroken": "a@",
    "parentheses": "(",
    "closing parentheses": ")",
    "address in parentheses": "(http://a.b",
    "commas": "http://a.b,,,,",
    "newline": "\n",
    "blank": " ",
    "hard break": "a  \n",
    "tab": "\t",
    "tab line": "\ta\n",
    "code lines": "    a\n\n",
    "letter": "a",
    "prose": "The old mill stood where two rivers meet, and nobody asked why. ",
    "lines of prose": "The old mill stood there.\n",
    "accents": "\u0301\u0316",
    "decomposing vowels": "\u0f73",
    "joiners": "\u200d",
    "emoji": "\U0001f469\u200d\U0001f680",
    "control": "\x02\x03",
    "placeholder": "\x02klzzwxh:0000\x03",
    "stash": "\x02wzxhzdk:0\x03",
}


def _nested_links(size: int) -> str:
    depth = size // 16
    return "[" * depth + "a" + "](http://b.c/d)" * depth


def _square_table(size: int) -> str:
    half = size // 4
    return f"{'|' * half}\n{'|-' * half}\n" + "|\n" * (size // 4)


def _wide_table(size: int) -> str:
    columns = max(2, int((size / 6) ** 0.5))
    rows = size // (columns * 2) - 2
    return "\n".join(["|a" * columns, "|-" * columns, *["|a" * columns] * rows])


def _stairs(step: str) -> Callable[[int], str]:
    def build(size: int) -> str:
        lines: list[str] = []
        while sum(map(len, lines)) + len(lines) < size:
            lines.append(step * len(lines) + "- a")
        return "\n".join(lines)[:size]

    return build


def _short_stairs(size: int) -> str:
    flight = "".join("  " * (step % 20) + "- a\n" for step in range(size))
    return flight[:size]


def _few_brackets_then(rest: str) -> Callable[[int], str]:
    """As many brackets as are allowed, and then whatever makes each one look far."""
    return lambda size: "[" * 299 + rest * ((size - 300) // len(rest))


def _used_reference(size: int) -> str:
    address = "http://a.b/" + "c" * min(1_900, size // 2)
    return f"[a]: {address}\n\n" + "[a] " * min(299, size // 8)


def _long_address(size: int) -> str:
    return "http://a.b/" + "c/?d=e&" * (size // 7)


def _code_columns(size: int) -> str:
    return "```\n" + " " * 60 + "a[0]" * (size // 4 - 20) + "\n```"


def _header_with_ticks(size: int) -> str:
    return "|`" * (size // 4) + "\n" + "|-" * (size // 4)


BUILT: dict[str, Callable[[int], str]] = {
    "nested links": _nested_links,
    "square table": _square_table,
    "wide table": _wide_table,
    "list stairs": _stairs("  "),
    "list stairs of four": _stairs("    "),
    "quote stairs": _stairs("> "),
    "short stairs": _short_stairs,
    "brackets then letters": _few_brackets_then("a"),
    "brackets then closing ones": _few_brackets_then("]"),
    "brackets then links": _few_brackets_then("](a)"),
    "brackets then parentheses": _few_brackets_then("]("),
    "brackets then near ends": _few_brackets_then("a" * 290 + "]"),
    "used reference": _used_reference,
    "long address": _long_address,
    "code columns": _code_columns,
    "header with ticks": _header_with_ticks,
}

KINDS = (*REPEATED, *BUILT)


def hostile_text(kind: str, size: int) -> str:
    if kind in BUILT:
        return BUILT[kind](size)[:size]
    unit = REPEATED[kind]
    # A letter at either end keeps blanks and control characters from being trimmed.
    return "a" + (unit * (size // len(unit) + 1))[: size - 2] + "a"


def hostile_start(kind: str, size: int) -> str:
    """The same without the first letter, so that block markers begin the line."""
    return hostile_text(kind, size)[1:]
