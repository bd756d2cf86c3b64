"""What comments are assigned to, and what is said about each of them."""

from dataclasses import dataclass, field
from typing import Any, Literal

Hint = Literal["", "proposal", "nothing"]
# How sure a reply may be of what it only inherits from a comment that waits.
LEANING = 0.75


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what stands around it; all texts plain.

    `headings` are the titles of its sections, the outermost first; `answers` is what
    readers have answered already, whose words help to recognise more of the kind.
    """

    key: str
    text: str
    parent: str = ""
    headings: tuple[str, ...] = ()
    considerations: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of the essay that can be quoted; `question` is "" under none."""

    key: str
    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the essay that a comment repeats: `text[start:end]` of the node.

    `likeness` is the share of the quotation's words that stand there, 0 to 1.
    """

    node: str
    question: str
    start: int
    end: int
    exact: str
    likeness: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that a comment may answer; `words` as the comment spells them."""

    question: str
    confidence: float
    words: tuple[str, ...] = ()
    passage: Quoted | None = None

    def as_json(self) -> dict[str, Any]:
        passage = self.passage
        return {
            "question": self.question,
            "confidence": self.confidence,
            "words": list(self.words),
            "passage": passage and {"exact": passage.exact, "node": passage.node},
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """The suggestions, best first, and whether it looks like no answer at all."""

    suggestions: tuple[Suggestion, ...] = ()
    hint: Hint = ""
    passages: tuple[Quoted, ...] = field(default=())

    @property
    def leaning(self) -> Suggestion | None:
        """What its replies lean to while nobody has said what it answers: they are not
        sure before."""
        best = self.best
        return best and Suggestion(best.question, min(best.confidence, LEANING))

    @property
    def best(self) -> Suggestion | None:
        return self.suggestions[0] if self.suggestions else None
