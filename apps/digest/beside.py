"""Who else makes the point of a quotation: answers that may be named beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from apps.answers.models import Answer
from apps.digest.models import Candidate, Item

Said = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """An answer, and the version of it that was found to make the point."""

    answer: Answer
    revision: int

    @property
    def is_edited(self) -> bool:
        """Whether it may say something else by now: then nobody is told it says so."""
        return self.answer.revision_number > self.revision


def said(stored: Iterable[str | Sequence[str | int]]) -> list[Said]:
    """Public ids and versions as `Item.also` has them.

    A bare id is from before versions were kept, and stands for the first one.
    """
    return [
        (one, 1) if isinstance(one, str) else (str(one[0]), int(one[1]))
        for one in stored
    ]


def beside(items: Sequence[Item]) -> dict[int, list[Beside]]:
    """By the items' keys, best first, one answer to a person; never the quoted person,
    nor what may not be quoted, nor what was dismissed. One query.

    The items carry their answers.
    """
    dismissed = Candidate.objects.filter(
        answer=OuterRef("pk"),
        digest__in={item.digest_id for item in items},
        state=Candidate.State.DISMISSED,
    )
    keys = {key for item in items for key, _ in said(item.also)}
    rows = Answer.objects.filter(public_id__in=keys).exclude(Exists(dismissed))
    found = {row.public_id: row for row in rows.select_related("author", "root")}
    return {item.pk: _of_item(item, found) for item in items}


def _of_item(item: Item, found: dict[str, Answer]) -> list[Beside]:
    people = {item.answer.author_id}
    those = []
    for key, revision in said(item.also):
        answer = found.get(key)
        if answer and answer.is_quotable and answer.author_id not in people:
            people.add(answer.author_id)
            those.append(Beside(answer, revision))
    return those
