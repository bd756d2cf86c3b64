"""From the rows of a draft to the document that pages and exports are made of."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db.models import Max, QuerySet

from apps.accounts.models import Credit
from apps.answers.models import Answer, Correction, Revision
from apps.digest.asking import asked_in, askers
from apps.digest.beside import Beside, beside
from apps.digest.document import (
    DocCorrection,
    DocGroup,
    DocItem,
    Document,
    Kind,
    Standing,
    answer_of,
    overlay,
    selection_note,
    with_asked,
    without_traces,
)
from apps.digest.edits import changes, is_same
from apps.digest.excerpts import stands_in
from apps.digest.models import Digest, DigestRevision, Group, Item
from apps.digest.naming import A_READER
from apps.digest.quotations import quoted_or_trouble
from apps.lib.http import page_etag

# A link to a page of this site, written without it.
_OWN_PAGE = re.compile(r"(\]\(\s*<?)/(?![/\\])")


class _HasPage(Protocol):
    def get_absolute_url(self) -> str: ...


def draft_document(digest: Digest, *, at: datetime | None = None) -> Document:
    """The draft as it would be published at this moment. Six queries, eight
    with new questions.

    Items whose answer may no longer be quoted are left out, and those whose excerpt is
    not of their stored revision, and groups that are empty without them; new questions
    need no quotation.
    """
    quotes = _quotes(digest)
    quotable = [item for item, _ in quotes]
    groups = _groups(digest, quotes)
    corrections = [_correction(row) for row in corrections_of(digest)]
    first = digest.published_at or at
    # What is changed on the day itself is no later revision of that day.
    revised = at if first and at and at.date() > first.date() else None
    return Document(
        title=digest.title,
        subtitle=digest.subtitle,
        essay_title=digest.essay.title,
        essay_url=digest.essay.original_url or _absolute(digest.essay),
        intro=_whole(digest.intro),
        changed_mind=_whole(digest.changed_mind),
        outro=_whole(digest.outro),
        published=first.date().isoformat() if first else "",
        revised=revised.date().isoformat() if revised else "",
        number=digest.number,
        selection_note=_selection_note(digest, quotable),
        groups=tuple(groups),
        thanks=tuple(_thanks(groups, corrections)),
        author=digest.essay.author.shown_name,
        url=_absolute(digest),
        corrections=tuple(corrections),
    )


def _quotes(digest: Digest) -> list[tuple[Item, str]]:
    """What may go out, in order: items with what they quote, or "" for what is retold."""
    items = Item.objects.filter(digest=digest).select_related(
        "answer__author", "answer__root", "answer__question", "revision"
    )
    return [
        (item, quote)
        for item in items.order_by("group__position", "group", "position", "pk")
        if item.is_quotable
        and ((quote := quoted_or_trouble(item)[0]) or not item.is_quote)
    ]


def _groups(digest: Digest, quotes: list[tuple[Item, str]]) -> list[DocGroup]:
    also = beside([item for item, _ in quotes])
    found = defaultdict(list)
    for item, quote in quotes:
        found[item.group_id].append((item, quote))
    rows = digest.groups.select_related("question", "section")
    groups = [
        _group(group, found[group.pk], also)
        for group in rows.order_by("position", "pk")
        if group.pk in found or group.kind == Group.Kind.NEW_QUESTIONS
    ]
    # A group of new questions may have none any more, and no words of its own.
    return [one for one in groups if one.items or one.lead_in.strip()]


def _selection_note(digest: Digest, quotable: list[Item]) -> str:
    people = {item.answer.author_id for item in quotable}
    replies = sum(item.answer.parent_id is not None for item in quotable)
    quotations = sum(item.is_quote for item in quotable)
    return selection_note(
        quotations,
        len(people),
        retold=len(quotable) - quotations,
        answers=max(digest.roots_considered, len(quotable) - replies),
        replies=max(digest.replies_considered, replies),
        people=max(digest.people_considered, len(people)),
    )


def corrections_of(digest: Digest) -> QuerySet[Correction]:
    """What readers made the author mend, for the first digest that is published then.

    Of the digest's period where it has one. Two queries; the digest carries its essay.
    """
    since, until = digest.period_from, digest.period_to or digest.published_at
    if not digest.period_from and not digest.period_to:
        earlier = Digest.objects.published().filter(
            essay=digest.essay_id, number__lt=digest.number
        )
        since = earlier.aggregate(last=Max("published_at"))["last"]
    rows = digest.essay.corrections.credited()
    if since:
        rows = rows.filter(settled_at__gt=since)
    if until:
        rows = rows.filter(settled_at__lte=until)
    return rows.in_context().order_by("answer__question__position", "settled_at", "pk")


def draft_for_readers(digest: Digest, *, at: datetime) -> Document:
    """The draft as readers would see it: what is previewed and taken away. Eight queries.

    What is published keeps the links to all answers, so that a name can come back.
    """
    document = draft_document(digest, at=at)
    return without_traces(document, _standing(_quoted(document)))


def item_for_readers(item: Item, quote: str) -> DocItem:
    """One item as readers would see it: a quotation where there is a `quote`. Three
    queries.

    The item must carry its answer with author and question, and its revision.
    """
    alone = _item(item, quote, beside([item])[item.pk])
    if quote:
        alone = replace(alone, kind="quote", quote=quote, said="")
    question_url = _absolute(item.answer.question)
    group = DocGroup("", "", "", question_url, items=(alone,))
    document = Document("", "", "", "", "", "", "", "", 0, "", groups=(group,))
    return next(without_traces(document, _standing(_quoted(document))).items())


@dataclass(frozen=True, slots=True)
class Published:
    """A digest's newest revision with today's withdrawals and names."""

    document: Document
    updated_at: datetime

    @property
    def etag(self) -> str:
        # Of the content itself: a withdrawal or a new name changes no revision.
        return page_etag("digest", json.dumps(self.document.to_dict(), sort_keys=True))


def published(
    digests: Sequence[Digest], *, is_checked: bool = False
) -> dict[int, Published]:
    """By the digest's key; one that was never published is missing. Three queries.

    The digests must carry their essay and its author. `is_checked` holds each quotation
    against its stored version once more, and makes a stub of one that is not there: one
    query more.
    """
    newest = _newest(digests)
    stored = {pk: Document.from_dict(row.document) for pk, row in newest.items()}
    answers = list(
        _answers({key for document in stored.values() for key in _quoted(document)})
    )
    if is_checked:
        stored = {pk: _as_written(document) for pk, document in stored.items()}
    standing = _standing_of(answers) | _askers(stored.values())
    changed = {answer.public_id: _last_change(answer) for answer in answers}
    made = {}
    for digest in digests:
        if digest.pk in stored:
            document = replace(
                overlay(stored[digest.pk], standing),
                author=digest.essay.author.shown_name,
                url=_absolute(digest),
            )
            # What became of a quoted answer may show: readers of feeds are told.
            moments = (
                changed[key] for key in _quoted(stored[digest.pk]) if key in changed
            )
            since = newest[digest.pk].published_at
            made[digest.pk] = Published(
                without_traces(document, standing),
                max([since, digest.essay.author.renamed_at or since, *moments]),
            )
    return made


def _last_change(answer: Answer) -> datetime:
    """Of what shows of it: itself, the thread it stands in, its author's name."""
    root = answer.root or answer
    renamed = answer.author.renamed_at or answer.changed_at
    return max(answer.changed_at, root.changed_at, renamed)


