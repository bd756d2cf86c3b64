"""A Substack export: a zip with posts.csv and the bodies in posts/<id>.<slug>.html.

The fields are those of the file itself: post_id ("<id>.<slug>"), post_date,
is_published, type, audience, title, subtitle (HTML-escaped).
"""

import csv
import re
from html import unescape
from io import StringIO

from apps.questions.importing.archives.post import MAX_POSTS, Allowance, Post, day
from apps.questions.importing.archives.substack_body import without_widgets
from apps.questions.importing.archives.zipped import Zipped
from apps.questions.importing.source import CannotImport

_TABLE = "posts.csv"
_POST_ID = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_TYPES = ("newsletter", "podcast", "page", "")
_READERS = {
    "": "",
    "everyone": "",
    "founding": "founding members",
    "only_free": "free subscribers",
    "only_paid": "paid subscribers",
}


def substack_posts(raw: bytes) -> list[Post]:
    archive = Zipped(raw)
    table = min(
        (name for name in archive.names if name.rpartition("/")[2] == _TABLE),
        key=len,
        default="",
    )
    if not table:
        raise CannotImport(
            "This is a zip archive or an office document, but no Substack export: "
            "it has no posts.csv."
        )
    folder = table.removesuffix(_TABLE)
    allowance = Allowance()
    return [
        _post(archive, f"{folder}posts/{row['post_id']}.html", row, allowance)
        for row in _rows(archive.read(table))
    ]


def _rows(table: bytes) -> list[dict[str, str]]:
    """The rows that name a post; chats and threads have no essay in them."""
    rows: list[dict[str, str]] = []
    try:
        for row in csv.DictReader(StringIO(table.decode("utf-8-sig"), newline="")):
            named = {str(name): str(value or "") for name, value in row.items()}
            if len(rows) == MAX_POSTS:
                raise CannotImport(f"The export has more than {MAX_POSTS:,} posts.")
            is_text = named.get("type", "") in _TYPES
            if is_text and _POST_ID.fullmatch(named.get("post_id", "")):
                rows.append(named)
    except (csv.Error, UnicodeDecodeError) as error:
        raise CannotImport("The posts.csv of this export cannot be read.") from error
    return rows


def _post(
    archive: Zipped, member: str, row: dict[str, str], allowance: Allowance
) -> Post:
    """A post whose body is not in the zip, as happens to new ones, is an empty one."""
    body = archive.read(member) if member in archive.names else b""
    is_published = row.get("is_published", "").lower() == "true"
    return Post(
        key=row["post_id"].partition(".")[2] or row["post_id"],
        title=unescape(row.get("title", "")).strip(),
        subtitle=unescape(row.get("subtitle", "")).strip(),
        date=day(row.get("post_date")),
        status="published" if is_published else "draft",
        html=without_widgets(allowance.take(body.decode("utf-8", "replace"))),
        readers=_READERS.get(row.get("audience", ""), "some subscribers"),
        is_page=row.get("type") == "page",
    )
