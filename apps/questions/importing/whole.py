"""Code and tables: paragraphs of several lines that are kept line by line.

In the text of an item a blank line parts paragraphs, but none inside code.
"""

import re
from collections.abc import Sequence

_OPENING = re.compile(r"(`{3,})[^`\n]*")
_RUN = re.compile(r"`+")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def fenced(lines: Sequence[str], language: str = "") -> str:
    """Code between fences that are longer than any run of backticks in it."""
    longest = max(map(len, _RUN.findall("\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    code = (line.rstrip() for line in lines)
    return "\n".join([f"{fence}{language}", *code, fence])


def fence_of(line: str) -> str:
    """The fence that a line opens code with; "" for other lines."""
    found = _OPENING.fullmatch(line)
    return found[1] if found else ""


def is_rule(line: str) -> bool:
    """Whether a line parts the head of a table from its rows."""
    return _RULE.fullmatch(line) is not None


def is_whole(paragraph: str) -> bool:
    """Whether a paragraph is code between fences, or a table with a head."""
    lines = paragraph.split("\n")
    if len(lines) < 2:
        return False
    if fence := fence_of(lines[0]):
        return lines[-1] == fence and fence not in lines[1:-1]
    return is_rule(lines[1]) and all(line.startswith("|") for line in lines)


def cells_of(row: str) -> list[str]:
    """What stands between the bars of a row, as it is shown."""
    cells = _BAR.split(row.strip().removeprefix("|").removesuffix("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of an item; code that never ends is text as any other."""
    chunks = text.split("\n\n")
    if "```" not in text:
        return chunks
    found: list[list[str]] = []
    fence = ""
    for chunk in chunks:
        lines = chunk.split("\n")
        if fence:
            found[-1].append(chunk)
        else:
            found.append([chunk])
            fence = fence_of(lines.pop(0))
        if fence in lines:
            fence = ""
    return chunks if fence else ["\n\n".join(pieces) for pieces in found]


def on_one_line(paragraph: str) -> str:
    return " ".join(line.strip() for line in paragraph.strip().split("\n"))
