"""Telling visitors apart, just enough to give new answers their turns."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from apps.answers import turns
from apps.answers.views.access import person_of


def bucket(request: HttpRequest) -> int:
    """The same for a person always, for a stranger while their address stays.

    No cookie is set for it, and nothing is kept.
    """
    if person := person_of(request):
        visitor = f"person {person.pk}"
    else:
        visitor = f"{_address(request)} {request.headers.get('User-Agent', '')}"
    return turns.bucket_of(visitor, salt=settings.SECRET_KEY)


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # a server on a socket tells none
        return ""
