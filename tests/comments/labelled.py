"""Comments whose questions are known, and how many of them are assigned rightly."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from apps.comments.assigning import Asked, Assigner, Node, Reading, Suggestion
from apps.lib import markup
from apps.lib.plain_text import text_of
from apps.questions.importing import Outline, parse
from apps.questions.importing.outline import ASKED, HEADINGS

HERE = Path(__file__).parent
ESSAY = HERE.parents[1] / "aiq_site" / "starter" / "essay.md"


@dataclass(frozen=True)
class Labelled:
    """One comment: the best question first, others that are as good after it."""

    text: str
    style: str
    answers: tuple[str, ...]
    kind: str = "answer"
    several: bool = False
    id: str = ""
    reply_to: str = ""


@dataclass
class Figures:
    """How a part was assigned."""

    readings: list[tuple[Labelled, Reading]] = field(default_factory=list)

    def top(self, number: int, *, strict: bool = False) -> float:
        """The share of answers whose question is among the first `number`."""
        asked = [(c, r) for c, r in self.readings if c.answers]
        hits = sum(
            any(
                suggestion.question in (c.answers[:1] if strict else c.answers)
                for suggestion in reading.suggestions[:number]
            )
            for c, reading in asked
        )
        return hits / len(asked)

    def bands(self, edges: tuple[float, ...]) -> dict[float, tuple[int, int]]:
        """By the lower edge: how many first suggestions are right, of how many."""
        found: dict[float, tuple[int, int]] = dict.fromkeys(edges, (0, 0))
        for comment, reading in self.readings:
            if best := reading.best:
                edge = max((e for e in edges if e <= best.confidence), default=None)
                if edge is not None:
                    right, of = found[edge]
                    found[edge] = (right + (best.question in comment.answers), of + 1)
        return found

    def kinds(self, kind: str) -> tuple[int, int, int]:
        """Hints of a kind that are right, that were given, that were due."""
        given = [c for c, r in self.readings if r.hint == kind]
        due = [c for c, _ in self.readings if c.kind == kind]
        return sum(c.kind == kind for c in given), len(given), len(due)


def labelled(part: str) -> list[Labelled]:
    text = (HERE / f"labelled_{part}.toml").read_text("utf-8")
    return [
        Labelled(**row | {"answers": tuple(row["answers"])})
        for row in tomllib.loads(text)["comment"]
    ]


def figures(comments: list[Labelled], assigner: Assigner) -> Figures:
    """Assigns them in order: a parent stands before its replies."""
    found = Figures()
    of: dict[str, Suggestion | None] = {}
    for comment in comments:
        reading = assigner.read(comment.text, of.get(comment.reply_to))
        if comment.id:
            of[comment.id] = reading.leaning
        found.readings.append((comment, reading))
    return found


@cache
def starter_assigner() -> Assigner:
    return assigner_of(parse(ESSAY.read_text("utf-8"), format="markdown"))


def plain(text: str) -> str:
    return text_of(markup.render(text, profile="essay"))


def starter_answers() -> dict[str, tuple[str, ...]]:
    """What the starter's own readers answer, by question."""
    text = (ESSAY.parent / "community.toml").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in tomllib.loads(text)["answers"]:
        if question := row.get("question"):
            found[question] += (plain(row["body"]),)
    return found


def assigner_of(
    outline: Outline, answers: dict[str, tuple[str, ...]] | None = None
) -> Assigner:
    """What the rows of an essay give, made from an outline alone."""
    headings: dict[int, tuple[str, ...]] = {}
    asked_at: dict[int, int | None] = {}
    below: dict[int, list[str]] = defaultdict(list)
    nodes = []
    for at, item in enumerate(outline.items):
        above = headings.get(item.parent, ()) if item.parent is not None else ()
        headings[at] = (*above, plain(item.text)) if item.kind in HEADINGS else above
        asked_at[at] = at if item.kind in ASKED else asked_at.get(item.parent)  # type: ignore[arg-type]
        if item.kind in (*HEADINGS, "reader_comment"):
            continue
        question = asked_at[at]
        nodes.append(Node(f"n{at}", plain(item.text), _key(outline, question)))
        if item.kind not in ASKED and question is not None:
            below[question].append(plain(item.text))
    questions = [
        Asked(
            _key(outline, at),
            plain(item.text),
            _key(outline, asked_at.get(item.parent)),  # type: ignore[arg-type]
            headings[at],
            tuple(below[at]),
            (answers or {}).get(_key(outline, at), ()),
        )
        for at, item in enumerate(outline.items)
        if item.kind in ASKED
    ]
    return Assigner(questions, nodes)


def _key(outline: Outline, at: int | None) -> str:
    if at is None:
        return ""
    return outline.items[at].public_id or f"q{at}"
