"""What the readers of all formats give: one comment, without anything of a database."""

from dataclasses import dataclass, field
from datetime import datetime

MAX_BODY = 50_000  # characters; what is longer was never a comment
MAX_COMMENTS = 150_000


class CannotRead(Exception):
    """This file cannot be read; the message is fit to show an editor."""


class Damaged(Exception):
    """The file goes on, but cannot be read from here; what stood before is good."""


@dataclass(frozen=True, slots=True)
class Post:
    """A page with comments. `key` names it in its file, `names` are others it has."""

    key: str
    title: str = ""
    url: str = ""
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Comment:
    """One comment as found. `dropped` names why it is no comment to bring in, if so.

    The address is never stored: it is here to be hashed. `post` is a `Post.key`. The
    body is Markdown, or HTML that becomes Markdown when it is kept.
    """

    id: str
    parent: str = ""
    post: str = ""
    author: str = ""
    email: str = field(default="", repr=False)
    ref: str = ""
    body: str = ""
    is_html: bool = False
    written_at: datetime | None = None
    permalink: str = ""
    reactions: int = 0
    # Whether it states reactions that are no number.
    has_odd_reactions: bool = False
    is_deleted: bool = False
    # The id it named as its parent, where that one is not brought in with it.
    missing: str = ""
    dropped: str = ""
