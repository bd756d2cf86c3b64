"""What other platforms export: one file, many posts. Bytes in, posts out; pure.

Nothing is unpacked to disk or fetched, and no size that a file states is believed.
"""

from collections.abc import Callable

from apps.questions.importing.archives.ghost import ghost_posts
from apps.questions.importing.archives.post import (
    MAX_ARCHIVE_BYTES,
    NO_TEXT,
    Post,
    caution_for,
    page_of,
)
from apps.questions.importing.archives.substack import substack_posts
from apps.questions.importing.archives.wordpress import wordpress_posts
from apps.questions.importing.source import CannotImport

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "NO_TEXT",
    "Post",
    "caution_for",
    "is_archive",
    "page_of",
    "pick",
    "posts",
]

_HEAD = 20_000  # bytes in which an export says what it is


def is_archive(raw: bytes, filename: str) -> bool:
    """Whether a file is some platform's export, not an essay's own text."""
    return _reader(raw, filename) is not None


def posts(raw: bytes, filename: str) -> tuple[Post, ...]:
    """All posts, published ones first and then the newest first.

    Raises CannotImport for files that are broken, hostile, or hold no post.
    """
    if len(raw) > MAX_ARCHIVE_BYTES:
        raise CannotImport("An export may be up to 20 MB. Export fewer posts.")
    read = _reader(raw, filename)
    if read is None:
        raise CannotImport("This is no export of Substack, Ghost or WordPress.")
    found = read(raw)
    if not found:
        raise CannotImport("There is no post in this export.")
    dated = sorted(found, key=lambda post: str(post.date or ""), reverse=True)
    return tuple(sorted(dated, key=lambda post: not post.is_published))


def pick(found: tuple[Post, ...], wanted: str) -> Post:
    """The only post, or the one with that number (from 1) or key, else CannotImport."""
    if len(found) == 1 and not wanted:
        return found[0]
    for number, post in enumerate(found, start=1):
        if wanted and wanted in (str(number), post.key):
            return post
    raise CannotImport(
        f"The export has no post “{wanted}”."
        if wanted
        else f"The export holds {len(found)} posts: say which one to import."
    )


def _reader(raw: bytes, filename: str) -> Callable[[bytes], list[Post]] | None:
    suffix = filename.rpartition(".")[2].lower()
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return substack_posts
    if suffix == "json" or (head.startswith(b"{") and b'"posts"' in raw):
        return ghost_posts
    if suffix in ("xml", "wxr") or b"wordpress.org/export/" in head:
        return wordpress_posts
    return None
