"""From one event to a notice for each follower, a few hundred at a time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import Notice, Pace, User
from apps.following.models import Event, Follow
from apps.lib.text import clip
from apps.news.happenings import happenings
from apps.news.lines import A_READER, ONE, Happening

BATCH = 500
# An event that everyone was told of is kept for those who look into a complaint.
KEPT = timedelta(days=60)


def spread(*, now: datetime, most: int = 200) -> int:
    """Tell followers of up to `most` events; how many notices were given.

    Each batch is a transaction of its own: whoever is stopped here goes on where the
    event's row says. Two workers at once tell nobody twice.
    """
    Event.objects.filter(handled_at__lt=now - KEPT).delete()
    told = 0
    for pk in Event.objects.waiting().values_list("pk", flat=True)[:most]:
        while (batch := _tell_some(pk, now)) is not None:
            told += batch
    return told


@transaction.atomic
def _tell_some(pk: int, now: datetime) -> int | None:
    """How many were told; None when nobody is left. Five queries."""
    # Held until the batch is stored: whoever takes the subject back waits for it.
    event = Event.objects.select_for_update().waiting().filter(pk=pk).first()
    if event is None:
        return None
    happening = happenings([event.subject]).get(event.subject)
    people = list(_audience(event)[:BATCH]) if happening else []
    if happening:
        Notice.objects.bulk_create(
            (_notice(event, happening, person, now) for person in people),
            ignore_conflicts=True,  # told before: see `announce`
        )
    if len(people) < BATCH:
        event.handled_at = now
    else:
        event.reached = people[-1]
    event.save(update_fields=["handled_at", "reached"])
    return len(people)


def _audience(event: Event) -> QuerySet[User, int]:
    """Keys of those who are to be told, in order."""
    followers = Follow.objects.of(event.followed()).values("person")
    people = User.objects.filter(pk__in=followers)
    if event.kind == Notice.Kind.DIGEST:
        people |= User.objects.filter(
            pk__in=User.objects.exclude(wishes=None)
            .exclude(wishes__highlights=Pace.NONE)
            .values("pk")
        )
    return (
        people.filter(pk__gt=event.reached, is_active=True)
        .exclude(pk__in=event.not_to)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _notice(event: Event, happening: Happening, person: int, now: datetime) -> Notice:
    text = ONE[event.kind].format(
        who=happening.who or A_READER, topic=clip(happening.topic, 200)
    )
    return Notice(
        person_id=person,
        key=event.subject,
        kind=event.kind,
        text=text[:300],
        url=happening.url,
        about=happening.about,
        subject=event.subject,
        created_at=now,
    )
