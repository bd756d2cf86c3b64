"""Somebody signs in who wrote comments elsewhere: they become theirs."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from apps.accounts.models import User
from apps.answers import actions as answers
from apps.answers.models import Answer
from apps.comments.keys import author_key
from apps.comments.models import ImportedComment, StagedPerson
from apps.decisions.actions import record_many
from apps.decisions.models import Decision
from apps.following.actions import move_followers, unfollow
from apps.following.models import Kind, Target
from apps.questions.models import Proposal, Question


class NothingToClaim(Exception):
    """No comment waits for this person; the message is fit to show."""


def claimable(person: User) -> list[ImportedComment]:
    """Accepted comments written from one of their confirmed addresses. Two queries.

    Only what is public here is shown: that it was theirs is all they learn.
    """
    return list(
        ImportedComment.objects.in_context()
        .filter(
            author_key__in=_keys(person),
            state=ImportedComment.State.ACCEPTED,
            answer__status=Answer.Status.VISIBLE,
            answer__author__is_staged=True,
        )
        .oldest_first()
    )


def claimable_questions(person: User) -> list[Proposal]:
    """What they asked in comments from one of these addresses. Two queries."""
    asked = Proposal.objects.in_context().filter(
        proposed_by__is_staged=True, proposed_by__in=_stand_ins(person).values("user")
    )
    return list(asked.order_by("created_at", "pk"))


def _stand_ins(person: User) -> QuerySet[StagedPerson]:
    keys = [f"key:{key}" for key in _keys(person)]
    return StagedPerson.objects.filter(identity__in=keys, user__is_staged=True)


@transaction.atomic
def claim(*, by: User, at: datetime, but: Collection[str] = ()) -> list[Answer]:
    """Make the answers theirs, with their versions and votes, and all that is accepted
    of theirs from now on. Raises NothingToClaim.

    `but` are the public ids of answers and proposals that they say are not theirs: these
    keep their stand-in, and so does what is accepted of that one later.
    """
    stand_ins = {row.user_id for row in _stand_ins(by).select_for_update()}
    people = list(User.objects.filter(pk__in=stand_ins).order_by("pk"))
    if not people:
        raise NothingToClaim("There is no comment here that you could claim.")
    _log(people, but, by=by, at=at)
    handed = answers.hand_over(of=people, to=by, at=at, but=but)
    others = Proposal.objects.filter(proposed_by__in=people, public_id__in=but)
    staying = _staying(people, others, but)
    theirs = Proposal.objects.filter(proposed_by__in=people)
    asked = Question.objects.filter(proposed_by__in=people).exclude(
        pk__in=others.filter(question__isnull=False).values("question")
    )
    asked.update(proposed_by=by)
    theirs.exclude(public_id__in=but).update(proposed_by=by)
    gone = [person for person in people if person.pk not in staying]
    StagedPerson.objects.filter(user__in=gone).update(user=by)
    for person in gone:
        _lead_followers(person, by)
        _let_go(person)
    return handed


def _log(people: list[User], but: Collection[str], *, by: User, at: datetime) -> None:
    """What each stand-in is about to hand over; nothing of one that keeps all."""
    theirs = Answer.objects.filter(author__in=people).exclude(public_id__in=but)
    asked = Proposal.objects.filter(proposed_by__in=people).exclude(public_id__in=but)
    answered_by = Counter(theirs.values_list("author", flat=True))
    asked_by = Counter(asked.values_list("proposed_by", flat=True))
    record_many(
        verb=Decision.Verb.CLAIM,
        subject_kind="comments",
        subjects=[
            (
                by.username[:20],
                {
                    "title": person.shown_name,
                    "answers": answered_by[person.pk],
                    "questions": asked_by[person.pk],
                },
            )
            for person in people
            if answered_by[person.pk] or asked_by[person.pk]
        ],
        by=by,
        at=at,
    )


def _staying(
    people: list[User], others: QuerySet[Proposal], but: Collection[str]
) -> set[int]:
    """The stand-ins of what is somebody else's, by key."""
    answered = Answer.objects.filter(author__in=people, public_id__in=but)
    return {
        *answered.values_list("author", flat=True),
        *others.values_list("proposed_by", flat=True),
    }


def _lead_followers(person: User, to: User) -> None:
    """Whoever followed the stand-in follows the person, who cannot follow themselves."""
    source, target = Target(Kind.PERSON, person.pk), Target(Kind.PERSON, to.pk)
    unfollow(target=source, by=to)
    move_followers(source=source, to=target)


def _let_go(person: User) -> None:
    """The stand-in goes; one that something else still names stays, and is empty."""
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return


def _keys(person: User) -> list[str]:
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    return [
        key
        for email in confirmed.values_list("email", flat=True)
        if (key := author_key(email))
    ]
