"""Print a published digest in one of its formats."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.digest.documents import published
from apps.digest.exports import FORMATS, export
from apps.digest.models import Digest


class Command(BaseCommand):
    help = "Print a published digest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("digest", help="the digest's id, as in its address")
        parser.add_argument("--format", choices=sorted(FORMATS), default="markdown")

    def handle(self, *args: Any, **options: Any) -> None:
        digests = Digest.objects.filter(public_id=options["digest"])
        texts = list(published(list(digests)).values())
        if not texts:
            raise CommandError(f"There is no published digest “{options['digest']}”.")
        self.stdout.write(export(texts[0].document, options["format"]).text)
