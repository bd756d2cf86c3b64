from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.actions.renewing import copy_out
from apps.digest.actions.taking_down import put_back
from apps.digest.actions.telling import tell_followers, tell_the_quoted
from apps.digest.actions.trimming import Overtaken
from apps.digest.checklist import all_problems
from apps.digest.checks import Problem
from apps.digest.document import Document
from apps.digest.documents import draft_document
from apps.digest.edits import changes, is_same
from apps.digest.look import Look
from apps.digest.models import Digest, DigestRevision


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
    `seen` is what was looked at: nothing else goes out. Publishing an unchanged draft
    again returns the revision there is. What was taken down is back with it. Raises
    CannotPublish while a blocking problem stands, and Overtaken where the post is not
    the one that was seen.
    """
    digest = lock_digest(digest.pk)
    document = draft_document(digest, at=at)
    _refuse(digest, document, seen, at)
    last = DigestRevision.objects.filter(digest=digest).first()
    if last and is_same(Document.from_dict(last.document), document):
        put_back(digest=digest, by=by, at=at)
        return last
    if last:
        document = _edited(Document.from_dict(last.document), document, note, at)
    is_news = not digest.is_published
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
    heard = tell_the_quoted(digest, document, at)
    if is_news:
        tell_followers(digest, by=by, heard=heard, at=at)
    return revision


def _refuse(
    digest: Digest, document: Document, seen: Look | None, at: datetime
) -> None:
    blocking = [one for one in all_problems(digest, document) if one.blocking]
    if blocking:
        raise CannotPublish(blocking)
    if seen and seen.post != Look.of(document, at=at).post:
        raise Overtaken(
            "Nothing was published: the post is not what it was when you opened this "
            "page. See what changed, and publish again."
        )


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
    digest.published_at = digest.published_at or at
    digest.taken_down_at, digest.taken_down_because = None, ""
    digest.save(update_fields=["published_at", "taken_down_at", "taken_down_because"])
    new_version(digest)
    return revision


def _edited(before: Document, now: Document, note: str, at: datetime) -> Document:
    said = note.strip() or " ".join(changes(before, now))
    return replace(now, edits=(*before.edits, (at.date().isoformat(), said)))
