"""Whom an answer is news for, and that it is none any more."""

from datetime import datetime

from apps.accounts.actions import tell
from apps.accounts.models import Credit, Notice, User, Wishes
from apps.answers.models import Answer
from apps.following.actions import CannotFollow, announce, follow, take_back
from apps.following.models import Kind, Target
from apps.questions.models import Question


def tell_readers(answer: Answer, *, at: datetime) -> None:
    """Tell of what readers can now read: each person once, however often it is called.

    A reply is news for the author of what it replies to; an answer for those who
    follow the question, or its author where the answer is signed with a name.
    """
    if not answer.is_shown:
        return
    if answer.parent:
        _tell_of_reply(answer, answer.parent, at=at)
        return
    to = [Target(Kind.QUESTION, answer.question_id)]
    if answer.credit == Credit.NAME:
        to.append(Target(Kind.PERSON, answer.author_id))
    announce(
        kind=Notice.Kind.ANSWER,
        subject=subject_of(answer),
        to=to,
        not_to=[answer.author_id],
        at=at,
    )


def tell_no_more(answer: Answer, *, at: datetime) -> None:
    """It is held, hidden or withdrawn: whoever has not heard of it will not."""
    take_back(subject=subject_of(answer), at=at)


def tell_who_quotes(answer: Answer, *, at: datetime) -> None:
    """The essay's author hears that a quoted person went, or is called otherwise: what
    the author wrote around the quotation may not fit any more. Without the name."""
    is_gone = answer.is_withdrawn or answer.credit == Credit.NONE
    became = (
        "A quotation was withdrawn from"
        if is_gone
        else "Somebody changed how they are named in"
    )
    author = answer.question.essay.author
    if author.pk == answer.author_id:
        return
    for row in answer.features.all():
        tell(
            person=author,
            key=f"quoted:{answer.public_id}:{row.source}:{is_gone:d}:{at:%Y%m%d%H%M%S}",
            text=f"{became} “{row.title[:150]}”. Look at your words around it.",
            url=row.url,
            at=at,
        )


def follow_answered(question: Question, *, by: User, at: datetime) -> None:
    """Those who answer hear of other answers, unless they said they would not."""
    if not Wishes.of(by).follow_answered:
        return
    try:
        follow(target=Target(Kind.QUESTION, question.pk), by=by, at=at)
    except CannotFollow:
        # Their list is full: the answer is what they came for.
        return


def subject_of(answer: Answer) -> str:
    return f"answer:{answer.public_id}"


def _tell_of_reply(reply: Answer, parent: Answer, *, at: datetime) -> None:
    if parent.author_id == reply.author_id:
        return
    tell(
        person=parent.author,
        kind=Notice.Kind.REPLY,
        key=f"reply:{reply.public_id}",
        text=f"{reply.author.shown_name} replied to you on "
        f"“{reply.question.headline}”.",
        url=reply.get_absolute_url(),
        about=reply.question.get_absolute_url(),
        subject=subject_of(reply),
        at=at,
    )
