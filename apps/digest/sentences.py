"""An answer's Markdown as units an editor can tick: sentences, list items, quote lines.

A unit never ends inside emphasis, code or a link, so any choice of units is Markdown
that still means what it meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STARTS = r"""
    (?:>                                      # quoted line
    |(?:[-*+]|\d{1,9}[.)])[^\S\n]             # list item
    |\#{1,6}[^\S\n]                           # heading
    |(?:[-*_][ \t]*){3,}(?=\n|\Z)             # rule
    |`{3}|~{3}                                # fenced code
    |\[[^\]\n]{1,400}\]:)                     # link definition
"""
BLOCK = re.compile(
    rf"""
    ^[^\S\n]*+(?:
    (?P<fence>(?P<mark>`{{3,}}|~{{3,}})[^\n]*
        (?:\n(?![^\S\n]*(?P=mark))[^\n]*)*(?:\n[^\S\n]*(?P=mark)[^\n]*)?)
    |(?P<owner>(?:>|(?:[-*+]|\d{{1,9}}[.)])[^\S\n])(?![^\S\n]*[-*_][-*_ \t]*(?:\n|\Z))
        [^\n]*(?:\n(?![^\S\n]*(?:\n|\Z|{STARTS}))[^\n]*)*)
    |(?P<line>{STARTS}[^\n]*)
    |(?P<table>(?=[^\n|]*\|)[^\n]*+\n(?=[^\n]*-)(?=[^\n]*\|)[-:|\ \t]++(?=\n|\Z)
        (?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*)
    |(?P<title>\S[^\n]*+\n\ {{0,3}}(?:=+|-+)[^\S\n]*(?=\n|\Z))
    |(?P<code>(?:(?<=\ {{4}})|(?<=\t))\S[^\n]*(?:\n(?:\ {{4}}|\t)[^\n]*)*)
    |(?P<paragraph>\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z|{STARTS}))[^\n]*)*)
    )""",
    re.VERBOSE | re.MULTILINE,
)
# Bounded, so that a thousand openers cost a thousand short looks.
UNBROKEN = re.compile(
    r"""
    (`{1,3})(?!`)[^`]{1,500}?\1(?!`)                           # code
    |!?\[[^\[\]]{0,400}\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,500}\)   # link, image
    |!?\[[^\[\]]{0,400}\]\[[^\[\]\n]{0,200}\]                  # link by reference
    |<[^<>\s]{1,500}>
    |https?://[^\s<>]{1,500}
    |\*\*(?=\S)(?:[^*]|\*(?!\*)){1,2000}?(?<!\s)\*\*           # strong
    |__(?=\S)(?:[^_]|_(?!_)){1,2000}?(?<!\s)__
    |\*(?=[^\s*])(?:[^*]|\*\*){1,2000}?(?<!\s)\*(?!\*)         # emphasis
    |~~(?=\S)(?:[^~]|~(?!~)){1,2000}?(?<!\s)~~                # struck out
    |(?<!\w)_(?=[^\s_])(?:[^_]|__|(?<=[^\W_])_(?=[^\W_])){1,2000}?(?<!\s)_(?!\w)
    """,
    re.VERBOSE,
)
SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]*_`]{0,6}(?=\s)|[。！？]+[」』”’）]?"
)
ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘*_])(?:[a-z]|e\.?g|i\.?e|cf|vs|al|approx|pp|vol|fig|dr|mr|mrs"
    r"|ms|prof|st|jr|sr|gen|sen|rep)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, quoted line or the like, without white space around."""

    start: int
    end: int
    kind: str


def sentences(source: str) -> list[tuple[int, int, str]]:
    """Units of `source` as (start, end, source[start:end]), in order.

    Between two units there is only white space, and so before the first and after the
    last. A list item, a quoted line, a heading, a table and a piece of code are one
    unit each; a paragraph has one per sentence.
    """
    return [
        (start, end, source[start:end])
        for block in blocks(source)
        for start, end in _units(source, block)
    ]


def blocks(source: str) -> list[Block]:
    return [
        Block(*trimmed(source, match.start(), match.end()), match.lastgroup or "")
        for match in BLOCK.finditer(source)
    ]


def _units(source: str, block: Block) -> Iterator[tuple[int, int]]:
    if block.kind != "paragraph":
        yield block.start, block.end
        return
    start = block.start
    for end in [*_sentence_ends(source[block.start : block.end]), None]:
        upto = block.end if end is None else block.start + end
        unit = trimmed(source, start, upto)
        if unit[0] < unit[1]:
            yield unit
        start = upto


def _sentence_ends(text: str) -> Iterator[int]:
    held = [match.span() for match in UNBROKEN.finditer(text)]
    for match in SENTENCE_END.finditer(text):
        end = match.end()
        while held and held[0][1] <= match.start():
            held.pop(0)
        inside = any(start < end < stop for start, stop in held[:2])
        if not inside and not _goes_on(text, match.start(), end):
            yield end


def _goes_on(text: str, mark: int, end: int) -> bool:
    """Whether the sentence goes on after this full stop: "e.g. this", "J. Smith"."""
    if ABBREVIATION.search(text[max(0, mark - 12) : mark + 1]):
        return True
    return text[end : end + 20].lstrip()[:1].islower()


def trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    text = source[start:end]
    return (
        start + len(text) - len(text.lstrip()),
        end - len(text) + len(text.rstrip()),
    )
