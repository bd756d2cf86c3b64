"""Who hears of published highlights: each person once for each digest."""

from datetime import datetime, timedelta

from django.urls import reverse

from apps.accounts.actions import tell
from apps.accounts.models import Notice, User
from apps.answers.models import Answer
from apps.digest.document import Document, answer_of
from apps.digest.models import Digest
from apps.digest.reach import notice_key
from apps.following.actions import announce
from apps.following.models import Kind, Target
from apps.lib.text import clip

# What went out longer ago is no news to anybody any more.
STILL_NEWS = timedelta(days=14)


def subject_of(digest: Digest) -> str:
    """What readers must still see for any of it to be told."""
    return f"digest:{digest.public_id}"


def tell_followers(digest: Digest, *, by: User, heard: set[int], at: datetime) -> None:
    """That there are highlights: all who follow the essay, but for those who `heard`.

    Nobody, where they first went out too long ago.
    """
    if digest.published_at and at - digest.published_at > STILL_NEWS:
        return
    announce(
        kind=Notice.Kind.DIGEST,
        subject=subject_of(digest),
        to=[Target(Kind.ESSAY, digest.essay_id)],
        # Who is quoted has heard of it by that.
        not_to=[by.pk, *heard],
        at=at,
    )


def tell_the_quoted(digest: Digest, document: Document, at: datetime) -> set[int]:
    """Also those named beside them, and whoever reported a slip that it tells; whoever
    is there in several ways is told the first. Returns whom it tells of."""
    told = set()
    title = clip(digest.title, 150)
    quoted = [item.answer for item in document.items() if not item.state]
    beside = [answer_of(url) for item in document.items() for _, url in item.also]
    reports = [one.answer for one in document.corrections]
    for keys, text in (
        (
            quoted,
            f"You are quoted in “{title}”. See how, change the name, or take the "
            "quotation back.",
        ),
        (
            beside,
            f"You are named in “{title}”: you said what somebody quoted there says. "
            "See how, change the name, or take it back.",
        ),
        (
            reports,
            f"You are thanked in “{title}” for a slip that you noticed. See how, "
            "change the name, or take it back.",
        ),
    ):
        told |= _tell_authors(digest, keys, text, at)
    return told


def _tell_authors(digest: Digest, keys: list[str], text: str, at: datetime) -> set[int]:
    answers = Answer.objects.filter(public_id__in=keys).order_by("pk")
    told = set()
    for answer in answers.select_related("author"):
        tell(
            person=answer.author,
            kind=Notice.Kind.FEATURED,
            key=notice_key(digest),
            text=text,
            url=reverse("digest_quoted", args=[digest.public_id]),
            subject=subject_of(digest),
            at=at,
        )
        told.add(answer.author_id)
    return told
