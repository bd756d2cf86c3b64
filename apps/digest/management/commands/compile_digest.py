"""Compile an essay's draft from the command line, here and now."""

import json
import resource
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.digest.actions import compile_draft, start_digest
from apps.questions.models import Essay


class Command(BaseCommand):
    help = "Fill the tray of an essay's digest; never touches what an editor decided."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("essay", help="the essay's slug")
        parser.add_argument("--json", action="store_true", help="print figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        essay = Essay.objects.with_author().filter(slug=options["essay"]).first()
        if essay is None:
            raise CommandError(f"There is no essay “{options['essay']}”.")
        digest = start_digest(essay=essay, by=essay.author, at=timezone.now())
        started, cpu = time.perf_counter(), time.process_time()
        result = compile_draft(
            digest=digest, at=timezone.now(), progress=lambda *_: None
        )
        if options["json"]:
            figures = {
                "seconds": round(time.perf_counter() - started, 3),
                "cpu_seconds": round(time.process_time() - cpu, 3),
                "peak_mb": _peak_mb(),
            }
            self.stdout.write(json.dumps({**result, **figures}))
        else:
            self.stdout.write(
                f"{result['read']} answers read, {result['candidates']} candidates: "
                f"{result['url']}"
            )


def _peak_mb() -> int:
    """The most memory this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
