"""What an item of a draft quotes, and why it cannot. No query with its rows loaded."""

from apps.accounts.models import Credit
from apps.digest import excerpts
from apps.digest.models import Item


def quotation(item: Item) -> str:
    """The words as Markdown, checked against the stored revision once more.

    Raises ExcerptBroken. The item must carry its `revision`.
    """
    source, excerpt = item.revision.body, excerpts.from_json(item.excerpt)
    quote = excerpts.assemble(source, excerpt)
    if not excerpts.is_faithful(source, quote, excerpt):
        raise excerpts.ExcerptBroken("A quotation is not what its author wrote.")
    return quote


def quoted_or_trouble(item: Item) -> tuple[str, str]:
    """The quotation, and "" or a sentence that says why there is none."""
    try:
        return quotation(item), ""
    except excerpts.ExcerptBroken as broken:
        return "", str(broken)


def gone_because(item: Item) -> str:
    """A sentence, or "" where the words may go out. Needs `answer__root`, `revision`."""
    answer = item.answer
    if answer.is_withdrawn:
        return "Its author withdrew this answer."
    if answer.is_hidden:
        return "A moderator hid this answer."
    if answer.is_held:
        return "This answer waits for a moderator again."
    if not answer.is_shown:
        return "The thread in which this answer stands is hidden."
    if answer.credit == Credit.NONE:
        return "Its author no longer wants to be quoted."
    if not item.revision.is_public:
        return "A moderator hid the version that you picked."
    return ""
