"""What a compile passed over, for the page that says why. Reading only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from apps.answers.models import Answer
from apps.digest.models import Candidate, Compile, Digest, Passed, Star

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class PassedRow:
    """`against_by` wrote the answer that it lost against, "" where there is none."""

    passed: Passed
    against_by: str
    is_starred: bool
    is_in_tray: bool


@dataclass(frozen=True, slots=True)
class PassedPage:
    """`after` is the position to go on from, 0 at the end."""

    rows: list[PassedRow]
    counts: dict[str, int]
    after: int


def last_compile(digest: Digest) -> Compile | None:
    """One query."""
    return digest.compiles.finished().order_by("-number").first()


def counts(run: Compile | None) -> dict[str, int]:
    """How many a compile passed over, by kind. One query."""
    found = dict.fromkeys(Passed.Kind.values, 0)
    if run:
        rows = run.passed.order_by().values_list("kind").annotate(Count("pk"))
        found.update(dict(rows))
    return found


def passed_page(
    run: Compile, *, kind: str, asked: str = "", after: int = 0
) -> PassedPage:
    """One page of a kind, best first; `asked` is the public id of a question or an
    answer to look at alone. Three queries, and one more to tell which `asked` is."""
    answer = OuterRef("answer")
    offered = Candidate.objects.filter(digest=run.digest_id, answer=answer)
    rows = _chosen(run, kind, asked).annotate(
        is_starred=Exists(Star.objects.filter(answer=answer)),
        is_in_tray=Exists(offered),
    )
    found = list(rows.filter(position__gt=after)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    names = names_of(row.against for row in shown)
    return PassedPage(
        rows=[
            PassedRow(
                passed=row,
                against_by=names.get(row.against, ""),
                is_starred=row.is_starred,
                is_in_tray=row.is_in_tray,
            )
            for row in shown
        ],
        counts=counts(run),
        after=shown[-1].position if len(found) > PAGE_SIZE else 0,
    )


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """What the authors of answers are called here, by public id. One query."""
    rows = Answer.objects.filter(public_id__in={*keys} - {""}).select_related("author")
    return {row.public_id: row.author.shown_name for row in rows}


def _chosen(run: Compile, kind: str, asked: str) -> QuerySet[Passed]:
    rows = (
        run.passed.filter(answer__in=Answer.objects.shown())
        .exclude(answer__credit="none")
        .select_related("answer__author", "answer__question", "answer__parent__author")
        .order_by("position")
    )
    if not asked:
        return rows.filter(kind=kind)
    one = rows.filter(answer__public_id=asked)
    return one if one.exists() else rows.filter(answer__question__public_id=asked)
