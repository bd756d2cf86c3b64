"""Which questions the comments that wait may answer."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.comments.assigning import Asked, Assigner, Node, Reading, Suggestion
from apps.comments.models import ImportedComment
from apps.jobs.actions import enqueue
from apps.jobs.models import Job
from apps.questions.actions import lock_essay
from apps.questions.essay_text import EssayText, essay_text
from apps.questions.models import Essay, Section

KIND = "suggest_questions"
BATCH = 500
# So many answers of one question are enough to learn its words from.
MOST_ANSWERS = 30
Progress = Callable[[int, int], None]
Readings = dict[int, Reading]


def request_suggestions(*, essay: Essay, by: User) -> Job:
    """Ask a worker to suggest anew; the job that is under way when there is one."""
    return enqueue(
        kind=KIND, subject=_subject(essay), params={"essay": essay.pk}, by=by
    )


def suggestions_under_way(essay: Essay) -> Job | None:
    """The job that suggests for the essay just now. One query."""
    return Job.objects.active().filter(kind=KIND, subject=_subject(essay)).first()


def suggest(*, essay: Essay, progress: Progress | None = None) -> int:
    """Suggest anew for every comment that waits; how many that were.

    Decided ones stay as they are. The essay is read once; then a constant number of
    queries for every few hundred comments, which are written in one transaction each.
    `progress` hears how many are done, of how many, always outside of one; what it
    raises ends the work, and what was written stays.
    """
    waiting = essay.imported_comments.waiting()
    total = waiting.count()
    tell = progress or (lambda done, total: None)
    tell(0, total)
    assigner = assigner_of(essay)
    above = _decided(essay)
    # Only these are looked up again: a long section is mostly comments without replies.
    parents = set(
        essay.imported_comments.filter(parent__isnull=False).values_list(
            "parent", flat=True
        )
    )
    # A parent stands before its replies.
    # A list, and no open cursor: SQLite refuses to write beside one that others outran.
    keys = list(waiting.oldest_first().values_list("pk", flat=True))
    done = 0
    for start in range(0, len(keys), BATCH):
        readings: Readings = {}
        for row in _bodies(keys[start : start + BATCH]):
            reading = assigner.read(row.body, above.get(row.parent_id or 0))
            readings[row.pk] = reading
            if reading.leaning and row.pk in parents:
                above[row.pk] = reading.leaning
            tell(min(start + len(readings), total), total)
        done += _keep(essay, readings)
    return done


def _bodies(keys: Sequence[int]) -> list[ImportedComment]:
    rows = ImportedComment.objects.only("parent_id", "body").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def assigner_of(essay: Essay) -> Assigner:
    """Of the essay's open questions as they stand now. Five queries."""
    text = essay_text(essay)
    titles = {row.pk: row for row in essay.sections.all()}
    said = _said(text)
    answered = _answered(essay)
    questions = [
        Asked(
            key=row.public_id,
            text=said[row.public_id][0] if said[row.public_id] else row.headline,
            parent=row.parent.public_id if row.parent else "",
            headings=tuple(_headings(titles, row.section_id)),
            considerations=tuple(said[row.public_id][1:]),
            answers=tuple(answered[row.public_id]),
        )
        for row in essay.questions.live().select_related("parent")
    ]
    nodes = (Node(node.name, text.of(node), node.question) for node in text.nodes)
    return Assigner(questions, nodes)


@transaction.atomic
def _keep(essay: Essay, readings: Readings) -> int:
    """Write what was read of those that still wait; how many these are."""
    lock_essay(essay.pk)
    found = list(ImportedComment.objects.waiting().filter(pk__in=readings))
    for row in found:
        reading = readings[row.pk]
        best = reading.best
        row.suggestions = [each.as_json() for each in reading.suggestions]
        row.hint = reading.hint
        row.confidence = best.confidence if best and not reading.hint else 0.0
    ImportedComment.objects.bulk_update(
        found, ["suggestions", "hint", "confidence"], batch_size=100
    )
    return len(found)


def _subject(essay: Essay) -> str:
    return f"essay:{essay.pk}"


def _decided(essay: Essay) -> dict[int, Suggestion]:
    accepted = essay.imported_comments.filter(state=ImportedComment.State.ACCEPTED)
    pairs = accepted.values_list("pk", "question__public_id")
    return {pk: Suggestion(str(question), 1.0) for pk, question in pairs}


def _said(text: EssayText) -> dict[str, list[str]]:
    """By question, its own words and what stands under it, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in text.nodes:
        if node.question:
            found[node.question].append(text.of(node))
    return found


def _answered(essay: Essay) -> dict[str, list[str]]:
    shown = Answer.objects.shown().top_level().filter(question__essay=essay)
    pairs = shown.best_first().values_list("question__public_id", "body")
    found: dict[str, list[str]] = defaultdict(list)
    for question, body in pairs.iterator():
        if len(found[question]) < MOST_ANSWERS:
            found[question].append(body)
    return found


def _headings(titles: dict[int, Section], section: int | None) -> list[str]:
    found: list[str] = []
    while section is not None:
        found.insert(0, titles[section].title)
        section = titles[section].parent_id
    return found
