"""What an item of a draft quotes, and why it cannot. No query with its rows loaded."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256

from apps.accounts.models import Credit
from apps.answers.models import Answer
from apps.digest import excerpts
from apps.digest.cuts import joined
from apps.digest.models import Item
from apps.digest.seen import refuse_other_reading
from apps.lib import markup
from apps.lib.changes import Change, changes
from apps.lib.text import clip

# Words that are shown of what stayed the same beside what changed.
MOST_AROUND = 12
BRACKETS = re.compile(r"\[[^\[\]\n]*\w[^\[\]\n]*\]")


def quotation(item: Item) -> str:
    """The words as Markdown, checked against the stored revision once more.

    Raises ExcerptBroken. The item must carry its `revision`.
    """
    return quote_of(item.revision.body, excerpts.from_json(item.excerpt))


def quote_of(source: str, excerpt: excerpts.Excerpt) -> str:
    """The excerpt of a revision's text as Markdown; raises ExcerptBroken."""
    quote = excerpts.assemble(source, excerpt)
    refuse_other_reading(source, quote, excerpt)
    if not excerpts.is_faithful(source, quote, excerpt):
        raise excerpts.ExcerptBroken("A quotation is not what its author wrote.")
    return quote


def own_brackets(item: Item) -> str:
    """The first of the writer's words in brackets that are quoted, such as "[sic]"."""
    for start, end in joined(item.revision.body, excerpts.from_json(item.excerpt)):
        for found in BRACKETS.finditer(item.revision.body, start, end):
            # Links have brackets that nobody sees.
            if found.group() in markup.plain(item.revision.body):
                return clip(found.group(), 60)
    return ""


def quoted_or_trouble(item: Item) -> tuple[str, str]:
    """The quotation, and "" or a sentence that says why there is none."""
    try:
        return quotation(item), ""
    except excerpts.ExcerptBroken as broken:
        return "", str(broken)


def gone_because(item: Item) -> str:
    """A sentence, or "" where the words may go out. Needs `answer__root`, `revision`."""
    reason = unquotable_because(item.answer)
    if not reason and not item.revision.is_public:
        return "A moderator hid the version that you picked."
    return reason


def unquotable_because(answer: Answer) -> str:
    """A sentence, or "" for an answer that may be quoted. No query with `root`."""
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
    return ""


def changed_since(item: Item) -> list[Change]:
    """What an edit changed since an editor last looked; nothing for words long gone.

    Of long stretches that stayed only the ends are there, with "…" for the rest.
    """
    if not item.is_outdated or gone_because(item):
        return []
    found = changes(item.revision.body, item.answer.body)
    return [_with_its_ends(found, number) for number in range(len(found))]


def _with_its_ends(found: list[Change], number: int) -> Change:
    kind, text = found[number]
    pieces = re.findall(r"\s*\S+\s*", text)
    before = pieces[:MOST_AROUND] if number > 0 else []
    after = pieces[-MOST_AROUND:] if number < len(found) - 1 else []
    if kind != "same" or len(pieces) <= len(before) + len(after):
        return found[number]
    return Change(kind, "".join([*before, "… ", *after]))


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page about an item was made from: of three, one is enough to be outdated.

    `revision` and `current` are numbers of versions of the answer: the one that is
    quoted and the newest. `excerpt` stands for the stored excerpt.
    """

    revision: int
    current: int
    excerpt: str

    @classmethod
    def of(cls, item: Item) -> "Sight":
        stored = json.dumps(item.excerpt, sort_keys=True).encode()
        return cls(
            item.revision.number,
            item.answer.revision_number,
            sha256(stored).hexdigest()[:16],
        )

    @classmethod
    def read(cls, typed: str) -> "Sight | None":
        """From the field of a form; None for anything else."""
        match = re.fullmatch(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9a-f]{16})", typed)
        return cls(int(match[1]), int(match[2]), match[3]) if match else None

    def __str__(self) -> str:
        return f"{self.revision}.{self.current}.{self.excerpt}"
