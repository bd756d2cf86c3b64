"""An outline becomes an essay that readers can answer."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.lib import markup
from apps.lib.ids import question_id
from apps.lib.text import clip
from apps.questions.actions.finding import index_essay
from apps.questions.importing import Outline
from apps.questions.models import (
    Consideration,
    Essay,
    EssayRevision,
    Question,
    Section,
)
from apps.questions.outline_rows import OutlineRows, one_line, title_of

Node = TypeVar("Node", Section, Question, Consideration)

# Of 80 characters, four are left for a number.
LONGEST_SLUG = 76


def publish_outline(
    *, outline: Outline, source: str, format: str, slug: str, by: User, at: datetime
) -> Essay:
    """Store and publish an essay. A slug that is taken gets a number.

    Public ids of the source are kept where they are free. The number of queries
    grows with the depth of the outline, not with its length.
    """
    rows = render_outline(outline, by=by, at=at)
    return store_essay(rows, source=source, format=format, slug=slug, by=by)


def render_outline(outline: Outline, *, by: User, at: datetime) -> OutlineRows:
    """The essay and all its rows, unsaved. No query: a lock never waits for this."""
    essay = Essay(
        title=title_of(outline),
        subtitle=clip(one_line(outline.subtitle), 500),
        author=by,
        created_at=at,
        published_at=at,
    )
    rows = OutlineRows(essay, at).read(outline)
    essay.intro, essay.outro = "\n\n".join(rows.intro), "\n\n".join(rows.outro)
    essay.intro_html = markup.render(essay.intro, "essay") if essay.intro else ""
    essay.outro_html = markup.render(essay.outro, "essay") if essay.outro else ""
    return rows


@transaction.atomic
def store_essay(
    rows: OutlineRows, *, source: str, format: str, slug: str, by: User
) -> Essay:
    """The second half of `publish_outline`, for rows that `render_outline` made."""
    essay = rows.essay
    _insert(essay, slug)
    revision = EssayRevision.objects.create(
        essay=essay,
        number=1,
        source=source,
        format=format,
        sha256=sha256(source.encode()).hexdigest(),
        created_by=by,
        created_at=rows.at,
    )
    keep_free_ids(rows.sections, Section)
    keep_free_ids(rows.questions, Question)
    create_by_level(rows.sections, Section)
    create_by_level(rows.questions, Question)
    create_by_level(rows.considerations, Consideration)
    index_essay(essay)
    record(
        verb=Decision.Verb.IMPORT,
        subject_kind="essay",
        subject_id=str(essay.pk),
        by=by,
        at=rows.at,
        snapshot={
            "slug": essay.slug,
            "title": essay.title,
            "questions": len(rows.questions),
            "sha256": revision.sha256,
        },
    )
    return essay


def free_slug(wanted: str) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that no essay has. One query."""
    wanted = wanted[:LONGEST_SLUG] or "essay"
    taken = set(
        Essay.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    if wanted not in taken:
        return wanted
    number = next(n for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)
    return f"{wanted}-{number}"


def _insert(essay: Essay, slug: str) -> None:
    """Ask the database first: looking for a free address would race with others."""
    essay.slug = slug[:LONGEST_SLUG] or "essay"
    try:
        with transaction.atomic():
            essay.save(force_insert=True)
    except IntegrityError:
        essay.slug = free_slug(slug)
        essay.save(force_insert=True)


def keep_free_ids(
    rows: Sequence[Section] | Sequence[Question], model: type[Section] | type[Question]
) -> None:
    """Give a new public id to each row whose own is taken, here or elsewhere."""
    wanted = [row.public_id for row in rows]
    taken = set(
        model.objects.filter(public_id__in=wanted).values_list("public_id", flat=True)
    )
    for row in rows:
        if row.public_id in taken:
            row.public_id = question_id()
        taken.add(row.public_id)


def create_by_level(rows: Sequence[Node], model: type[Node]) -> None:
    """Store rows whose parents are among them or stored: a few queries a level."""
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row.parent is None or row.parent.pk]
        waiting = [row for row in waiting if row.parent and not row.parent.pk]
        model.objects.bulk_create(ready, batch_size=500)
