"""The address in every mail that stops such mails, for whoever holds it.

It is signed instead of stored: it names the person and the groups of notices, works
without a session, and cannot be made up.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.core import signing
from django.urls import reverse

from apps.accounts.actions.wishing import ALWAYS_TOLD
from apps.accounts.models import Group, User

SALT = "apps.news.stopping"


class BadToken(Exception):
    """Nobody was given this address."""


class Stop(NamedTuple):
    person: User
    groups: list[Group]


def path(person: User, groups: Iterable[Group]) -> str:
    """Of the page that stops mails of these groups, or of all if only of decisions."""
    names = sorted(set(groups) - ALWAYS_TOLD) or sorted(groups)
    token = signing.dumps([person.pk, names], salt=SALT)
    return reverse("stop_mail", args=[token])


def read(token: str) -> Stop:
    """One query. Raises BadToken."""
    try:
        pk, names = signing.loads(token, salt=SALT)
        groups = [Group(name) for name in names]
    except (signing.BadSignature, ValueError) as error:
        raise BadToken(token) from error
    person = User.objects.filter(pk=pk).first()
    if person is None:
        raise BadToken(token)
    return Stop(person, groups)


def stops_everything(groups: Iterable[Group]) -> bool:
    return set(groups) <= ALWAYS_TOLD
