"""What is still wrong with a post before it goes out, in sentences for its editor."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from apps.digest.document import A_READER, DocGroup, DocItem, Document
from apps.lib.text import words

LONGEST_HEADING = 80
SHORTEST_QUOTE = 10
LONGEST_QUOTE = 600
MOST_BY_ONE_PERSON = 2
MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a group's anchor, an item's key, or "" for the whole post.

    A blocking problem must be solved before publishing; the others are advice.
    """

    where: str
    message: str
    blocking: bool


def problems(document: Document) -> list[Problem]:
    """Everything to mend or consider, from the top of the post to its end."""
    found = [*_of_post(document)]
    headings = Counter(_folded(group.heading) for group in document.groups)
    for group in document.groups:
        found += _of_group(group, headings)
        for item in group.items:
            if item.state != "withdrawn":
                found += _of_item(item)
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
    if len(document.groups) > MOST_GROUPS:
        message = f"{len(document.groups)} groups are hard to follow; join some."
        yield Problem("", message, blocking=False)
    yield from _of_people(document)
    yield from _repeated_answers(document)


def _of_people(document: Document) -> Iterator[Problem]:
    quoted = Counter(
        item.name for item in document.items() if item.name not in {"", A_READER}
    )
    for name, times in quoted.items():
        if times > MOST_BY_ONE_PERSON:
            message = f"{name} is quoted {times} times; two is usual."
            yield Problem("", message, blocking=False)


def _repeated_answers(document: Document) -> Iterator[Problem]:
    seen = set()
    for item in document.items():
        if item.answer and item.answer in seen:
            yield Problem(item.key, "This answer is quoted twice.", blocking=True)
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
        yield Problem(group.anchor, "This group is empty.", blocking=True)
    if len(group.items) >= 3 and not group.lead_in.strip():
        message = "A group of three or more reads better with a line to lead in."
        yield Problem(group.anchor, message, blocking=False)


def _of_item(item: DocItem) -> Iterator[Problem]:
    if not item.name.strip():
        yield Problem(item.key, "The quote needs a name.", blocking=True)
    if not item.verb.strip():
        yield Problem(item.key, "The quote needs a verb, such as “writes”.", True)
    if not _is_absolute(item.url):
        yield Problem(item.key, "The quote needs a link to its answer.", blocking=True)
    length = words(item.quote)
    if not length:
        yield Problem(item.key, "The quote is empty.", blocking=True)
    elif length < SHORTEST_QUOTE:
        message = f"The quote is short: {length} word{'' if length == 1 else 's'}."
        yield Problem(item.key, message, blocking=False)
    elif length > LONGEST_QUOTE:
        message = f"The quote is long: {length:,} words; consider a cut."
        yield Problem(item.key, message, blocking=False)


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
