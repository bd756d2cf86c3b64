"""What a person does with their own account."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.actions.renaming import renew_name
from apps.accounts.models import Credit, User
from apps.lib.names import NameRefused, check_name, skeleton


class NameTaken(Exception):
    """The name may not be used; the message is fit to show."""


def free_name(name: str, *, by: User | None = None) -> str:
    """The name as it will be shown. One query. Raises NameTaken."""
    try:
        name = check_name(name)
    except NameRefused as refusal:
        raise NameTaken(str(refusal)) from refusal
    others = User.objects.filter(name_skeleton=skeleton(name))
    if by is not None:
        others = others.exclude(pk=by.pk)
    if others.exists():
        raise NameTaken("Somebody here already has that name, or one that looks alike.")
    return name


_PROFILE = (
    "name",
    "name_skeleton",
    "renamed_at",
    "bio",
    "credit",
    "credit_name",
)


@transaction.atomic
def change_profile(
    *, by: User, name: str, bio: str, credit: str, credit_name: str
) -> None:
    """Raises NameTaken. Answers written before keep the credit they were given."""
    if name and name != by.name:
        name = free_name(name, by=by)
    if credit == Credit.PSEUDONYM:
        credit_name = free_name(credit_name, by=by)
    was, now = (by.shown_name, by.credit), timezone.now()
    by.name, by.bio = name, bio
    by.credit, by.credit_name = credit, credit_name
    by.name_skeleton = skeleton(by.shown_name)
    if by.shown_name != was[0]:
        by.renamed_at = now
    try:
        with transaction.atomic():
            by.save(update_fields=_PROFILE)
    except IntegrityError as race:
        raise NameTaken("Somebody took that name a moment ago.") from race
    if (by.shown_name, by.credit) != was:
        renew_name(by, at=now)


def set_role(*, person: User, role: User.Role) -> None:
    """Say what a person may do from their next page on."""
    person.role = role
    person.save(update_fields=["role"])
