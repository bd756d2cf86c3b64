"""What an editor may say a piece is, and the key that says it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from apps.questions.importing.outline import Stance

Family = Literal["heading", "question", "consideration", "quote", "prose"]
"""A kind without its depth: a section below a section is a subsection."""


class Choice(NamedTuple):
    label: str
    key: str
    """The letter on the keyboard."""
    meaning: str
    family: Family
    stance: Stance = ""


CHOICES: Mapping[str, Choice] = {
    "section": Choice("Section", "s", "a heading with questions below it", "heading"),
    "subsection": Choice("Subsection", "h", "a heading within a section", "heading"),
    "question": Choice("Question", "q", "gets a page, answers and feeds", "question"),
    "subquestion": Choice(
        "Sub-question", "b", "the same, asked within a question", "question"
    ),
    "consideration": Choice(
        "Consideration",
        "c",
        "what the essay says about the question above",
        "consideration",
    ),
    "context": Choice(
        "Context", "t", "what one has to know to answer", "consideration", "context"
    ),
    "for": Choice("For", "f", "an argument for yes", "consideration", "for"),
    "against": Choice("Against", "a", "an argument for no", "consideration", "against"),
    "quote": Choice("Quote", "u", "somebody else’s words", "quote"),
    "prose": Choice("Paragraph", "p", "text that belongs to no question", "prose"),
}
