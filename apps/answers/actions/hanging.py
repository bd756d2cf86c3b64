"""Answers change their place: a comment they replied to comes in after them, or goes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from apps.answers.actions.counts import recount_all
from apps.answers.actions.finding import index_answers
from apps.answers.actions.posting import MAX_DEPTH
from apps.answers.models import Answer

_PLACE = ["parent", "root", "depth", "replied_to"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where `answer` is to hang: below `parent`, of the same question, or at the top.

    `replied_to` names whom it replied to elsewhere, "" where `parent` shows it.
    """

    answer: Answer
    parent: Answer | None
    replied_to: str


@transaction.atomic
def hang(places: Sequence[Place]) -> list[Answer]:
    """Move answers with all that hangs below them; those whose row has changed.

    The caller has locked their questions. An answer stays where it is when its thread
    would become deeper than anybody follows, or would hang below itself. A constant
    number of queries.
    """
    threads = _threads(places)
    stored = {pk: _place_of(row) for pk, row in threads.items()}
    for place in places:
        _move(threads, place)
    _find_roots(threads)
    changed = [row for pk, row in threads.items() if _place_of(row) != stored[pk]]
    if changed:
        Answer.objects.bulk_update(changed, _PLACE, batch_size=100)
        index_answers(changed)
        recount_all(
            questions={row.question_id for row in changed},
            roots={root or pk for pk, (_, root, *_) in stored.items()}
            | {row.root_id or row.pk for row in changed},
        )
    return changed


def _threads(places: Iterable[Place]) -> dict[int, Answer]:
    """Every answer of the threads that are moved or moved into, as it is stored."""
    named = {
        answer.pk
        for place in places
        for answer in (place.answer, place.parent)
        if answer
    }
    roots = Answer.objects.filter(pk__in=named, root__isnull=False).values("root")
    rows = Answer.objects.defer("body", "body_html").filter(
        Q(pk__in=named) | Q(root__in=named) | Q(pk__in=roots) | Q(root__in=roots)
    )
    return {row.pk: row for row in rows}


def _place_of(row: Answer) -> tuple[int | None, int | None, int, str]:
    return row.parent_id, row.root_id, row.depth, row.replied_to


def _move(threads: dict[int, Answer], place: Place) -> None:
    row = threads[place.answer.pk]
    parent = place.parent.pk if place.parent else None
    above = _line(threads, parent)
    if row.pk in above or len(above) + _height(threads, row) > MAX_DEPTH:
        return
    row.parent_id, row.replied_to = parent, place.replied_to


def _line(threads: dict[int, Answer], key: int | None) -> list[int]:
    """The answer and all above it, the nearest first."""
    found: list[int] = []
    while key is not None:
        found.append(key)
        key = threads[key].parent_id
    return found


def _height(threads: dict[int, Answer], row: Answer) -> int:
    """How many levels hang below it."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for each in threads.values():
        below[each.parent_id].append(each.pk)
    level, height = below[row.pk], 0
    while level:
        level = [key for parent in level for key in below[parent]]
        height += 1
    return height


def _find_roots(threads: dict[int, Answer]) -> None:
    """Sets root and depth by the parents."""
    for row in threads.values():
        line = _line(threads, row.pk)
        row.depth = len(line) - 1
        row.root_id = line[-1] if row.depth else None
