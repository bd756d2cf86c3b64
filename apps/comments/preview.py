"""What an editor sees of a file before it is brought in. No query but one."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from apps.comments.importing.formats import NAMES
from apps.comments.models import CommentImport, StagedComments
from apps.comments.records import Record
from apps.lib import markup

FIRST = 10


class PostReport(TypedDict):
    key: str
    title: str
    kept: int
    here: int
    elsewhere: int
    places: int


@dataclass(frozen=True)
class Shown:
    author: str
    written_at: datetime | None
    url: str
    html: str
    is_deleted: bool
    is_reply: bool


@dataclass(frozen=True)
class Preview:
    format: str
    posts: list[PostReport]
    post: str | None
    new: int
    here: int
    places: int
    is_cut_off: bool
    skipped: list[tuple[str, int]]
    notes: list[str]
    first: list[Shown]


def preview(upload: CommentImport, post: str | None) -> Preview:
    """Of the comments of one post, or with "" of all; None while none is chosen."""
    report = upload.report
    posts = [each for each in report["posts"] if post in ("", each["key"])]
    parts = StagedComments.objects.filter(upload=upload)
    part = (parts.filter(post=post) if post != "" else parts).first()
    return Preview(
        format=NAMES.get(upload.format, upload.format),
        posts=report["posts"],
        post=post,
        new=upload.new_in(post),
        here=sum(each.get("here", 0) for each in posts),
        places=sum(each.get("places", 0) for each in posts),
        is_cut_off=report.get("is_cut_off", False),
        skipped=sorted(report["skipped"].items(), key=lambda each: -each[1]),
        notes=report["notes"],
        first=[_shown(record) for record in (part.records if part else [])[:FIRST]],
    )


def _shown(record: Record) -> Shown:
    return Shown(
        author=record["author"] or "Somebody",
        written_at=datetime.fromisoformat(record["at"]) if record["at"] else None,
        url=record["url"],
        html=markup.render(record["body"]),
        is_deleted=record["is_deleted"],
        is_reply=bool(record["parent"]),
    )
