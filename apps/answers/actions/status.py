"""A moderator's decisions: the one door through which an answer's status changes.

Each leaves one row in the log, in the same transaction, and tells the author.
"""

from datetime import datetime

from django.db import transaction

from apps.accounts.actions import renew_name, tell
from apps.accounts.models import User
from apps.answers.actions.counts import (
    lock_with_question,
    recount_question,
    recount_thread,
)
from apps.answers.actions.finding import index_thread
from apps.answers.actions.telling import tell_no_more, tell_readers
from apps.answers.models import Answer, Flag, Revision
from apps.decisions.actions import record
from apps.decisions.models import Decision


class AlreadyDecided(Exception):
    """Somebody was quicker; the message says what they did."""


@transaction.atomic
def approve(
    *, answer: Answer, by: User, at: datetime, seen: int | None = None
) -> Answer:
    """Show a waiting answer. Raises AlreadyDecided when it no longer waits.

    `seen` is the revision the moderator read: nobody approves a text unread.
    """
    answer = _locked(answer, seen)
    if not answer.is_held:
        raise AlreadyDecided(_what_happened(answer))
    if not (answer.helpful_count or answer.unhelpful_count):
        # Nobody has seen it yet: its first hours begin now.
        answer.fresh_until = answer.question.essay.fresh_until(at)
    _decide(answer, Decision.Verb.APPROVE, Answer.Status.VISIBLE, by=by, at=at)
    tell(
        person=answer.author,
        key=f"approved:{answer.public_id}:{answer.revision_number}",
        text=f"Your {_named(answer)} is now public.",
        url=answer.get_absolute_url(),
        at=at,
    )
    tell_readers(answer, at=at)
    return answer


@transaction.atomic
def hide(
    *,
    answer: Answer,
    by: User,
    reason: str,
    at: datetime,
    seen: int | None = None,
) -> Answer:
    """Take a waiting or visible answer from readers, telling its author why.

    Raises AlreadyDecided when it is neither or was changed since revision `seen`,
    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Hiding an answer needs a reason.")
    answer = _locked(answer, seen)
    if answer.status not in (Answer.Status.HELD, Answer.Status.VISIBLE):
        raise AlreadyDecided(_what_happened(answer))
    _decide(
        answer, Decision.Verb.HIDE, Answer.Status.HIDDEN, by=by, at=at, reason=reason
    )
    tell_no_more(answer, at=at)
    tell(
        person=answer.author,
        key=f"hidden:{answer.public_id}:{answer.revision_number}",
        text=f"A moderator hid your {_named(answer)}: {reason}",
        url=answer.get_absolute_url(),
        at=at,
    )
    return answer


@transaction.atomic
def restore(*, answer: Answer, by: User, reason: str, at: datetime) -> Answer:
    """Show a hidden answer again. Raises AlreadyDecided when it is not hidden."""
    answer = _locked(answer)
    if answer.status != Answer.Status.HIDDEN:
        raise AlreadyDecided(_what_happened(answer))
    _decide(
        answer,
        Decision.Verb.RESTORE,
        Answer.Status.VISIBLE,
        by=by,
        at=at,
        reason=reason,
    )
    tell(
        person=answer.author,
        key=f"restored:{answer.public_id}:{at.isoformat()}",
        text=f"Your {_named(answer)} is public again.",
        url=answer.get_absolute_url(),
        at=at,
    )
    tell_readers(answer, at=at)
    return answer


@transaction.atomic
def dismiss_flags(
    *,
    answer: Answer,
    by: User,
    reason: str,
    at: datetime,
    seen: int | None = None,
) -> Answer:
    """Leave a flagged answer as it is.

    Raises AlreadyDecided without open flags or when changed since revision `seen`.
    """
    answer = _locked(answer, seen)
    if not Flag.objects.filter(answer=answer, closed_at=None).exists():
        raise AlreadyDecided("Somebody has already dealt with these flags.")
    _log(answer, Decision.Verb.DISMISS, by=by, at=at, reason=reason)
    Flag.objects.filter(answer=answer, closed_at=None).update(closed_at=at)
    return answer


def _locked(answer: Answer, seen: int | None = None) -> Answer:
    _, answer = lock_with_question(answer, Answer.objects.in_context())
    if seen is not None and answer.revision_number != seen:
        raise AlreadyDecided(
            "Nothing was changed: the author edited this answer while you read it. "
            "The new text is below."
        )
    return answer


def _decide(
    answer: Answer,
    verb: Decision.Verb,
    status: Answer.Status,
    *,
    by: User,
    at: datetime,
    reason: str = "",
) -> None:
    _log(answer, verb, by=by, at=at, reason=reason)
    answer.status = status
    answer.changed_at = at
    answer.save(update_fields=["status", "changed_at", "fresh_until"])
    Flag.objects.filter(answer=answer, closed_at=None).update(closed_at=at)
    _open_or_close_history(answer)
    if answer.root:
        recount_thread(answer.root)
    recount_question(answer.question)
    index_thread(answer)
    renew_name(answer.author, at=at)


def _open_or_close_history(answer: Answer) -> None:
    """A moderator shows the version they read, and hides all that led up to it."""
    versions = Revision.objects.filter(answer=answer)
    if answer.is_visible:
        versions.filter(number=answer.revision_number).update(is_public=True)
    else:
        versions.update(is_public=False)


def _log(
    answer: Answer, verb: Decision.Verb, *, by: User, at: datetime, reason: str
) -> None:
    record(
        verb=verb,
        subject_kind="answer",
        subject_id=answer.public_id,
        by=by,
        at=at,
        reason=reason,
        snapshot={
            "status": answer.status,
            "revision": answer.revision_number,
            "author": answer.author.shown_name,
            "question": answer.question.headline,
            "body": answer.body,
        },
    )


def _named(answer: Answer) -> str:
    """As its author is told of it."""
    what = "reply on" if answer.parent_id else "answer to"
    return f"{what} “{answer.question.headline}”"


def _what_happened(answer: Answer) -> str:
    last = Decision.objects.filter(
        subject_kind="answer", subject_id=answer.public_id
    ).first()
    if answer.is_withdrawn:
        return "Nothing was changed: its author has withdrawn this answer."
    if answer.is_held or last is None:
        return f"Nothing was changed: this answer is {answer.status}."
    because = f" (“{last.reason}”)" if last.reason else ""
    return (
        f"Nothing was changed: {last.actor_name} already "
        f"{last.get_verb_display()} this answer{because}."
    )
