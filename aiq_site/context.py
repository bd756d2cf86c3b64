"""What every template knows; queries run only where a template asks."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.accounts.models import Notice


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "SITE_URL": settings.SITE_URL,
        "DEMO": settings.DEMO,
        "unread_notices": SimpleLazyObject(lambda: _unread(request)),
    }


def _unread(request: HttpRequest) -> int:
    """How many notices wait for the person. One query, none for strangers."""
    if not request.user.is_authenticated:
        return 0
    return Notice.objects.filter(person=request.user, read_at=None).count()
