"""What an editor is shown of a draft."""

import pytest

from apps.questions.correcting import draft_of
from apps.questions.importing import Item, Outline
from apps.questions.preview import bench, preview, splice


def item(kind="question", parent=None, sure=1.0, line=1, text="Why?") -> Item:
    return Item(
        line=line,
        part=0,
        kind=kind,
        parent=parent,
        text=text,
        stance="",
        source="",
        confidence=sure,
        public_id="",
        level=1,
        reason="asks",
    )


def show(*items: Item):
    return preview(draft(*items))


def draft(*items: Item):
    return draft_of(Outline("T", "", items, ("Careful.",)), [])


def test_rows_know_their_depth_and_are_counted_in_words():
    shown = show(
        item("section"), item(parent=0, line=2), item("subquestion", parent=1, line=3)
    )

    assert [row.depth for row in shown.rows] == [0, 1, 2]
    assert shown.counts == ["1 section", "1 question", "1 sub-question"]
    assert shown.warnings == ("Careful.",)


def test_readers_comments_are_counted_apart():
    shown = show(item(), item("reader_comment", line=2))

    assert shown.counts == ["1 question"]
    assert shown.left_out == 1


@pytest.mark.parametrize(
    ("sure", "said"), [(0.95, "certain"), (0.7, "likely"), (0.4, "guess")]
)
def test_how_sure_a_guess_is_stands_beside_it(sure, said):
    assert show(item(sure=sure)).rows[0].sureness == said


def test_doubts_are_stepped_through_in_a_ring():
    shown = show(*(item(sure=0.4 if n % 2 else 1, line=n) for n in range(1, 6)))

    assert shown.doubts == ["1.0", "3.0", "5.0"]
    assert shown.next_doubt("1.0") == "3.0"
    assert shown.next_doubt("5.0") == "1.0"
    assert shown.place_of("3.0") == 2
    assert shown.place_of("2.0") == 0


def test_the_piece_at_hand_says_why_and_where_it_can_be_split():
    one = draft(item(text="Why is it so? And what then? I wonder."))

    at_hand = bench(one, preview(one), "gone")

    assert at_hand.reason == "It is built as a question and ends as one."
    assert [words for _, words in at_hand.cuts] == [
        "And what then? I wonder.",
        "I wonder.",
    ]


def test_only_rows_that_changed_are_exchanged():
    one = draft(*(item(line=n) for n in range(1, 9)))
    other = one.copy()
    other.play({"act": "choose", "key": "4.0", "choice": "quote"})

    changed = splice(preview(one).rows, preview(other).rows)

    assert (changed.after, changed.removed) == ("3.0", ["4.0"])
    assert [row.kind for row in changed.rows] == ["quote"]


def test_an_empty_draft_has_no_piece_at_hand():
    assert bench(draft(), show(), "1.0") is None
