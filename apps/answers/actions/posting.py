"""Posting answers and replies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import Credit, User
from apps.answers.actions.anchoring import Quoting
from apps.answers.actions.counts import lock_with_question
from apps.answers.actions.drafts import drop_draft, drop_sent
from apps.answers.actions.finding import index_answer
from apps.answers.actions.limits import must_not_flood
from apps.answers.actions.telling import follow_answered, tell_readers
from apps.answers.actions.writing import (
    AlreadySent,
    CannotCredit,
    CannotWrite,
    credit_as,
    keep_revision,
    recount,
)
from apps.answers.models import Answer
from apps.answers.permissions import needs_review
from apps.answers.places import question_place, reply_place
from apps.lib import markup
from apps.lib.passages import Selector
from apps.questions.actions.holding import lock_surviving
from apps.questions.models import Essay, Question

# Deeper replies are refused: nobody follows a thread past this.
MAX_DEPTH = 20


def post_answer(
    *,
    question: Question,
    by: User,
    body: str,
    form_key: str,
    at: datetime,
    passages: Sequence[Selector] = (),
    credit: str = "",
    credit_name: str = "",
) -> Answer:
    """Answer a question. The same `form_key` again returns the first answer.

    Where the question was merged since it was read, the answer stands under the one it
    was merged into. A newcomer's answer waits for a moderator. Without `credit` it may
    be quoted as the writer's profile says. Raises CannotWrite when the question is
    closed, CannotQuote when the essay has not the words of one of the passages,
    CannotCredit when the other name is somebody else's, AlreadySent when the key came
    with another text or credit before, TooMany.
    """
    # Rendered before the transaction: a lock is never held across rendering.
    html = markup.render(body)
    return _post(
        question,
        None,
        by=by,
        body=body,
        html=html,
        key=form_key,
        at=at,
        passages=passages,
        credit=(credit, credit_name),
    )


def post_reply(
    *,
    parent: Answer,
    by: User,
    body: str,
    form_key: str,
    at: datetime,
    passages: Sequence[Selector] = (),
    credit: str = "",
    credit_name: str = "",
) -> Answer:
    """Reply to a visible answer or reply. Otherwise like `post_answer`."""
    html = markup.render(body)
    return _post(
        parent.question,
        parent,
        by=by,
        body=body,
        html=html,
        key=form_key,
        at=at,
        passages=passages,
        credit=(credit, credit_name),
    )


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
    passages: Sequence[Selector],
    credit: tuple[str, str],
) -> Answer:
    quoting = Quoting(question.essay_id, body, passages)
    asked, (question, parent) = question, _held(question, parent)
    if not Answer.objects.filter(author=by, form_key=key).exists():
        _must_be_open(question, parent)
        must_not_flood(by=by, at=at)
    # The same form may be stored on another question this instant: then this gets it.
    answer, is_new = Answer.objects.get_or_create(
        author=by,
        form_key=key,
        defaults={
            "question": question,
            "parent": parent,
            "root": (parent.root or parent) if parent else None,
            "depth": parent.depth + 1 if parent else 0,
            "asked_as": _asked_as(asked, question, parent),
            "body": body,
            "body_html": html,
            **_new(asked.essay, by=by, at=at),
            **_credit(*credit, by=by),
        },
    )
    if not is_new:
        return _same_again(answer, question, parent, body, credit=credit[0])
    quoting.store(answer)
    keep_revision(answer, at=at, passages=quoting.passages)
    recount(answer, question)
    tell_readers(answer, at=at)
    if parent is None:
        follow_answered(question, by=by, at=at)
    index_answer(answer)
    _drop_drafts(answer, asked, by=by)
    return answer


def _held(question: Question, parent: Answer | None) -> tuple[Question, Answer | None]:
    """Both as they are now, and until the transaction ends."""
    if parent is None:
        return lock_surviving(question.pk), None
    rows = Answer.objects.select_related("root", "author")
    return lock_with_question(parent, rows)


def _new(essay: Essay, *, by: User, at: datetime) -> dict[str, Any]:
    """What a new answer is like for who writes it, and when."""
    is_held = needs_review(by)
    return {
        "status": Answer.Status.HELD if is_held else Answer.Status.VISIBLE,
        # What waits for a moderator begins its first hours when it is shown.
        "fresh_until": None if is_held else essay.fresh_until(at),
        "renderer": markup.RENDERER_VERSION,
        "created_at": at,
        "changed_at": at,
    }


def _credit(credit: str, credit_name: str, *, by: User) -> dict[str, str]:
    """How it may be quoted: as chosen, or as its writer's profile says.

    Raises CannotCredit when the other name is somebody else's.
    """
    if not credit:
        credit, credit_name = by.credit, by.credit_name
    elif credit == Credit.PSEUDONYM:
        credit_name = credit_as(credit_name, by=by)
    is_other = credit == Credit.PSEUDONYM
    return {"credit": credit, "credit_name": credit_name if is_other else ""}


def _drop_drafts(answer: Answer, asked: Question, *, by: User) -> None:
    """Of the form that was sent; and, where it led elsewhere, what is left there."""
    if answer.parent:
        drop_draft(by=by, place=reply_place(answer.parent))
        return
    drop_draft(by=by, place=question_place(asked))
    if answer.question_id != asked.pk:
        drop_sent(by=by, place=question_place(answer.question), body=answer.body)


def _asked_as(asked: Question, stands_under: Question, parent: Answer | None) -> str:
    """What the answer was given to, where it stands under another question."""
    return "" if parent or asked.pk == stands_under.pk else asked.headline


def _same_again(
    sent: Answer,
    question: Question,
    parent: Answer | None,
    body: str,
    *,
    credit: str,
) -> Answer:
    """The answer that a repeated form made. A change must not vanish in it."""
    first = sent.revisions.get(number=1)
    here = (question.pk, parent.pk if parent else None)
    if first.body != body or (sent.question_id, sent.parent_id) != here:
        raise AlreadySent(
            "This form was sent once before, and what it said then is stored. "
            "Send it again if you mean to add this text too."
        )
    if credit not in ("", sent.credit):
        raise CannotCredit(
            "This was posted before, and how it may be quoted is stored as you chose "
            "then. Change it at the answer: “More”, “How you are quoted”."
        )
    return sent


def _must_be_open(question: Question, parent: Answer | None) -> None:
    if not question.is_open:
        raise CannotWrite("This question no longer takes answers. Your text is below.")
    if parent is None:
        return
    if not parent.is_visible or (parent.root and parent.root.is_out_of_sight):
        raise CannotWrite("The answer you reply to is no longer shown.")
    if parent.depth >= MAX_DEPTH:
        raise CannotWrite("This thread is too deep to follow. Please reply further up.")
