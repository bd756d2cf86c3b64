"""The outline of an essay as plain values, stored so that it can be put back."""

from typing import Any, TypedDict

from apps.questions.models import Essay

# Values of a model's row: text, numbers, None.
Row = dict[str, Any]

ESSAY = ("title", "subtitle", "intro", "intro_html", "outro", "outro_html")
SECTION = ("parent_id", "title", "level", "position")
QUESTION = (
    "section_id",
    "parent_id",
    "position",
    "depth",
    "text",
    "html",
    "headline",
    "status",
)
CONSIDERATION = (
    "section_id",
    "question_id",
    "parent_id",
    "kind",
    "stance",
    "position",
    "depth",
    "text",
    "html",
    "source",
)


class Snapshot(TypedDict):
    """Rows in order, with their primary keys; `proposals` are pairs with sections."""

    essay: Row
    sections: list[Row]
    questions: list[Row]
    considerations: list[Row]
    proposals: list[tuple[int, int]]


def snapshot(essay: Essay) -> Snapshot:
    """Four queries."""
    placed = essay.proposals.exclude(section=None).order_by("pk")
    return Snapshot(
        essay={name: getattr(essay, name) for name in ESSAY},
        sections=list(
            essay.sections.order_by("position", "pk").values(
                "pk", "public_id", *SECTION
            )
        ),
        questions=list(
            essay.questions.order_by("position", "pk").values("pk", *QUESTION)
        ),
        considerations=list(
            essay.considerations.order_by("position", "pk").values("pk", *CONSIDERATION)
        ),
        proposals=list(placed.values_list("pk", "section__pk")),
    )


def reads_alike(one: Snapshot, other: Snapshot) -> bool:
    """Whether readers see the same; considerations may be stored anew."""
    return _read(one) == _read(other)


def _read(state: Snapshot) -> list[object]:
    places = {row["pk"]: row["position"] for row in state["considerations"]}
    said = [
        row | {"pk": None, "parent_id": places.get(row["parent_id"])}
        for row in state["considerations"]
    ]
    return [state["essay"], state["sections"], state["questions"], said]
