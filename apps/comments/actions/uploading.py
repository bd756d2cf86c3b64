"""A file of comments is read, shown, and brought in once an editor says so."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.comments.actions.folding import OTHER_IMPORT, Twins
from apps.comments.actions.storing import bring_comments, foresee, source_for
from apps.comments.importing.reading import Export, fitting, read
from apps.comments.importing.record import CannotRead
from apps.comments.models import CommentImport, ImportedComment, StagedComments
from apps.comments.records import Record, record_of
from apps.jobs.actions import enqueue
from apps.jobs.models import Job
from apps.lib.text import clip, printable
from apps.questions.models import Essay

KIND = "import_comments"
_PART = 200


class AlreadyConfirmed(Exception):
    """These comments were confirmed or discarded before; fit to show."""


def read_upload(
    *,
    essay: Essay,
    file: IO[bytes],
    filename: str,
    format: str,
    by: User,
    at: datetime,
    source: str = "",
) -> CommentImport:
    """Read a file and keep its comments aside, for a day, until they are confirmed.

    `source` keeps two sites of one kind apart; without it, see `source_for`. Raises
    CannotRead. Of the file itself nothing is kept.
    """
    export = read(file, format, filename)
    with transaction.atomic():
        CommentImport.objects.filter(
            confirmed_at=None, created_at__lte=at - CommentImport.KEPT
        ).delete()
        upload = CommentImport.objects.create(
            essay=essay,
            filename=clip(printable(filename), 200),
            format=export.format,
            source=source or source_for(essay, export),
            created_by=by,
            created_at=at,
        )
        counts = _stage(upload, export)
        upload.report = _report(export, counts, _foresee(upload))
        chosen = fitting(
            export.posts, title=essay.title, slug=essay.slug, url=essay.original_url
        )
        upload.post = (
            _key(chosen.key) if chosen and counts.get(_key(chosen.key)) else ""
        )
        upload.save()
    return upload


@transaction.atomic
def confirm_upload(
    *, upload: CommentImport, post: str | None, by: User, at: datetime
) -> Job:
    """Bring in the comments of one post, or with "" of all. Raises AlreadyConfirmed, and
    CannotRead where `post` is None, because none was chosen, or is not in the file."""
    held = CommentImport.objects.fresh(at).select_for_update()
    row = held.filter(pk=upload.pk, confirmed_at=None).first()
    if row is None:
        raise AlreadyConfirmed(
            "These comments were confirmed before, or their day is over."
        )
    if post is None or post not in {"", *(each["key"] for each in row.report["posts"])}:
        raise CannotRead("Choose one of the posts of the file.")
    row.post, row.confirmed_at = post, at
    row.save(update_fields=["post", "confirmed_at"])
    return enqueue(
        kind=KIND, subject=row.public_id, params={"upload": row.public_id}, by=by
    )


@transaction.atomic
def discard_upload(*, upload: CommentImport) -> None:
    """Forget what was read. Raises AlreadyConfirmed."""
    gone, _ = CommentImport.objects.filter(pk=upload.pk, confirmed_at=None).delete()
    if not gone:
        raise AlreadyConfirmed("These comments were confirmed or discarded before.")


def bring_upload(
    *,
    upload: CommentImport,
    at: datetime,
    progress: Callable[[int, int], None],
    before_end: Callable[[], None],
) -> int:
    """The confirmed comments, stored; how many were new. May be called again."""
    # By this moment its comments are told from others, also by an attempt that goes on.
    at = upload.confirmed_at or at
    parts = StagedComments.objects.filter(upload=upload)
    if upload.post:
        parts = parts.filter(post=upload.post)
    total = sum(
        each["kept"] + each.get("elsewhere", 0)
        for each in upload.report["posts"]
        if upload.post in ("", each["key"])
    )
    counts = bring_comments(
        essay=upload.essay,
        source=upload.source,
        records=_records(parts),
        by=upload.created_by,
        at=at,
        progress=lambda done: progress(done, total),
    )
    with transaction.atomic():
        before_end()
        StagedComments.objects.filter(upload=upload).delete()
        upload.report["brought"] = _brought(upload, at)
        upload.save(update_fields=["report"])
    return counts["new"]


def _brought(upload: CommentImport, at: datetime) -> int:
    """How many comments it brought in, whatever the number of attempts."""
    return ImportedComment.objects.filter(
        essay=upload.essay,
        source=upload.source,
        created_at=at,
        is_deleted=False,
    ).count()


def _records(parts: QuerySet[StagedComments]) -> Iterator[Record]:
    # One part a query: SQLite refuses to write beside a cursor that others outran.
    for key in list(parts.values_list("pk", flat=True)):
        yield from StagedComments.objects.get(pk=key).records


def _stage(upload: CommentImport, export: Export) -> dict[str, int]:
    """Store the comments by their posts; how many each post has."""
    parts: dict[str, list[Record]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    rows: list[StagedComments] = []

    def end(post: str) -> None:
        number = len(rows) + 1
        rows.append(
            StagedComments(
                upload=upload, number=number, post=post, records=parts.pop(post)
            )
        )

    for comment in export.comments():
        post = _key(comment.post)
        counts[post] += 1
        parts[post].append(record_of(comment))
        if len(parts[post]) == _PART:
            end(post)
    for post in list(parts):
        end(post)
    StagedComments.objects.bulk_create(rows, batch_size=20)
    return counts


def _foresee(upload: CommentImport) -> dict[str, Counter[str]]:
    """What would become of the comments of each post."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    twins = Twins(upload.essay, upload.source)
    parts = StagedComments.objects.filter(upload=upload)
    for key in list(parts.values_list("pk", flat=True)):
        part = parts.get(pk=key)
        found[part.post] += foresee(
            essay=upload.essay,
            source=upload.source,
            records=part.records,
            at=upload.created_at,
            twins=twins,
        )
    return found


def _report(
    export: Export, counts: dict[str, int], found: dict[str, Counter[str]]
) -> dict[str, object]:
    elsewhere = sum(each["elsewhere"] for each in found.values())
    skipped = export.skipped + Counter({OTHER_IMPORT: elsewhere})
    return {
        "kept": export.kept - elsewhere,
        "skipped": dict(skipped),
        "notes": export.notes(),
        "is_cut_off": bool(export.survey.damage),
        "posts": [
            {
                "key": _key(post.key),
                "title": clip(printable(post.title or post.url or post.key), 200),
                "kept": counts[_key(post.key)] - found[_key(post.key)]["elsewhere"],
                "here": found[_key(post.key)]["here"],
                "elsewhere": found[_key(post.key)]["elsewhere"],
                "places": found[_key(post.key)]["places"],
            }
            for post in export.posts
            if counts.get(_key(post.key))
        ],
    }


def _key(key: str) -> str:
    return printable(key)[:200]
