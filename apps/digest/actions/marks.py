"""What stands beside the groups of a draft, as rows for `steps.py`, and back: what was
said of candidates, what an editor put into the tray, stars, and a recording's times.
"""

from django.db.models import Max, Q

from apps.answers.actions import show_pick
from apps.answers.models import Answer
from apps.digest.models import Candidate, Digest, Passed, Recording, Star
from apps.digest.steps import Fields

ASKED_FOR = "An editor put it here"
RECORDING = "recording"


def marks(digest: Digest) -> dict[str, Fields]:
    """By key. Three queries.

    A candidate has a row only once an editor said something of it, or put it there.
    """
    rows: dict[str, Fields] = {}
    said = Candidate.objects.filter(digest=digest).filter(
        ~Q(state=Candidate.State.NEW) | Q(is_offered=True)
    )
    for row in said.order_by("position"):
        rows[f"candidate:{row.answer_id}"] = {
            "state": row.state,
            **({"is_offered": True} if row.is_offered else {}),
        }
    for star in Star.objects.filter(answer__question__essay=digest.essay_id):
        rows[f"star:{star.answer_id}"] = {
            "starred_by": star.starred_by_id,
            "starred_at": star.starred_at.isoformat(),
        }
    for recording in Recording.objects.filter(digest=digest):
        rows[RECORDING] = {
            "minutes": recording.minutes,
            "pace": recording.pace,
            "chapters": recording.chapters,
            "timed_by": recording.timed_by_id,
            "timed_at": recording.timed_at.isoformat(),
        }
    return rows


def set_mark(digest: Digest, key: str, row: Fields | None) -> None:
    """Make it as `row` says; None: as before anybody said anything. Other keys are
    left alone."""
    kind, _, answer = key.partition(":")
    if kind == "candidate":
        _set_candidate(digest, int(answer), row)
    elif kind == "star":
        _set_star(int(answer), row)
    elif kind == RECORDING:
        _set_recording(digest, row)


def put_into_tray(digest: Digest, answer: Answer) -> Candidate:
    """At the end, marked as put there by an editor; one that is there gets the mark.

    The digest must be locked. Three queries.
    """
    passed = Passed.objects.filter(
        compile__digest=digest, compile__finished_at__isnull=False, answer=answer
    ).last()
    last = Candidate.objects.filter(digest=digest).aggregate(last=Max("position"))
    row, _ = Candidate.objects.update_or_create(
        digest=digest,
        answer=answer,
        defaults={"is_offered": True},
        create_defaults={
            "is_offered": True,
            "position": (last["last"] or 0) + 1,
            "rank": passed.rank if passed else 0,
            "of": passed.of if passed else 0,
            "score": passed.score if passed else 0.0,
            "parts": [],
            "reasons": [ASKED_FOR, *([passed.reason] if passed else [])],
        },
    )
    return row


def _set_candidate(digest: Digest, answer: int, row: Fields | None) -> None:
    candidates = Candidate.objects.filter(digest=digest, answer=answer)
    if row and row.get("is_offered"):
        put_into_tray(digest, Answer.objects.get(pk=answer))
    elif row is None:
        offered = candidates.filter(is_offered=True).first()
        if offered and ASKED_FOR in offered.reasons:
            offered.delete()
        # A compile has found it meanwhile: then it stays, as what was found.
        candidates.update(is_offered=False)
    state = row["state"] if row else Candidate.State.NEW
    candidates.update(state=state)


def _set_star(answer: int, row: Fields | None) -> None:
    starred = Answer.objects.get(pk=answer)
    show_pick(answer=starred, is_pick=row is not None)
    if row is None:
        Star.objects.filter(answer=answer).delete()
        return
    told = {"starred_by_id": row["starred_by"], "starred_at": row["starred_at"]}
    Star.objects.update_or_create(answer=starred, defaults=told)


def _set_recording(digest: Digest, row: Fields | None) -> None:
    if row is None:
        Recording.objects.filter(digest=digest).delete()
        return
    told = {**row, "timed_by_id": row["timed_by"]}
    del told["timed_by"]
    Recording.objects.update_or_create(digest=digest, defaults=told)
