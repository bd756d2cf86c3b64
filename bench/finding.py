"""What finding costs: `python -m bench.finding [--postgres]`.

An essay of 10,000 questions, and 10,000 answers to them;
then the search of the search page, and the search for similar questions. Each figure
is taken next to a reference of the same moment, the reading of one row by its key.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import django

from bench import database, environment

if TYPE_CHECKING:
    from apps.questions.models import Essay

ITEMS = ANSWERS = 10_000
ROUNDS = 200
NOW = datetime(2026, 11, 1, tzinfo=UTC)
_ROW = "{:<44} {:>9} {:>9} {:>14}"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.finding")
    options.add_argument("--postgres", action="store_true")
    with TemporaryDirectory(prefix="aiq-bench-") as folder:
        url = f"sqlite:///{folder}/aiq.sqlite3"
        if options.parse_args().postgres:
            database.recreate(environment.DATABASE_URL)
            url = environment.DATABASE_URL
        environment.prepare(url, folder)
        django.setup()
        _measure()


def _measure() -> None:
    from django.core.management import call_command
    from django.db import connection

    from apps.questions.similar import readable_similar
    from apps.search.models import SearchDocument

    call_command("migrate", verbosity=0)
    essay, texts = _load()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    keys = SearchDocument.objects.values_list("pk", flat=True)[:ROUNDS]
    rows = list(keys)
    reference = _times(
        lambda number: SearchDocument.objects.get(pk=rows[number % len(rows)])
    )
    source = Random(2)
    asked = [_again(source.choice(texts), source) for _ in range(ROUNDS)]
    print(_ROW.format("", "median ms", "p95 ms", "p95, one row = 1"))
    _print("One row by its key", reference, reference)
    similar = _times(lambda number: readable_similar(essay, asked[number], None))
    _print("Similar questions", similar, reference)
    for name, typed in (
        ("A rare word", "quernstone"),
        ("Two words", "machine letters"),
        ("A phrase", '"the people who"'),
        ("A word in most texts", "people"),
        ("Words, a phrase, a minus, OR", 'work OR school "of the" -letters'),
    ):
        found = _times(lambda _, typed=typed: _page(typed))
        _print(f"Search: {name.lower()}", found, reference)


def _page(typed: str) -> None:
    """What a page of results asks the index: how many of each kind, and the first."""
    from apps.search.finding import Limits, best_first, counts, find
    from apps.search.query import parse

    query = parse(typed)
    rows = find(query, Limits())
    counts(rows)
    list(best_first(rows, query)[:20])


def _load() -> "tuple[Essay, list[str]]":
    """Short texts over a vocabulary that, as in prose, has many rare words."""
    from aiq_site.reindexing import reindex
    from aiq_site.sample.community import load_sample
    from apps.accounts.models import User
    from apps.questions.models import Essay, Question

    source = Random(1)
    author = User.objects.create_user("author", "author@example.org", role="editor")
    vocabulary = [_word(source) for _ in range(6000)] + ["quernstone"]
    weights = [1 / (place + 5) for place in range(len(vocabulary))]
    texts = [
        f"Why {' '.join(source.choices(vocabulary, weights, k=source.randint(7, 20)))}?"
        for _ in range(ITEMS)
    ]
    essay = Essay.objects.create(
        slug="everything",
        title="Everything",
        author=author,
        created_at=NOW,
        published_at=NOW,
    )
    Question.objects.bulk_create(
        Question(
            essay=essay,
            position=place,
            text=text,
            html=text,
            headline=text[:200],
            created_at=NOW,
        )
        for place, text in enumerate(texts)
    )
    load_sample(essay=essay, answers=ANSWERS, users=500, seed=1, now=NOW)
    reindex()
    return essay, texts


def _word(source: Random) -> str:
    parts = ["ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "pe", "ro", "su", "ta"]
    return "".join(source.choices(parts, k=source.randint(2, 4))) + source.choice(
        "nrst"
    )


def _again(text: str, source: Random) -> str:
    """The same question with half of its words, in another order."""
    words = text.strip("?").split()[1:]
    return f"Is it that {' '.join(source.sample(words, max(3, len(words) // 2)))}?"


def _times(work: Callable[[int], object]) -> list[float]:
    work(0)
    taken = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _print(name: str, taken: Sequence[float], reference: Sequence[float]) -> None:
    late = quantiles(taken, n=20)[-1]
    ratio = late / quantiles(reference, n=20)[-1]
    print(_ROW.format(name, f"{median(taken):.1f}", f"{late:.1f}", f"{ratio:.0f}x"))


if __name__ == "__main__":
    main()
