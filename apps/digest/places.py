"""Where a person's answers stand in published highlights: for that person."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.answers.models import Answer
from apps.digest.document import DocItem, Document, answer_of
from apps.digest.presentation import ShownItem, shown_item


@dataclass(frozen=True, slots=True)
class Places:
    """Of one answer: its quotations, those beside which its author is named, by their
    keys, and the line of the slip that it reported."""

    answer: Answer
    quotations: list[ShownItem]
    beside: list[str]
    slip: str

    def __bool__(self) -> bool:
        return bool(self.quotations or self.beside or self.slip)


def places_of(
    answers: Iterable[Answer], *, linked: Document, shown: Document
) -> list[Places]:
    """`linked` says which answers are quoted; `shown` is the same post for readers,
    who are not told that of every quotation."""
    items = {item.key: item for item in shown.items()}
    slips = {one.answer: one.what for one in linked.corrections}
    return [
        Places(
            answer=answer,
            quotations=[
                shown_item(items[item.key])
                for item in linked.items()
                if item.answer == answer.public_id and not item.state
            ],
            beside=[item.key for item in linked.items() if _names(item, answer)],
            slip=slips.get(answer.public_id, ""),
        )
        for answer in answers
    ]


def _names(item: DocItem, answer: Answer) -> bool:
    return any(answer_of(url) == answer.public_id for _, url in item.also)
