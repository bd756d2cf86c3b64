"""What a comment itself marks as somebody else's words."""

import re

_LINE = re.compile(r"^[ \t]*(>[> \t]*)(.*)$", re.MULTILINE)
_CUT = re.compile(r"\[?(?:\.\.\.+|…)\]?")
_OPENED = re.compile("(?<!\\w)[“„«»‹‘‚'\"「](?=\\S)")
_CLOSED = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘",
    "'": "'",
    '"': '"',
    "「": "」",
}
# Further away, a closing mark belongs to something else.
LONGEST = 1500

Span = tuple[int, int]


def quotations(text: str) -> list[Span]:
    """Where quoted lines and the insides of quotation marks stand, cut at each "…"."""
    found = [*_quoted_lines(text), *_between_marks(text)]
    return sorted(part for span in found for part in _parts(text, span))


def _quoted_lines(text: str) -> list[Span]:
    """Lines that begin with ">"; lines that follow each other are one quotation."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        if found and line.start() == found[-1][1] + 1:
            found[-1] = (found[-1][0], line.end())
        else:
            found.append((line.start(2), line.end()))
    return found


def _between_marks(text: str) -> list[Span]:
    found = []
    for mark in _OPENED.finditer(text):
        inside = mark.end()
        closing = re.compile(f"[{_CLOSED[mark.group()]}](?!\\w)")
        end = closing.search(text, inside, inside + LONGEST)
        if end and "\n\n" not in text[inside : end.start()]:
            found.append((inside, end.start()))
    return found


def _parts(text: str, span: Span) -> list[Span]:
    start, end = span
    found = []
    for cut in _CUT.finditer(text, start, end):
        found.append((start, cut.start()))
        start = cut.end()
    return [part for part in (*found, (start, end)) if text[slice(*part)].strip()]
