"""Print a published digest in one of its formats, or write it to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.digest.documents import published
from apps.digest.exports import FORMATS, TooShort, export
from apps.digest.models import Digest
from apps.digest.taking_away import BadWish, wishes_for


class Command(BaseCommand):
    help = "Print a published digest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("digest", help="the digest's id, as in its address")
        parser.add_argument("--format", choices=sorted(FORMATS), default="markdown")
        parser.add_argument("--minutes", help="length of a podcast", default="")
        parser.add_argument("--pace", help="words read in a minute", default="")
        parser.add_argument(
            "--joined-quotes",
            action="store_const",
            const="joined",
            default="",
            help="one paragraph per quote in HTML",
        )
        parser.add_argument("--output", help="a file to write instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Digest.objects.published().in_context()
        digests = list(rows.filter(public_id=options["digest"]))
        texts = published(digests)
        if not texts:
            raise CommandError(f"There is no published digest “{options['digest']}”.")
        name, output = options["format"], options["output"]
        asked = {key: options[key] for key in ("minutes", "pace")}
        asked["quotes"] = options["joined_quotes"]
        try:
            wishes = wishes_for(digests[0], asked)
            made = export(texts[digests[0].pk].document, name, wishes)
        except (BadWish, TooShort) as refusal:
            raise CommandError(str(refusal)) from refusal
        if output:
            self._write(Path(output), made.content)
        elif name == "epub":
            raise CommandError("A book is not text: say where with --output FILE.")
        else:
            self.stdout.write(made.text)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.write_bytes(content)
        except OSError as fault:
            raise CommandError(
                f"{path} cannot be written: {fault.strerror}."
            ) from fault
        self.stdout.write(f"{len(content):,} bytes in {path}.")
