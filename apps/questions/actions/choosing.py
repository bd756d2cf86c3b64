"""An export of many posts waits, for a day at most, until its author chooses one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.lib.text import clip
from apps.questions.actions.importing import start_import
from apps.questions.importing import CannotImport
from apps.questions.importing.archives import NO_TEXT, Post, caution_for, page_of
from apps.questions.importing.source import cleaned
from apps.questions.models import ArchivedPost, EssayImport, ImportArchive


class AlreadyChosen(Exception):
    """A post of this export was chosen, or its day is over; fit to show."""


@transaction.atomic
def keep_archive(
    *, posts: Sequence[Post], slug: str, by: User, at: datetime
) -> ImportArchive:
    """Keep the posts to choose from, and forget exports whose day is over."""
    ImportArchive.objects.filter(created_at__lte=at - ImportArchive.KEPT).delete()
    archive = ImportArchive.objects.create(slug=slug, created_by=by, created_at=at)
    rows = [
        ArchivedPost(
            archive=archive,
            number=number,
            title=clip(" ".join(cleaned(post.title).split()), 300) or "Untitled",
            date=post.date,
            status=clip(cleaned(post.status), 20),
            readers=post.readers,
            is_page=post.is_page,
            source=_source(post),
        )
        for number, post in enumerate(posts, start=1)
    ]
    ArchivedPost.objects.bulk_create(rows, batch_size=100)
    return archive


@transaction.atomic
def choose_post(
    *, archive: ImportArchive, number: int, by: User, at: datetime
) -> EssayImport:
    """Read one post as an import to check, and forget the others.

    Raises AlreadyChosen; and CannotImport, which keeps the export to choose again.
    """
    held = ImportArchive.objects.fresh(at).select_for_update()
    archive_row = held.filter(pk=archive.pk).first()
    if archive_row is None:
        raise AlreadyChosen("This export is no longer kept. Upload it again.")
    post = archive_row.posts.filter(number=number).first()
    if post is None:
        raise CannotImport("Choose one of the posts.")
    if not post.source:
        raise CannotImport(NO_TEXT)
    pending = start_import(
        raw=post.source.encode(),
        format="html",
        filename="",
        slug=archive_row.slug,
        by=by,
        at=at,
        caution=caution_for(post.readers),
    )
    archive_row.delete()
    return pending


def _source(post: Post) -> str:
    return page_of(post) if post.has_text else ""
