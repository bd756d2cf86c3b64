"""Questions that a new version of the essay does not name: some stay, others retire."""

from collections import defaultdict
from collections.abc import Iterable

from apps.questions.models import Consideration, Essay, Question
from apps.questions.versions import Comparison


def retire_the_rest(comparison: Comparison) -> list[tuple[Question, str]]:
    """The rows that no question of the new version stands for, each with the public id
    of the nearest section above it that remains, or "". Nothing is stored.

    What a reader asked and an editor accepted stays open; the rest is retired, below
    its old parent.
    """
    remaining = set(comparison.pairs.headings.values())
    taken = set(comparison.pairs.questions.values())
    live = comparison.live
    above = {heading.key: heading.above for heading in live.version.headings}
    places = {section.pk: key for key, section in live.sections.items()}
    rows = [asking for asking in live.version.questions if asking.key not in taken]
    for asking in rows:
        row = live.questions[asking.key]
        if asking.standing != "credited":
            row.status = Question.Status.RETIRED
        elif asking.parent not in taken:
            row.parent, row.depth = None, 0
    rest = [live.questions[asking.key] for asking in rows] + live.merged
    # Open ones first, in their order: what is retired must not stand between.
    rest.sort(key=lambda row: (not row.is_open, row.position))
    return [
        (row, _remaining(places.get(row.section_id or 0, ""), above, remaining))
        for row in rest
    ]


def said_under(
    essay: Essay, rest: Iterable[tuple[Question, str]]
) -> dict[int, list[Consideration]]:
    """What the essay said under each of these questions, in order. One query."""
    said: dict[int, list[Consideration]] = defaultdict(list)
    asked = [row.pk for row, _ in rest]
    for each in essay.considerations.filter(question__in=asked).order_by("position"):
        if each.question_id:
            said[each.question_id].append(each)
    return said


def _remaining(key: str, above: dict[str, str], remaining: set[str]) -> str:
    while key and key not in remaining:
        key = above[key]
    return key
