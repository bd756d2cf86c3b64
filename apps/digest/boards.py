"""What the desk shows: the tray beside the draft. Reading only."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, QuerySet

from apps.digest import excerpts
from apps.digest.models import Candidate, Digest, Group, Item
from apps.lib import markup
from apps.lib.text import reading_minutes, words
from apps.questions.models import Question


@dataclass(frozen=True, slots=True)
class TrayGroup:
    question: Question
    candidates: list[Candidate]


@dataclass(frozen=True, slots=True)
class DraftItem:
    item: Item
    quote_html: str
    lead_in_html: str
    reply_html: str
    is_gone: bool
    is_edited: bool


@dataclass(frozen=True, slots=True)
class DraftGroup:
    group: Group
    lead_in_html: str
    items: list[DraftItem]


@dataclass(frozen=True, slots=True)
class Board:
    tray: list[TrayGroup]
    counts: dict[str, int]
    draft: list[DraftGroup]
    items: int
    words: int
    minutes: int


def board(digest: Digest, show: str) -> Board:
    """Tray candidates in state `show`, and the whole draft. Four queries."""
    draft = _draft(digest)
    items = [one for group in draft for one in group.items]
    total = sum(words(one.item.answer.body) for one in items if not one.is_gone)
    return Board(
        tray=_tray(digest, show),
        counts=_counts(digest),
        draft=draft,
        items=len(items),
        words=total,
        minutes=reading_minutes(total),
    )


def _quotable(digest: Digest) -> QuerySet[Candidate]:
    """Candidates whose answer may still be quoted."""
    return (
        digest.candidates.filter(answer__status="visible")
        .exclude(answer__root__status__in=["held", "hidden"])
        .exclude(answer__credit="none")
    )


def _counts(digest: Digest) -> dict[str, int]:
    rows = _quotable(digest).order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(Candidate.State.values, 0) | dict(rows)


def _tray(digest: Digest, show: str) -> list[TrayGroup]:
    candidates = (
        _quotable(digest)
        .filter(state=show)
        .select_related("answer__author", "answer__question")
        .order_by("position")
    )
    return [
        TrayGroup(question=rows[0].answer.question, candidates=rows)
        for _, grouped in groupby(candidates, key=lambda row: row.answer.question_id)
        if (rows := list(grouped))
    ]


def _draft(digest: Digest) -> list[DraftGroup]:
    items = (
        Item.objects.filter(digest=digest)
        .select_related("answer__author", "answer__root", "revision")
        .order_by("position", "pk")
    )
    by_group: dict[int, list[DraftItem]] = {}
    for item in items:
        by_group.setdefault(item.group_id, []).append(_draft_item(item))
    return [
        DraftGroup(
            group=group,
            lead_in_html=markup.render(group.lead_in) if group.lead_in else "",
            items=by_group.get(group.pk, []),
        )
        for group in digest.groups.select_related("question").order_by("position", "pk")
    ]


def _draft_item(item: Item) -> DraftItem:
    return DraftItem(
        item=item,
        quote_html=_quote_html(item) if item.is_quotable else "",
        lead_in_html=markup.render(item.lead_in) if item.lead_in else "",
        reply_html=markup.render(item.reply) if item.reply else "",
        is_gone=not item.is_quotable,
        is_edited=item.answer.revision_number != item.revision.number,
    )


def _quote_html(item: Item) -> str:
    excerpt = excerpts.from_json(item.excerpt)
    return markup.render(excerpts.assemble(item.revision.body, excerpt))
