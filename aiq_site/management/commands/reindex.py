"""Make the search index anew, as after an upgrade or a restored backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from aiq_site.reindexing import reindex
from apps.search import engines
from apps.search.models import SearchDocument


class Command(BaseCommand):
    help = "Make the search index anew. The site may be in use meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="only where there is none yet: a site that is older than its index",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and SearchDocument.objects.exists():
            return
        engines.build(connection)
        found = reindex()
        self.stdout.write(f"{found:,} texts can be found.")
