"""Sign in as one of the demo people, and read the mail the site has sent.

Only where settings.DEMO says so, which production refuses.
"""

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import User

PEOPLE = {
    "reader": "answers, votes, replies and proposes questions",
    "moderator": "keeps the queue empty",
    "author": "imports essays, compiles and publishes the highlights",
}
NEWEST_MAILS = 10


@require_safe
@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    _only_in_the_demo()
    found = User.objects.filter(username__in=PEOPLE)
    people = [(person, PEOPLE[person.username]) for person in found]
    order = list(PEOPLE)
    people.sort(key=lambda pair: order.index(pair[0].username))
    return render(request, "site/demo.html", {"people": people, "mails": _mails()})


@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    _only_in_the_demo()
    if username not in PEOPLE:
        raise Http404
    person = get_object_or_404(User, username=username)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _mails() -> list[dict[str, str]]:
    """The newest mails in the outbox folder that the demo writes to."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)
    mails = []
    for path in reversed(files[-NEWEST_MAILS:]):
        message = email.message_from_bytes(path.read_bytes(), policy=default)
        mails.append(_shown(message))
    return mails


def _shown(message: EmailMessage) -> dict[str, str]:
    part = message.get_body(("plain",))
    text = part.get_content() if part else ""
    # Django's file backend parts the mails of one connection by a line of dashes.
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "text": text.rstrip("-\n "),
    }
