"""What is still wrong with a post before it goes out, in sentences for its editor."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from apps.digest.document import (
    DocCorrection,
    DocGroup,
    DocItem,
    Document,
    answer_of,
)
from apps.digest.naming import A_READER
from apps.lib.text import words
from apps.lib.words import telling

LONGEST_HEADING = 80
SHORTEST_QUOTE = 10
LONGEST_QUOTE = 600
MOST_BY_ONE_PERSON = 2
FEWEST_GROUPS, MOST_GROUPS = 3, 12
SHORTEST_POST, LONGEST_POST = 800, 6_000
# Where something is said of the corrections: they have a page of their own.
CORRECTIONS = "corrections"
UNANSWERED = "No reply of yours stands here; write one, or say that none is needed."

QUOTED = re.compile(r"[“”„«»]|(?<!\w)\"\w")

Mend = Literal["words", "cut", "board"]


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a group's anchor, an item's key, CORRECTIONS, or "" for the whole post.

    A blocking problem must be solved before publishing; the others are advice. `mend`
    says which of the editor's pages mends it.
    """

    where: str
    message: str
    blocking: bool
    mend: Mend = "words"


def problems(document: Document) -> list[Problem]:
    """Everything to mend or consider, from the top of the post to its end."""
    found = [*_of_post(document)]
    headings = Counter(_folded(group.heading) for group in document.groups)
    for group in document.groups:
        found += _of_group(group, headings)
        for item in group.items:
            if item.state != "withdrawn":
                found += _of_item(item)
    for one in document.corrections:
        found += _of_correction(one)
    return found


def _of_post(document: Document) -> Iterator[Problem]:
    if not any(item.state != "withdrawn" for item in document.items()):
        yield Problem("", "Nothing is quoted yet.", blocking=True)
    if not document.title.strip():
        yield Problem("", "The post needs a title.", blocking=True)
    if not _is_absolute(document.essay_url):
        yield Problem("", "The link to the essay is missing.", blocking=True)
    if not document.intro.strip():
        yield Problem("", "There is no introduction yet.", blocking=False)
    if not document.changed_mind.strip():
        message = (
            "Nothing says what you changed your mind about, or that it is nothing."
        )
        yield Problem("", message, blocking=False)
    if len(document.groups) > MOST_GROUPS:
        message = f"{len(document.groups)} groups are hard to follow; join some."
        yield Problem("", message, False, "board")
    elif 0 < len(document.groups) < FEWEST_GROUPS:
        message = f"Fewer than {FEWEST_GROUPS} groups make a thin post."
        yield Problem("", message, False, "board")
    yield from _of_length(document)
    yield from _of_title(document)
    yield from _of_people(document)
    yield from _repeated_answers(document)


def _of_length(document: Document) -> Iterator[Problem]:
    texts = [document.intro, document.changed_mind, document.outro]
    texts += [group.lead_in for group in document.groups]
    for item in document.items():
        texts += [item.lead_in, item.quote, item.said, item.reply]
    total = sum(words(text) for text in texts)
    if total < SHORTEST_POST:
        message = f"The post has {total:,} words; {SHORTEST_POST} or more is usual."
        yield Problem("", message, False, "board")
    elif total > LONGEST_POST:
        message = f"The post has {total:,} words; few read on past {LONGEST_POST:,}."
        yield Problem("", message, False, "board")


def _of_title(document: Document) -> Iterator[Problem]:
    about = telling(document.essay_title)
    if document.title.strip() and about and not about & telling(document.title):
        message = f"The title does not say that this is about “{document.essay_title}”."
        yield Problem("", message, blocking=False)


def _of_people(document: Document) -> Iterator[Problem]:
    quoted = Counter(
        item.name for item in document.items() if item.name not in {"", A_READER}
    )
    for name, times in quoted.items():
        if times > MOST_BY_ONE_PERSON:
            message = f"{name} is quoted {times} times; two is usual."
            yield Problem("", message, False, "board")
    expected = {
        name for item in document.items() if not item.state for name in _names(item)
    }
    expected |= {one.name for one in document.corrections} - {"", A_READER}
    if set(document.thanks) != expected or len(document.thanks) != len(expected):
        message = "The thanks do not name everyone quoted, once each."
        yield Problem("", message, blocking=True)


