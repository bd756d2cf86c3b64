import pytest

from apps.questions.importing.headline import headline

LONG = "The bells of the old church ring at six, as they have since the war ended. "


def test_a_short_question_stands_as_it_is():
    assert headline("Why six?") == "Why six?"


def test_marks_links_and_footnotes_are_gone():
    text = "Why *do* **bells** [ring](https://b.example) at `six`?[^1]"

    assert headline(text) == "Why do bells ring at six?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG * 2 + "Why do they?", "Why do they?"),
        ("Why do they? " + LONG * 2, "Why do they?"),
        ("Why do they? " + LONG * 2 + "Who minds?", "Why do they?"),
        (f"Why {'so ' * 60}late? " + LONG + "Who minds?", "Who minds?"),
    ],
)
def test_a_long_one_is_cut_to_the_sentence_that_asks(text, expected):
    assert headline(text) == expected


def test_what_is_still_too_long_ends_at_a_word():
    short = headline("Why do " + "bells, " * 60 + "ring?", limit=40)

    assert short == "Why do bells, bells, bells, bells…"
    assert len(short) <= 40


def test_a_statement_is_trimmed_too():
    assert headline(LONG * 3).startswith("The bells of the old church")
    assert len(headline(LONG * 3)) <= 140


def test_a_word_longer_than_the_limit_is_cut():
    assert headline("a" * 50, limit=10) == "a" * 9 + "…"


def test_the_last_sentence_that_asks_may_need_trimming():
    assert (
        headline(LONG * 2 + "Why " + "so " * 60 + "late?", limit=20)
        == "Why so so so so so…"
    )


def test_of_two_long_ones_the_short_one_is_kept():
    text = LONG * 2 + "Why " + "so " * 60 + "late? Who minds? " + LONG

    assert headline(text, limit=100) == "Who minds?"
