"""The compile: from everything readers wrote to a tray of candidates and a draft."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import gathering
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.actions.picking import add_item
from apps.digest.models import Candidate, Digest
from apps.digest.selection import Pick, Selection, select
from apps.jobs.actions import enqueue
from apps.jobs.models import Job
from apps.questions.models import Essay

# A first draft quotes this many answers, one to a question: more groups than that are
# hard to follow in one post.
FIRST_DRAFT = 12
_BATCH = 500

Progress = Callable[[str, int, int], None]


@transaction.atomic
def start_digest(*, essay: Essay, by: User, at: datetime) -> Digest:
    """The essay's unpublished digest; a new one when there is none."""
    essay = Essay.objects.select_for_update().get(pk=essay.pk)
    unpublished = Digest.objects.filter(essay=essay, published_at=None).first()
    if unpublished:
        return unpublished
    last = Digest.objects.filter(essay=essay).aggregate(last=Max("number"))["last"]
    return Digest.objects.create(
        essay=essay,
        number=(last or 0) + 1,
        title=f"Highlights From the Comments on {essay.title}"[:300],
        created_by=by,
        created_at=at,
    )


def request_compile(*, digest: Digest, by: User) -> Job:
    """Ask the worker for a compile; the job that is under way when there is one."""
    return enqueue(
        kind="compile_digest",
        subject=f"digest:{digest.public_id}",
        params={"digest": digest.public_id},
        by=by,
    )


def compile_draft(
    *,
    digest: Digest,
    at: datetime,
    progress: Progress,
    before_write: Callable[[], None] = lambda: None,
) -> dict[str, object]:
    """Fill the tray; on an untouched digest also make the first draft.

    What an editor decided stays: picked and dismissed answers keep their state, items
    keep their order, trim and words. Candidates nobody has looked at are replaced.
    Reading and ranking happen outside the transaction; `before_write` is called first
    inside it, and may raise to stop everything. Returns counts and the board's URL.
    """
    total = gathering.eligible(digest).count()
    progress("Reading the answers", 0, total)
    read = []
    for entry in gathering.entries(digest):
        read.append(entry)
        progress("Reading the answers", len(read), max(total, len(read)))
    chosen = select(
        read, question_order=gathering.question_order(digest), progress=progress
    )
    progress("Writing the draft", 0, len(chosen.picks))
    with transaction.atomic():
        before_write()
        digest = lock_digest(digest.pk)
        _fill_tray(digest, chosen.picks)
        if digest.compiled_at is None and not digest.items.exists():
            _first_draft(digest, chosen.picks)
        digest.compiled_at = at
        digest.answers_considered = len(read)
        digest.people_considered = len({entry.author for entry in read})
        digest.save(
            update_fields=["compiled_at", "answers_considered", "people_considered"]
        )
        new_version(digest)
    return _report(digest, chosen, len(read))


def _fill_tray(digest: Digest, picks: Sequence[Pick]) -> None:
    rows = _answers(pick.key for pick in picks)
    decided = digest.candidates.exclude(state=Candidate.State.NEW)
    known = {row.answer_id: row for row in decided}
    digest.candidates.filter(state=Candidate.State.NEW).delete()
    fresh = []
    for position, pick in enumerate(picks, start=1):
        answer = rows.get(pick.key)
        if answer is None:  # withdrawn or hidden while the compile was reading
            continue
        row = known.get(answer.pk)
        if row is None:
            row = Candidate(digest=digest, answer=answer)
            fresh.append(row)
        row.position, row.rank, row.score = position, pick.rank, pick.score
        row.parts = [list(part) for part in pick.parts]
        row.reasons, row.also = list(pick.reasons), list(pick.also)
    Candidate.objects.bulk_update(
        known.values(),
        ["position", "rank", "score", "parts", "reasons", "also"],
        batch_size=_BATCH,
    )
    Candidate.objects.bulk_create(fresh, batch_size=_BATCH)


def _first_draft(digest: Digest, picks: Sequence[Pick]) -> None:
    """The best answer of each question, for the best questions, in the essay's order."""
    leading = sorted(
        (pick for pick in picks if pick.rank == 1),
        key=lambda pick: (-pick.score, pick.key),
    )
    wanted = {pick.key for pick in leading[:FIRST_DRAFT]}
    rows = _answers(wanted)
    for pick in picks:
        if pick.key in rows:
            add_item(digest, rows[pick.key], also=list(pick.also))
    digest.candidates.filter(answer__in=rows.values()).update(
        state=Candidate.State.PICKED
    )


def _answers(keys: Iterable[str]) -> dict[str, Answer]:
    """Quotable answers by public id. One query."""
    rows = Answer.objects.visible().filter(public_id__in=list(keys))
    return {
        row.public_id: row
        for row in rows.select_related("question", "author", "root")
        if row.is_quotable
    }


def _report(digest: Digest, chosen: Selection, read: int) -> dict[str, object]:
    return {
        "url": reverse("desk:board", args=[digest.public_id]),
        "digest": digest.public_id,
        "read": read,
        "candidates": len(chosen.picks),
        "passed": len(chosen.passed),
    }
