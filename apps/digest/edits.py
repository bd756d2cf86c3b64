"""What a new revision changed, said without names: they may be taken back later."""

from collections.abc import Iterator
from dataclasses import replace

from apps.digest.document import DocGroup, DocItem, Document, with_asked


def is_same(before: Document, now: Document) -> bool:
    """Whether a new revision would tell readers nothing new.

    Names are no news: whoever reads the older one is shown those of today.
    """
    return _nameless(before) == _nameless(now)


def changes(before: Document, now: Document) -> list[str]:
    """Sentences for readers, from the top of the post to its end."""
    found = [
        f"The {label} was changed."
        for label, name in (
            ("title", "title"),
            ("subtitle", "subtitle"),
            ("introduction", "intro"),
            ("part on what the author changed his mind about", "changed_mind"),
            ("end", "outro"),
        )
        if getattr(before, name) != getattr(now, name)
    ]
    found += _of_items(before, now)
    found += _of_groups(before, now)
    if _told(before) != _told(now):
        found.append("The list of corrections was changed.")
    if _order(before, now) != _order(now, before):
        found.append("The order was changed.")
    found += _of_what_is_around(before, now)
    return found or ["Details around the quotations were brought up to date."]


def _of_items(before: Document, now: Document) -> Iterator[str]:
    were = {item.key: item for item in before.items()}
    are = {item.key: item for item in now.items()}
    both = [(were[key], are[key]) for key in are if key in were]
    told = {
        "added": len(are.keys() - were.keys()),
        "taken out": len(were.keys() - are.keys()),
        "cut differently": sum(old.quote != new.quote for old, new in both),
    }
    for what, times in told.items():
        if times:
            yield f"{_count(times, 'quotation')} {what}."
    replies = sum(_said(old) != _said(new) for old, new in both)
    if replies:
        yield f"{_count(replies, 'reply')} changed."
    if any(_beside(old) != _beside(new) for old, new in both):
        yield "Who said the same was looked at anew."


def _of_groups(before: Document, now: Document) -> Iterator[str]:
    was = {group.anchor: _unasked(group) for group in before.groups}
    were = {anchor: (group.heading, group.lead_in) for anchor, group in was.items()}
    are = {group.anchor for group in now.groups}
    told = {
        "added": sum(_is_bare(one) and one.anchor not in were for one in now.groups),
        "taken out": sum(
            _is_bare(one) and one.anchor not in are for one in before.groups
        ),
    }
    for what, times in told.items():
        if times:
            yield f"{_count(times, 'group without quotations')} {what}."
    changed = sum(
        were.get(group.anchor, (group.heading, group.lead_in))
        != (group.heading, group.lead_in)
        for group in map(_unasked, now.groups)
    )
    if changed:
        yield f"{_count(changed, 'heading or lead-in')} changed."


def _of_what_is_around(before: Document, now: Document) -> Iterator[str]:
    were = {group.anchor: group.question for group in before.groups}
    asked = any(
        were.get(one.anchor, one.question) != one.question for one in now.groups
    )
    if asked or before.essay_title != now.essay_title:
        yield "The essay’s own words were brought up to date."
    if before.selection_note != now.selection_note:
        yield "The number of answers it was chosen from was brought up to date."


def _order(one: Document, other: Document) -> list[tuple[str, str]]:
    """The quotations that stand in the other, too, with their groups."""
    there = {item.key for item in other.items()}
    return [
        (group.anchor, item.key)
        for group in one.groups
        for item in group.items
        if item.key in there
    ]


def _is_bare(group: DocGroup) -> bool:
    return not group.items


def _beside(item: DocItem) -> list[tuple[str, int]]:
    """The answers that said the same, and their versions."""
    addresses = [url for _, url in item.also]
    return list(zip(addresses, item.also_revisions, strict=False))


def _nameless(document: Document) -> Document:
    def nameless(item: DocItem) -> DocItem:
        also = tuple(("", url) for _, url in item.also)
        return replace(item, name="", also=also)

    groups = (
        replace(_unasked(group), items=tuple(map(nameless, group.items)))
        for group in document.groups
    )
    corrections = (replace(one, name="") for one in document.corrections)
    return replace(
        document,
        published="",
        revised="",
        edits=(),
        author="",
        url="",
        thanks=(),
        groups=tuple(groups),
        corrections=tuple(corrections),
    )


def _unasked(group: DocGroup) -> DocGroup:
    """With nobody's name beside what is asked: names are no news."""
    return with_asked(group, tuple(replace(one, by="") for one in group.asked))


def _told(document: Document) -> list[tuple[str, str]]:
    return [(one.answer, one.what) for one in document.corrections]


def _said(item: DocItem) -> tuple[str, ...]:
    return item.lead_in, item.reply, item.verb, item.kind, item.said


def _count(number: int, what: str) -> str:
    if number == 1:
        return f"One {what} was"
    first, space, rest = what.partition(" without ")
    plural = (first[:-1] + "ies" if first.endswith("y") else f"{first}s") + space + rest
    return f"{number} {plural} were"
