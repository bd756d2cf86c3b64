import pytest

from apps.questions.importing.seams import run_together


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Is it very late?Also we need a boat.",
            ["Is it very late?", "Also we need a boat."],
        ),
        ("It was so late.I think so too.", ["It was so late.", "I think so too."]),
        (
            "He said “it is late.”She did not.",
            ["He said “it is late.”", "She did not."],
        ),
        (
            "I know it well.“It is late” she said.",
            ["I know it well.", "“It is late” she said."],
        ),
    ],
)
def test_lost_paragraph_breaks_are_found(text, pieces):
    assert run_together(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "We moved to the U.S.And then what happened there?",
        "It runs on Node.js and nothing else at all.",
        "See https://bells.example/so.Then for the rest of it.",
        "See [the page](https://b.example/so.Then) for all of it.",
        "Run `sys.Exit now or never` to stop the thing at once.",
        "No.Then we left the harbour for good.",
    ],
)
def test_dots_inside_names_addresses_and_code_are_no_seams(text):
    assert run_together(text) == [text]


def test_a_manner_of_writing_is_left_alone():
    text = "it is so very late.Then we went on home again" * 60

    assert run_together(text) == [text]
