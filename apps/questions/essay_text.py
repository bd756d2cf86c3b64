"""What an essay says, as one plain text, and which of its nodes says what.

A node is named "intro", "outro", "q-<public id>" or "c-<key of a consideration>", as
the elements of its page are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from operator import attrgetter

from apps.questions.models import Consideration, Essay, Question

_TAG = re.compile(r'<(/?[a-z0-9]+)(?:[^">]|"[^"]*")*>')
_INLINE = frozenset(["a", "em", "strong", "del", "code", "sup"])
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Node:
    """`start` and `end` are its place in the text; `question` is what it belongs to."""

    name: str
    start: int
    end: int
    question: str = ""


@dataclass(frozen=True, slots=True)
class EssayText:
    text: str
    nodes: list[Node]

    def node_at(self, place: int) -> Node:
        starts = [node.start for node in self.nodes]
        return self.nodes[bisect_right(starts, place) - 1]

    def named(self, name: str) -> Node | None:
        return next((node for node in self.nodes if node.name == name), None)

    def of(self, node: Node) -> str:
        return self.text[node.start : node.end]

    def below(self, question: str) -> list[Node]:
        """The question, by its public id, and what the essay says under it."""
        return [node for node in self.nodes if node.question == question]


def essay_text(essay: Essay) -> EssayText:
    """What the essay's page says now. Two queries."""
    retired = Question.Status.RETIRED
    return text_of_rows(
        essay,
        essay.questions.exclude(status=retired),
        essay.considerations.exclude(question__status=retired).select_related(
            "question"
        ),
    )


def text_of_rows(
    essay: Essay, questions: Iterable[Question], said: Iterable[Consideration]
) -> EssayText:
    """Of rows that need not be stored yet, in any order. No query."""
    rows: list[Question | Consideration] = [*questions, *said]
    pieces = [("intro", "", essay.intro_html)]
    for row in sorted(rows, key=attrgetter("position")):
        asked = row if isinstance(row, Question) else row.question
        pieces.append((node_name(row), asked.public_id if asked else "", row.html))
    pieces.append(("outro", "", essay.outro_html))
    text: list[str] = []
    nodes: list[Node] = []
    length = 0
    for name, question, html in pieces:
        words = words_of(html)
        nodes.append(Node(name, length, length + len(words), question))
        text.append(words)
        length += len(words) + 2
    return EssayText("\n\n".join(text), nodes)


def node_name(row: Question | Consideration) -> str:
    return f"q-{row.public_id}" if isinstance(row, Question) else f"c-{row.pk}"


def words_of(html: str) -> str:
    """The words of stored HTML, as somebody who selects them on the page gets them."""
    words = _TAG.sub(
        lambda tag: "" if tag[1].removeprefix("/") in _INLINE else "\n", html
    )
    return _LINES.sub("\n", unescape(words)).strip()