def covered(digest: Digest) -> Document | None:
    """What was published last with today's withdrawals and names, and all its links.

    Not for readers: see `published`. Three queries.
    """
    last = DigestRevision.objects.filter(digest=digest).order_by("-number").first()
    if last is None:
        return None
    document = Document.from_dict(last.document)
    standing = _standing(_quoted(document)) | _askers([document])
    return overlay(document, standing)


def quoted_today(digests: Iterable[Digest]) -> list[str]:
    """Public ids of the answers whose words readers find quoted, once per quotation.

    Three queries.
    """
    stored = [Document.from_dict(row.document) for row in _newest(digests).values()]
    standing = _standing({key for document in stored for key in _quoted(document)})
    return [
        item.answer
        for document in stored
        for item in overlay(document, standing).items()
        if not item.state
    ]


def _newest(digests: Iterable[Digest]) -> dict[int, DigestRevision]:
    """What was published last, by the digest's key. One query."""
    newest: dict[int, DigestRevision] = {}
    revisions = DigestRevision.objects.filter(digest__in=digests)
    for revision in revisions.order_by("digest", "-number"):
        newest.setdefault(revision.digest_id, revision)
    return newest


def _as_written(document: Document) -> Document:
    """Without the words of quotations that their stored version does not hold."""
    versions = Revision.objects.filter(
        answer__public_id__in={item.answer for item in document.items()}
    )
    written = {
        (answer, number): body
        for answer, number, body in versions.values_list(
            "answer__public_id", "number", "body"
        )
    }

    def checked(item: DocItem) -> DocItem:
        source = written.get((item.answer, item.revision))
        # Documents from before versions were noted, or of another site, have none.
        if source is None or item.state or item.said or stands_in(source, item.quote):
            return item
        return replace(item, state="withdrawn")

    groups = tuple(
        replace(group, items=tuple(map(checked, group.items)))
        for group in document.groups
    )
    return replace(document, groups=groups)


