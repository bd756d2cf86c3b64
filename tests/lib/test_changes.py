"""The word diff: complete in both directions, readable, and never slow."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib.changes import Change, Effort, changes

WORDS = st.text(alphabet="ab \n", max_size=40)


def before(found: list[Change]) -> str:
    return "".join(change.text for change in found if change.kind != "added")


def after(found: list[Change]) -> str:
    return "".join(change.text for change in found if change.kind != "removed")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        (
            "a b c",
            "a x c",
            [("same", "a"), ("removed", " b"), ("added", " x"), ("same", " c")],
        ),
        ("a c", "a b c", [("same", "a"), ("added", " b"), ("same", " c")]),
        (
            "Do rivers meander?",
            "Do rivers meander, and how fast?",
            [
                ("same", "Do rivers meander"),
                ("added", ", and how fast"),
                ("same", "?"),
            ],
        ),
        (
            "one two three four",
            "one 2 3 four",
            [
                ("same", "one"),
                ("removed", " two three"),
                ("added", " 2 3"),
                ("same", " four"),
            ],
        ),
    ],
)
def test_changes_are_told_word_by_word(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert changes(old, new) == expected


@given(WORDS, WORDS)
def test_both_texts_can_be_read_off_the_changes(old: str, new: str) -> None:
    found = changes(old, new)

    assert before(found) == old
    assert after(found) == new


@given(WORDS, WORDS)
def test_neighbouring_stretches_differ_in_kind(old: str, new: str) -> None:
    kinds = [change.kind for change in changes(old, new)]

    assert all(left != right for left, right in pairwise(kinds))


def test_a_mostly_rewritten_text_is_compared_by_paragraphs() -> None:
    old = "A first paragraph.\n\n" + "old words " * 500 + "\n\nThe end."
    new = "A first paragraph.\n\n" + "different things " * 500 + "\n\nThe end."

    found = changes(old, new)

    assert [change.kind for change in found] == ["same", "removed", "added", "same"]
    assert found[0].text.startswith("A first")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 9_999, "b a " * 4_999),
        ("a\n" * 9_999, "b\na\n" * 4_999),
        (" ".join(map(str, range(4_000))), " ".join(map(str, range(4_000, 0, -1)))),
    ],
)
def test_hostile_texts_take_well_under_a_second(old: str, new: str) -> None:
    start = time.process_time()

    found = changes(old, new)

    assert time.process_time() - start < 4
    assert (before(found), after(found)) == (old, new)


def test_texts_that_share_an_effort_stand_whole_once_it_is_spent() -> None:
    effort = Effort(10)
    old, new = "one two three", "one 2 three"
    plain = [("removed", old), ("added", new)]

    assert changes(old, new, effort) == changes(old, new)
    assert effort.left == 4
    assert changes(old, new, effort) == plain
    assert changes(old, new, effort) == plain


def test_what_came_or_went_whole_takes_no_effort() -> None:
    effort = Effort(0)

    assert changes("", "one two", effort) == [("added", "one two")]
    assert changes("one two", "", effort) == [("removed", "one two")]
    assert effort.left == 0
