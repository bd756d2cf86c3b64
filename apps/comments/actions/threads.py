"""Which answer the answer of a comment hangs below."""

from collections.abc import Iterable, Sequence

from apps.answers import actions as answers
from apps.answers.models import Answer
from apps.comments.actions.people import name_of
from apps.comments.models import ImportedComment

# Further up, nobody would still take it for the same conversation.
MOST_LEVELS = 20


def nearest_above(
    rows: Sequence[ImportedComment], *, among: Sequence[ImportedComment]
) -> dict[int, ImportedComment]:
    """By key, the comment of the thread to hang below, where there is one.

    It is the nearest above that answers the same question: what its author deleted, or
    an editor left out, is passed by. `among` are the comments that are being accepted,
    these `rows` with them. A query for each level that has to be passed.
    """
    accepting = {row.pk: row for row in among}
    coming = {row.pk: row for row in rows}
    found: dict[int, ImportedComment] = {}
    climbing = {row.pk: row.parent for row in rows if row.parent}
    for _ in range(MOST_LEVELS):
        higher: dict[int, int] = {}
        for pk, parent in climbing.items():
            above = accepting.get(parent.pk, parent)
            if _takes(above, coming[pk], is_coming=above.pk in coming):
                found[pk] = above
            elif above.parent_id and above.parent_id != pk:
                higher[pk] = above.parent_id
        if not higher:
            break
        rows_above = _comments(set(higher.values()))
        climbing = {
            pk: rows_above[key] for pk, key in higher.items() if key in rows_above
        }
    return found


def _takes(above: ImportedComment, row: ImportedComment, *, is_coming: bool) -> bool:
    """The same question, and readers see it or will."""
    if is_coming:
        return above.pk != row.pk and above.question_id == row.question_id
    answer = above.answer
    # A question may have been merged into another since: its answers say where they are.
    wanted = row.answer.question_id if row.answer else row.question_id
    return bool(answer and answer.question_id == wanted and answer.is_shown)


def _comments(keys: set[int]) -> dict[int, ImportedComment]:
    return ImportedComment.objects.select_related("answer__root").in_bulk(keys)


def below(rows: Iterable[ImportedComment]) -> set[int]:
    """Accepted comments whose answers may now hang below the answers of these, by key.

    One query for each level of the old threads. What moderators have hidden, alone or
    with its thread, stays where it is: moving must not show what they took away.
    """
    questions = {row.question_id for row in rows}
    seen = {row.pk for row in rows}
    level, found = set(seen), set[int]()
    for _ in range(MOST_LEVELS):
        replies = ImportedComment.objects.select_related("answer__root")
        fresh = [row for row in replies.filter(parent__in=level) if row.pk not in seen]
        if not fresh:
            break
        found |= {
            row.pk
            for row in fresh
            if row.is_accepted
            and row.answer
            and row.answer.question_id in questions
            and row.answer.is_in_sight
        }
        level = {row.pk for row in fresh}
        seen |= level
    return found


def hanging_below(gone: Iterable[Answer]) -> set[int]:
    """The keys of comments whose answers hang directly below these. One query."""
    rows = ImportedComment.objects.filter(answer__parent__in=list(gone))
    return set(rows.values_list("pk", flat=True))


def hang_anew(keys: Iterable[int]) -> None:
    """Put the answers of these below the nearest comment above that is an answer now.

    Their questions are locked. Whatever hangs below them goes with them.
    """
    related = "parent__answer__root", "answer__root"
    rows = list(
        ImportedComment.objects.select_related(*related)
        .filter(pk__in=list(keys), answer__isnull=False)
        .order_by("pk")
    )
    above = nearest_above(rows, among=[])
    places = []
    for row in rows:
        nearest = above.get(row.pk)
        is_direct = nearest is not None and nearest.pk == row.parent_id
        name = name_of(row.parent) if row.parent and not is_direct else ""
        if row.answer:
            parent = nearest.answer if nearest else None
            places.append(answers.Place(row.answer, parent, name))
    answers.hang(places)
