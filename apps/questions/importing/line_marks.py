"""Lines whose setting says what they are, in whatever format they came."""

import re
from dataclasses import replace

from apps.questions.importing.blocks import BOLD_LINE, Block
from apps.questions.importing.inline import is_bold, is_italic, plain_text, unmarked
from apps.questions.importing.labels import read_label
from apps.questions.importing.lists import read_marker
from apps.questions.importing.reading import read
from apps.questions.importing.sentences import QUESTION_MARKS

_LONGEST_CHROME = 70  # characters
_FEWEST_NUMBERS = 3
_FEWEST_BOLD = 2
_BOLD_QUESTION = re.compile(r"(\*\*|__)(?=\S)[^*_]{1,300}[?？]\1(?=\s|$)")
_CHROME = re.compile(
    r"(?:share|subscribe|like|reply|restack|comment|sign in|log in|menu|home|"
    r"\d+ (?:likes?|comments?|min(?:ute)?s? read|restacks?|replies)|read more|"
    r"(?:by |posted |published )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.? \d{1,2},? \d{4}|\d{1,2}\.? \w+ \d{4}|\d{4}-\d\d-\d\d)(?:\s.{0,30})?",
    re.IGNORECASE,
)


def with_bold_headings(blocks: list[Block]) -> list[Block]:
    """A line set in bold, or a question set in italics, heads what stands below it."""
    return [
        replace(block, text=unmarked(block.text), role="heading", level=BOLD_LINE)
        if _is_heading_line(block)
        else block
        for block in _with_bold_openings_apart(blocks)
    ]


def _is_heading_line(block: Block) -> bool:
    if block.role != "paragraph" or block.depth or read_label(block.text):
        return False
    if is_bold(block.text):
        return True
    asks = block.text[:-1].endswith(tuple(QUESTION_MARKS))
    return is_italic(block.text) and asks and not read(block.text).calls_readers


def _with_bold_openings_apart(blocks: list[Block]) -> list[Block]:
    """Where bold lines ask, a paragraph that opens with such a question is parted."""
    openings = [_bold_opening(block) for block in blocks]
    if sum(map(bool, openings)) < _FEWEST_BOLD:
        return blocks
    found: list[Block] = []
    for block, opening in zip(blocks, openings, strict=True):
        rest = block.text[len(opening) :].strip()
        if opening and rest:
            found.append(replace(block, text=opening))
            found.append(replace(block, text=rest, part=1))
        else:
            found.append(block)
    return found


def _bold_opening(block: Block) -> str:
    """The question in bold that a paragraph begins with; "" where it has none."""
    if block.role != "paragraph" or block.depth:
        return ""
    opening = _BOLD_QUESTION.match(block.text)
    return opening[0] if opening else ""


def with_numbered_items(blocks: list[Block]) -> list[Block]:
    """Paragraphs that carry the numbers of a list are its items."""
    numbers = [_numbered_item(block) for block in blocks]
    found = {number.ordinal for number in numbers if number}
    if len(found) < _FEWEST_NUMBERS or not found & {0, 1}:
        return blocks
    return [number or block for number, block in zip(numbers, blocks, strict=True)]


def _numbered_item(block: Block) -> Block | None:
    if block.role != "paragraph" or block.depth:
        return None
    item = read_marker(block.text)
    if item is None or item.ordinal is None or not item.text:
        return None
    return replace(block, text=item.text, role="item", depth=1, ordinal=item.ordinal)


def without_chrome(blocks: list[Block]) -> list[Block]:
    """Drops what a copied page carries besides the essay: dates, buttons, counts."""
    return [
        block
        for block in blocks
        if block.role != "paragraph"
        or len(block.text) > _LONGEST_CHROME
        or not _CHROME.fullmatch(plain_text(block.text))
    ]
