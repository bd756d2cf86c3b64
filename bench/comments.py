"""What an import of comments takes of the processor and of memory: prints one line.

DATABASE_URL=sqlite:////tmp/bench.sqlite3 python bench/comments.py 5000
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aiq_site.settings")

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
SENTENCE = (
    "The {number}th point is <em>not</em> the moon &amp; not the sun, it is this. "
)


def write(path: Path, comments: int) -> None:
    with path.open("w") as file:
        file.write(HEAD)
        for number in range(1, comments + 1):
            body = SENTENCE.format(number=number) * 8
            parent = number // 2 if number % 3 == 0 else 0
            person = number % 997
            file.write(
                COMMENT.format(number=number, person=person, body=body, parent=parent)
            )
        file.write("</item></channel></rss>")


def main(comments: int) -> None:
    import django
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    from apps.accounts.models import User
    from apps.questions.models import Essay

    call_command("migrate", verbosity=0)
    person = User.objects.create_user(
        f"bench{time.time_ns()}", f"{time.time_ns()}@b.example"
    )
    essay = Essay.objects.create(
        slug=f"bench-{time.time_ns()}",
        title="Benchmark",
        author=person,
        created_at=timezone.now(),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.xml")
        write(path, comments)
        size = path.stat().st_size
        before, began = _peak(), time.process_time()
        call_command("import_comments", path, essay=essay.slug)
        took = time.process_time() - began
    print(
        f"{comments:,} comments, {size / 1e6:.1f} MB: {took:.1f} s of one core, "
        f"{before:.0f} MB before, {_peak():.0f} MB at most"
    )


def _peak() -> float:
    """The most memory this process ever held, in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]))
