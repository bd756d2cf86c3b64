"""Telling visitors apart, just enough to give new answers their turns."""

from django.conf import settings
from django.http import HttpRequest

from apps.accounts.visitors import address_of
from apps.answers import turns
from apps.answers.views.access import person_of


def bucket(request: HttpRequest) -> int:
    """The same for a person always, for a stranger while their address stays.

    No cookie is set for it, and nothing is kept.
    """
    if person := person_of(request):
        visitor = f"person {person.pk}"
    else:
        visitor = f"{address_of(request)} {request.headers.get('User-Agent', '')}"
    return turns.bucket_of(visitor, salt=settings.SECRET_KEY)
