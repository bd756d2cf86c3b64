"""One post of an export, and the page that the importer reads it from."""

from dataclasses import dataclass
from datetime import date
from html import escape

from apps.questions.importing.source import MAX_BYTES, CannotImport

MAX_ARCHIVE_BYTES = 20_000_000
MAX_POSTS = 5_000
MAX_TEXT_BYTES = 30_000_000  # of all posts together, once unpacked
NO_TEXT = "The export has no text for this post."

_MAX_TAGS = 400_000  # each takes some microseconds, whatever its length


@dataclass(frozen=True, slots=True)
class Post:
    """`key` names the post in its export: a slug where there is one.

    `status` is the platform's word for it; `html` the body alone, without the title.
    `readers` are those who alone could read it, such as "paid subscribers"; "" for
    everybody. A page stands beside the posts, as "About" does.
    """

    key: str
    title: str
    subtitle: str
    date: date | None
    status: str
    html: str
    readers: str = ""
    is_page: bool = False

    @property
    def is_published(self) -> bool:
        return self.status == "published"

    @property
    def has_text(self) -> bool:
        return bool(self.html.strip())

    @property
    def caution(self) -> str:
        """What to know before it is published; "" where everybody could read it."""
        return caution_for(self.readers)


@dataclass(slots=True)
class Allowance:
    """How much text an export may still unpack to."""

    left: int = MAX_TEXT_BYTES
    tags: int = _MAX_TAGS

    def take(self, text: str) -> str:
        """`text`, cut where it is too long to be imported anyway."""
        self.left -= len(text)
        self.tags -= text.count("<")
        if self.left < 0 or self.tags < 0:
            raise CannotImport(
                "The posts of this export are longer than 30 MB, or too heavily marked "
                "up. Export fewer posts."
            )
        # One character over the limit, so that choosing the post says why it is refused.
        return text[: MAX_BYTES + 1]


def caution_for(readers: str) -> str:
    """What to know before a post with those `readers` is published; "" for nothing."""
    if not readers:
        return ""
    return (
        f"Where it comes from, this post is for {readers} only. Published here, everybody "
        "can read it."
    )


def page_of(post: Post) -> str:
    """The post as one page of HTML, headed by its title and subtitle.

    Raises CannotImport where the export has its title alone.
    """
    if not post.has_text:
        raise CannotImport(NO_TEXT)
    title = escape(post.title, quote=False)
    front = [f"<title>{title}</title>", f"<h1>{title}</h1>"] if title else []
    if post.subtitle:
        front.append(f"<p><em>{escape(post.subtitle, quote=False)}</em></p>")
    page = "\n".join([*front, post.html]).replace("\x00", "")
    # JSON can hold half a character, which no file and no database takes.
    return page.encode("utf-8", "replace").decode()


def day(stated: object) -> date | None:
    """The day of a timestamp such as "2026-03-01T09:00:00Z"; None for anything else."""
    try:
        return date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
