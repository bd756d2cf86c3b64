"""Bring in an old comment section from a file, or see what it holds."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.comments.actions import bring_comments, foresee, source_for, suggest
from apps.comments.actions.folding import OTHER_IMPORT
from apps.comments.importing.formats import READERS
from apps.comments.importing.reading import Export, fitting, pick, read
from apps.comments.importing.record import CannotRead, Comment, Damaged, Post
from apps.comments.records import record_of
from apps.lib.text import clip
from apps.questions.models import Essay

MOST_POSTS = 20


class Command(BaseCommand):
    help = (
        "Bring in the comments of FILE, to wait for an editor. FILE is an export of "
        "WordPress, Disqus, Substack, Commento, isso or Remark42, or our own CSV or "
        "JSON; it may be packed with gzip or zip."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--essay", metavar="SLUG", required=True, help="the essay they belong to"
        )
        parser.add_argument(
            "--format",
            choices=["auto", *READERS],
            default="auto",
            help="what the file is; found out by default",
        )
        parser.add_argument(
            "--post",
            default="",
            help="of a file with several posts: its number, address, title or slug, or "
            "“all”; by default the one that fits the essay, and none where none does",
        )
        parser.add_argument(
            "--source",
            default="",
            help="a name for the other site, where two of one kind are brought in",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="read the file, store nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print what was read as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        essay = Essay.objects.with_author().filter(slug=options["essay"]).first()
        if essay is None:
            raise CommandError(f"There is no essay with the slug {options['essay']}.")
        with _refusals(options["file"]), options["file"].open("rb") as file:
            export = read(file, options["format"], options["file"].name)
            post = _post(export, essay, options["post"])
            if not (post or options["dry_run"] or options["post"]):
                _must_be_one(export)
            comments = export.comments(post)
            if options["json"]:
                comments = self._as_json(comments)
            source = options["source"][:60] or source_for(essay, export)
            records, now = map(record_of, comments), timezone.now()
            if options["dry_run"]:
                counts = foresee(essay=essay, source=source, records=records, at=now)
            else:
                counts = bring_comments(
                    essay=essay, source=source, records=records, by=essay.author, at=now
                )
                if counts["new"]:
                    suggest(essay=essay)
        export.leave_out(OTHER_IMPORT, counts["elsewhere"])
        if options["dry_run"]:
            counts["new"] = counts["places"] = 0
        self._conclude(export, post, counts, options)

    def _as_json(self, comments: Iterator[Comment]) -> Iterator[Comment]:
        """Prints each comment as it passes by: a long file never is in memory whole."""
        self.stdout.write('{"comments": [', ending="")
        for number, comment in enumerate(comments):
            self.stdout.write(
                (",\n" if number else "\n")
                + json.dumps(_shown(comment), ensure_ascii=False),
                ending="",
            )
            yield comment
        self.stdout.write("\n],")

    def _conclude(
        self,
        export: Export,
        post: Post | None,
        done: Counter[str],
        options: dict[str, Any],
    ) -> None:
        notes = [*_about_posts(export, post, options["post"]), *export.notes()]
        if options["json"]:
            counts = {
                "format": export.format,
                "kept": export.kept,
                "skipped": dict(export.skipped),
                "new": done["new"],
                "notes": notes,
            }
            self.stdout.write(json.dumps(counts, ensure_ascii=False)[1:])
            return
        self.stdout.write(f"{export.kept:6} kept ({export.format})")
        for reason, count in export.skipped.most_common():
            self.stdout.write(f"{count:6} skipped: {reason}")
        for note in notes:
            self.stdout.write(note)
        if not options["dry_run"]:
            waiting = done["new"] - done["places"]
            self.stdout.write(f"{waiting:6} new: they wait for an editor")
            if done["places"]:
                self.stdout.write(f"{done['places']:6} deleted: places of replies")


@contextmanager
def _refusals(file: Path) -> Iterator[None]:
    try:
        yield
    except CannotRead as refusal:
        raise CommandError(str(refusal)) from refusal
    except Damaged as damage:
        raise CommandError(f"{damage}.") from damage
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error


def _post(export: Export, essay: Essay, wanted: str) -> Post | None:
    posts = export.posts
    if wanted == "all" or len(posts) == 1:
        return None
    if wanted:
        return pick(posts, wanted)
    return fitting(posts, title=essay.title, slug=essay.slug, url=essay.original_url)


def _about_posts(export: Export, post: Post | None, chosen: str) -> list[str]:
    count = len(export.posts)
    if count == 1:
        return []
    if post is not None:
        return [f"Of {count} posts in the file: {post.title or post.url or post.key}"]
    if chosen == "all":
        return [f"The file holds {count} posts; the comments of all of them are taken."]
    return [f"These are the comments of {count} posts. {_choose(export)}"]


def _must_be_one(export: Export) -> None:
    if len(export.posts) > 1:
        raise CommandError(_choose(export))


def _choose(export: Export) -> str:
    posts = [
        f"{number} {clip(post.title or post.url or post.key, 60)}"
        for number, post in enumerate(export.posts[:MOST_POSTS], 1)
    ]
    more = "; …" if len(export.posts) > MOST_POSTS else ""
    return (
        "None of them is surely the essay: choose with --post, by its number or as "
        f"“all”: {'; '.join(posts)}{more}."
    )


def _shown(comment: Comment) -> dict[str, object]:
    at = comment.written_at
    return {
        "id": comment.id,
        "parent": comment.parent or None,
        "author": comment.author,
        "written_at": at.isoformat() if at else None,
        "body": comment.body,
        "url": comment.permalink,
        "reactions": comment.reactions,
        "deleted": comment.is_deleted,
    }