def _names(item: DocItem) -> set[str]:
    return {item.name, *dict(item.also)} - {"", A_READER}


def _repeated_answers(document: Document) -> Iterator[Problem]:
    seen = set()
    for item in document.items():
        if item.answer and item.answer in seen:
            yield Problem(item.key, "This answer is quoted twice.", True, "board")
        seen.add(item.answer)


def _of_group(group: DocGroup, headings: Counter[str]) -> Iterator[Problem]:
    heading = _folded(group.heading)
    if not heading:
        yield Problem(group.anchor, "This group needs a heading.", blocking=True)
    elif headings[heading] > 1:
        message = f"More than one group is headed “{group.heading}”."
        yield Problem(group.anchor, message, blocking=True)
    if len(group.heading) > LONGEST_HEADING:
        message = f"The heading is longer than {LONGEST_HEADING} characters."
        yield Problem(group.anchor, message, blocking=False)
    if not group.items and not group.lead_in.strip():
        yield Problem(group.anchor, "This group is empty.", True, "board")
    says_none = any(not item.question_url for item in group.items)
    if says_none and not group.question_url and not group.lead_in.strip():
        message = "No question stands here; say in the lead-in what this is about."
        yield Problem(group.anchor, message, blocking=False)
    if group.items and not any(item.reply.strip() for item in group.items):
        yield Problem(group.anchor, UNANSWERED, False, "board")
    yield from _repeats(group)
    if len(group.items) >= 3 and not group.lead_in.strip():
        message = "A group of three or more reads better with a line to lead in."
        yield Problem(group.anchor, message, blocking=False)


def _repeats(group: DocGroup) -> Iterator[Problem]:
    """Two that make one point stand side by side only where a line says so."""
    if group.lead_in.strip():
        return
    quoted = {item.answer for item in group.items}
    for item in group.items:
        if quoted.intersection(answer_of(url) for _, url in item.also):
            message = "Another quotation of this group makes the same point."
            yield Problem(item.key, message, False, "board")


def _of_item(item: DocItem) -> Iterator[Problem]:
    if not item.name.strip():
        yield Problem(item.key, "The quote needs a name.", blocking=True)
    if not item.verb.strip():
        yield Problem(item.key, "The quote needs a verb, such as “writes”.", True)
    if not _is_absolute(item.url):
        yield Problem(item.key, "The quote needs a link to its answer.", blocking=True)
    if item.kind != "quote":
        yield from _of_retold(item)
        return
    length = words(item.quote)
    if not length:
        yield Problem(item.key, "The quote is empty.", True, "cut")
    elif length < SHORTEST_QUOTE:
        message = f"The quote is short: {length} word{'' if length == 1 else 's'}."
        yield Problem(item.key, message, False, "cut")
    elif length > LONGEST_QUOTE:
        message = f"The quote is long: {length:,} words; consider a cut."
        yield Problem(item.key, message, False, "cut")


def _of_retold(item: DocItem) -> Iterator[Problem]:
    what = "A paraphrase" if item.kind == "paraphrase" else "A line with a link"
    if not words(item.said):
        yield Problem(item.key, f"{what} needs your words for it.", blocking=True)
    if re.search(r"^ {0,3}>", item.said, re.MULTILINE):
        message = f"{what} is in your words: quote in a quotation."
        yield Problem(item.key, message, blocking=True)
    elif QUOTED.search(item.said):
        message = f"{what} has quotation marks: are these the reader’s words?"
        yield Problem(item.key, message, blocking=False)
    if item.kind == "pointer" and len(item.said.strip().splitlines()) > 1:
        message = "A line with a link is one line; more is a paraphrase."
        yield Problem(item.key, message, blocking=True)


def _of_correction(one: DocCorrection) -> Iterator[Problem]:
    if not one.what.strip():
        yield Problem(CORRECTIONS, "A correction does not say what was changed.", True)
    if not one.name.strip() or not _is_absolute(one.url):
        message = "A correction needs the name and the answer of whoever reported it."
        yield Problem(CORRECTIONS, message, blocking=True)
    if not _is_absolute(one.question_url):
        message = "A correction needs a link to the question whose page shows it."
        yield Problem(CORRECTIONS, message, blocking=True)


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
