"""Which question of a new version is which of the live essay. Pure: no Django."""

from apps.questions.revising.differences import (
    Difference,
    HeadingDifference,
    differences,
    heading_differences,
)
from apps.questions.revising.matching import Pairs, pair
from apps.questions.revising.report import Report, report
from apps.questions.revising.texts import TextEntry, text_differences
from apps.questions.revising.version import Asking, Heading, Text, Version

__all__ = [
    "Asking",
    "Difference",
    "Heading",
    "HeadingDifference",
    "Pairs",
    "Report",
    "Text",
    "TextEntry",
    "Version",
    "differences",
    "heading_differences",
    "pair",
    "report",
    "text_differences",
]
