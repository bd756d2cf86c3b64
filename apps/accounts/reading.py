"""Whoever opens a page has read what they were told of it."""

from django.http import HttpRequest
from django.utils import timezone

from apps.accounts.actions import read_page
from apps.accounts.models import User


def remember_as_read(request: HttpRequest) -> None:
    """Call it in the view of a page that notices lead to. One query, none for strangers."""
    if isinstance(request.user, User):
        read_page(by=request.user, path=request.path, at=timezone.now())
