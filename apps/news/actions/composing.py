"""Which unread notices go into a mail now: at most one mail per person and slot."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import Group, Mail, Notice, NoticeQuerySet, Pace
from apps.accounts.models.wishes import DEFAULTS
from apps.news import slots
from apps.news.slots import Slot

# What waited longer, say because its reader wanted no mail then, is no news any more.
STILL_NEWS = timedelta(days=14)
# Notices in one mail; in lines they are far fewer.
LONGEST = 500


def compose(*, now: datetime, most: int = 500) -> int:
    """Make up to `most` mails out of unread notices; how many were made."""
    made = 0
    for pace, slot in (
        (Pace.NOW, Slot("now", now)),
        (Pace.DAILY, slots.daily(now)),
        (Pace.WEEKLY, slots.weekly(now)),
    ):
        waiting = _waiting(pace, slot, now)
        people = waiting.order_by("person").values_list("person", flat=True).distinct()
        for person in people[: most - made]:
            made += _compose_one(person, waiting, slot, now)
    return made


def _waiting(pace: Pace, slot: Slot, now: datetime) -> NoticeQuerySet:
    """Unread and unmailed notices that their readers want at this pace."""
    return (
        Notice.objects.unread()
        .unmailed(since=now - STILL_NEWS)
        .filter(_wanted(pace), created_at__lte=slot.until)
        .filter(person__is_active=True, person__is_staged=False)
        .exclude(person__wishes__no_mail=True)
        .exclude(person__email="")
        .exclude(person__mails__slot=slot.name)
    )


def _wanted(pace: Pace) -> Q:
    either = Q(pk__in=())
    for group in Group:
        chosen = Q(**{f"person__wishes__{group}": pace})
        if DEFAULTS[group] == pace:
            chosen |= Q(person__wishes=None)
        either |= Q(kind__in=Notice.GROUPS[group]) & chosen
    return either


@transaction.atomic
def _compose_one(
    person: int, waiting: NoticeQuerySet, slot: Slot, now: datetime
) -> int:
    """The mail's row, and its mark on each notice in it. 1, or 0 when there is none."""
    keys = list(waiting.filter(person=person).values_list("pk", flat=True)[:LONGEST])
    if not keys:
        return 0
    name = f"{slot.name}:{max(keys)}" if slot.name == "now" else slot.name
    # The constraint decides between two workers: one of them makes the mail.
    mail, is_new = Mail.objects.get_or_create(
        person_id=person, slot=name, defaults={"created_at": now, "try_at": now}
    )
    if not is_new:
        return 0
    if not Notice.objects.filter(pk__in=keys, mail=None).update(mail=mail):
        mail.delete()
        return 0
    return 1
