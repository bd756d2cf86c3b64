"""The button that publishes, as an editor presses it: having opened the page."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from apps.digest.models import Digest


def last_look(client: Client, digest: Digest) -> dict[str, str]:
    """What the page sends that is opened now."""
    page = client.get(reverse("desk:publish", args=[digest.public_id]))
    return {"seen": page.context["seen"], "note": ""}


def press(client: Client, digest: Digest, **data: str) -> HttpResponse:
    """Send only this."""
    return client.post(reverse("desk:publish", args=[digest.public_id]), data)


def look_and_press(client: Client, digest: Digest) -> HttpResponse:
    return press(client, digest, **last_look(client, digest))
