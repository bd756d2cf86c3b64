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
    family: Family
    stance: Stance = ""


CHOICES: Mapping[str, Choice] = {
    "section": Choice("Section", "s", "heading"),
    "subsection": Choice("Subsection", "h", "heading"),
    "question": Choice("Question", "q", "question"),
    "subquestion": Choice("Sub-question", "b", "question"),
    "consideration": Choice("Consideration", "c", "consideration"),
    "context": Choice("Context", "t", "consideration", "context"),
    "for": Choice("For", "f", "consideration", "for"),
    "against": Choice("Against", "a", "consideration", "against"),
    "quote": Choice("Quote", "u", "quote"),
    "prose": Choice("Paragraph", "p", "prose"),
}
