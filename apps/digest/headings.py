"""What heads a group before an editor has said it: words that are whole."""

from collections.abc import Iterable, Iterator, Sequence

from apps.digest.checks import LONGEST_HEADING
from apps.lib.text import clip
from apps.questions.importing.inline import plain_text
from apps.questions.importing.sentences import asks, sentences

# What a heading can hold at all.
MOST_CHARACTERS = 200
# "Why?" heads nothing.
FEWEST_WORDS = 4


def of_question(text: str, whole: str, sections: Sequence[str]) -> Iterator[str]:
    """Headings for its answers, the best first; `sections` are those it stands in.

    The question itself where it is short; else the sentence in which it asks, the last
    where there are several; else the nearest section's title; else a long sentence.
    """
    if len(whole) <= LONGEST_HEADING:
        yield whole
    asked = [one for one in reversed(sentences(plain_text(text))) if asks(one)]
    for sentence in asked:
        if len(sentence) <= LONGEST_HEADING and len(sentence.split()) >= FEWEST_WORDS:
            yield sentence
    yield from sections
    yield whole
    yield from asked


def of_section(title: str, parents: Sequence[str]) -> Iterator[str]:
    """Its title; with that of what it is part of where that is not enough."""
    yield title
    for parent in parents:
        yield f"{parent}: {title}"


def first_free(wanted: Iterable[str], taken: Iterable[str]) -> str:
    """The first that no other group has, else the last of them with a number."""
    there = {_folded(heading) for heading in taken}
    heading = ""
    for heading in wanted:
        if len(heading) <= MOST_CHARACTERS and _folded(heading) not in there:
            return heading
    short, number = clip(heading, MOST_CHARACTERS - 6), 2
    while _folded(f"{short} ({number})") in there:
        number += 1
    return f"{short} ({number})" if _folded(short) in there else short


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())
