"""Import an essay from a file, or see how it would be read."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify

from apps.accounts.models import User
from apps.questions.actions import publish_outline
from apps.questions.drafts import DOUBTFUL
from apps.questions.importing import (
    CannotImport,
    Format,
    Outline,
    detect_format,
    parse,
    read_source,
)
from apps.questions.importing.archives import Post, is_archive, page_of, pick, posts


class Command(BaseCommand):
    help = (
        "Import an essay from FILE and publish it. FILE may be an export of Substack, "
        "Ghost or WordPress."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--format",
            choices=["auto", "markdown", "html", "text"],
            default="auto",
            help="what the file holds; found out by default",
        )
        parser.add_argument(
            "--post", default="", help="of an export: the post's number or slug"
        )
        parser.add_argument("--slug", default="", help="the essay's address")
        parser.add_argument(
            "--author", help="username; the first editor when it is not given"
        )
        parser.add_argument(
            "--public",
            action="store_true",
            help="publish also a post that not everybody could read so far",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="read the file, store nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the outline as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source, format, caution = _source(
                options["file"], options["format"], options["post"]
            )
            outline = parse(source, format=format)
        except CannotImport as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error
        if caution:
            self.stderr.write(caution)
        if not options["dry_run"]:
            if caution and not options["public"]:
                raise CommandError("Say --public to publish it all the same.")
            essay = publish_outline(
                outline=outline,
                source=source,
                format=format,
                slug=slugify(options["slug"] or outline.title),
                by=_author(options["author"]),
                at=timezone.now(),
            )
            self.stderr.write(f"Published at {essay.get_absolute_url()}")
        self.stdout.write(_as_json(outline) if options["json"] else _summary(outline))


def _source(file: Path, format: str, post: str) -> tuple[str, Format, str]:
    """The text to read, its format, and what to know of it before it is published.

    Of an export, it is the post that is asked for.
    """
    raw = file.read_bytes()
    if is_archive(raw, file.name):
        found = posts(raw, file.name)
        if len(found) > 1 and not post:
            raise CannotImport("\n".join(_choice(found)))
        picked = pick(found, post)
        return page_of(picked), "html", picked.caution
    source = read_source(raw)
    if format == "auto":
        return source, detect_format(source, filename=file.name), ""
    return source, cast(Format, format), ""


def _choice(found: tuple[Post, ...]) -> Iterator[str]:
    yield f"The file holds {len(found)} posts. Say which one with --post:"
    for number, post in enumerate(found, start=1):
        marks = "; ".join(_marks(post))
        yield (
            f"{number:5} {post.date or ''!s:10} {post.status:10} {post.title}"
            f"{f' ({marks})' if marks else ''}"
        )


def _marks(post: Post) -> Iterator[str]:
    """What sets the post apart from one to choose without a thought."""
    if post.is_page:
        yield "page"
    if post.readers:
        yield f"for {post.readers} only"
    if not post.has_text:
        yield "no text in the export"


def _author(username: str | None) -> User:
    """The named person, else the first editor or superuser. Raises CommandError."""
    if username is not None:
        named = User.objects.filter(username=username).first()
        if named is None:
            raise CommandError(f"There is nobody with the username {username}.")
        return named
    for person in User.objects.filter(is_active=True).order_by("pk"):
        if person.may_edit:
            return person
    raise CommandError("There is no editor yet. Name the author with --author.")


def _as_json(outline: Outline) -> str:
    return json.dumps(outline.as_json(), ensure_ascii=False, indent=1)


def _summary(outline: Outline) -> str:
    counts = Counter(item.kind for item in outline.items)
    lines = [outline.title, *(f"{count:5} {kind}" for kind, count in counts.items())]
    unsure = sum(item.confidence < DOUBTFUL for item in outline.items)
    guesses = [f"Guesses, to be checked: {unsure}."] if unsure else []
    return "\n".join([*lines, *outline.warnings, *guesses])
