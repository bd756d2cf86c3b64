"""Suggest questions for an essay's waiting comments, here and now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.comments.actions import suggest
from apps.questions.models import Essay

EVERY = 1_000


class Command(BaseCommand):
    help = (
        "Suggest anew which questions the comments that wait may answer, as after many "
        "answers or a new version of the essay. Decided ones stay as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("essay", metavar="SLUG", help="the essay's slug")

    def handle(self, *args: Any, **options: Any) -> None:
        essay = Essay.objects.filter(slug=options["essay"]).first()
        if essay is None:
            raise CommandError(f"There is no essay with the slug {options['essay']}.")
        count = suggest(essay=essay, progress=self._tell)
        self.stdout.write(f"{count:6} comments that wait have their suggestions")

    def _tell(self, done: int, total: int) -> None:
        if done and done % EVERY == 0:
            self.stderr.write(f"{done:6} of {total}")
