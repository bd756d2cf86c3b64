"""Our own two formats, for everything else: see docs/formats/comments.md."""

import csv
from collections.abc import Iterator

from apps.comments.importing.dates import moment
from apps.comments.importing.json_pieces import CLOSED, ITEM, pieces
from apps.comments.importing.opening import Opened, lines
from apps.comments.importing.record import CannotRead, Comment, Damaged, Post
from apps.comments.importing.rows import Row, is_odd_number, is_true, number, text
from apps.comments.importing.xml_records import Found

COLUMNS = (
    *("id", "parent", "post", "author", "email", "date"),
    *("body", "html", "url", "reactions", "deleted"),
)
NO_NAMES = "The first line of the CSV file must name “id” and “body”."
_WALKED = {(), ("comments",)}


def own_csv(opened: Opened) -> Iterator[Found]:
    rows = csv.DictReader(lines(opened()))
    try:
        names = [str(name).strip().lower() for name in rows.fieldnames or ()]
    except csv.Error as error:
        raise CannotRead("The first line of this CSV file cannot be read.") from error
    if "id" not in names or not {"body", "html"} & set(names):
        raise CannotRead(NO_NAMES)
    rows.fieldnames = names
    yield from _with_posts(_csv_rows(rows))


def own_json(opened: Opened) -> Iterator[Found]:
    found = (
        value
        for path, value in pieces(opened(), _WALKED)
        if path in ((ITEM,), ("comments", ITEM)) and value is not CLOSED
    )
    yield from _with_posts(found)


def _csv_rows(rows: "csv.DictReader[str]") -> Iterator[object]:
    try:
        for row in rows:
            # More fields than names: a comma too many, or a quote too few.
            yield row if None not in row else None
    except csv.Error as error:
        raise Damaged(f"The CSV is damaged at line {rows.line_num}") from error


def _with_posts(rows: Iterator[object]) -> Iterator[Found]:
    posts: set[str] = set()
    for row in rows:
        if not isinstance(row, dict):
            yield Comment(id="", dropped="unreadable")
            continue
        comment = _comment(row)
        if comment.post not in posts:
            posts.add(comment.post)
            yield Post(comment.post, title=comment.post, url=comment.post)
        yield comment


def _comment(row: Row) -> Comment:
    return Comment(
        id=text(row, "id").strip(),
        parent=text(row, "parent").strip(),
        post=text(row, "post").strip(),
        author=text(row, "author"),
        email=text(row, "email"),
        body=text(row, "body") or text(row, "html"),
        is_html=not text(row, "body"),
        written_at=moment(row.get("date")),
        permalink=text(row, "url").strip(),
        reactions=number(row, "reactions"),
        has_odd_reactions=is_odd_number(row, "reactions"),
        is_deleted=is_true(row, "deleted"),
    )
