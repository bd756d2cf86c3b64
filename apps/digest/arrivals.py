"""What waits for an editor, counted for the desk's first page. Reading only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce

from apps.answers.models import Answer
from apps.digest.document import considered
from apps.digest.models import Candidate, Digest
from apps.questions.models import Essay

NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Arrived:
    """Of an essay, what readers wrote and other readers see.

    `fresh` is how much of it came in after the last highlights were compiled; None
    where readers find no highlights.
    """

    answers: int = 0
    replies: int = 0
    fresh: int | None = None

    def __str__(self) -> str:
        """Such as "81 answers and 21 replies, 6 since the last highlights"."""
        if not self.answers + self.replies:
            return "No answers yet"
        told = considered(self.answers, self.replies)
        if self.fresh is None:
            return told
        return f"{told}, {self.fresh or 'none'} since the last highlights"


def arrived(essays: Iterable[Essay]) -> dict[int, Arrived]:
    """By the essay's key. Two queries."""
    keys = [essay.pk for essay in essays]
    seen = _seen_until(keys)
    fresh = NOTHING
    for key, moment in seen.items():
        fresh |= Q(question__essay=key, came__gt=moment)
    rows = (
        Answer.objects.shown()
        .filter(question__essay__in=keys)
        .exclude(author=F("question__essay__author"))
        .annotate(came=Coalesce("brought_at", "created_at"))
        .order_by()
        .values_list("question__essay")
        .annotate(
            roots=Count("pk", filter=Q(parent=None)),
            below=Count("pk", filter=Q(parent__isnull=False)),
            recent=Count("pk", filter=fresh),
        )
    )
    found = {
        key: Arrived(answers, replies, new if key in seen else None)
        for key, answers, replies, new in rows
    }
    return {key: found.get(key, Arrived()) for key in keys}


def to_look_at(digests: Iterable[Digest]) -> dict[int, int]:
    """How many candidates nobody has decided about, by the digest's key. One query."""
    rows = Candidate.objects.quotable().filter(digest__in=list(digests))
    new = rows.filter(state=Candidate.State.NEW).order_by()
    return dict(new.values_list("digest").annotate(Count("pk")))


def _seen_until(essays: list[int]) -> dict[int, datetime]:
    """When the essay's last highlights were compiled, or went out without. One query."""
    rows = Digest.objects.published().filter(essay__in=essays).order_by()
    seen = Max(Coalesce("compiled_at", "published_at"))
    return dict(rows.values_list("essay").annotate(seen=seen))
