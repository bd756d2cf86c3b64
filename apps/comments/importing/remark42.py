"""A Remark42 backup: one JSON object a line, the first of which is a header."""

import json
from collections.abc import Iterator
from typing import Any

from apps.comments.importing.dates import moment
from apps.comments.importing.opening import Opened, lines
from apps.comments.importing.record import Comment, Post
from apps.comments.importing.rows import Row, inner, is_true, number, text
from apps.comments.importing.xml_records import Found

_MAX_OPENED = 20_000


def remark42(opened: Opened) -> Iterator[Found]:
    """A line that cannot be read costs that line."""
    posts: set[str] = set()
    for line in lines(opened()):
        if not line.strip():
            continue
        row = _parsed(line)
        if row is None:
            yield Comment(id="", dropped="unreadable")
        elif "version" not in row:
            comment = _comment(row)
            if comment.post not in posts:
                posts.add(comment.post)
                yield Post(comment.post, text(row, "title"), comment.post)
            yield comment


def _parsed(line: str) -> Row | None:
    if line.count("[") + line.count("{") > _MAX_OPENED:
        return None
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _comment(row: Row) -> Comment:
    user, page = inner(row, "user"), text(inner(row, "locator"), "url")
    id_ = text(row, "id")
    original = text(row, "orig")
    return Comment(
        id=id_,
        parent=text(row, "pid"),
        post=page,
        author=text(user, "name"),
        ref=text(user, "id"),
        body=original or text(row, "text"),
        is_html=not original,
        written_at=moment(row.get("time")),
        permalink=f"{page}#remark42__comment-{id_}" if page else "",
        reactions=number(row, "score"),
        is_deleted=is_true(row, "delete"),
    )
