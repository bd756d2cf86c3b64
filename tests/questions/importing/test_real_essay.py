"""The essay that AIQ was made for, where its text is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from apps.questions.importing import Outline, parse, read_source

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
CONTENT = ("question", "subquestion", "consideration", "quote")
ASKED = ("question", "subquestion")

pytestmark = pytest.mark.skipif(
    not (DATA / "essay.txt").is_file(), reason="the essay is not part of this project"
)
Reading = tuple[str, int | None]


@pytest.fixture(scope="module")
def outline() -> Outline:
    return parse(read_source((DATA / "essay.txt").read_bytes()))


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    return json.loads((DATA / "essay_truth.json").read_text(encoding="utf-8"))["items"]


@pytest.fixture(scope="module")
def found(outline) -> dict[int, Reading]:
    return {
        item["line"]: (item["kind"], item["parent"])
        for item in outline.as_json()["items"]
    }


def readings(item: dict[str, Any]) -> list[Reading]:
    """The label of a line, then the other readings that its labeller allows."""
    return [
        (each["kind"], each.get("parent", item.get("parent")))
        for each in [item, *item.get("accept", [])]
    ]


def share(
    found: dict[int, Reading], truth: list[dict[str, Any]], parts: slice
) -> float:
    content = [item for item in truth if item["kind"] in CONTENT]
    right = sum(
        found.get(item["line"], ("", None))[parts]
        in [reading[parts] for reading in readings(item)]
        for item in content
    )
    return right / len(content)


def test_kinds_are_right(found, truth):
    assert share(found, truth, slice(0, 1)) >= 0.97


def test_parents_are_right(found, truth):
    assert share(found, truth, slice(0, 2)) >= 0.95


def test_most_are_the_labellers_first_choice(found, truth):
    first = [item | {"accept": []} for item in truth]

    assert share(found, first, slice(0, 1)) >= 0.90
    assert share(found, first, slice(0, 2)) >= 0.85


def test_all_headings_have_their_level(found, truth):
    headings = [item for item in truth if item["kind"] in ("section", "subsection")]

    assert len(headings) == 26
    assert all(found[item["line"]] == readings(item)[0] for item in headings)


def test_nothing_is_wrongly_taken_for_a_question(found, truth):
    may_ask = {
        item["line"]
        for item in truth
        if any(kind in ASKED for kind, _ in readings(item))
    }

    assert {line for line, (kind, _) in found.items() if kind in ASKED} <= may_ask


def test_readers_comments_are_never_the_essays_own(found, truth):
    comments = [item for item in truth if item["kind"] == "reader_comment"]

    assert all(found[item["line"]] == ("reader_comment", None) for item in comments)


def test_joined_paragraphs_come_apart(outline, truth):
    joined = {item["line"] for item in truth if item.get("joined")}

    assert {item.line for item in outline.items if item.part} == joined


def test_labels_pass_on_their_side(outline, truth):
    stances = {item.line: item.stance for item in outline.items if item.part == 0}
    labelled = [item["line"] for item in truth if item.get("label")]

    assert [stances[line] for line in labelled] == ["for", "against"]
    assert [stances[line + 1] for line in labelled] == ["for", "against"]


def test_title_and_subtitle_are_the_first_two_lines(outline):
    lines = (DATA / "essay.txt").read_text(encoding="utf-8").split("\n")

    assert [outline.title, outline.subtitle] == lines[:2]


def test_its_markdown_comes_back_the_same(outline):
    """Headings and nested list items say all that the words had to."""
    again = parse(as_markdown(outline), format="markdown")

    kinds = [item.kind for item in again.items if item.kind in CONTENT]
    assert kinds == [item.kind for item in outline.items if item.kind in CONTENT]


def as_markdown(outline: Outline) -> str:
    lines = [f"# {outline.title}", ""]
    number = 0
    for item in outline.items:
        indent = "  " * (item.level - 1)
        if item.kind in ("section", "subsection"):
            lines += ["", f"{'#' * (item.level + 1)} {item.text}", ""]
        elif item.kind in ASKED:
            number += 1
            lines.append(f"{indent}- {item.text} {{#q{number:05d}}}")
        elif item.kind == "consideration":
            label = {"": "Context", "for": "For", "against": "Against"}[item.stance]
            lines.append(f"{indent}- **{label}:** {item.text}")
        elif item.kind == "quote":
            lines += [f"{indent}> {item.text}", f"{indent}> — {item.source}", ""]
    return "\n".join(lines)
