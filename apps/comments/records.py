"""A comment on its way into the database: what of it is stored, and no more."""

from datetime import datetime
from typing import TypedDict

from apps.comments.importing.record import Comment
from apps.comments.keys import author_key
from apps.comments.models import ImportedComment
from apps.questions.models import Essay


class Record(TypedDict):
    """Plain values, fit for JSON. The address is a hash already."""

    id: str
    parent: str
    author: str
    key: str
    ref: str
    body: str
    at: str
    url: str
    reactions: int
    is_deleted: bool


def record_of(comment: Comment) -> Record:
    at = comment.written_at
    return Record(
        id=comment.id,
        parent=comment.parent or comment.missing,
        author=comment.author,
        key=author_key(comment.email),
        ref=comment.ref,
        body=comment.body,
        at=at.isoformat() if at else "",
        url=comment.permalink,
        reactions=comment.reactions,
        is_deleted=comment.is_deleted,
    )


def row_of(record: Record, essay: Essay, source: str, at: datetime) -> ImportedComment:
    return ImportedComment(
        essay=essay,
        source=source,
        external_id=record["id"],
        parent_external_id=record["parent"],
        author_name=record["author"],
        author_key=record["key"],
        author_ref=record["ref"],
        body=record["body"],
        written_at=datetime.fromisoformat(record["at"]) if record["at"] else None,
        permalink=record["url"] or _permalink(record, essay, source),
        reactions=record["reactions"],
        is_deleted=record["is_deleted"],
        created_at=at,
    )


def _permalink(record: Record, essay: Essay, source: str) -> str:
    """Substack's comments do not say where they stand, but the essay does."""
    first = essay.original_url.rstrip("/")
    if source != "substack" or "/p/" not in first:
        return ""
    return f"{first}/comment/{record['id']}"[:500]
