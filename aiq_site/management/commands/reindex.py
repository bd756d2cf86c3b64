"""Make the search index anew, as after an upgrade or a restored backup."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from aiq_site.reindexing import reindex
from apps.search import engines


class Command(BaseCommand):
    help = "Make the search index anew. The site may be in use meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        engines.build(connection)
        found = reindex()
        self.stdout.write(f"{found:,} texts can be found.")
