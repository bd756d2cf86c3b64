"""An editor's corrections of an outline, as a pure function."""

from apps.questions.correcting import choice_of, corrected, key_of
from apps.questions.importing import Outline, parse
from tests.questions.texts import SMALL


def outline() -> Outline:
    return parse(SMALL, format="markdown")


def piece(outline: Outline, words: str):
    return next(item for item in outline.items if words in item.text)


def parent_of(outline: Outline, words: str) -> str | None:
    parent = piece(outline, words).parent
    return None if parent is None else outline.items[parent].text


def correct(words: str, **correction) -> Outline:
    read = outline()
    return corrected(read, {key_of(piece(read, words)): correction})


def test_no_correction_changes_nothing():
    assert corrected(outline(), {}) == outline()


def test_a_correction_that_says_nothing_new_moves_nothing():
    again = correct("oldest pier", choice="question")

    assert [item.parent for item in again.items] == [
        item.parent for item in outline().items
    ]


def test_every_parent_stands_before_its_child():
    changed = correct("Ice", shift=-5)

    assert all(
        item.parent is None or item.parent < index
        for index, item in enumerate(changed.items)
    )


def test_a_piece_moved_in_hangs_below_the_one_before():
    assert parent_of(correct("oldest pier", shift=1), "oldest pier") == (
        "Who should pay for the bridge?"
    )
    assert piece(correct("oldest pier", shift=1), "oldest").kind == "subquestion"


def test_a_piece_moved_in_too_far_stays_one_step_below():
    moved = correct("toll at night", shift=9)

    assert parent_of(moved, "toll at night").startswith("The town")


def test_a_sub_question_moved_out_is_a_question():
    moved = correct("toll at night", shift=-1)

    assert piece(moved, "toll at night").kind == "question"
    assert parent_of(moved, "toll at night") == "Crossing"


def test_what_hangs_below_moves_along():
    moved = correct("Who should pay", shift=-1)

    assert parent_of(moved, "Those who cross") == "Who should pay for the bridge?"
    assert parent_of(moved, "Who should pay") is None


def test_a_heading_never_hangs_below_a_question():
    moved = correct("Ice", shift=3)

    assert parent_of(moved, "Ice") == "Crossing"


def test_a_paragraph_made_a_section_takes_in_what_follows():
    changed = correct("oldest pier", choice="section")

    assert parent_of(changed, "oldest pier") is None
    assert parent_of(changed, "Ice") == "How old is the oldest pier?"


def test_a_choice_sets_kind_and_stance():
    changed = piece(correct("Those who cross", choice="against"), "Those who cross")

    assert (changed.kind, changed.stance) == ("consideration", "against")
    assert choice_of(changed) == "against"


def test_what_an_editor_has_corrected_is_certain():
    changed = piece(correct("Those who cross", choice="prose"), "Those who cross")

    assert changed.confidence == 1.0
