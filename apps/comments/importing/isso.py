"""isso's generic JSON: a list of pages, each with its comments."""

from collections.abc import Iterator

from apps.comments.importing.dates import moment
from apps.comments.importing.json_pieces import CLOSED, ITEM, pieces
from apps.comments.importing.opening import Opened
from apps.comments.importing.record import Comment, Post
from apps.comments.importing.rows import Row, text
from apps.comments.importing.xml_records import Found

_WALKED = {(), (ITEM,), (ITEM, "comments")}
_DELETED, _PENDING = "4", "2"  # isso's modes


def isso(opened: Opened) -> Iterator[Found]:
    number, page = 1, {"id": "", "title": ""}
    has_comments = False
    for path, value in pieces(opened(), _WALKED):
        if path == (ITEM, "comments", ITEM) and value is not CLOSED:
            has_comments = True
            yield _comment(value, str(number), page["id"])
        elif path in ((ITEM, "id"), (ITEM, "title")):
            page[path[-1]] = str(value or "")
        elif path == (ITEM,) and value is CLOSED:
            if has_comments:
                yield Post(str(number), page["title"], page["id"])
            number, page, has_comments = number + 1, {"id": "", "title": ""}, False


def _comment(row: object, post: str, page: str) -> Comment:
    if not isinstance(row, dict):
        return Comment(id="", post=post, dropped="unreadable")
    fields: Row = row
    id_, mode = text(fields, "id"), text(fields, "mode")
    is_link = page.startswith(("http://", "https://"))
    return Comment(
        id=id_,
        parent=text(fields, "parent"),
        post=post,
        author=text(fields, "author"),
        email=text(fields, "email"),
        body=text(fields, "text"),
        written_at=moment(fields.get("created")),
        permalink=f"{page}#isso-{id_}" if is_link else "",
        is_deleted=mode == _DELETED,
        dropped="unapproved" if mode == _PENDING else "",
    )
