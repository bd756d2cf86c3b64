"""Sentences of plain text, and whether one asks."""

import re
from collections.abc import Iterator

QUESTION_MARKS = "?？؟⁇‽\u037e"

_END = re.compile(r"[.!?…。！？؟⁇‽\u037e]+[\"'”’»)\]]*(?=\s|$)|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|al|ca|viz|approx|no|nos|vol|fig|eq|ch|pp?|"
    r"mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co|u\.s|u\.k|(?-i:[A-HJ-Z]))\.$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"“[^“”]*(?:”|$)|\"(?=\S)[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]|‘[^‘’]{1,200}’(?!\w)"
)


def without_quoted(text: str) -> str:
    """``text`` at its own length, the words inside quotation marks blanked out."""
    return _QUOTED.sub(_blanked, text)


def _blanked(quoted: re.Match[str]) -> str:
    whole = quoted[0]
    last = whole[-2] if len(whole) > 2 else ""
    if last and last in ".!…":
        return whole[0] + "x" * (len(whole) - 3) + last + whole[-1]
    # A question somebody else asks ends a sentence here, but is not asked here.
    if last and last in QUESTION_MARKS:
        return whole[0] + "x" * (len(whole) - 3) + "." + whole[-1]
    return whole[0] + "x" * (len(whole) - 2) + whole[-1]


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph of plain text; what is quoted does not break."""
    hidden = without_quoted(text)
    found, start = [], 0
    for end in _ends(hidden):
        found.append(text[start:end].strip())
        start = end
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def sentence_ends(text: str) -> list[int]:
    """Where a piece of Markdown can be cut between two sentences or paragraphs."""
    hidden = without_quoted(text)
    breaks = {at for at in range(len(text)) if text.startswith("\n\n", at)}
    found = sorted(breaks | set(_ends(hidden)))
    return [at for at in found if text[:at].strip() and text[at:].strip()]


def _ends(text: str) -> Iterator[int]:
    for mark in _END.finditer(text):
        following = text[mark.end() : mark.end() + 2].strip()
        if following[:1].islower():
            continue
        if mark[0] == "." and _ABBREVIATION.search(
            text[max(0, mark.start() - 8) : mark.start() + 1]
        ):
            continue
        yield mark.end()


def asks(sentence: str) -> bool:
    """Whether a sentence ends in a question mark of its own."""
    bare = without_quoted(sentence).rstrip(" \"'”’»)]*_.…!")
    return bare.endswith(tuple(QUESTION_MARKS))
