"""Following, and saying what has happened to those who follow."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from apps.accounts import actions as accounts
from apps.accounts.models import Notice, User
from apps.following.models import Event, Follow, Kind, Target

# Far more than anyone reads; a script that follows everything stops here.
MOST_FOLLOWS = 2000


class CannotFollow(Exception):
    """The message is fit to show."""


@transaction.atomic
def follow(*, target: Target, by: User, at: datetime) -> bool:
    """Whether it was not followed before. Raises CannotFollow for oneself."""
    if target == Target(Kind.PERSON, by.pk):
        raise CannotFollow("You cannot follow yourself.")
    if Follow.objects.filter(person=by).count() >= MOST_FOLLOWS:
        raise CannotFollow(
            "You follow more than anyone can read. Let go of some first."
        )
    _, is_new = Follow.objects.get_or_create(
        person=by, kind=target.kind, target=target.pk, defaults={"created_at": at}
    )
    return is_new


@transaction.atomic
def follow_for(*, target: Target, people: Iterable[int], at: datetime) -> list[int]:
    """Let people, by key, follow what came of their wish; those who did not before.

    Three queries.
    """
    wanted = list(dict.fromkeys(people))
    already = Follow.objects.of([target]).filter(person__in=wanted)
    known = set(already.values_list("person", flat=True))
    new = [person for person in wanted if person not in known]
    Follow.objects.bulk_create(
        (
            Follow(person_id=person, kind=target.kind, target=target.pk, created_at=at)
            for person in new
        ),
        ignore_conflicts=True,  # somebody followed it this instant
    )
    return new


def unfollow_for(*, target: Target, people: Iterable[int], since: datetime) -> None:
    """Undo `follow_for`; whoever let go and followed again since goes on. One query."""
    follows = Follow.objects.of([target]).filter(person__in=list(people))
    follows.filter(created_at=since).delete()


def unfollow(*, target: Target, by: User) -> bool:
    """Whether it was followed before. What was told already stays."""
    gone, _ = Follow.objects.filter(person=by).of([target]).delete()
    return bool(gone)


@transaction.atomic
def move_followers(*, source: Target, to: Target) -> list[int]:
    """Whoever follows `source` follows `to` instead; the people who did not before.

    For things that become one: nobody follows the remaining one twice.
    """
    both = Follow.objects.of([to]).values("person")
    moved = Follow.objects.of([source]).exclude(person__in=both)
    people = list(moved.values_list("person", flat=True))
    Follow.objects.of([source]).filter(person__in=people).update(
        kind=to.kind, target=to.pk
    )
    Follow.objects.of([source]).delete()
    return people


def follows_of(*, target: Target) -> list[tuple[int, datetime]]:
    """Who follows it, by key, and since when. One query."""
    follows = Follow.objects.of([target]).order_by("person")
    return list(follows.values_list("person", "created_at"))


@transaction.atomic
def put_followers_back(
    *,
    source: Target,
    to: Target,
    followers: Iterable[tuple[int, datetime]],
    moved: Iterable[int],
) -> None:
    """Undo `move_followers`, by what `follows_of` said before and it said itself.

    Whoever has let go of `to` since stays free of both; those who were moved and
    follow it anew go on. Four queries.
    """
    since = dict(followers)
    follows = list(Follow.objects.of([to]).filter(person__in=since))
    Follow.objects.bulk_create(
        (
            Follow(
                person_id=row.person_id,
                kind=source.kind,
                target=source.pk,
                created_at=since[row.person_id],
            )
            for row in follows
        ),
        ignore_conflicts=True,  # followed the source by itself since
    )
    went = set(moved)
    Follow.objects.filter(
        pk__in=[
            row.pk
            for row in follows
            if row.person_id in went and row.created_at == since[row.person_id]
        ]
    ).delete()


def announce(
    *,
    kind: Notice.Kind,
    subject: str,
    to: Iterable[Target],
    not_to: Iterable[int],
    at: datetime,
    key: str = "",
) -> None:
    """Let followers of any of `to` be told of `subject`, each once. Two queries.

    Call it in the transaction that makes it so. Announced again, as after a moderator
    has restored an answer, it reaches those who have not been told of it.
    """
    Event.objects.update_or_create(
        key=key or subject,
        defaults={"reached": 0, "handled_at": None},
        create_defaults={
            "kind": kind,
            "subject": subject,
            "targets": [list(target) for target in to],
            "not_to": sorted(set(not_to)),
            "created_at": at,
        },
    )


def announce_new(
    *,
    kind: Notice.Kind,
    subjects: Mapping[str, Iterable[Target]],
    not_to: Iterable[int],
    at: datetime,
) -> None:
    """Like `announce`, for many things that cannot have been announced. One query."""
    Event.objects.bulk_create(
        (
            Event(
                key=subject,
                kind=kind,
                subject=subject,
                targets=[list(target) for target in to],
                not_to=sorted(set(not_to)),
                created_at=at,
            )
            for subject, to in subjects.items()
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def take_back(*, subject: str, at: datetime) -> None:
    """Readers no longer see `subject`: nobody else is told. Three queries.

    The events go first: their rows are what a batch of telling holds.
    """
    Event.objects.filter(subject=subject).delete()
    accounts.take_back(subject=subject, at=at)
