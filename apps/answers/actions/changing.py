"""Editing and withdrawing one's own answer. Every version of a text is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from apps.accounts.actions import renew_name
from apps.accounts.models import Credit, User
from apps.answers.actions.anchoring import Quoting
from apps.answers.actions.counts import lock_with_question, new_page_version
from apps.answers.actions.drafts import drop_draft
from apps.answers.actions.finding import index_answer, index_thread
from apps.answers.actions.limits import must_not_flood
from apps.answers.actions.telling import tell_no_more, tell_who_quotes
from apps.answers.actions.writing import (
    CannotWrite,
    Conflict,
    credit_as,
    keep_revision,
    recount,
)
from apps.answers.models import Answer
from apps.answers.permissions import needs_review
from apps.answers.places import edit_place
from apps.lib import markup
from apps.lib.passages import Selector
from apps.questions.actions import lock_essay
from apps.questions.models import Question


def edit_answer(
    *,
    answer: Answer,
    by: User,
    body: str,
    seen: int,
    at: datetime,
    passages: Sequence[Selector] | None = None,
) -> Answer:
    """Store a new revision. What is unchanged, passages included, writes nothing.

    `seen` is the revision the writer started from; without `passages` those stored
    stay. Raises Conflict when there is a newer one, CannotWrite when it is not theirs
    or withdrawn, CannotQuote when the essay has not the words, TooMany. Editing a
    hidden answer puts it before a moderator again; so does a newcomer's edit.
    """
    # Rendered before the transaction: a lock is never held across rendering.
    html = markup.render(body)
    return _edit(
        answer, by=by, body=body, html=html, seen=seen, at=at, passages=passages
    )


@transaction.atomic
def withdraw(*, answer: Answer, by: User, at: datetime) -> Answer:
    """Take one's own answer back, for good. Withdrawing twice changes nothing."""
    question, answer = _own(answer, by)
    if answer.is_withdrawn:
        return answer
    answer.status = Answer.Status.WITHDRAWN
    answer.changed_at = at
    answer.save(update_fields=["status", "changed_at"])
    recount(answer, question)
    tell_no_more(answer, at=at)
    tell_who_quotes(answer, at=at)
    index_thread(answer)
    renew_name(by, at=at)
    return answer


@transaction.atomic
def set_credit(
    *, answer: Answer, by: User, credit: str, credit_name: str, at: datetime
) -> Answer:
    """Change how, or whether, an answer may be quoted from now on.

    Raises CannotCredit when the other name is missing or is somebody else's.
    """
    question, answer = _own(answer, by)
    before = answer.credit, answer.credit_name
    answer.credit = credit
    answer.credit_name = ""
    if credit == Credit.PSEUDONYM:
        answer.credit_name = credit_as(credit_name, by=by)
    answer.changed_at = at
    answer.save(update_fields=["credit", "credit_name", "changed_at"])
    if before != (answer.credit, answer.credit_name):
        tell_who_quotes(answer, at=at)
    index_answer(answer)
    new_page_version(question)
    renew_name(by, at=at)
    return answer


@transaction.atomic
def _edit(
    answer: Answer,
    *,
    by: User,
    body: str,
    html: str,
    seen: int,
    at: datetime,
    passages: Sequence[Selector] | None,
) -> Answer:
    # The essay first, for a new version changes what is stored of its passages.
    lock_essay(answer.question.essay_id)
    stored = list(answer.passages.all())
    quoted = [row.selector for row in stored if not row.is_in_body]
    chosen = quoted if passages is None else passages
    quoting = Quoting(answer.question.essay_id, body, chosen, stored)
    question, answer = _own(answer, by)
    if answer.is_withdrawn:
        raise CannotWrite("You withdrew this answer; it can no longer be edited.")
    if answer.revision_number != seen:
        raise Conflict(
            "This answer was changed in another window since you opened it. "
            "Your text is below; look at the current version, then save again."
        )
    drop_draft(by=by, place=edit_place(answer))
    if body == answer.body and [each.exact for each in chosen] == [
        each.exact for each in quoted
    ]:
        return answer
    must_not_flood(by=by, at=at)
    if answer.is_hidden or needs_review(by):
        answer.status = Answer.Status.HELD
    answer.body = body
    answer.body_html = html
    answer.renderer = markup.RENDERER_VERSION
    answer.revision_number += 1
    answer.edited_at = answer.changed_at = at
    answer.save()
    quoting.store(answer)
    keep_revision(answer, at=at, passages=quoting.passages)
    recount(answer, question)
    if answer.is_held:
        tell_no_more(answer, at=at)
    index_thread(answer)
    return answer


def _own(answer: Answer, by: User) -> tuple[Question, Answer]:
    """The question, locked, and the answer as it is now."""
    rows = Answer.objects.select_related("root")
    question, answer = lock_with_question(answer, rows)
    if answer.author_id != by.pk:
        raise CannotWrite("Only its author can change an answer.")
    return question, answer
