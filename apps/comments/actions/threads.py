"""Which answer the answer of a comment hangs below."""

from collections.abc import Sequence

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
    return bool(answer and answer.question_id == row.question_id and answer.is_shown)


def _comments(keys: set[int]) -> dict[int, ImportedComment]:
    return ImportedComment.objects.select_related("answer__root").in_bulk(keys)
