"""Disqus: flat lists of threads and posts; a Disqus "post" is a comment."""

from collections.abc import Iterator

from apps.comments.importing.dates import moment
from apps.comments.importing.opening import Opened
from apps.comments.importing.record import Comment, Post
from apps.comments.importing.xml_records import Fields, Found, XmlRecords

_OF_THREAD = ("id", "link", "title")
_OF_POST = ("message", "createdAt", "isDeleted", "isSpam")
_OF_AUTHOR = ("name", "username", "email")


def disqus(opened: Opened) -> Iterator[Found]:
    yield from _Reader().read(opened())


class _Reader(XmlRecords):
    def __init__(self) -> None:
        super().__init__()
        self._row: Fields = {}
        self._links: dict[str, str] = {}

    def opened(self, attributes: Fields) -> bool:
        depth, name = len(self.path), self.path[-1]
        if depth == 2:
            self._row = {"@id": _id(attributes)}
        elif depth == 3 and name in ("thread", "parent"):
            self._row[f"@{name}"] = _id(attributes)
        return (depth == 3 and name in (*_OF_THREAD, *_OF_POST)) or (
            depth == 4 and self.path[2] == "author" and name in _OF_AUTHOR
        )

    def closed(self, text: str) -> None:
        depth, name = len(self.path), self.path[-1]
        if depth == 2 and name == "thread":
            self._thread()
        elif depth == 2 and name == "post":
            self.found.append(self._comment())
        elif depth == 3 and name in (*_OF_THREAD, *_OF_POST):
            self._row[name] = text
        elif depth == 4 and self.path[2] == "author" and name in _OF_AUTHOR:
            self._row[f"author {name}"] = text

    def _thread(self) -> None:
        key, link = self._row["@id"], self._row.get("link", "").strip()
        self._links[key] = link
        self.found.append(
            Post(
                key=key,
                title=self._row.get("title", "").strip(),
                url=link,
                names=tuple(filter(None, [self._row.get("id", "").strip()])),
            )
        )

    def _comment(self) -> Comment:
        row = self._row
        key = row["@id"]
        link = self._links.get(row.get("@thread", ""), "")
        return Comment(
            id=key,
            parent=row.get("@parent", ""),
            post=row.get("@thread", ""),
            author=row.get("author name", ""),
            email=row.get("author email", ""),
            ref=row.get("author username", ""),
            body=row.get("message", ""),
            is_html=True,
            written_at=moment(row.get("createdAt")),
            permalink=f"{link}#comment-{key}" if link else "",
            is_deleted=_is_true(row.get("isDeleted", "")),
            dropped="spam" if _is_true(row.get("isSpam", "")) else "",
        )


def _is_true(text: str) -> bool:
    return text.strip().lower() in ("true", "1")


def _id(attributes: Fields) -> str:
    return next(
        (value for name, value in attributes.items() if name.endswith("id")), ""
    )
