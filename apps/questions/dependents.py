"""What hangs on the words of an essay, in apps that this one may not know.

Such an app hands over its dependent once, when Django starts (`AppConfig.ready`). Why
it is so: docs/decisions/0013-what-hangs-on-an-essays-words.md.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from apps.questions.essay_text import EssayText
from apps.questions.models import Essay


class Dependent(Protocol):
    def keep_up(self, essay: Essay, *, at: datetime) -> None:
        """Follow the essay's new words, in the transaction that stores them."""

    def foresee(self, essay: Essay, text: EssayText) -> list[str]:
        """What would change if the essay said this: sentences, none for nothing."""
        ...

    def marks(self, essay: Essay) -> Mapping[str, int]:
        """By the name of a node: how many answers readers can see quote it."""
        ...


_dependents: list[Dependent] = []


def depend(dependent: Dependent) -> None:
    if dependent not in _dependents:
        _dependents.append(dependent)


def words_changed(essay: Essay, *, at: datetime) -> None:
    """Call within the transaction, when the new words are stored."""
    for dependent in _dependents:
        dependent.keep_up(essay, at=at)


def foreseen(essay: Essay, text: EssayText) -> list[str]:
    return [
        sentence
        for dependent in _dependents
        for sentence in dependent.foresee(essay, text)
    ]


def marks(essay: Essay) -> dict[str, int]:
    return {
        node: count
        for dependent in _dependents
        for node, count in dependent.marks(essay).items()
    }
