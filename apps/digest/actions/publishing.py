from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from apps.accounts.actions import tell
from apps.accounts.models import Notice, User
from apps.answers.models import Answer
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.actions.renewing import copy_out
from apps.digest.actions.trimming import Overtaken
from apps.digest.checklist import all_problems
from apps.digest.checks import Problem
from apps.digest.document import Document, answer_of
from apps.digest.documents import draft_document
from apps.digest.edits import changes, is_same
from apps.digest.look import Look
from apps.digest.models import Digest, DigestRevision
from apps.digest.reach import notice_key
from apps.following.actions import announce
from apps.following.models import Kind, Target
from apps.lib.text import clip


class CannotPublish(Exception):
    """Something must be mended first: `problems` says what and where."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in found))
        self.problems = found


@transaction.atomic
def publish(
    *,
    digest: Digest,
    by: User,
    at: datetime,
    note: str = "",
    seen: Look | None = None,
) -> DigestRevision:
    """Freeze the draft as a new revision, and tell everyone quoted, once per digest.

    A later revision says to readers what it changed, in the words of `note` or our own.
    `seen` is what was looked at: nothing else goes out.

    Publishing an unchanged draft again returns the revision there is. Raises
    CannotPublish while a blocking problem stands, and Overtaken where the post is not
    the one that was seen.
    """
    digest = lock_digest(digest.pk)
    document = draft_document(digest, at=at)
    blocking = [one for one in all_problems(digest, document) if one.blocking]
    if blocking:
        raise CannotPublish(blocking)
    if seen and seen.post != Look.of(document, at=at).post:
        raise Overtaken(
            "Nothing was published: the post is not what it was when you opened this "
            "page. See what changed, and publish again."
        )
    last = DigestRevision.objects.filter(digest=digest).first()
    if last and is_same(Document.from_dict(last.document), document):
        return last
    if last:
        document = _edited(Document.from_dict(last.document), document, note, at)
    revision = _freeze(digest, document, by=by, at=at)
    record(
        verb=Decision.Verb.PUBLISH,
        subject_kind="digest",
        subject_id=digest.public_id,
        by=by,
        at=at,
        snapshot={"revision": revision.number, "title": digest.title},
    )
    copy_out(digest)
    told = _tell_the_quoted(digest, document, at)
    if revision.number == 1:
        announce(
            kind=Notice.Kind.DIGEST,
            subject=f"digest:{digest.public_id}",
            to=[Target(Kind.ESSAY, digest.essay_id)],
            # Who is quoted has heard of it by that.
            not_to=[by.pk, *told],
            at=at,
        )
    return revision


def _freeze(
    digest: Digest, document: Document, *, by: User, at: datetime
) -> DigestRevision:
    numbers = DigestRevision.objects.filter(digest=digest)
    revision = DigestRevision.objects.create(
        digest=digest,
        number=(numbers.aggregate(last=Max("number"))["last"] or 0) + 1,
        document=document.to_dict(),
        published_by=by,
        published_at=at,
    )
    if digest.published_at is None:
        digest.published_at = at
        digest.save(update_fields=["published_at"])
    new_version(digest)
    return revision


def _edited(before: Document, now: Document, note: str, at: datetime) -> Document:
    said = note.strip() or " ".join(changes(before, now))
    return replace(now, edits=(*before.edits, (at.date().isoformat(), said)))


def _tell_the_quoted(digest: Digest, document: Document, at: datetime) -> set[int]:
    """Also those named beside them, and whoever reported a slip that it tells; whoever
    is there in several ways is told the first. Returns whom it told."""
    told = set()
    title = clip(digest.title, 150)
    quoted = [item.answer for item in document.items()]
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
        answers = Answer.objects.filter(public_id__in=keys).order_by("pk")
        for answer in answers.select_related("author"):
            tell(
                person=answer.author,
                kind=Notice.Kind.FEATURED,
                key=notice_key(digest),
                text=text,
                url=reverse("digest_quoted", args=[digest.public_id]),
                at=at,
            )
            told.add(answer.author_id)
    return told
