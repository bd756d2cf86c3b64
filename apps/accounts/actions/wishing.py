"""How often a person wants mail about what."""

from collections.abc import Iterable

from django.db import transaction

from apps.accounts.models import Group, Pace, User, Wishes

ALWAYS_TOLD = {Group.DECISIONS}


@transaction.atomic
def wish(*, by: User, **wishes: str | bool) -> Wishes:
    """Store the choices named by the fields of `Wishes`; the others stay."""
    row, _ = Wishes.objects.update_or_create(person=by, defaults=wishes)
    return row


@transaction.atomic
def stop_mail(*, person: User, groups: Iterable[str]) -> Wishes:
    """Send no more mail of these groups. Doing it twice changes nothing.

    Decisions have no stop of their own: whoever stops them stops all mail.
    """
    stopped = set(groups)
    changes: dict[str, str | bool] = dict.fromkeys(
        sorted(stopped - ALWAYS_TOLD), Pace.NONE
    )
    if stopped & ALWAYS_TOLD:
        changes["no_mail"] = True
    return wish(by=person, **changes)
