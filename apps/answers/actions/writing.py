"""Posting, editing and withdrawing. Every version of a text is kept."""

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import Credit, User
from apps.answers.actions.counts import (
    lock_question,
    new_page_version,
    recount_question,
    recount_thread,
)
from apps.answers.actions.drafts import drop_draft
from apps.answers.models import Answer, Revision
from apps.answers.permissions import needs_review
from apps.lib import markup
from apps.questions.models import Question

# Deeper replies are refused: nobody follows a thread past this.
MAX_DEPTH = 20


class CannotWrite(Exception):
    """The text may not be posted or changed; the message is fit to show."""


class Conflict(CannotWrite):
    """The answer was changed elsewhere since the writer opened it."""


def post_answer(
    *, question: Question, by: User, body: str, form_key: str, at: datetime
) -> Answer:
    """Answer a question. The same `form_key` again returns the first answer.

    A newcomer's answer waits for a moderator. Raises CannotWrite when the question
    is closed.
    """
    html = markup.render(body)
    return _post(question, None, by=by, body=body, html=html, key=form_key, at=at)


def post_reply(
    *, parent: Answer, by: User, body: str, form_key: str, at: datetime
) -> Answer:
    """Reply to a visible answer or reply. Otherwise like `post_answer`."""
    html = markup.render(body)
    return _post(
        parent.question, parent, by=by, body=body, html=html, key=form_key, at=at
    )


def edit_answer(
    *, answer: Answer, by: User, body: str, seen: int, at: datetime
) -> Answer:
    """Store a new revision. An unchanged text writes nothing.

    `seen` is the revision the writer started from. Raises Conflict when there is a
    newer one, CannotWrite when it is not theirs or withdrawn. Editing a hidden
    answer puts it before a moderator again; so does a newcomer's edit.
    """
    # Rendered before the transaction: a lock is never held across rendering.
    html = markup.render(body)
    return _edit(answer=answer, by=by, body=body, html=html, seen=seen, at=at)


@transaction.atomic
def withdraw(*, answer: Answer, by: User, at: datetime) -> Answer:
    """Take one's own answer back, for good. Withdrawing twice changes nothing."""
    question = lock_question(answer.question_id)
    answer = Answer.objects.select_related("root").get(pk=answer.pk)
    _must_be_own(answer, by)
    if answer.is_withdrawn:
        return answer
    answer.status = Answer.Status.WITHDRAWN
    answer.changed_at = at
    answer.save(update_fields=["status", "changed_at"])
    _recount(answer, question)
    return answer


@transaction.atomic
def set_credit(
    *, answer: Answer, by: User, credit: str, credit_name: str, at: datetime
) -> Answer:
    """Change how, or whether, an answer may be quoted from now on."""
    question = lock_question(answer.question_id)
    answer = Answer.objects.get(pk=answer.pk)
    _must_be_own(answer, by)
    if credit == Credit.PSEUDONYM and not credit_name:
        raise CannotWrite("Say under which name you may be quoted.")
    answer.credit = credit
    answer.credit_name = credit_name if credit == Credit.PSEUDONYM else ""
    answer.changed_at = at
    answer.save(update_fields=["credit", "credit_name", "changed_at"])
    new_page_version(question)
    return answer


@transaction.atomic
def _edit(
    *, answer: Answer, by: User, body: str, html: str, seen: int, at: datetime
) -> Answer:
    question = lock_question(answer.question_id)
    answer = Answer.objects.select_related("root").get(pk=answer.pk)
    _must_be_own(answer, by)
    if answer.is_withdrawn:
        raise CannotWrite("You withdrew this answer; it can no longer be edited.")
    if answer.revision_number != seen:
        raise Conflict(
            "This answer was changed in another window since you opened it. "
            "Your text is below; look at the current version, then save again."
        )
    if body == answer.body:
        return answer
    was_hidden = answer.status == Answer.Status.HIDDEN
    if was_hidden or needs_review(by):
        answer.status = Answer.Status.HELD
    answer.body = body
    answer.body_html = html
    answer.renderer = markup.RENDERER_VERSION
    answer.revision_number += 1
    answer.edited_at = answer.changed_at = at
    answer.save()
    _keep(answer, at)
    _recount(answer, question)
    drop_draft(by=by, place=f"edit:{answer.public_id}")
    return answer


@transaction.atomic
def _post(
    question: Question,
    parent: Answer | None,
    *,
    by: User,
    body: str,
    html: str,
    key: str,
    at: datetime,
) -> Answer:
    question = lock_question(question.pk)
    sent = Answer.objects.filter(author=by, form_key=key).first()
    if sent:
        return sent
    if not question.is_open:
        raise CannotWrite("This question no longer takes answers. Your text is below.")
    if parent is not None:
        parent = Answer.objects.select_related("root").get(pk=parent.pk)
        _must_take_replies(parent)
    root = (parent.root or parent) if parent else None
    try:
        # A savepoint: another process may have stored the same form this instant.
        with transaction.atomic():
            answer = Answer.objects.create(
                question=question,
                parent=parent,
                root=root,
                depth=parent.depth + 1 if parent else 0,
                author=by,
                form_key=key,
                status=(
                    Answer.Status.HELD if needs_review(by) else Answer.Status.VISIBLE
                ),
                body=body,
                body_html=html,
                renderer=markup.RENDERER_VERSION,
                credit=by.credit,
                credit_name=by.credit_name if by.credit == Credit.PSEUDONYM else "",
                created_at=at,
                changed_at=at,
            )
    except IntegrityError:
        return Answer.objects.get(author=by, form_key=key)
    _keep(answer, at)
    _recount(answer, question)
    drop_draft(by=by, place=_place(question, parent))
    return answer


def _place(question: Question, parent: Answer | None) -> str:
    return f"reply:{parent.public_id}" if parent else f"question:{question.public_id}"


def _keep(answer: Answer, at: datetime) -> None:
    Revision.objects.create(
        answer=answer, number=answer.revision_number, body=answer.body, created_at=at
    )


def _recount(answer: Answer, question: Question) -> None:
    if answer.root:
        recount_thread(answer.root)
    recount_question(question)


def _must_be_own(answer: Answer, by: User) -> None:
    if answer.author_id != by.pk:
        raise CannotWrite("Only its author can change an answer.")


def _must_take_replies(parent: Answer) -> None:
    if not parent.is_visible:
        raise CannotWrite("The answer you reply to is no longer shown.")
    if parent.depth >= MAX_DEPTH:
        raise CannotWrite(
            "This thread is too deep to follow. Please reply further up."
        )
