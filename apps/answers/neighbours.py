"""The questions before and after one, in the order in which the essay is read."""

from typing import NamedTuple

from apps.questions.models import Question


class Neighbours(NamedTuple):
    previous: Question | None = None
    following: Question | None = None


def neighbours(question: Question) -> Neighbours:
    """Open questions only. Two queries.

    A retired question has those around the place where it last stood, or none where no
    version of the essay held it.
    """
    live = Question.objects.live().filter(essay=question.essay_id)
    if question.status == Question.Status.RETIRED:
        order = _when_it_was_open(question)
        at = order.index(question.pk) if order else 0
        still = live.in_bulk(order)
        before = (still[pk] for pk in reversed(order[:at]) if pk in still)
        after = (still[pk] for pk in order[at:] if pk in still)
        return Neighbours(next(before, None), next(after, None))
    return Neighbours(
        live.filter(position__lt=question.position).order_by("-position").first(),
        live.filter(position__gt=question.position).order_by("position").first(),
    )


def _when_it_was_open(question: Question) -> list[int]:
    """The keys of the questions, in order, of the last outline with this one open."""
    replaced = question.essay.revisions.exclude(before=None).order_by("-number")
    outlines = replaced.values_list("before__questions", flat=True)
    # One after the other: each is as long as the essay.
    for rows in outlines.iterator(chunk_size=1):
        order = [row["pk"] for row in rows if row["status"] == Question.Status.LIVE]
        if question.pk in order:
            return order
    return []
