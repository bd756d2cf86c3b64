"""A large synthetic community, for demonstrations and measurements."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aiq_site.sample.community import load_sample
from apps.questions.models import Essay

# Fixed, so that the same seed gives the same rows on any day.
NOW = datetime(2026, 11, 1, tzinfo=UTC)


class Command(BaseCommand):
    help = "Add synthetic people, answers, replies and votes to an essay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--answers", type=int, required=True)
        parser.add_argument("--users", type=int, help="default: a fifth of the answers")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--essay", help="slug; default: the newest essay")

    def handle(self, *args: Any, **options: Any) -> None:
        answers = options["answers"]
        users = options["users"] or max(5, answers // 5)
        if answers < 1 or users < 2:
            raise CommandError("Ask for at least one answer and two people.")
        essays = Essay.objects.published()
        if options["essay"]:
            essays = essays.filter(slug=options["essay"])
        essay = essays.first()
        if essay is None:
            raise CommandError("There is no such essay: import one first.")
        votes = load_sample(
            essay=essay,
            answers=answers,
            users=users,
            seed=options["seed"],
            now=NOW,
        )
        self.stdout.write(
            f"{answers} answers by {users} people with {votes} votes on “{essay.title}”."
        )
