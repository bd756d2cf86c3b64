"""Requests whose person is known, for views behind a sign-in."""

from django.http import HttpRequest

from apps.accounts.models import User


class SignedInRequest(HttpRequest):
    user: User  # narrower: behind @login_required
