"""Which questions the comments that wait may answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from apps.answers.models import Answer
from apps.comments.assigning import Asked, Assigner, Node, Suggestion
from apps.comments.models import ImportedComment
from apps.questions.essay_text import EssayText, essay_text
from apps.questions.models import Essay, Section

BATCH = 500
# So many answers of one question are enough to learn its words from.
MOST_ANSWERS = 30


def suggest(*, essay: Essay) -> int:
    """Suggest anew for every comment that waits; how many that were.

    Decided ones stay as they are. The essay is read once; then a constant number of
    queries for every few hundred comments, one transaction each.
    """
    assigner = assigner_of(essay)
    above = _decided(essay)
    waiting = essay.imported_comments.waiting().order_by("written_at", "pk")
    keys = waiting.values_list("pk", flat=True).iterator(chunk_size=BATCH)
    return sum(_suggest(assigner, batch, above) for batch in _batches(keys))


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
def _suggest(
    assigner: Assigner, keys: Iterable[int], above: dict[int, Suggestion]
) -> int:
    """`above` is what each comment read so far answers; this batch is added to it."""
    rows = ImportedComment.objects.waiting().select_for_update()
    found = list(rows.filter(pk__in=list(keys)).order_by("written_at", "pk"))
    for row in found:
        reading = assigner.read(row.body, above.get(row.parent_id or 0))
        if reading.best:
            above[row.pk] = reading.best
        row.suggestions = [each.as_json() for each in reading.suggestions]
        row.hint = reading.hint
        row.confidence = (
            reading.best.confidence if reading.best and not reading.hint else 0.0
        )
    ImportedComment.objects.bulk_update(
        found, ["suggestions", "hint", "confidence"], batch_size=100
    )
    return len(found)


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


def _batches(keys: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(keys, BATCH)):
        yield batch
