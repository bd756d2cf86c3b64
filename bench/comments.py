"""What an import of comments takes of the processor and of memory: two lines.

    python -m bench.comments 5000               # a new SQLite database
    python -m bench.comments 5000 --postgres    # the one that BENCH_DATABASE_URL names

The essay is the starter's, with its answers; the comments are shuffled from its words,
from words of any conversation and from made-up ones, and each tenth quotes a sentence.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import environment

SLUG = "thinking-machines"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Benchmark</title><link>https://bench.example/post/</link>
"""
COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[Reader {person}]]></wp:comment_author>
<wp:comment_author_email>reader{person}@example.org</wp:comment_author_email>
<wp:comment_date_gmt>2024-03-01 10:00:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{body}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>
"""
LENGTH = 600


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.comments")
    parser.add_argument("comments", type=int)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="aiq-bench-") as folder:
        url = f"sqlite:///{folder}/aiq.sqlite3"
        if options.postgres:
            from bench import database

            url = environment.DATABASE_URL
            database.recreate(url)
        environment.prepare(url, folder)
        _measure(options.comments, Path(folder, "export.xml"))


def _measure(comments: int, path: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from apps.questions.essay_text import essay_text
    from apps.questions.models import Essay

    call_command("migrate", verbosity=0)
    call_command("load_starter", verbosity=0)
    essay = Essay.objects.get(slug=SLUG)
    _write(path, comments, essay_text(essay).text)
    print(f"{comments:,} comments, {path.stat().st_size / 1e6:.1f} MB")
    for name, step in (("import", _bring), ("suggestions", _suggest)):
        before, began = _peak(), time.process_time()
        step(essay, path)
        print(
            f"{name:>12}: {time.process_time() - began:.1f} s of one core, "
            f"{before:.0f} MB before, {_peak():.0f} MB at most",
            flush=True,
        )


def _bring(essay: "Essay", path: Path) -> None:  # noqa: F821
    """The first half of `manage.py import_comments`."""
    from django.utils import timezone

    from apps.comments.actions import bring_comments
    from apps.comments.importing.reading import read
    from apps.comments.records import record_of

    with path.open("rb") as file:
        export = read(file, "auto")
        bring_comments(
            essay=essay,
            source=export.format,
            records=map(record_of, export.comments(None)),
            by=essay.author,
            at=timezone.now(),
        )


def _suggest(essay: "Essay", _: Path) -> None:  # noqa: F821
    """The second half."""
    from apps.comments.actions import suggest

    suggest(essay=essay)


def _write(path: Path, comments: int, essay: str) -> None:
    draw = random.Random(7)
    sentences = [line for line in essay.split("\n") if 40 < len(line) < 300]
    words = essay.split()
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1, comments + 1):
            quoted = draw.choice(sentences) if number % 10 == 0 else ""
            body = " ".join(_said(draw, words, LENGTH - len(quoted)))
            first, rest = escape(body).split(" ", 1)
            quote = f"<blockquote>{escape(quoted)}</blockquote>" if quoted else ""
            file.write(
                COMMENT.format(
                    number=number,
                    person=number % 997,
                    body=f"{quote}<p><em>{first}</em> {rest}</p>",
                    parent=number // 2 if number % 3 == 0 else 0,
                )
            )
        file.write("</item></channel></rss>")


def _said(draw: random.Random, words: Sequence[str], length: int) -> Iterator[str]:
    """Four words of five are the essay's; of the rest most were never seen before."""
    while length > 0:
        made_up = "".join(draw.choices("aeiounrtslkmdp", k=draw.randint(4, 9)))
        word = made_up if draw.random() < 0.2 else draw.choice(words)
        length -= len(word) + 1
        yield word


def _peak() -> float:
    """The most memory this process ever held, in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
