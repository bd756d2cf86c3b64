"""Passages are stored with their answer, and follow the essay through its versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, F

from apps.accounts.actions import tell
from apps.answers.actions.writing import CannotWrite
from apps.answers.models import Answer, Passage
from apps.answers.quoting import NotInEssay, anchored, in_blocks, numbered, quoted
from apps.lib.passages import Selector
from apps.questions.actions import latest_revision, lock_essay
from apps.questions.dependents import Affected, Foreseen
from apps.questions.essay_text import EssayText, essay_text
from apps.questions.models import Essay, EssayRevision, Question

BATCH = 100


class CannotQuote(CannotWrite):
    """The words do not stand in the essay; the message is fit to show."""


class Quoting:
    """What one text quotes, read while the essay is held.

    Made before the question is locked: new versions lock the essay first as well. A
    text that quotes nothing costs no query.
    """

    def __init__(
        self,
        essay: int,
        body: str,
        chosen: Sequence[Selector],
        stored: Sequence[Passage] = (),
    ) -> None:
        """Raises CannotQuote for words that neither the essay nor `stored` has."""
        self.passages: list[Passage] = []
        has_blocks = any(line.lstrip().startswith(">") for line in body.splitlines())
        if not (chosen or has_blocks or any(row.is_in_body for row in stored)):
            return
        row = lock_essay(essay)
        text = essay_text(row)
        known = {passage.exact: passage for passage in stored}
        try:
            picked = [known.get(each.exact) or quoted(each, text) for each in chosen]
        except NotInEssay as refusal:
            raise CannotQuote(str(refusal)) from refusal
        for passage in picked:
            passage.is_in_body = False
        self.passages = numbered([*picked, *in_blocks(body, text, stored)])
        name_revision(self.passages, row)

    def store(self, answer: Answer) -> None:
        """In place of what the answer quoted before."""
        answer.passages.all().delete()
        for passage in self.passages:
            passage.pk, passage.answer = None, answer
        Passage.objects.bulk_create(self.passages)


def name_revision(passages: Iterable[Passage], essay: Essay) -> None:
    """Those that are new stand in the latest version. Two queries, if there are any."""
    fresh = [passage for passage in passages if passage.pk is None]
    number = latest_revision(essay) if fresh else 0
    if not number:
        return
    revision = EssayRevision.objects.filter(essay=essay, number=number).first()
    for passage in fresh:
        passage.revision = revision


class KeepPassages:
    """How the passages of all answers follow their essay."""

    def keep_up(self, essay: Essay, *, at: datetime) -> None:
        """Whatever the length of the essay, four queries, and one for each loss."""
        text = essay_text(essay)
        changed: list[Passage] = []
        lost: dict[int, Answer] = {}
        for passage in _passages_of(essay):
            before = (passage.state, passage.found, passage.node)
            was_orphan = passage.is_orphan
            anchored(passage, text)
            if before != (passage.state, passage.found, passage.node):
                changed.append(passage)
            if passage.is_orphan and not was_orphan:
                lost[passage.answer_id] = passage.answer
        Passage.objects.bulk_update(changed, ["state", "found", "node"], BATCH)
        Question.objects.filter(
            pk__in={passage.answer.question_id for passage in changed}
        ).update(version=F("version") + 1)
        for answer in lost.values():
            _tell_of_loss(answer, at)

    def foresee(self, essay: Essay, text: EssayText) -> list[Foreseen]:
        changes: dict[str, list[Affected]] = defaultdict(list)
        for passage in _passages_of(essay):
            before = passage.state
            if anchored(passage, text).state != before:
                changes[passage.state].append(_affected(passage))
        return [
            Foreseen(
                f"{len(affected)} quoted passage{'s' * (len(affected) != 1)} would {words}",
                affected,
            )
            for state, words in _FORESEEN.items()
            if (affected := changes[state])
        ]

    def marks(self, essay: Essay) -> Mapping[str, int]:
        """One query."""
        standing = Passage.objects.of_essay(essay).readable().values("node")
        counted = standing.annotate(count=Count("answer", distinct=True))
        return {row["node"]: row["count"] for row in counted.order_by("node")}


_FORESEEN = {
    Passage.State.DRIFTED: "drift",
    Passage.State.ORPHAN: "be lost",
    Passage.State.OK: "be found again word for word",
}


def _affected(passage: Passage) -> Affected:
    now = passage.exact if passage.state == Passage.State.OK else passage.found
    answer = passage.answer
    return Affected(
        passage.exact, now, answer.get_absolute_url(), answer.question.headline
    )


def _passages_of(essay: Essay) -> list[Passage]:
    rows = Passage.objects.of_essay(essay).order_by("pk")
    return list(rows.select_related("answer__author", "answer__question"))


def _tell_of_loss(answer: Answer, at: datetime) -> None:
    if answer.is_withdrawn:
        return
    tell(
        person=answer.author,
        key=f"passage:{answer.public_id}:{at.isoformat()}",
        text="The essay no longer has the words that you quoted in your answer to "
        f"“{answer.question.headline}”. They stay in your answer.",
        url=answer.get_absolute_url(),
        at=at,
    )
