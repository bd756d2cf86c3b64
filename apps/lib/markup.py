"""The one door from readers' Markdown to HTML.

Nobody else marks a string safe. What goes in may be anything; what comes out is
allow-listed twice, at most 200 kB, and made in bounded time.
"""

import html
import logging
import re
from collections.abc import Callable
from typing import Literal

from django.utils.safestring import SafeString

from apps.lib import shape
from apps.lib.markdown_safe import Profile, converter
from apps.lib.plain_text import text_of
from apps.lib.sanitising import resanitise, sanitise
from apps.lib.shown_changes import shown_changes
from apps.lib.text import clean, clip, printable
from apps.lib.words import WORD

# Stored beside rendered HTML, so that it can be made again when this changes.
RENDERER_VERSION = 1
MAX_OUTPUT_BYTES = 200_000
# Essays may be longer than answers; what is longer still is shown as typed.
MAX_SOURCE_CHARACTERS = 50_000

# What a parser we did not write may raise on text nobody foresaw.
_PARSER_FAULTS = (
    RecursionError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
logger = logging.getLogger(__name__)
# Attributes are quoted, and "<" is escaped in text.
_TAG = re.compile(r"""(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""")


def render(text: str, profile: Literal["answer", "essay"] = "answer") -> SafeString:
    """Safe HTML for a reader's Markdown. Never raises.

    "answer" keeps single line breaks, "essay" does not. Text over a limit, or that
    the parser fails on, comes back escaped, in one paragraph, with its line breaks.
    """
    source = clean(text)
    rendered = _safe_html(source, profile)
    return SafeString(_escaped(source) if rendered is None else rendered)


def stored(rendered: str) -> SafeString:
    """HTML that ``render`` made earlier; anything else that got into it is taken out."""
    return SafeString(resanitise(rendered))


def render_marked(text: str, is_wanted: Callable[[str], bool]) -> SafeString:
    """What `render` makes of it, with the words that are wanted between marks."""
    pieces = _TAG.split(render(text))
    # A pattern with a group: tags and what stands between them take turns.
    pieces[::2] = [_marked(html.unescape(piece), is_wanted) for piece in pieces[::2]]
    return SafeString("".join(pieces))


def render_changes(before: str, after: str) -> SafeString | None:
    """What `render` makes of `after`, with the words that came and those that went; None
    where too much has changed for that."""
    shown = shown_changes(render(before), render(after))
    return None if shown is None else SafeString(shown)


def _marked(words: str, is_wanted: Callable[[str], bool]) -> str:
    parts, done = [], 0
    for found in filter(lambda each: is_wanted(each.group()), WORD.finditer(words)):
        before = html.escape(words[done : found.start()], quote=False)
        parts.append(f"{before}<mark>{html.escape(found.group())}</mark>")
        done = found.end()
    return "".join([*parts, html.escape(words[done:], quote=False)])


def render_inline(text: str) -> SafeString:
    """Safe HTML for one line of Markdown, without a paragraph around it."""
    source = " ".join(clean(text).split())
    rendered = _safe_html(source, "inline")
    if rendered is None:
        return SafeString(html.escape(source))
    return SafeString(rendered.strip().removeprefix("<p>").removesuffix("</p>"))


def plain(text: str) -> str:
    """What a reader would read aloud: the Markdown's words without its marks."""
    source = clean(text)
    markup = _html(source, "answer")
    return source if markup is None else printable(text_of(markup))


def check(text: str, *, limit: int = shape.MAX_CHARACTERS) -> list[str]:
    """Sentences for the writer, one per problem, before the text is saved."""
    source = clean(text)
    if not source:
        return ["Please write something first."]
    problems = shape.broken_limits(source, limit=limit)
    if shape.has_endless_word(source):
        problems.append(
            f"A word is longer than {shape.MAX_WORD:,} characters; please break it up."
        )
    if not problems and _safe_html(source, "answer") is None:
        problems.append("The formatting is too heavy to show; please simplify it.")
    return problems


def _safe_html(source: str, profile: Profile) -> str | None:
    markup = _html(source, profile)
    if markup is None or _is_too_big(markup):
        return None
    try:
        # Once more, because "&#x202e;" becomes a character only in the sanitiser.
        safe = printable(sanitise(markup))
    except _PARSER_FAULTS:
        logger.exception("Could not sanitise %d characters", len(source))
        return None
    return None if _is_too_big(safe) else safe


def _html(source: str, profile: Profile) -> str | None:
    """HTML that is not yet safe, or None where there is none within the limits."""
    if shape.broken_limits(source, limit=MAX_SOURCE_CHARACTERS):
        return None
    try:
        # A new one each time: they keep state, and building one is a twentieth of it.
        return converter(profile).convert(source)
    except _PARSER_FAULTS:
        logger.exception("Could not render %d characters as Markdown", len(source))
        return None


def _is_too_big(markup: str) -> bool:
    return len(markup.encode()) > MAX_OUTPUT_BYTES


def _escaped(source: str) -> str:
    """The text as typed, cut where escaping would pass the limit on output."""
    paragraph = _paragraph(source)
    if not _is_too_big(paragraph):
        return paragraph
    # A character takes at most six bytes once escaped.
    return _paragraph(clip(source, MAX_OUTPUT_BYTES // 6 - len("<p></p>")))


def _paragraph(source: str) -> str:
    lines = html.escape(source).replace("\n", "<br>\n")
    return f"<p>{lines}</p>"
