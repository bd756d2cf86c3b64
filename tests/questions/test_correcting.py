"""An editor's corrections of an outline, as a pure function."""

import pytest

from apps.questions.correcting import CannotCorrect, corrected, draft_of, key_of
from apps.questions.correcting.edits import Edit
from apps.questions.importing import Outline, parse
from tests.questions.texts import SMALL


def outline() -> Outline:
    return parse(SMALL, format="markdown")


def piece(outline: Outline, words: str):
    return next(item for item in outline.items if words in item.text)


def parent_of(outline: Outline, words: str) -> str | None:
    parent = piece(outline, words).parent
    return None if parent is None else outline.items[parent].text


def edit(words: str, act: str, **more) -> Edit:
    return {"act": act, "key": key_of(piece(outline(), words)), **more}


def correct(words: str, act: str, **more) -> Outline:
    return corrected(outline(), [edit(words, act, **more)])


def refuse(words: str, act: str, **more) -> str:
    with pytest.raises(CannotCorrect) as refusal:
        draft_of(outline(), []).play(edit(words, act, **more))
    return str(refusal.value)


def test_no_correction_changes_nothing():
    assert corrected(outline(), []) == outline()


def test_a_piece_moved_in_hangs_below_the_one_before():
    moved = correct("oldest pier", "in")

    assert parent_of(moved, "oldest pier") == "Who should pay for the bridge?"
    assert piece(moved, "oldest").kind == "subquestion"


def test_a_piece_that_can_go_no_further_is_refused():
    assert "further in" in refuse("toll at night", "in")
    assert "as far out" in refuse("Crossing", "out")


def test_a_sub_question_moved_out_is_a_question():
    moved = correct("toll at night", "out")

    assert piece(moved, "toll at night").kind == "question"
    assert parent_of(moved, "toll at night") == "Crossing"


def test_what_hangs_below_moves_along():
    moved = correct("Who should pay", "out")

    assert parent_of(moved, "Those who cross") == "Who should pay for the bridge?"
    assert parent_of(moved, "Who should pay") is None


def test_a_paragraph_made_a_section_takes_in_what_follows():
    changed = correct("oldest pier", "choose", choice="section")

    assert parent_of(changed, "oldest pier") is None
    assert parent_of(changed, "Ice") == "How old is the oldest pier?"


def test_a_choice_sets_kind_and_stance():
    changed = correct("Those who cross", "choose", choice="against")

    found = piece(changed, "Those who cross")
    assert (found.kind, found.stance) == ("consideration", "against")


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("for", "It is old."),
        ("against", "For: It is old."),
        ("prose", "For: It is old."),
    ],
)
def test_a_choice_of_side_takes_the_place_of_the_label_that_says_it(choice, text):
    words = edit("Those who cross", "words", text="For: It is old.", source="")
    choose = edit("Those who cross", "choose", choice=choice)

    assert piece(corrected(outline(), [words, choose]), "It is old.").text == text


def test_a_question_said_to_be_a_consideration_goes_below_the_one_before():
    changed = correct("oldest pier", "choose", choice="consideration")

    assert parent_of(changed, "oldest pier") == "Who should pay for the bridge?"


def test_what_was_said_about_a_question_stands_beside_the_argument_it_becomes():
    moved = corrected(
        outline(),
        [edit("oldest pier", "up"), edit("Who should", "choose", choice="for")],
    )

    said = {"Who should pay", "Those who cross", "The town lives", "toll at night"}
    assert {parent_of(moved, words) for words in said} == {
        "How old is the oldest pier?"
    }


def test_a_sub_question_needs_a_question_above():
    assert "no question above" in refuse("Crossing", "choose", choice="subquestion")


def test_what_an_editor_has_looked_at_is_certain():
    for act, more in (("choose", {"choice": "prose"}), ("sure", {})):
        found = piece(correct("Those who cross", act, **more), "Those who cross")
        assert (found.confidence, found.reason) == (1.0, "editor")


def test_up_and_down_take_along_what_stands_below():
    order = [item.text for item in correct("oldest pier", "up").items]

    assert order.index("How old is the oldest pier?") < order.index(
        "Who should pay for the bridge?"
    )
    back = corrected(
        outline(), [edit("oldest pier", "up"), edit("oldest pier", "down")]
    )
    assert [item.text for item in back.items] == [i.text for i in outline().items]


def test_a_split_piece_is_joined_again():
    cut = len("Who should pay")
    split = edit("Who should pay", "split", cut=cut)
    halves = corrected(outline(), [split])

    assert piece(halves, "for the bridge?").part == 1
    assert parent_of(halves, "Those who cross") == "for the bridge?"
    joined = corrected(
        outline(), [split, edit("Who should pay", "join", towards="next")]
    )
    assert parent_of(joined, "Those who cross") == "Who should pay for the bridge?"


def test_words_and_source_are_set():
    changed = correct("oldest pier", "words", text="How old?", source="A sign")

    assert piece(changed, "How old?").source == "A sign"
    assert "needs words" in refuse("oldest pier", "words", text=" ", source="")


def test_what_is_left_out_is_taken_back_as_it_was():
    left = correct("Who should pay", "leave")
    back = corrected(
        outline(), [edit("Who should pay", "leave"), edit("Who should pay", "take")]
    )

    assert piece(left, "Who should pay").kind == "reader_comment"
    assert piece(back, "Who should pay").kind == "question"


def test_an_edit_of_a_piece_that_is_gone_is_passed_over():
    assert corrected(outline(), [{"act": "in", "key": "999.0"}]) == outline()


def test_a_heading_too_long_for_one_is_refused():
    long = edit("oldest pier", "words", text="Why? " * 80, source="")
    draft = draft_of(outline(), [long])

    with pytest.raises(CannotCorrect, match="300 characters"):
        draft.play(edit("oldest pier", "choose", choice="section"))
