"""What hangs on the words of an essay, in apps that this one may not know.

Such an app hands over its dependent once, when Django starts (`AppConfig.ready`). Why
it is so: docs/decisions/0013-what-hangs-on-an-essays-words.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from apps.questions.essay_text import EssayText
from apps.questions.models import Essay


@dataclass(frozen=True, slots=True)
class Affected:
    """Words that hang on the essay, as it would put them; `now` is "" if it would not."""

    was: str
    now: str
    url: str
    headline: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One kind of change: a sentence without its full stop, and what it happens to."""

    sentence: str
    affected: list[Affected]


class Dependent(Protocol):
    def keep_up(self, essay: Essay, *, at: datetime) -> None:
        """Follow the essay's new words, in the transaction that stores them."""

    def foresee(self, essay: Essay, text: EssayText) -> list[Foreseen]:
        """What would change if the essay said this; none for nothing."""
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


def foreseen(essay: Essay, text: EssayText) -> list[Foreseen]:
    return [
        change for dependent in _dependents for change in dependent.foresee(essay, text)
    ]


def marks(essay: Essay) -> dict[str, int]:
    return {
        node: count
        for dependent in _dependents
        for node, count in dependent.marks(essay).items()
    }
