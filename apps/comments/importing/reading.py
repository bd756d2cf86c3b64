"""A whole file: first what is in it, then its comments one by one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO
from urllib.parse import unquote, urlsplit

from apps.comments.importing.formats import NAMES, READERS, detect
from apps.comments.importing.html_body import as_markdown
from apps.comments.importing.opening import Chunks, chunks
from apps.comments.importing.record import CannotRead, Comment, Damaged, Post
from apps.comments.importing.survey import Survey, reason_against
from apps.lib.text import clean, clip, printable

OTHER_POST = "on another post"
REPEATED = "repeated"
DELETED = "deleted"
NAMED = 5


@dataclass
class Noted:
    """Comments that have something in common: how many, and the first few by id."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, id_: str) -> None:
        self.count += 1
        if self.count <= NAMED:
            self.first.append(clip(id_, 40))

    def __str__(self) -> str:
        named = ", ".join(self.first) + (", …" if self.count > NAMED else "")
        if self.count == 1:
            return f"1 comment (id {named}) has"
        return f"{self.count:,} comments (ids {named}) have"


@dataclass
class Export:
    """A file that was looked through once. `comments` reads it again."""

    file: IO[bytes]
    format: str
    survey: Survey
    kept: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    _loose: int = 0
    _undated: Noted = field(default_factory=Noted)
    _oddly_liked: Noted = field(default_factory=Noted)

    @property
    def posts(self) -> list[Post]:
        """Those with comments, the most discussed first."""
        counts = self.survey.comments
        return [
            self.survey.posts.get(key, Post(key)) for key, _ in counts.most_common()
        ]

    @property
    def host(self) -> str:
        """Where most of its pages stand, less "www."; "" where it gives no addresses."""
        hosts = Counter(
            host for post in self.posts if (host := urlsplit(post.url).hostname)
        )
        return next((host for host, _ in hosts.most_common(1)), "").removeprefix("www.")

    def comments(self, post: Post | None = None) -> Iterator[Comment]:
        """Each comment that is kept, once, of all posts or of one.

        Parents may come later than their replies. Counts into `kept` and `skipped`.
        """
        self.kept, self.skipped, self._loose = 0, Counter(), 0
        self._undated, self._oddly_liked = Noted(), Noted()
        given: set[str] = set()
        try:
            for found in READERS[self.format](self._opened):
                if isinstance(found, Post):
                    continue
                if reason := self._against(found, post):
                    self.skipped[reason] += 1
                    continue
                comment = self._named(found)
                if comment.id in given:
                    self.skipped[REPEATED] += 1
                    continue
                given.add(comment.id)
                self.kept += 1
                self._look_at(comment)
                yield comment
        except Damaged:
            # The survey has said so already.
            return

    def leave_out(self, reason: str, count: int) -> None:
        """Counts as skipped what `comments` gave and nobody wants."""
        self.kept -= count
        self.skipped += Counter({reason: count})

    def notes(self) -> list[str]:
        """What an editor should know beside the counts; call it after `comments`."""
        notes = []
        if self.survey.damage:
            notes.append(f"{self.survey.damage}. What stands before it was read.")
        if self._loose:
            notes.append(
                f"{self._loose} replies are to comments that are not brought in: each "
                "begins a thread of its own."
                if self._loose > 1
                else "1 reply is to a comment that is not brought in: it begins a thread "
                "of its own."
            )
        if self._undated.count:
            notes.append(
                f"{self._undated} no date that can be read: readers are told “date "
                "unknown”."
            )
        if self._oddly_liked.count:
            notes.append(
                f"{self._oddly_liked} reactions that are no number: they count as none."
            )
        return notes

    def _look_at(self, comment: Comment) -> None:
        if comment.written_at is None and not comment.is_deleted:
            self._undated.add(comment.id)
        if comment.has_odd_reactions:
            self._oddly_liked.add(comment.id)

    def _opened(self) -> Chunks:
        return chunks(self.file)

    def _against(self, comment: Comment, post: Post | None) -> str:
        if post is not None and comment.post != post.key:
            return OTHER_POST
        if reason := reason_against(comment):
            return reason
        return "" if self.survey.is_needed(comment) else DELETED

    def _named(self, comment: Comment) -> Comment:
        parent = self.survey.parent_of(comment)
        is_loose = bool(comment.parent) and not parent
        self._loose += is_loose
        is_missing = is_loose and not self.survey.is_cut(comment)
        return replace(
            comment,
            id=self.survey.id_of(comment),
            parent=parent,
            missing=printable(comment.parent)[:200] if is_missing else "",
            author=" ".join(printable(comment.author).split())[:200],
            ref=printable(comment.ref)[:190],
            body=_body(comment),
            is_html=False,
            permalink=_link(comment.permalink),
        )


def _body(comment: Comment) -> str:
    if comment.is_deleted:
        return ""
    if not comment.is_html:
        return clean(comment.body)
    # It had words when it was looked at; where all were in a script, none is left.
    return clean(as_markdown(comment.body)) or "…"


def read(file: IO[bytes], format: str = "auto", filename: str = "") -> Export:
    """Look a file through; its name only says what to ask for where it is none that can
    be read. Raises CannotRead where there is nothing to bring in."""
    name = format
    if format == "auto":
        name = detect(lambda: chunks(file), filename)
    survey = Survey()
    try:
        for found in READERS[name](lambda: chunks(file)):
            survey.see(found)
    except Damaged as damage:
        survey.stopped(damage)
    survey.conclude()
    if not survey.comments:
        why = f" {survey.damage}." if survey.damage else ""
        raise CannotRead(f"There is no comment in this {NAMES[name]} file.{why}")
    return Export(file, name, survey)


def fitting(posts: list[Post], *, title: str, slug: str, url: str) -> Post | None:
    """The one post that is the essay: by its address, its title, or its short name."""
    by_address = [post for post in posts if url and _address(post.url) == _address(url)]
    by_title = [post for post in posts if _folded(post.title) == _folded(title)]
    by_name = [post for post in posts if slug in _short_names(post)]
    for found in (by_address, by_title, by_name):
        if len(found) == 1:
            return found[0]
    return None


def pick(posts: list[Post], wanted: str) -> Post:
    """By its number in the list (from 1), key, address, title or short name."""
    if wanted.isdecimal() and 0 < int(wanted[:9]) <= len(posts):
        return posts[int(wanted) - 1]
    for post in posts:
        names = {post.key, post.url, post.title, *_short_names(post)}
        if wanted in names or _folded(wanted) == _folded(post.title):
            return post
    raise CannotRead(f"The file has no post “{wanted[:80]}”.")


def _short_names(post: Post) -> set[str]:
    last = unquote(urlsplit(_whole(post.url)).path).rstrip("/").rpartition("/")[2]
    return {*post.names, last.removesuffix(".html")} - {""}


def _address(url: str) -> tuple[str, str]:
    parts = urlsplit(_whole(url))
    host = (parts.hostname or "").removeprefix("www.")
    return (host, unquote(parts.path).rstrip("/")) if host else ("", url)


def _whole(url: str) -> str:
    """The address, or "" where it has a broken one of those in brackets."""
    try:
        return urlsplit(url).geturl() and url
    except ValueError:
        return ""


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _link(url: str) -> str:
    url = printable(url).strip()
    is_web = url.startswith(("http://", "https://")) and not set(url) & set(' "<>\n')
    return url if is_web and _whole(url) and len(url) <= 500 else ""