def as_published(digests: Iterable[Digest]) -> list[Digest]:
    """Under the title that readers know: the draft's may be on its way, and a name in
    it may have been taken back. They carry their essay and its author. Three queries.
    """
    return as_listed(digests)[0]


def as_listed(digests: Iterable[Digest]) -> tuple[list[Digest], list[tuple[str, str]]]:
    """The same, and what the first is about: anchor and heading of each of its parts.
    Three queries."""
    rows = list(digests)
    today = {pk: text.document for pk, text in published(rows).items()}
    for row in rows:
        if document := today.get(row.pk):
            row.title, row.subtitle = document.title, document.subtitle
    first = today.get(rows[0].pk) if rows else None
    parts = [(group.anchor, group.heading) for group in first.groups] if first else []
    return rows, parts


def _group(
    group: Group, quoted: list[tuple[Item, str]], also: dict[int, list[Beside]]
) -> DocGroup:
    question = group.question
    made = DocGroup(
        anchor=group.anchor,
        heading=group.heading,
        question=question.whole if question else "",
        question_url=_absolute(question) if question else "",
        lead_in=_whole(group.lead_in),
        items=tuple(_item(item, quote, also[item.pk]) for item, quote in quoted),
    )
    if group.kind != Group.Kind.NEW_QUESTIONS:
        return made
    return with_asked(made, asked_in(group.digest))


_KINDS: dict[str, Kind] = {
    "quote": "quote",
    "paraphrase": "paraphrase",
    "pointer": "pointer",
}


def _item(item: Item, quote: str, also: list[Beside]) -> DocItem:
    others = [one for one in also if not one.is_edited]
    return DocItem(
        key=item.public_id,
        answer=item.answer.public_id,
        revision=item.revision.number,
        name=item.answer.credited_as or A_READER,
        verb=item.verb,
        url=_absolute(item.answer),
        kind=_KINDS[item.kind],
        quote=quote if item.is_quote else "",
        said="" if item.is_quote else _whole(item.said),
        passages=tuple(words["exact"] for words in item.revision.passages)
        if item.is_quote
        else (),
        lead_in=_whole(item.lead_in),
        reply=_whole(item.reply),
        also=tuple(
            (one.answer.credited_as or A_READER, _absolute(one.answer))
            for one in others
        ),
        also_revisions=tuple(one.revision for one in others),
        state="",
        question=item.answer.question.whole,
        question_url=_absolute(item.answer.question),
    )


