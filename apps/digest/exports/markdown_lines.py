"""A line of text as Markdown that every renderer reads alike."""

import re
from itertools import groupby
from urllib.parse import quote

from apps.digest.exports.post import Line, Run

SPECIAL = re.compile(r"[\\`*_]")
# A pair of brackets is left as it is, such as […], unless what follows would make a
# link of it. All other brackets are escaped.
BRACKETS = re.compile(r"(\[[^\[\]\\]*\])(?![\[(:])|[\[\]]")
ENTITY = re.compile(r"&(?=#|\w+;)")
LINE_START = re.compile(
    r"^(?:[#>=]|[+-](?=[\s-]|$)|[|:](?=[\s:|-])|(?P<number>\d{1,9})[.)](?=\s|$))",
    re.MULTILINE,
)
IN_ADDRESS = re.compile(r"[\s()<>\[\]\\`\"*|]")
# Renderers disagree on marks that begin or end inside a word; those are left out.
MAY_PRECEDE = re.compile(r"(?:\A|[\s(\"'“‘])\Z")
MAY_FOLLOW = re.compile(r"\A(?:\Z|[\s).,;:!?\"'”’…])")


def written(line: Line) -> str:
    """The line, with a hard break for each line break in it."""
    spans = [tuple(runs) for _, runs in groupby(line, key=_marks)]
    text = ""
    for place, span in enumerate(spans):
        before = _edge(spans[place - 1]) if place else ""
        after = _edge(spans[place + 1]) if place + 1 < len(spans) else ""
        text = _joined(text, _span(span, before, after))
    return LINE_START.sub(_shielded, text).replace("\n", "  \n")


def escaped(text: str, *, in_link: bool = False) -> str:
    """`text` so that it is read as plain words anywhere but at a line's start."""
    text = SPECIAL.sub(r"\\\g<0>", text)
    if in_link:
        text = re.sub(r"[\[\]]", r"\\\g<0>", text)
    else:
        text = BRACKETS.sub(lambda found: found[1] or f"\\{found[0]}", text)
    text = ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return re.sub("~(?=~)", "&#126;", text)


def _marks(run: Run) -> str:
    return "**" * run.strong + "*" * run.em


def _edge(span: Line) -> str:
    """The span as its neighbours' marks see it: when it has marks too, as one word."""
    text = "".join(run.text for run in span)
    return re.sub(r"\S", "x", text) if _marks(span[0]) else text


def _span(span: Line, before: str, after: str) -> str:
    """Runs that have the same marks, inside one pair of them."""
    text = ""
    for run in span:
        text = _joined(text, _run(run))
    core, marks = text.strip(), _marks(span[0])
    if not core or not marks:
        return text
    lead, _, tail = text.partition(core)
    if MAY_PRECEDE.search(before + lead) and MAY_FOLLOW.search(tail + after):
        return f"{lead}{marks}{core}{marks}{tail}"
    return text


def _run(run: Run) -> str:
    if not run.text.strip():
        return run.text
    if run.src:
        image = f"![{escaped(run.text, in_link=True)}]{_address(run.src)}"
        return f"[{image}]{_address(run.href)}" if run.href else image
    if run.href:
        return f"[{escaped(run.text, in_link=True)}]{_address(run.href)}"
    return escaped(run.text)


def _joined(text: str, following: str) -> str:
    """Two pieces that do not become a link or an image by standing side by side."""
    makes_image = text.endswith("!") and following.startswith("[")
    makes_link = text.endswith("]") and following.startswith(("(", "[", ":"))
    if makes_image or makes_link:
        text = f"{text[:-1]}\\{text[-1]}"
    return text + following


def _address(address: str) -> str:
    safe = IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), address)
    return f"({ENTITY.sub('&amp;', safe)})"


def _shielded(start: re.Match[str]) -> str:
    """The start of a line of words, so that it starts no heading, list or table."""
    if start["number"]:
        return f"{start['number']}\\{start[0][-1]}"
    if start[0] in "#>+-":
        return f"\\{start[0]}"
    # Not every renderer lets a backslash escape these.
    return f"&#{ord(start[0])};"
