"""Taking a decision back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.answers import actions as answers
from apps.answers.actions.counts import lock_questions
from apps.answers.models import Answer
from apps.comments.actions.deciding import (
    CannotDecide,
    State,
    decide_all,
    lock,
    log,
)
from apps.comments.actions.threads import hang_anew, hanging_below
from apps.comments.models import ImportedComment, ImportedCommentQuerySet
from apps.decisions.models import Decision
from apps.questions.models import Essay
from apps.search.actions import forget


def reconsider(*, comment: ImportedComment, by: User, at: datetime) -> ImportedComment:
    """Put one comment back among those that wait. Twice is the same as once.

    Raises CannotDecide where its author has claimed the answer, or an editor has
    already decided about the question it proposed.
    """
    done = reconsider_many(comments=[comment], by=by, at=at)
    if done:
        return done[0]
    row = ImportedComment.objects.in_context().get(pk=comment.pk)
    if not row.is_waiting:
        raise CannotDecide(_why_not(row))
    return row


def decided_together(essay: Essay, by: User, at: datetime) -> ImportedCommentQuerySet:
    """What one person decided in one moment: those that were accepted at once."""
    return essay.imported_comments.decided().filter(decided_by=by, decided_at=at)


@transaction.atomic
def reconsider_many(
    *, comments: Iterable[ImportedComment], by: User, at: datetime
) -> list[ImportedComment]:
    """Those that could be put back. An answer nobody has done anything with goes.

    Answers of other comments that hang below it stay, under whatever stands above. One
    that has replies or votes, that editors starred or dismissed, or that is quoted,
    is hidden instead, and comes back when the comment is accepted again.
    """
    decided = [row for row in lock(comments) if not row.is_waiting]
    # A question may have been merged into another, and its answers moved there.
    lock_questions(row.answer.question_id for row in decided if row.answer)
    rows = [row for row in decided if not _why_not(row)]
    log(rows, Decision.Verb.RECONSIDER, by=by, at=at)
    accepted = [row for row in rows if row.is_accepted]
    proposed = [row for row in rows if row.proposal]
    for row in rows:
        row.question = None
    was = {row.pk: row.answer for row in accepted}
    for row in accepted:
        row.answer = None
    # The link goes first: it protects the answer.
    decide_all(rows, State.WAITING, by=by, at=at)
    _withdraw_proposals(proposed)
    left = hanging_below(answer for answer in was.values() if answer)
    hang_anew(left)
    _take_out(accepted, was, by=by, at=at)
    return rows


def _take_out(
    rows: list[ImportedComment],
    was: dict[int, Answer | None],
    *,
    by: User,
    at: datetime,
) -> None:
    gone = answers.take_out(answer for answer in was.values() if answer)
    kept = []
    for row in rows:
        answer = was[row.pk]
        if answer is None or answer.pk in gone:
            continue
        if answer.is_visible:
            answer = answers.hide(
                answer=answer, by=by, reason="Put back among imported comments", at=at
            )
        row.answer = answer
        kept.append(row)
    ImportedComment.objects.bulk_update(kept, ["answer"])


def _withdraw_proposals(rows: list[ImportedComment]) -> None:
    for row in rows:
        if row.proposal:
            forget(Q(kind="proposal", key=row.proposal.public_id))
            row.proposal.delete()
            row.proposal = None


def _why_not(row: ImportedComment) -> str:
    if row.answer and not row.answer.author.is_staged:
        return (
            f"{row.answer.author} has claimed this comment: it is their answer now. "
            "A moderator can hide it."
        )
    if row.proposal and not row.proposal.proposed_by.is_staged:
        return (
            f"{row.proposal.proposed_by} has claimed this comment: the question is "
            "theirs now. An editor can decline it."
        )
    if row.proposal and not row.proposal.is_pending:
        return "An editor has already decided about the question it proposed."
    return ""
