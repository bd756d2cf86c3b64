"""What a new revision changed, said without names: they may be taken back later."""

from collections.abc import Iterator

from apps.digest.document import DocItem, Document


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
    return found or ["The order was changed."]


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


def _of_groups(before: Document, now: Document) -> Iterator[str]:
    were = {group.anchor: (group.heading, group.lead_in) for group in before.groups}
    changed = sum(
        were.get(group.anchor, (group.heading, group.lead_in))
        != (group.heading, group.lead_in)
        for group in now.groups
    )
    if changed:
        yield f"{_count(changed, 'heading or lead-in')} changed."


def _told(document: Document) -> list[tuple[str, str]]:
    return [(one.answer, one.what) for one in document.corrections]


def _said(item: DocItem) -> tuple[str, str, str]:
    return item.lead_in, item.reply, item.verb


def _count(number: int, what: str) -> str:
    if number == 1:
        return f"One {what} was"
    plural = what[:-1] + "ies" if what.endswith("y") else f"{what}s"
    return f"{number} {plural} were"
