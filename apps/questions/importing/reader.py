"""From text to outline: the steps, in order."""

from collections.abc import Callable
from dataclasses import replace

from apps.questions.importing.blocks import Block, Page
from apps.questions.importing.classify import classify
from apps.questions.importing.contents import split_contents
from apps.questions.importing.formats import Format, detect_format
from apps.questions.importing.front import split_front
from apps.questions.importing.headings import with_headings
from apps.questions.importing.html_page import read_html
from apps.questions.importing.line_marks import (
    with_bold_headings,
    with_numbered_items,
    without_chrome,
)
from apps.questions.importing.markdown import read_markdown
from apps.questions.importing.outline import ASKED, Item, Outline
from apps.questions.importing.own_html import read_own_html
from apps.questions.importing.own_markdown import read_own_markdown
from apps.questions.importing.plain import read_plain
from apps.questions.importing.reading import LIKELY, Reading, read
from apps.questions.importing.seams import taken_apart
from apps.questions.importing.source import (
    CannotImport,
    check_blocks,
    check_length,
    cleaned,
)
from apps.questions.importing.survey import survey
from apps.questions.importing.tail import find_tail

_READERS = {"markdown": read_markdown, "html": read_html, "text": read_plain}
_OWN: dict[str, Callable[[str], Outline | None]] = {
    "markdown": read_own_markdown,
    "html": read_own_html,
    "text": lambda _: None,
}
_SILENT = ("whole", "note", "comments")  # roles whose words are not weighed


def parse(text: str, *, format: Format = "auto") -> Outline:
    """The outline of an essay of open questions; raises ``CannotImport``.

    Takes time linear in the length of the text, and never recurses on its depth.
    """
    check_length(text)
    text = cleaned(text)
    if not text.strip():
        raise CannotImport("The text is empty.")
    known = detect_format(text) if format == "auto" else format
    if (own := _OWN[known](text)) is not None:
        return own
    page = _READERS[known](text)
    check_blocks(len(page.blocks))
    outline = _outlined(page, is_paste=known == "text")
    if not any(item.kind in ASKED for item in outline.items):
        raise CannotImport("No question was found in this text.")
    return outline


def _outlined(page: Page, *, is_paste: bool) -> Outline:
    blocks = with_numbered_items(without_chrome(page.blocks))
    contents = split_contents(with_bold_headings(blocks))
    front = split_front(page, contents.rest, has_contents=bool(contents.entries))
    blocks = taken_apart(with_headings(front.rest, contents.entries))
    readings = [read("" if block.role in _SILENT else block.text) for block in blocks]
    if _questions_in_quotes_only(blocks, readings):
        blocks = _quotes_as_paragraphs(blocks)
    tail = find_tail(blocks, readings, is_paste=is_paste)
    items = classify(
        blocks, readings, survey(blocks, readings, tail, front.title), tail
    )
    warnings = (*_warnings(front.title, items), *_losses(page))
    return Outline(front.title, front.subtitle, items, warnings)


def _questions_in_quotes_only(blocks: list[Block], readings: list[Reading]) -> bool:
    """Whether only block quotations ask, as on a page that answers its readers."""
    asking = {
        block.role
        for block, reading in zip(blocks, readings, strict=True)
        if reading.asking >= LIKELY
    }
    return asking == {"quote"}


def _quotes_as_paragraphs(blocks: list[Block]) -> list[Block]:
    return [
        replace(block, role="paragraph") if block.role == "quote" else block
        for block in blocks
    ]


def _warnings(title: str, items: tuple[Item, ...]) -> tuple[str, ...]:
    comments = sum(item.kind == "reader_comment" for item in items)
    told = {
        "The text names no title.": not title,
        f"{comments} paragraphs at the end look like readers' comments.": comments,
    }
    return tuple(warning for warning, applies in told.items() if applies)


def _losses(page: Page) -> tuple[str, ...]:
    """One sentence with the counts of what is no text and so is left out, if any."""
    counts = [
        f"{count} {kind}{'' if count == 1 else 's'}"
        for kind, count in sorted(page.left_out.items())
    ]
    if not counts:
        return ()
    return (f"Left out, for only text is read: {', '.join(counts)}.",)
