"""What a version changed, in a form that is stored with it and outlives the rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NotRequired, TypedDict

from apps.questions.revising.differences import Difference, HeadingDifference
from apps.questions.revising.texts import MOST, TextEntry
from apps.questions.revising.version import Version

# In the order in which people want to know.
KINDS = ("reworded", "moved", "new", "back", "removed", "staying", "kept")
SECTION_KINDS = ("renamed", "moved", "new", "removed", "kept")


class Entry(TypedDict):
    """One question. The texts and titles are "" on the side where it is missing."""

    kinds: list[str]
    public_id: str
    was: str
    now: str
    was_in: str
    now_in: str
    # The question that it hangs below now; missing in reports of older versions.
    now_under: NotRequired[str]


class SectionEntry(TypedDict):
    kinds: list[str]
    was: str
    now: str


class Report(TypedDict):
    """`counts` has every kind; a question that was reworded and moved counts twice."""

    counts: dict[str, int]
    section_counts: dict[str, int]
    questions: list[Entry]
    sections: list[SectionEntry]
    # The first of `text_count`; missing in reports of older versions.
    texts: NotRequired[list[TextEntry]]
    text_count: NotRequired[int]


def report(
    old: Version,
    new: Version,
    questions: Iterable[Difference],
    sections: Iterable[HeadingDifference],
    ids: Mapping[str, str],
    texts: Sequence[TextEntry] = (),
) -> Report:
    """Everything but what was kept. `ids` are the public ids of new questions by key."""
    asked, headed = list(questions), list(sections)
    counts = Counter(kind for each in asked for kind in each.kinds)
    section_counts = Counter(kind for each in headed for kind in each.kinds)
    was = {heading.key: heading.title for heading in old.headings}
    now = {heading.key: heading.title for heading in new.headings}
    above = {asking.key: asking.text for asking in new.questions}
    return Report(
        counts={kind: counts[kind] for kind in KINDS},
        section_counts={kind: section_counts[kind] for kind in SECTION_KINDS},
        questions=[
            _entry(each, was, now, above, ids)
            for each in asked
            if each.kinds != ("kept",)
        ],
        sections=[
            SectionEntry(
                kinds=list(each.kinds),
                was=each.old.title if each.old else "",
                now=each.new.title if each.new else "",
            )
            for each in headed
            if each.kinds != ("kept",)
        ],
        texts=list(texts[:MOST]),
        text_count=len(texts),
    )


def _entry(
    each: Difference,
    was: Mapping[str, str],
    now: Mapping[str, str],
    above: Mapping[str, str],
    ids: Mapping[str, str],
) -> Entry:
    old, new = each.old, each.new
    return Entry(
        kinds=list(each.kinds),
        public_id=old.key if old else ids.get(new.key, "") if new else "",
        was=old.text if old else "",
        now=new.text if new else "",
        was_in=was.get(old.section, "") if old else "",
        now_in=now.get(new.section, "") if new else "",
        now_under=above.get(new.parent, "") if new else "",
    )
