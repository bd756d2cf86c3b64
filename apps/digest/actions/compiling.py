"""The compile: from everything readers wrote to a tray of candidates and a draft."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from apps.answers.actions import report_corrections
from apps.answers.models import Answer
from apps.digest import gathering
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.actions.new_questions import group_new_questions
from apps.digest.actions.tray import bring_along, fill_tray, first_draft
from apps.digest.document import considered
from apps.digest.models import Compile, Digest, Passed
from apps.digest.parameters import Parameters
from apps.digest.selection import Entry, Selection, select

_BATCH = 500

Progress = Callable[[str, int, int], None]


def compile_draft(
    *,
    digest: Digest,
    at: datetime,
    progress: Progress,
    before_write: Callable[[], None] = lambda: None,
) -> dict[str, object]:
    """Fill the tray; on an untouched digest also make the first draft.

    What an editor decided stays: picked and dismissed answers keep their state, items
    keep their order, trim and words, and nothing leaves the tray. Reading, ranking and
    noting what was passed over happen outside the transaction that shows the result;
    `before_write` is called first inside it, and may raise to stop everything, as may
    `progress` before. Returns counts, the seconds of each stage and the board's URL.
    """
    clock = _Clock(progress)
    run = _begin(digest, at)
    read = _read(digest, clock.tell)
    chosen = select(
        read,
        question_order=gathering.question_order(digest),
        parameters=Parameters.from_dict(run.parameters),
        decided=gathering.decided(digest),
        progress=clock.tell,
    )
    _note_passed(run, chosen, clock.tell)
    clock.tell("Writing the draft", 0, len(chosen.picks))
    with transaction.atomic():
        before_write()
        digest = lock_digest(digest.pk)
        _put_in_place(digest, run, chosen, read, at)
    return {
        "said": _said(read, chosen),
        "url": reverse("desk:board", args=[digest.public_id]),
        "digest": digest.public_id,
        "read": len(read),
        "candidates": len(chosen.picks),
        "passed": len(chosen.passed),
        "themes": len(chosen.themes),
        "stages": clock.seconds(),
    }


def _said(read: Sequence[Entry], chosen: Selection) -> str:
    replies = sum(entry.is_reply for entry in read)
    told = considered(len(read) - replies, replies)
    return f"Out of {told}, {len(chosen.picks):,} are in the tray or the draft."


@transaction.atomic
def _begin(digest: Digest, at: datetime) -> Compile:
    """The new run, with what it chooses by frozen into it."""
    digest = lock_digest(digest.pk)
    last = digest.compiles.aggregate(last=Max("number"))["last"]
    return Compile.objects.create(
        digest=digest,
        number=(last or 0) + 1,
        parameters=Parameters.from_dict(digest.parameters).to_dict(),
        period_from=digest.period_from,
        period_to=digest.period_to,
        started_at=at,
    )


def _read(digest: Digest, progress: Progress) -> list[Entry]:
    total = gathering.eligible(digest).count()
    progress("Reading the answers", 0, total)
    read = []
    for entry in gathering.entries(digest):
        read.append(entry)
        progress("Reading the answers", len(read), max(total, len(read)))
    return read


def _note_passed(run: Compile, chosen: Selection, progress: Progress) -> None:
    """In steps of their own: a hundred thousand rows would keep writers waiting."""
    rows, total = chosen.passed, len(chosen.passed)
    for start in range(0, total, gathering.CHUNK):
        progress("Noting what was passed over", start, total)
        chunk = rows[start : start + gathering.CHUNK]
        keys = dict(
            Answer.objects.filter(public_id__in=[row.key for row in chunk]).values_list(
                "public_id", "pk"
            )
        )
        Passed.objects.bulk_create(
            (
                Passed(
                    compile=run,
                    answer_id=keys[row.key],
                    kind=row.kind,
                    position=position,
                    score=row.score,
                    rank=row.rank,
                    of=row.of,
                    reason=row.reason,
                    against=row.against,
                )
                for position, row in enumerate(chunk, start=start + 1)
                if row.key in keys
            ),
            batch_size=_BATCH,
        )


def _put_in_place(
    digest: Digest,
    run: Compile,
    chosen: Selection,
    read: Sequence[Entry],
    at: datetime,
) -> None:
    is_first = digest.compiled_at is None and not digest.items.exists()
    bring_along(digest)
    fill_tray(digest, chosen.picks)
    if is_first:
        first_draft(digest, chosen.picks)
        group_new_questions(digest)
    slips = [row.key for row in chosen.passed if row.kind == "typo"]
    reports = Answer.objects.shown().filter(public_id__in=slips).order_by("pk")
    report_corrections(essay=digest.essay, answers=reports, at=at)
    run.finished_at = at
    run.themes = [
        {"words": list(theme.words), "answers": list(theme.keys)}
        for theme in chosen.themes
    ]
    run.save(update_fields=["finished_at", "themes"])
    digest.compiles.filter(number__lt=run.number).delete()
    digest.compiled_at = at
    digest.answers_considered = len(read)
    digest.replies_considered = sum(entry.is_reply for entry in read)
    digest.people_considered = len({entry.author for entry in read})
    digest.save(
        update_fields=[
            "compiled_at",
            "answers_considered",
            "replies_considered",
            "people_considered",
        ]
    )
    new_version(digest)


class _Clock:
    """Passes progress on, and keeps how long each stage took."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._since: list[tuple[str, float]] = []

    def tell(self, stage: str, done: int, total: int) -> None:
        if not self._since or self._since[-1][0] != stage:
            self._since.append((stage, time.perf_counter()))
        self._progress(stage, done, total)

    def seconds(self) -> dict[str, float]:
        ends = [*(moment for _, moment in self._since[1:]), time.perf_counter()]
        return {
            stage: round(end - start, 3)
            for (stage, start), end in zip(self._since, ends, strict=True)
        }
