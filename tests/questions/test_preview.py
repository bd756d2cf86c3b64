"""What an editor is shown of an outline."""

import pytest

from apps.questions.importing import Item, Outline
from apps.questions.preview import DEEPEST, EDITABLE, preview


def item(kind: str = "question", parent: int | None = None, sure: float = 1.0) -> Item:
    return Item(
        line=1,
        part=0,
        kind=kind,
        parent=parent,
        text="Why?",
        stance="",
        source="",
        confidence=sure,
        public_id="",
        level=1,
    )


def show(*items: Item):
    return preview(Outline(title="T", subtitle="", items=items, warnings=("Careful.",)))


def test_pieces_hang_below_their_parents():
    shown = show(item("section"), item(parent=0), item("consideration", parent=1))

    (section,) = shown.pieces
    (question,) = section.below
    assert [piece.item.kind for piece in question.below] == ["consideration"]


def test_pieces_nested_too_deep_stand_beside_their_parents():
    shown = show(item(), *(item(parent=n) for n in range(30)))

    depth, level = 0, shown.pieces
    while level:
        depth, last, level = depth + 1, level, level[0].below
    assert depth == DEEPEST
    assert len(last) == 31 - DEEPEST + 1


def test_kinds_are_counted_in_words():
    shown = show(item("section"), item(parent=0), item(parent=0))

    assert shown.counts == ["1 section", "2 questions"]


def test_readers_comments_are_counted_apart():
    shown = show(item(), item("reader_comment"), item("reader_comment"))

    assert shown.counts == ["1 question"]
    assert shown.left_aside == 2


def test_guesses_are_marked():
    shown = show(item(), item(sure=0.4))

    assert [piece.is_doubtful for piece in shown.pieces] == [False, True]
    assert [piece.confidence for piece in shown.pieces] == ["high", "low"]
    assert len(shown.doubtful) == 1


def test_warnings_are_passed_on():
    assert show().warnings == ("Careful.",)


@pytest.mark.parametrize(("guesses", "editable"), [(3, 3), (EDITABLE + 5, EDITABLE)])
def test_in_a_very_long_essay_only_guesses_can_be_changed(guesses, editable):
    items = [item() for _ in range(EDITABLE + 1)]
    items += [item(sure=0.4) for _ in range(guesses)]

    shown = show(*items)

    assert sum(piece.is_editable for piece in shown.pieces) == editable
    assert shown.pieces[0].label == "Question"
