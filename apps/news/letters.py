"""The mail itself: what is still unread, as plain text and as simple HTML."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.urls import reverse

from apps.accounts.models import Group, Mail, Notice, Pace, Wishes
from apps.digest.documents import published
from apps.digest.exports import export
from apps.digest.models import Digest
from apps.digest.presentation import shown
from apps.lib.http import absolute_links
from apps.lib.text import clean, clip
from apps.news import stopping
from apps.news.happenings import happenings
from apps.news.lines import Line, lines, subject_line

LONGEST_SUBJECT = 150


def letter(mail: Mail) -> EmailMultiAlternatives | None:
    """None when nothing is left to tell: read, taken back or no longer wanted.

    Looks at everything anew, so that a mail tried again tells what holds then. Three
    queries, and those of `happenings`.
    """
    notices = _still_wanted(mail)
    told = lines(notices, happenings({n.subject for n in notices if n.subject}))
    if not told:
        return None
    groups = sorted({notice.group for notice in notices})
    stop_url = settings.SITE_URL + stopping.path(mail.person, groups)
    context = {
        "person": mail.person,
        "lines": told,
        "newsletters": _newsletters(notices),
        "groups": [Group(group).label for group in groups],
        "stop_url": stop_url,
        "stops_everything": stopping.stops_everything(groups),
        "wishes_url": settings.SITE_URL + reverse("wishes"),
        "SITE_URL": settings.SITE_URL,
    }
    message = EmailMultiAlternatives(
        subject=clip(clean(subject_line(told)), LONGEST_SUBJECT),
        body=render_to_string("news/mail.txt", context),
        # The site's way with names and domains beyond ASCII.
        to=[
            sanitize_address(
                (_plain(mail.person.shown_name), mail.person.email), "utf-8"
            )
        ],
        headers=_headers(mail, told, stop_url),
    )
    html = absolute_links(render_to_string("news/mail.html", context))
    message.attach_alternative(html, "text/html")
    return message


def _still_wanted(mail: Mail) -> list[Notice]:
    wishes = Wishes.of(mail.person)
    if not mail.person.is_active:
        return []
    unread = Notice.objects.filter(mail=mail).unread()
    return [row for row in unread if wishes.pace_of(row.group) != Pace.NONE]


def _newsletters(notices: list[Notice]) -> list[dict[str, object]]:
    """Highlights in full, with today's withdrawals and names. Four queries if any."""
    keys = [
        notice.subject.removeprefix("digest:")
        for notice in notices
        if notice.kind == Notice.Kind.DIGEST
    ]
    if not keys:
        return []
    digests = list(Digest.objects.published().in_context().filter(public_id__in=keys))
    documents = [text.document for text in published(digests).values()]
    return [
        {"shown": shown(document), "text": export(document, "text").text}
        for document in documents
    ]


def _headers(mail: Mail, told: list[Line], stop_url: str) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    # Mails about one thing, or of one pace, stand together in the reader's inbox.
    topics = {line.about or line.url for line in told}
    thread = topics.pop() if len(topics) == 1 else mail.slot.partition(":")[0]
    digest = hashlib.sha256(f"{mail.person_id} {thread}".encode()).hexdigest()[:24]
    root = f"<thread.{digest}@{host}>"
    return {
        "Message-ID": f"<mail.{mail.public_id}@{host}>",
        "In-Reply-To": root,
        "References": root,
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _plain(name: str) -> str:
    return " ".join(clean(name).split())
