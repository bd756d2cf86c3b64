"""Load the starter essay, its people and their answers into an empty site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from aiq_site.starter.loading import load_starter
from apps.accounts.models import User
from apps.questions.models import Essay


class Command(BaseCommand):
    help = "Load the starter essay and its community. The database must be empty."

    def handle(self, *args: Any, **options: Any) -> None:
        if Essay.objects.exists() or User.objects.exists():
            raise CommandError("This site already has people or essays.")
        essay = load_starter(now=timezone.now())
        self.stdout.write(f"Loaded “{essay.title}”.")
