"""Substack: the JSON behind a post's comments, replies nested in `children`.

Substack's own export has no comments in it: this is what its site answers with. Bodies
are plain text, and null once the comment was deleted.
"""

from collections.abc import Iterator
from typing import Any

from apps.comments.importing.dates import moment
from apps.comments.importing.json_pieces import CLOSED, ITEM, pieces
from apps.comments.importing.opening import Opened
from apps.comments.importing.record import Comment, Post
from apps.comments.importing.rows import Row, inner, is_true, number, text
from apps.comments.importing.xml_records import Found

_WALKED = {(), ("comments",), ("initialComments",)}
_THREAD = ((ITEM,), ("comments", ITEM), ("initialComments", ITEM))


def substack(opened: Opened) -> Iterator[Found]:
    posts: set[str] = set()
    for path, value in pieces(opened(), _WALKED):
        if path not in _THREAD or value is CLOSED:
            continue
        for comment in _thread(value):
            if comment.post not in posts:
                posts.add(comment.post)
                yield Post(key=comment.post)
            yield comment


def _thread(top: Any) -> Iterator[Comment]:
    """A comment and all below it, parents first."""
    waiting: list[tuple[Any, str]] = [(top, "")]
    while waiting:
        row, parent = waiting.pop()
        if not isinstance(row, dict):
            yield Comment(id="", dropped="unreadable")
            continue
        yield _comment(row, parent)
        children = row.get("children")
        if isinstance(children, list):
            waiting += [(child, text(row, "id")) for child in reversed(children)]


def _comment(row: Row, parent: str) -> Comment:
    # Replies that were cut out of their thread still name those above them.
    above = [step for step in text(row, "ancestor_path").split(".") if step]
    return Comment(
        id=text(row, "id"),
        parent=parent or (above[-1] if above else ""),
        post=text(row, "post_id"),
        author=text(row, "name"),
        ref=text(row, "user_id"),
        body=text(row, "body"),
        written_at=moment(row.get("date")),
        permalink=text(row, "canonical_url", "url"),
        reactions=number(row, "reaction_count") or _reactions(inner(row, "reactions")),
        is_deleted=_is_gone(row),
    )


def _is_gone(row: Row) -> bool:
    status = text(row, "status") or "published"
    return is_true(row, "deleted") or status != "published" or row.get("body") is None


def _reactions(counts: Row) -> int:
    return sum(number(counts, name) for name in list(counts)[:20])
