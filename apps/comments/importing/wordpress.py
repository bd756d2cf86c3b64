"""WordPress (WXR 1.0 to 1.2): comments stand inside the items they belong to."""

from collections.abc import Iterator

from apps.comments.importing.dates import moment
from apps.comments.importing.opening import Opened
from apps.comments.importing.record import Comment, Post
from apps.comments.importing.xml_records import Fields, Found, XmlRecords

_ITEM = ["rss", "channel", "item"]
_OF_ITEM = ("title", "link", "post_id", "post_name")
_OF_COMMENT = (
    "comment_id",
    "comment_author",
    "comment_author_email",
    "comment_date",
    "comment_date_gmt",
    "comment_content",
    "comment_approved",
    "comment_type",
    "comment_parent",
    "comment_user_id",
)
_APPROVED = ("1", "approve", "approved", "")
_STATES = {"0": "unapproved", "hold": "unapproved", "post-trashed": "trash"}


def wordpress(opened: Opened) -> Iterator[Found]:
    yield from _Reader().read(opened())


class _Reader(XmlRecords):
    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._item: Fields = {}
        self._comment: Fields = {}
        self._has_comments = False

    def opened(self, attributes: Fields) -> bool:
        if self.path == _ITEM:
            self._number += 1
            self._item, self._has_comments = {}, False
        elif self.path == [*_ITEM, "comment"]:
            self._comment = {}
        name = self.path[-1]
        return (len(self.path) == 4 and name in _OF_ITEM) or (
            len(self.path) == 5 and self.path[3] == "comment" and name in _OF_COMMENT
        )

    def closed(self, text: str) -> None:
        if self.path[:3] != _ITEM:
            return
        name = self.path[-1]
        if self.path == _ITEM:
            if self._has_comments:
                self.found.append(self._post())
        elif len(self.path) == 5 and self.path[3] == "comment":
            self._comment[name] = text
        elif self.path == [*_ITEM, "comment"]:
            self._has_comments = True
            self.found.append(self._read())
        elif len(self.path) == 4 and name in _OF_ITEM:
            self._item[name] = text.strip()

    def _post(self) -> Post:
        item = self._item
        names = (item.get("post_name", ""), item.get("post_id", ""))
        return Post(
            key=str(self._number),
            title=item.get("title", ""),
            url=item.get("link", ""),
            names=tuple(name for name in names if name),
        )

    def _read(self) -> Comment:
        row = self._comment
        parent, user = row.get("comment_parent", ""), row.get("comment_user_id", "")
        link, id_ = self._item.get("link", ""), row.get("comment_id", "").strip()
        return Comment(
            id=id_,
            parent="" if parent.strip() == "0" else parent.strip(),
            post=str(self._number),
            author=row.get("comment_author", ""),
            email=row.get("comment_author_email", ""),
            ref="" if user.strip() == "0" else user.strip(),
            body=row.get("comment_content", ""),
            is_html=True,
            written_at=moment(row.get("comment_date_gmt"))
            or moment(row.get("comment_date")),
            permalink=f"{link}#comment-{id_}" if link else "",
            dropped=_reason(row),
        )


def _reason(row: Fields) -> str:
    kind = row.get("comment_type", "").strip()
    state = row.get("comment_approved", "").strip()
    if kind not in ("", "comment"):
        return kind if kind in ("pingback", "trackback") else "not a comment"
    return "" if state in _APPROVED else _STATES.get(state, state[:20])
