"""Title and subtitle: what stands before the essay, by its marks or by its place."""

from dataclasses import dataclass

from apps.questions.importing.blocks import BOLD_LINE, Block, Page
from apps.questions.importing.contents import are_alike, key
from apps.questions.importing.cues import asks_bare
from apps.questions.importing.inline import is_italic, plain_text, unmarked
from apps.questions.importing.sentences import QUESTION_MARKS

_LONGEST_TITLE = 150  # characters
_LONGEST_SUBTITLE = 200
_FEWEST_WORDS = 4
_ENDS_SENTENCE = (".", ":", ";", ",", *QUESTION_MARKS)


@dataclass(frozen=True, slots=True)
class Front:
    title: str
    subtitle: str
    rest: list[Block]


def split_front(page: Page, blocks: list[Block], *, has_contents: bool) -> Front:
    """``blocks`` parted from the title; with a contents list, a title may ask."""
    at = _title_at(page, blocks, has_contents)
    if at is None:
        return Front(page.title, page.subtitle, blocks)
    title = plain_text(blocks[at].text)
    rest = _without_repeat(blocks[:at] + blocks[at + 1 :], title)
    if page.subtitle or at >= len(rest) or not _is_subtitle(rest, at, blocks[0]):
        return Front(title, page.subtitle, rest)
    subtitle = plain_text(unmarked(rest[at].text))
    return Front(title, subtitle, rest[:at] + rest[at + 1 :])


def _without_repeat(blocks: list[Block], title: str) -> list[Block]:
    """Drops the first heading where it only says the title again."""
    for at, block in enumerate(blocks):
        if block.role == "heading":
            is_repeat = key(block.text) == key(title)
            return blocks[:at] + blocks[at + 1 :] if is_repeat else blocks
    return blocks


def _title_at(page: Page, blocks: list[Block], has_contents: bool) -> int | None:
    if not blocks:
        return None
    if tops := _top_headings(blocks):
        return tops[0] if _heads_the_page(page, blocks, tops) else None
    first = blocks[0]
    if page.title or first.role not in ("paragraph", "heading") or first.depth:
        return None
    asks = first.text.endswith(tuple(QUESTION_MARKS))
    is_title = len(first.text) <= _LONGEST_TITLE and (
        (asks and has_contents) or not first.text.endswith(_ENDS_SENTENCE)
    )
    return 0 if is_title and len(blocks) > 1 else None


def _top_headings(blocks: list[Block]) -> list[int]:
    """The marked headings of the highest level that the page has."""
    levels = [block.level for block in blocks if block.role == "heading"]
    top = min(levels, default=BOLD_LINE)
    if top == BOLD_LINE:
        return []
    return [
        at
        for at, block in enumerate(blocks)
        if block.role == "heading" and block.level == top
    ]


def _heads_the_page(page: Page, blocks: list[Block], tops: list[int]) -> bool:
    """Whether the first top heading names the page, not its first section."""
    name = key(blocks[tops[0]].text)
    if page.title and _repeats(name, key(page.title), is_only=len(tops) == 1):
        return True
    if blocks[tops[0]].level > 1:
        # Only the one heading above all others stands for a title of its own.
        above = any(block.role in ("heading", "item") for block in blocks[: tops[0]])
        return len(tops) == 1 and not above and not page.title
    if len(tops) == 1:
        return True
    if any(block.role == "heading" for block in blocks[: tops[0]]):
        return False
    between = blocks[tops[0] + 1 : tops[1]]
    return not any("?" in block.text or block.role == "heading" for block in between)


def _repeats(name: str, title: str, *, is_only: bool) -> bool:
    """Whether a heading says the title again: of several, one that adds no word."""
    adds_words = not set(name.split()) <= set(title.split())
    return are_alike(name, title) and (is_only or not adds_words)


def _is_subtitle(rest: list[Block], at: int, first: Block) -> bool:
    block = rest[at]
    if block.role == "heading":
        following = [each.level for each in rest[at + 1 :] if each.role == "heading"]
        # Newsletters set the subtitle as a heading below those of the sections.
        return bool(following) and block.level > min(following) and block.level < 7
    if block.role != "paragraph" or block.depth:
        return False
    if is_italic(block.text):
        return True
    # A shorter line, or one right above a question, is the first heading.
    below = rest[at + 1] if at + 1 < len(rest) else block
    return (
        first.role == "paragraph"
        and len(block.text.split()) >= _FEWEST_WORDS
        and len(block.text) <= _LONGEST_SUBTITLE
        and not block.text.endswith(_ENDS_SENTENCE)
        and not asks_bare(block.text)
        and below.role == "paragraph"
        and not below.text.endswith(tuple(QUESTION_MARKS))
    )