def _correction(row: Correction) -> DocCorrection:
    question = row.answer.question
    return DocCorrection(
        answer=row.answer.public_id,
        name=row.answer.credited_as or A_READER,
        url=_absolute(row.answer),
        what=row.note,
        question=question.whole,
        question_url=_absolute(question),
    )


def _thanks(
    groups: Iterable[DocGroup], corrections: Iterable[DocCorrection]
) -> list[str]:
    """Distinct names in the order in which they stand; nameless readers apart."""
    quoted = [item for group in groups for item in group.items]
    names = [name for item in quoted for name in (item.name, *dict(item.also))]
    names += [one.name for one in corrections]
    return [name for name in dict.fromkeys(names) if name != A_READER]


def not_out_yet(digest: Digest, draft: Document) -> list[str]:
    """What of the draft readers do not see yet, in sentences; nothing before the first
    publication. One query."""
    last = DigestRevision.objects.filter(digest=digest).order_by("-number").first()
    if last is None:
        return []
    before = Document.from_dict(last.document)
    return [] if is_same(before, draft) else changes(before, draft)


def answers_quoted_in(digest: Digest) -> QuerySet[Answer]:
    """Those that the newest revision quotes, those named beside them, and those that
    reported a slip which it tells. One query, and one when it is read.
    """
    return _answers(credited_in(digest))


def credited_in(digest: Digest) -> set[str]:
    """Public ids of all answers and proposals that the newest revision credits. One
    query."""
    last = DigestRevision.objects.filter(digest=digest).order_by("-number").first()
    if last is None:
        return set()
    document = Document.from_dict(last.document)
    return _quoted(document) | _proposed([document])


def quoted_answers(document: Document) -> QuerySet[Answer]:
    """Those that the document quotes, those beside them, and those with a slip."""
    return _answers(_quoted(document))


def _answers(keys: set[str]) -> QuerySet[Answer]:
    return Answer.objects.filter(public_id__in=keys).select_related(
        "author", "root", "correction"
    )


def _quoted(document: Document) -> set[str]:
    """Public ids of all answers that the document credits, in whatever way."""
    others = {answer_of(url) for item in document.items() for _, url in item.also}
    others |= {one.answer for one in document.corrections}
    return {item.answer for item in document.items()} | others


def _standing(keys: set[str]) -> dict[str, Standing]:
    """Two queries."""
    return _standing_of(list(_answers(keys)))


def _askers(documents: Iterable[Document]) -> dict[str, Standing]:
    """Of the proposals that they tell of. One query, none where there are none."""
    keys = _proposed(documents)
    return askers(keys) if keys else {}


def _proposed(documents: Iterable[Document]) -> set[str]:
    """Public ids of the proposals that they tell of."""
    groups = [group for document in documents for group in document.groups]
    return {one.key for group in groups for one in group.asked}


def _standing_of(answers: list[Answer]) -> dict[str, Standing]:
    """One query."""
    withheld = defaultdict(set)
    hidden = Revision.objects.filter(answer__in=answers, is_public=False)
    for key, number in hidden.values_list("answer__public_id", "number"):
        withheld[key].add(number)
    return {
        row.public_id: Standing(
            quotable=row.is_quotable,
            name=row.credited_as or A_READER,
            withheld=frozenset(withheld[row.public_id]),
            is_open=row.credit == Credit.NAME,
            revision=row.revision_number,
            is_mended=_is_mended(row),
        )
        for row in answers
    }


def _is_mended(answer: Answer) -> bool:
    """Whether it reports a slip that the author has mended. No query with it loaded."""
    return (
        hasattr(answer, "correction")
        and answer.correction.state == Correction.State.APPLIED
    )


def _whole(text: str) -> str:
    """The author's Markdown with links to pages of this site that lead here from any."""
    return _OWN_PAGE.sub(rf"\g<1>{settings.SITE_URL}/", text)


def _absolute(thing: _HasPage) -> str:
    return f"{settings.SITE_URL}{thing.get_absolute_url()}"
