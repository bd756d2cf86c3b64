"""An editor says what a comment is, other than an answer: once, with a trace."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.comments.actions.people import people_of
from apps.comments.models import ImportedComment
from apps.decisions.actions import record_many
from apps.decisions.models import Decision
from apps.questions import actions as questions
from apps.questions.models import Essay, Section

State = ImportedComment.State
_DECIDED = ["state", "decided_by", "decided_at", "question", "answer", "proposal"]


class AlreadyDecided(Exception):
    """Somebody was quicker; the message says what they did."""


class CannotDecide(Exception):
    """This cannot be done with this comment; the message is fit to show."""


def set_aside(*, comment: ImportedComment, by: User, at: datetime) -> ImportedComment:
    """Say that it is not an answer. Twice is the same as once.

    Raises AlreadyDecided when it was decided otherwise.
    """
    done = set_aside_many(comments=[comment], by=by, at=at)
    return done[0] if done else as_decided(comment, State.SET_ASIDE)


def set_aside_many(
    *, comments: Iterable[ImportedComment], by: User, at: datetime
) -> list[ImportedComment]:
    """Those that waited; the others stay as they are. A constant number of queries."""
    return _decide(comments, State.SET_ASIDE, Decision.Verb.SET_ASIDE, by=by, at=at)


def refuse(
    *, comment: ImportedComment, by: User, at: datetime, reason: str = ""
) -> ImportedComment:
    """Say that it has no place here: spam, abuse. Otherwise like `set_aside`."""
    done = refuse_many(comments=[comment], by=by, at=at, reason=reason)
    return done[0] if done else as_decided(comment, State.REFUSED)


def refuse_many(
    *, comments: Iterable[ImportedComment], by: User, at: datetime, reason: str = ""
) -> list[ImportedComment]:
    """Like `set_aside_many`."""
    return _decide(
        comments, State.REFUSED, Decision.Verb.DECLINE, by=by, at=at, reason=reason
    )


@transaction.atomic
def propose(
    *,
    comment: ImportedComment,
    by: User,
    at: datetime,
    text: str,
    section: Section | None = None,
    context: str = "",
) -> ImportedComment:
    """Put the question it asks before the editors, in its author's name.

    `text` and `context` are the editor's wording of it. Raises AlreadyDecided, and
    CannotDecide where the question cannot be proposed.
    """
    held = [row for row in lock([comment]) if row.is_waiting]
    if not held:
        return as_decided(comment, State.PROPOSED)
    row = held[0]
    author = people_of([row], at=at)[row.pk]
    try:
        proposal = questions.propose(
            essay=row.essay,
            section=section,
            by=author,
            text=text,
            context=context,
            form_key=form_key(row),
            at=at,
        )
    except questions.CannotPropose as refusal:
        raise CannotDecide(str(refusal)) from refusal
    row.proposal = proposal
    decide_all([row], State.PROPOSED, by=by, at=at)
    log([row], Decision.Verb.ACCEPT, by=by, at=at, reason="As a question")
    return row


def as_decided(
    comment: ImportedComment, wanted: ImportedComment.State
) -> ImportedComment:
    """The comment, where what is wanted was done before; else AlreadyDecided."""
    row = ImportedComment.objects.in_context().filter(pk=comment.pk).first()
    if row is None:
        raise AlreadyDecided("Nothing was changed: this comment is no longer here.")
    if row.is_deleted:
        raise CannotDecide("Its author deleted this comment: only its place is kept.")
    if row.state != wanted:
        raise AlreadyDecided(
            f"Nothing was changed: {row.decided_by} already decided about this "
            f"comment ({row.get_state_display().lower()})."
        )
    return row


def lock(comments: Iterable[ImportedComment]) -> list[ImportedComment]:
    """The rows as they are now, in the order given, held until the transaction ends.

    Three queries. Tombstones are left out: nobody decides about them.
    """
    pks = [comment.pk for comment in comments]
    essays = ImportedComment.objects.filter(pk__in=pks).order_by().values("essay")
    list(Essay.objects.select_for_update().filter(pk__in=essays).order_by("pk"))
    found = ImportedComment.objects.select_related(
        "essay",
        "parent__answer__root",
        "question",
        "answer__author",
        "answer__question",
        "proposal__proposed_by",
    ).filter(pk__in=pks, is_deleted=False)
    rows = {row.pk: row for row in found}
    return [rows[pk] for pk in dict.fromkeys(pks) if pk in rows]


def decide_all(
    rows: Sequence[ImportedComment],
    state: ImportedComment.State,
    *,
    by: User,
    at: datetime,
) -> None:
    """Write what was decided, together with the places set on the rows."""
    is_open = state == State.WAITING
    decided_by, decided_at = (None, None) if is_open else (by, at)
    for row in rows:
        row.state, row.decided_by, row.decided_at = state, decided_by, decided_at
    # In one statement: a state without its place would break a constraint.
    ImportedComment.objects.bulk_update(rows, _DECIDED, batch_size=100)


def log(
    rows: Iterable[ImportedComment],
    verb: Decision.Verb,
    *,
    by: User,
    at: datetime,
    reason: str = "",
) -> None:
    record_many(
        verb=verb,
        subject_kind="comment",
        subjects=[
            (
                row.public_id,
                {
                    "body": row.body,
                    "author": row.shown_author,
                    "source": row.source,
                    "question": row.question.headline if row.question else "",
                },
            )
            for row in rows
        ],
        by=by,
        at=at,
        reason=reason,
    )


def form_key(row: ImportedComment) -> str:
    """The same comment makes one answer, and one proposal, of its author."""
    return f"comment-{row.public_id}"


@transaction.atomic
def _decide(
    comments: Iterable[ImportedComment],
    state: ImportedComment.State,
    verb: Decision.Verb,
    *,
    by: User,
    at: datetime,
    reason: str = "",
) -> list[ImportedComment]:
    rows = [row for row in lock(comments) if row.is_waiting]
    decide_all(rows, state, by=by, at=at)
    log(rows, verb, by=by, at=at, reason=reason)
    return rows
