"""Import an essay from a file, or see how it would be read."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify

from apps.accounts.models import User
from apps.questions.actions import publish_outline
from apps.questions.importing import (
    CannotImport,
    Outline,
    detect_format,
    parse,
    read_source,
)


class Command(BaseCommand):
    help = "Import an essay from FILE and publish it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--format",
            choices=["auto", "markdown", "html", "text"],
            default="auto",
            help="what the file holds; found out by default",
        )
        parser.add_argument("--slug", default="", help="the essay's address")
        parser.add_argument(
            "--author", help="username; the first editor when it is not given"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="read the file, store nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the outline as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = read_source(options["file"].read_bytes())
            format = options["format"]
            if format == "auto":
                format = detect_format(source, filename=options["file"].name)
            outline = parse(source, format=format)
        except CannotImport as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error
        if not options["dry_run"]:
            essay = publish_outline(
                outline=outline,
                source=source,
                format=format,
                slug=options["slug"] or slugify(outline.title),
                by=_author(options["author"]),
                at=timezone.now(),
            )
            self.stderr.write(f"Published at {essay.get_absolute_url()}")
        self.stdout.write(_as_json(outline) if options["json"] else _summary(outline))


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
    return "\n".join([*lines, *outline.warnings])
